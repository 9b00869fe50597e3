// Small repairs for readers who use a keyboard or a screen reader.
(() => {
  "use strict";
  // The theme gives its search dialog no name.
  document.querySelector('[data-md-component="search"][role="dialog"]')?.setAttribute("aria-label", "全文搜索");

  // The theme leaves its search open, over the page, when the keyboard moves on: what has the focus would be covered.
  const search = document.querySelector('[data-md-component="search"]');
  const opened = document.querySelector('[data-md-toggle="search"]');
  document.addEventListener("focusin", ({ target }) => {
    if (opened?.checked && search && !search.contains(target)) opened.click();
  });

  // The theme's skip link says 跳转至, and not where to.
  const skip = document.querySelector(".md-skip");
  if (skip) skip.textContent = "跳到正文";

  // The theme opens the menu of a narrow screen by a label, which no keyboard reaches: a button takes its place.
  const drawer = document.getElementById("__drawer");
  const label = document.querySelector('.md-header__button[for="__drawer"]');
  const menu = document.querySelector(".md-sidebar--primary");
  if (drawer && label && menu) {
    const opener = document.createElement("button");
    opener.type = "button";
    opener.className = `${label.className} jd-opener`;
    opener.setAttribute("aria-label", "菜单");
    opener.append(...label.childNodes);
    label.replaceWith(opener);
    const say = () => opener.setAttribute("aria-expanded", String(drawer.checked));
    say();
    drawer.addEventListener("change", say);
    opener.addEventListener("click", ({ detail }) => {
      drawer.click();
      if (drawer.checked && detail === 0) menu.querySelector("a")?.focus(); // by keyboard
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !drawer.checked) return;
      drawer.click();
      opener.focus();
    });
    // Whoever walks out of the menu closes it, so that it covers nothing that has the focus.
    document.addEventListener("focusin", ({ target }) => {
      if (drawer.checked && !menu.contains(target) && target !== opener && target !== drawer) drawer.click();
    });
  }

  // A region that scrolls sideways must be reachable by keyboard, and says that it scrolls, each in a name of its own; one
  // that does not is no stop on the way. It opens at the current quarter, unless a link leads to another.
  const names = new Set();
  const nameOf = (region) => {
    const drawing = region.querySelector("svg > title");
    const name = drawing ? `图：${drawing.textContent}` : (region.querySelector("caption")?.textContent ?? "表格");
    let own = name;
    for (let number = 2; names.has(own); number += 1) own = `${name}（${number}）`;
    names.add(own);
    return own;
  };
  const regions = Array.from(document.querySelectorAll(".jd-scroll"), (element, number) => ({ element, number, name: nameOf(element) }));
  const openAtNow = ({ element }) => {
    const now = element.querySelector(".now, [data-now]");
    if (!now || element.querySelector(":target")) return "";
    element.scrollLeft += now.getBoundingClientRect().right - element.getBoundingClientRect().right + 24;
    return "，打开时停在本季度";
  };
  const makeCue = (region) => {
    const cue = document.createElement("p");
    cue.className = "jd-cue";
    cue.id = `cue-${region.number}`;
    cue.textContent = `↔ 左右还有，可以滑动${openAtNow(region)}。`;
    const box = region.element.previousElementSibling;
    (box?.matches(".jd-filter") ? box : region.element).before(cue);
    return cue;
  };
  const update = (region) => {
    const { element, name } = region;
    const scrolls = element.scrollWidth > element.clientWidth;
    if (scrolls) {
      element.tabIndex = 0;
      element.setAttribute("role", "region");
      element.setAttribute("aria-label", name);
      region.cue ??= makeCue(region);
      element.setAttribute("aria-describedby", region.cue.id);
    } else {
      for (const attribute of ["tabindex", "role", "aria-label", "aria-describedby"]) element.removeAttribute(attribute);
    }
    if (region.cue) region.cue.hidden = !scrolls;
  };
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) update(regions.find(({ element }) => element === target));
  });
  for (const { element } of regions) observer.observe(element);
})();
