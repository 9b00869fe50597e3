// Below a table: how it is cited, and the table as a file that Excel and WPS open, what is shown of it, in the order that is shown.
// Made here, from the table itself, so that it holds the same rows, and works where the site is only a folder.
(() => {
  "use strict";

  // The words of a cell. What stands on a line of its own, or small beside it, is set apart by a blank.
  const words = (cell) => {
    const copy = cell.cloneNode(true);
    for (const part of copy.querySelectorAll("br, small")) part.before(" ");
    return copy.textContent.trim().replace(/\s+/g, " ");
  };

  // The title of each column; of heads in several rows all that stand above it.
  const titles = (table) => {
    const columns = [];
    const taken = [];
    [...table.tHead.rows].forEach((row, level) => {
      let place = 0;
      for (const head of row.cells) {
        while (taken[level]?.[place]) place += 1;
        const title = words(head.querySelector(".jd-h") ?? head);
        for (let across = 0; across < head.colSpan; across += 1, place += 1) {
          for (let down = 0; down < head.rowSpan; down += 1) (taken[level + down] ??= [])[place] = true;
          columns[place] = [columns[place], title].filter(Boolean).join(" ");
        }
      }
    });
    return columns;
  };

  // A number loses the sign before it, so that it can be reckoned with.
  const value = (cell, isNumber) => (isNumber ? words(cell).replace(/^[✓✗…补免－·]\s*(?=\d)/, "") : words(cell));

  // What a program of tables would take for a formula is marked as text; a signed number stays one.
  const field = (text) => {
    const safe = /^[=+\-@]/.test(text) && !/^[+-]?\d+(\.\d+)?%?$/.test(text) ? `'${text}` : text;
    return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };

  const asCsv = (table) => {
    const numbers = new Set((table.dataset.num ?? "").split(" ").map((place) => Number(place) - 1));
    const rows = [...table.querySelectorAll("tbody > tr, tfoot > tr")].filter((row) => !row.hidden);
    const lines = [titles(table), ...rows.map((row) => [...row.cells].map((cell, place) => value(cell, numbers.has(place))))];
    // With the mark in front both programs know that it is UTF-8.
    return `\uFEFF${lines.map((line) => line.map(field).join(",")).join("\r\n")}\r\n`;
  };

  const save = (text, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  // Whose table it is, of which day and version: those of the page, but for what was frozen.
  const cited = (caption, { on = day, version = globalThis.JIEDUI_SITE?.version }) => {
    const fold = document.createElement("details");
    const title = document.createElement("summary");
    title.textContent = "怎么引用";
    title.setAttribute("aria-label", `怎么引用：${caption}`);
    const text = document.createElement("p");
    const site = document.querySelector(".jd-name")?.textContent.trim();
    text.textContent = [site, caption, `统计日期 ${on}`, version && `数据版本 ${version}`].filter(Boolean).join("，");
    fold.append(title, text);
    return fold;
  };

  const day = document.querySelector(".jd-asof time")?.dateTime ?? "";
  for (const foot of document.querySelectorAll(".jd-below")) {
    const table = foot.previousElementSibling?.querySelector("table");
    if (!table) continue;
    const caption = table.caption.textContent.trim();
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "下载 CSV";
    button.setAttribute("aria-label", `下载 CSV：${caption}`);
    button.addEventListener("click", () => save(asCsv(table), `${caption.replace(/[\\/:*?"<>|]/g, "")} ${day}.csv`));
    foot.prepend(button);
    foot.append(cited(caption, foot.dataset));
  }
})();
