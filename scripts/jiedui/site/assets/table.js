// Sorting and filtering of tables. Without this script they are plain tables.
// Text sorts in pinyin order, numbers and percentages by value, missing values last.
(() => {
  "use strict";
  const collator = new Intl.Collator("zh-CN-u-co-pinyin", { numeric: true });

  const key = (row, index, numeric) => {
    const cell = row.cells[index];
    const text = (cell.dataset.v ?? cell.textContent).trim();
    if (!numeric) return text;
    const found = /-?\d+(\.\d+)?/.exec(text);
    return found ? Number(found[0]) : null;
  };

  const compare = (a, b, sign) => {
    if (a === b) return 0;
    if (a === null || a === "") return 1;
    if (b === null || b === "") return -1;
    return sign * (typeof a === "number" ? a - b : collator.compare(a, b));
  };

  const sort = (table, head, index) => {
    const numeric = head.dataset.kind === "number";
    // Numbers start with the greatest: what stands out is looked for first.
    const first = numeric ? "descending" : "ascending";
    const second = numeric ? "ascending" : "descending";
    const order = head.getAttribute("aria-sort") === first ? second : first;
    for (const other of table.tHead.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", order);
    const body = table.tBodies[0];
    const rows = Array.from(body.rows, (row) => [key(row, index, numeric), row]);
    rows.sort((a, b) => compare(a[0], b[0], order === "ascending" ? 1 : -1));
    body.append(...rows.map((pair) => pair[1]));
  };

  const addSorting = (table) => {
    const heads = Array.from(table.tHead.rows[table.tHead.rows.length - 1].cells);
    heads.forEach((head, index) => {
      if (head.dataset.kind === "none") return;
      const label = head.querySelector(".jd-h") ?? head;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "jd-sort";
      button.append(...label.childNodes);
      label.append(button);
      button.addEventListener("click", () => sort(table, head, index));
    });
  };

  const addFilter = (table) => {
    const rows = Array.from(table.tBodies[0].rows);
    const texts = rows.map((row) => row.textContent.toLowerCase());
    const box = document.createElement("div");
    box.className = "jd-filter";
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = "search";
    input.autocomplete = "off";
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    label.append("筛选 ", input);
    box.append(label, status);
    const apply = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let kept = 0;
      rows.forEach((row, number) => {
        const match = words.every((word) => texts[number].includes(word));
        row.hidden = !match;
        kept += match;
      });
      status.textContent = words.length ? `${rows.length} 行里有 ${kept} 行` : `共 ${rows.length} 行`;
    };
    input.addEventListener("input", apply);
    apply();
    (table.closest(".jd-scroll") ?? table).before(box);
  };

  for (const table of document.querySelectorAll("table[data-filter]")) addFilter(table);
  for (const table of document.querySelectorAll("table[data-sort]")) addSorting(table);
})();
