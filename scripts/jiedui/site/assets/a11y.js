// Small repairs for readers who use a keyboard or a screen reader.
(() => {
  "use strict";
  // Links in tables that say the same and lead elsewhere, as 0 in a column: those who hear the links of a page one by one hear row
  // and column before them. Without this script the heads of the table say it.
  const said = (element) => element?.textContent.trim().replace(/\s+/g, " ") ?? "";
  const context = (link) => {
    const cell = link.closest("th, td");
    const table = cell.closest("table");
    if (cell.tagName === "TH") return said(table.caption);
    const heads = table.tHead?.rows[table.tHead.rows.length - 1].cells ?? [];
    const head = heads[cell.cellIndex];
    // In a matrix the title of a link says the column.
    const column = table.matches(".jd-matrix") ? link.title.split(" ")[0] : said(head?.querySelector(".jd-h") ?? head);
    return [said(cell.parentElement.querySelector("th")), column].filter(Boolean).join("，");
  };
  const alike = new Map();
  for (const link of document.querySelectorAll(".jd-table :is(th, td) a[href]:not([aria-label])")) {
    if (!alike.has(said(link))) alike.set(said(link), []);
    alike.get(said(link)).push(link);
  }
  for (const [name, links] of alike) {
    if (new Set(links.map((link) => link.href)).size < 2) continue;
    for (const link of links) {
      link.setAttribute("aria-label", `${context(link)}：${name}`);
      // The head of a row is heard before each of its cells: there its own words are enough.
      const head = link.closest("th");
      head?.setAttribute("aria-label", said(head));
    }
  }

  // A region that scrolls sideways must be reachable by keyboard, and says that it scrolls, each in a name of its own; one
  // that does not is no stop on the way. It opens at the current quarter, unless a link leads to another.
  const names = new Set();
  const nameOf = (region) => {
    const drawing = region.querySelector("svg > title");
    const caption = region.querySelector("caption")?.textContent ?? (region.matches("pre") ? "文件内容" : "表格");
    const name = drawing ? `图：${drawing.textContent}` : caption;
    let own = name;
    for (let number = 2; names.has(own); number += 1) own = `${name}（${number}）`;
    names.add(own);
    return own;
  };
  const regions = Array.from(document.querySelectorAll(".jd-scroll, pre"), (element, number) => ({ element, number, name: nameOf(element) }));
  const openAtNow = ({ element }) => {
    const now = element.querySelector(".now, [data-now]");
    if (!now || element.querySelector(":target")) return "";
    element.scrollLeft += now.getBoundingClientRect().right - element.getBoundingClientRect().right + 24;
    // No column stays half under the one that stands still: its links would be too small to touch.
    const edge = element.querySelector("thead th")?.getBoundingClientRect().right ?? 0;
    for (const head of now.closest("tr")?.cells ?? []) {
      const { left, right } = head.getBoundingClientRect();
      // A part of a pixel is none: to go by it would move on by a column for each column there is.
      if (left < edge - 1 && edge + 1 < right) element.scrollLeft += Math.ceil(right - edge);
    }
    // A cell that the head of its row covers in part is too small to be touched: it goes below it whole, or comes out.
    const head = element.querySelector("tbody th");
    const covered = head ? head.getBoundingClientRect().right : 0;
    const cut = [...(head?.parentElement.querySelectorAll("td") ?? [])]
      .map((cell) => cell.getBoundingClientRect())
      .find(({ left, right }) => left < covered - 1 && right > covered + 1);
    const before = element.scrollLeft;
    if (cut) element.scrollLeft += cut.right - covered;
    if (cut && element.scrollLeft < before + cut.right - covered - 1) element.scrollLeft = before - (covered - cut.left);
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
    // Where the rows are blocks nothing scrolls, though heads that are out of sight stand out to the side.
    const scrolls = getComputedStyle(element).overflowX !== "visible" && element.scrollWidth > element.clientWidth;
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
