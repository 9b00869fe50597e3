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

  // A region that scrolls sideways must be reachable by keyboard; one that does not is no stop on the way.
  const regions = document.querySelectorAll(".jd-scroll");
  const update = (region) => {
    if (region.scrollWidth > region.clientWidth) {
      region.tabIndex = 0;
      region.setAttribute("role", "region");
      region.setAttribute("aria-label", region.querySelector("caption, svg > title")?.textContent ?? "表格");
    } else {
      for (const name of ["tabindex", "role", "aria-label"]) region.removeAttribute(name);
    }
  };
  const observer = new ResizeObserver((entries) => entries.forEach((entry) => update(entry.target)));
  for (const region of regions) observer.observe(region);
})();
