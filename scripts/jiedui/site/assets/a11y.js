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
