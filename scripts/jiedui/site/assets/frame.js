// The frame of every page: light or dark as chosen, else as the machine prefers; the menu closes when one goes on; the box at
// the top takes no number of a person;
// what is folded is printed open, and unfolded where an address leads to it.
(() => {
  "use strict";
  const FOLLOWS = "auto";
  const CHOICES = { auto: "自动", light: "浅色", dark: "深色" };
  const SCHEMES = { light: "default", dark: "slate" };
  const names = Object.keys(CHOICES);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const top = new URL("..", document.currentScript.src);
  // Kept for this site alone, be there others on the server.
  const key = `${top.pathname}jiedui.scheme`;

  const chosen = () => {
    try {
      const choice = localStorage.getItem(key);
      return names.includes(choice) ? choice : FOLLOWS;
    } catch {
      return FOLLOWS; // no storage: the machine's preference stands
    }
  };
  let choice = chosen();
  const apply = () => {
    document.documentElement.dataset.mdColorScheme = SCHEMES[choice] ?? (dark.matches ? "slate" : "default");
  };
  apply(); // before anything is painted
  dark.addEventListener("change", apply);

  // Of which version of the data a page is comes with a script of its own (version.js), so that the page stays as it is where
  // nothing else changes: it stands there before anything is painted.
  const version = globalThis.JIEDUI_SITE?.version;
  const tell = () => {
    for (const place of version ? document.querySelectorAll(".jd-version") : []) place.replaceWith(` ${version}`);
  };

  // What is typed at the top goes into an address, where no number of a person may stand nor a part of one: as in find-text.js
  // no more than four digits are sent, nor letters between digits. Until this is known, the page has the box shut.
  const DIGIT = String.raw`[\p{N}零一二两三四五六七八九幺壹贰貳叁參肆伍陆陸柒捌玖]`;
  const OTHER = String.raw`[^\p{L}\p{N}]*`;
  const UNSENT = `(?:.*?${DIGIT}){5}|.*${DIGIT}${OTHER}(?:[oOlLiIｏＯｌＬｉＩ]${OTHER})+${DIGIT}`;
  const guard = (box) => {
    box.pattern = `(?!${UNSENT}).*`;
    box.title = "最多四个数字：电话、证件号码不能查；文号、乡镇代码到查户页上打";
    Object.assign(box, { autocomplete: "off", autocapitalize: "off", spellcheck: false, disabled: false });
  };
  const open = () => document.querySelectorAll(".jd-search > input:disabled").forEach(guard);

  const telling = new MutationObserver(() => {
    tell();
    open();
  });
  telling.observe(document, { childList: true, subtree: true });

  const switcher = (button) => {
    const say = () => {
      const next = CHOICES[names[(names.indexOf(choice) + 1) % names.length]];
      button.textContent = `◐ ${CHOICES[choice]}`;
      button.setAttribute("aria-label", `外观：${CHOICES[choice]}，按一下换成${next}`);
    };
    button.addEventListener("click", () => {
      choice = names[(names.indexOf(choice) + 1) % names.length];
      try {
        localStorage.setItem(key, choice);
      } catch {
        // It holds for this page.
      }
      apply();
      say();
    });
    say();
    button.hidden = false;
  };

  const closing = (menu) => {
    const opener = menu.querySelector("summary");
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      opener.focus();
    });
    // Whoever walks or points out of the menu closes it, so that it covers nothing that has the focus.
    for (const kind of ["focusin", "pointerdown"]) {
      document.addEventListener(kind, ({ target }) => {
        if (menu.open && !menu.contains(target)) menu.open = false;
      });
    }
  };

  // A page of which there are many has two entries in itself, the first page and what it belongs to; all come with a script.
  const filling = (nav) => {
    const entries = globalThis.JIEDUI_MENU?.entries;
    const current = nav.querySelector("[aria-current]");
    const item = ([title, leads]) => {
      const found = document.createElement("li");
      const shown = document.createElement(typeof leads === "string" ? "a" : "strong");
      shown.textContent = title;
      found.append(shown);
      if (typeof leads !== "string") found.append(list(leads));
      else shown.href = new URL(leads, top).href;
      if (shown.href && shown.href === current?.href) shown.setAttribute("aria-current", current.getAttribute("aria-current"));
      return found;
    };
    const list = (some) => {
      const found = document.createElement("ul");
      found.append(...some.map(item));
      return found;
    };
    if (entries) nav.replaceChildren(list(entries));
  };

  // On paper nothing can be unfolded: what is folded is printed open, and folded again. What few want on paper, and takes
  // sheets of it, is printed as it is on the screen.
  const unfolded = [];
  window.addEventListener("beforeprint", () => {
    unfolded.push(...document.querySelectorAll("main details:not([open], [data-as-it-is])"));
    for (const part of unfolded) part.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const part of unfolded.splice(0)) part.open = false;
  });

  // What an address leads to is unfolded, and what that lies in: browsers do the latter, if any.
  const unfold = () => {
    const target = document.querySelector(":target");
    const folds = [];
    for (let fold = target?.closest("details"); fold; fold = fold.parentElement.closest("details")) folds.push(fold);
    if (folds.every((fold) => fold.open)) return;
    for (const fold of folds) fold.open = true;
    target.scrollIntoView();
  };
  window.addEventListener("load", unfold);
  window.addEventListener("hashchange", unfold);

  document.addEventListener("DOMContentLoaded", () => {
    tell();
    open();
    telling.disconnect();
    document.querySelectorAll(".jd-scheme").forEach(switcher);
    document.querySelectorAll(".jd-menu").forEach(closing);
    document.querySelectorAll(".jd-menu nav").forEach(filling);
    // Beside the text there is room for the sections of the page.
    const contents = document.querySelector(".jd-contents");
    if (contents) contents.open = matchMedia("(min-width: 61em)").matches;
  });
})();
