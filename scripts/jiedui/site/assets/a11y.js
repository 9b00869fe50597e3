// Small repairs for readers who use a keyboard or a screen reader.
(() => {
  "use strict";
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
