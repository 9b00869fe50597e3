// 查户: exact search over the rows of households.js. Works from a folder, without a network.
(() => {
  "use strict";
  const input = document.getElementById("find-text");
  const rows = window.JIEDUI_ROWS;
  if (!input || !rows) return;
  const count = document.getElementById("find-count");
  const hits = document.getElementById("find-hits");
  const LIMIT = 50;
  const KINDS = [
    { name: "户", folder: "households", last: "责任人：" },
    { name: "责任人", folder: "helpers", last: "配额：" },
    { name: "乡镇", folder: "townships", last: "" },
  ];
  // One text for each row, made once: what may be searched is decided by households.js alone.
  const entries = rows.flatMap((list, kind) => list.map((row) => ({ kind, row, text: row.join("\n").toLowerCase() })));

  const words = () => input.value.toLowerCase().split(/[\s\u3000]+/).filter(Boolean);

  const span = (text, wanted) => {
    const element = document.createElement("span");
    let rest = text;
    while (rest) {
      const lower = rest.toLowerCase();
      const places = wanted.map((word) => [lower.indexOf(word), word]).filter(([place]) => place >= 0);
      if (!places.length) break;
      const [place, word] = places.sort((a, b) => a[0] - b[0] || b[1].length - a[1].length)[0];
      const mark = document.createElement("mark");
      mark.textContent = rest.slice(place, place + word.length);
      element.append(rest.slice(0, place), mark);
      rest = rest.slice(place + word.length);
    }
    element.append(rest);
    return element;
  };

  const item = ({ kind, row }, wanted) => {
    const [id, name, more, unit, place, last] = row;
    const { name: word, folder, last: before } = KINDS[kind];
    const link = document.createElement("a");
    link.href = `${folder}/${id}.html`;
    const strong = document.createElement("strong");
    strong.append(span(name, wanted));
    link.append(strong, span(id, wanted), span(`${word} · ${unit} · ${place}`, wanted));
    if (more) link.append(span(kind === 0 ? `家人：${more}` : more, wanted));
    link.append(span(before + last, wanted));
    const element = document.createElement("li");
    element.append(link);
    return element;
  };

  const remember = () => {
    const hash = input.value ? `#q=${encodeURIComponent(input.value)}` : "#";
    try {
      history.replaceState(null, "", hash);
    } catch {
      location.replace(hash);
    }
  };

  const search = () => {
    const wanted = words();
    // A whole id or name comes before a part of one.
    const found = wanted.length ? entries.filter((entry) => wanted.every((word) => entry.text.includes(word))) : [];
    const whole = ({ row }) => wanted.some((word) => row[0].toLowerCase() === word || row[1].toLowerCase() === word);
    found.sort((a, b) => whole(b) - whole(a));
    hits.replaceChildren(...found.slice(0, LIMIT).map((entry) => item(entry, wanted)));
    const more = found.length > LIMIT ? `，列出前 ${LIMIT} 条，请再多打几个字` : "";
    count.textContent = !wanted.length ? "" : found.length ? `找到 ${found.length} 条${more}。` : "没有找到。可以少打几个字再试。";
  };

  input.addEventListener("input", () => {
    search();
    remember();
  });

  document.getElementById("find").addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [input, ...hits.querySelectorAll("a")];
    const now = stops.indexOf(document.activeElement);
    const next = stops[now + (event.key === "ArrowDown" ? 1 : -1)];
    if (now < 0 || !next) return;
    event.preventDefault();
    next.focus();
  });

  const asked = () => {
    const match = /^#q=(.*)$/.exec(location.hash);
    if (!match) return;
    try {
      input.value = decodeURIComponent(match[1]);
    } catch {
      input.value = "";
    }
    search();
  };
  window.addEventListener("hashchange", asked);
  asked();
  if (!input.value) input.focus({ preventScroll: true });
})();
