// Sorting and filtering of tables. Without this script they are plain tables.
// What was chosen stands in the address, behind the anchor: #anchor?paired.q=words&paired.状态=达标&paired.sort=2d
// Text sorts in pinyin order, numbers and percentages by value, missing values last.
(() => {
  "use strict";
  // Fewer rows than these are in sight at once: nobody sorts them on a telephone.
  const FEW_ROWS = 5;
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

  const nextOrder = (head) => {
    // Numbers start with the greatest: what stands out is looked for first.
    const [first, second] = head.dataset.kind === "number" ? ["descending", "ascending"] : ["ascending", "descending"];
    return head.getAttribute("aria-sort") === first ? second : first;
  };

  const sort = (table, head, index, order) => {
    const numeric = head.dataset.kind === "number";
    for (const other of table.tHead.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", order);
    const body = table.tBodies[0];
    const rows = Array.from(body.rows, (row) => [key(row, index, numeric), row]);
    rows.sort((a, b) => compare(a[0], b[0], order === "ascending" ? 1 : -1));
    body.append(...rows.map((pair) => pair[1]));
  };

  // The address: what is kept for each table, by the table's id and a name.
  const kept = () => new URLSearchParams(location.hash.includes("?") ? location.hash.slice(location.hash.indexOf("?") + 1) : "");
  const keep = (table, name, value) => {
    const all = kept();
    const key = `${idOf(table)}.${name}`;
    if (value) all.set(key, value);
    else all.delete(key);
    const anchor = location.hash.split("?")[0] || "#";
    try {
      history.replaceState(null, "", all.size ? `${anchor}?${all}` : anchor);
    } catch {
      // Some browsers refuse it for files: the table works, its state is not kept.
    }
  };
  const idOf = (table) => (table.closest("[id]")?.id ?? "").replace(/^t-/, "");

  const headsOf = (table) => Array.from(table.tHead.rows[table.tHead.rows.length - 1].cells);

  // On a telephone the heads are not seen: a select sorts in their place.
  const sortChoice = (table, heads) => {
    const body = table.tBodies[0];
    if (!table.matches(".jd-rows") || body.rows.length < FEW_ROWS) return;
    const asWritten = Array.from(body.rows);
    const select = document.createElement("select");
    select.append(new Option("原来的顺序", ""));
    heads.forEach((head, index) => {
      if (head.dataset.kind === "none") return;
      const title = (head.querySelector(".jd-h") ?? head).textContent.trim();
      const [up, down] = head.dataset.kind === "number" ? ["小的在前", "大的在前"] : ["顺着排", "倒着排"];
      select.append(new Option(`${title}，${up}`, `${index}a`), new Option(`${title}，${down}`, `${index}d`));
    });
    select.addEventListener("change", () => {
      const [, index, order] = /^(\d+)([ad])$/.exec(select.value) ?? [];
      if (order) sort(table, heads[index], Number(index), order === "a" ? "ascending" : "descending");
      else {
        for (const head of heads) head.removeAttribute("aria-sort");
        body.append(...asWritten);
      }
      keep(table, "sort", select.value);
    });
    const label = document.createElement("span");
    label.className = "jd-narrow";
    label.append("排序 ", select);
    select.setAttribute("aria-label", "排序");
    const region = table.closest(".jd-scroll") ?? table;
    const box = region.previousElementSibling;
    if (box?.matches(".jd-filter")) box.append(label);
    else {
      const alone = document.createElement("div");
      alone.className = "jd-filter jd-narrow";
      alone.append(label);
      region.before(alone);
    }
    select.value = kept().get(`${idOf(table)}.sort`) ?? "";
    if (select.selectedIndex < 0) select.value = "";
  };

  const addSorting = (table) => {
    const heads = headsOf(table);
    heads.forEach((head, index) => {
      if (head.dataset.kind === "none") return;
      const label = head.querySelector(".jd-h") ?? head;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "jd-sort";
      button.append(...label.childNodes);
      label.append(button);
      button.addEventListener("click", () => {
        const order = nextOrder(head);
        sort(table, head, index, order);
        keep(table, "sort", `${index}${order[0]}`);
      });
    });
    sortChoice(table, heads);
    const asked = /^(\d+)([ad])$/.exec(kept().get(`${idOf(table)}.sort`) ?? "");
    const head = asked && heads[asked[1]];
    if (head && head.dataset.kind !== "none") sort(table, head, Number(asked[1]), asked[2] === "a" ? "ascending" : "descending");
  };

  // The value of a cell that one chooses by: its text without the small print.
  const choice = (cell) => {
    const copy = cell.cloneNode(true);
    for (const small of copy.querySelectorAll("small")) small.remove();
    return copy.textContent.trim().replace(/\s+/g, " ");
  };

  const labelled = (text, control) => {
    const label = document.createElement("label");
    label.append(`${text} `, control);
    return label;
  };

  // A select for a column of few values; nothing where there is nothing to choose.
  const facet = (rows, head, index) => {
    const values = rows.map((row) => choice(row.cells[index]));
    const names = [...new Set(values)].filter(Boolean).sort(collator.compare);
    if (names.length < 2 || names.length > 30) return null;
    const select = document.createElement("select");
    select.append(new Option("全部", ""), ...names.map((name) => new Option(name, name)));
    return { name: head.textContent.trim(), select, values };
  };

  const addFilter = (table) => {
    const rows = Array.from(table.tBodies[0].rows);
    const texts = rows.map((row) => row.textContent.toLowerCase());
    const facets = headsOf(table)
      .map((head, index) => ("facet" in head.dataset ? facet(rows, head, index) : null))
      .filter(Boolean);
    const box = document.createElement("div");
    box.className = "jd-filter";
    const input = document.createElement("input");
    input.type = "search";
    input.autocomplete = "off";
    const clear = document.createElement("button");
    clear.type = "button";
    clear.textContent = "清除";
    const status = document.createElement("span");
    status.setAttribute("role", "status");
    box.append(labelled("筛选", input), ...facets.map(({ name, select }) => labelled(name, select)), clear, status);
    const apply = () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      const chosen = facets.filter(({ select }) => select.value);
      let shown = 0;
      rows.forEach((row, number) => {
        const match =
          words.every((word) => texts[number].includes(word)) &&
          chosen.every(({ select, values }) => values[number] === select.value);
        row.hidden = !match;
        shown += match;
      });
      const some = words.length || chosen.length;
      clear.hidden = !some;
      status.textContent = some ? `${rows.length} 行里有 ${shown} 行` : `共 ${rows.length} 行`;
    };
    const restore = () => {
      const state = kept();
      input.value = state.get(`${idOf(table)}.q`) ?? "";
      for (const { name, select } of facets) {
        select.value = state.get(`${idOf(table)}.${name}`) ?? "";
        if (select.selectedIndex < 0) select.value = "";
      }
      apply();
    };
    const remember = () => {
      keep(table, "q", input.value.trim());
      for (const { name, select } of facets) keep(table, name, select.value);
    };
    input.addEventListener("input", () => {
      apply();
      remember();
    });
    for (const { select } of facets) {
      select.addEventListener("change", () => {
        apply();
        remember();
      });
    }
    clear.addEventListener("click", () => {
      input.value = "";
      for (const { select } of facets) select.value = "";
      apply();
      remember();
      input.focus();
    });
    window.addEventListener("hashchange", () => {
      if (location.hash.includes("?")) restore(); // a plain anchor leaves the table as it is
    });
    restore();
    (table.closest(".jd-scroll") ?? table).before(box);
  };

  // Shown as blocks, a table means nothing to some readers: the roles say what it is. Its heads are out of sight then, so
  // that the keyboard passes their buttons by.
  const ROLES = {
    thead: "rowgroup", tbody: "rowgroup", tfoot: "rowgroup", tr: "row", "thead th": "columnheader", td: "cell",
    "tbody th, tfoot th": "rowheader",
  };
  const narrow = window.matchMedia("(max-width: 30em)");
  const arrange = () => {
    for (const table of document.querySelectorAll(".jd-rows")) {
      for (const button of table.querySelectorAll(".jd-sort")) button.tabIndex = narrow.matches ? -1 : 0;
      if (!narrow.matches || table.hasAttribute("role")) continue;
      table.setAttribute("role", "table");
      for (const [parts, role] of Object.entries(ROLES)) {
        for (const part of table.querySelectorAll(parts)) part.setAttribute("role", role);
      }
      // A button that cannot be seen names no head.
      for (const head of headsOf(table)) head.setAttribute("aria-label", (head.querySelector(".jd-h") ?? head).textContent.trim());
    }
  };

  for (const table of document.querySelectorAll("table[data-filter]")) addFilter(table);
  for (const table of document.querySelectorAll("table[data-sort]")) addSorting(table);
  arrange();
  narrow.addEventListener("change", arrange);

  // With a state behind it the browser does not know the anchor.
  const anchor = location.hash.includes("?") && decodeURIComponent(location.hash.slice(1).split("?")[0]);
  if (anchor) document.getElementById(anchor)?.scrollIntoView();
})();
