// 查户: exact search over the rows of households.js and pages.js. Works from a folder, without a network.
(() => {
  "use strict";
  const STEP = 10;
  const PEOPLE = [
    { name: "户", folder: "households", last: "责任人：" },
    { name: "责任人", folder: "helpers", last: "配额：" },
    { name: "乡镇", folder: "townships", last: "" },
  ];
  const KINDS = [...PEOPLE.map((kind) => kind.name), "页面"];
  const PAGES = PEOPLE.length;
  // A page that explains comes before others, one of many alike after them: by its prominence.
  const WEIGHTS = { 1: -0.5, 0: 0, "-1": 4 };

  // A text about people as it is compared, as jiedui.model.names has it: letters and digits in half width, radicals as the
  // characters they stand for, one dot for all. Its length stays, so that a hit is marked where it stands.
  const DOTS = /[\u2022\u2027\u22c5\u2219\u2218\u25e6\u25cf\u2981\u2e31\ua78f\u16eb\u0387\u30fb\uff65\uff0e\u2024\uff61\u3002.]/g;
  const COMPATIBLE = /[\u2e80-\u2fdf\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g;
  const narrow = (character) => {
    const plain = character.normalize("NFKC");
    return plain.length === 1 ? plain : character;
  };
  const lower = (text) => text.replace(COMPATIBLE, narrow).replace(DOTS, "\u00b7").toLowerCase();
  // The pages are many times as long, and written by few.
  const small = (text) => text.toLowerCase();
  const wordsOf = (text, compared = lower) => compared(text).split(/[\s\u3000]+/).filter(Boolean);

  // One text for each row, made once. What a row is called counts for more than what else it says.
  const prepare = (rows, pages) => [
    ...rows.flatMap((list, kind) =>
      list.map((row) => ({ kind, row, names: [lower(row[0]), lower(row[1])], text: lower(row.join("\n")) })),
    ),
    ...pages.map((row) => ({
      kind: PAGES,
      row,
      names: [small(row[0].includes("#") ? row[2] : row[1])],
      text: small(row.slice(1, 4).join("\n")),
      anchor: small(row[0].split("#")[1] ?? ""),
      whole: !row[0].includes("#"),
      weight: WEIGHTS[row[4]],
    })),
  ];

  // 0 where a word is the whole name, 1 where a name begins with it, 2 within a name, 3 elsewhere; the
  // weight of a page moves it forward or back.
  const rank = (entry, words) => {
    if (entry.anchor && words.includes(entry.anchor)) return 0;
    const best = (word) => {
      if (entry.names.includes(word)) return 0;
      if (entry.names.some((name) => name.startsWith(word))) return 1;
      return entry.names.some((name) => name.includes(word)) ? 2 : 3;
    };
    const place = Math.min(...words.map(best));
    // A page that is called so comes before sections of that name.
    if (place === 0) return entry.whole ? -1 : 0;
    return place + (entry.whole && place < 3 ? -0.75 : (entry.weight ?? 0));
  };

  // Pure: the hits of a query in groups, the group with the best hit first, in a group the best hit first.
  const find = (entries, query) => {
    const [ofPeople, ofPages] = [wordsOf(query), wordsOf(query, small)];
    if (!ofPeople.length) return [];
    const groups = KINDS.map((_, kind) => ({ kind, best: Infinity, hits: [] }));
    for (const entry of entries) {
      const words = entry.kind === PAGES ? ofPages : ofPeople;
      if (!words.every((word) => entry.text.includes(word) || entry.anchor === word)) continue;
      const hit = { entry, rank: rank(entry, words) };
      groups[entry.kind].hits.push(hit);
      groups[entry.kind].best = Math.min(groups[entry.kind].best, hit.rank);
    }
    for (const group of groups) {
      group.hits = group.hits.sort((a, b) => a.rank - b.rank).map((hit) => hit.entry);
    }
    return groups.filter((group) => group.hits.length).sort((a, b) => a.best - b.best || a.kind - b.kind);
  };

  // Under node, where speed is measured, there is no page.
  if (typeof module !== "undefined") module.exports = { prepare, find, lower };
  if (typeof document === "undefined") return;

  const input = document.getElementById("find-text");
  if (!input || !window.JIEDUI_ROWS) return;
  const count = document.getElementById("find-count");
  const hits = document.getElementById("find-hits");
  const entries = prepare(window.JIEDUI_ROWS, window.JIEDUI_PAGES ?? []);

  const make = (tag, ...content) => {
    const element = document.createElement(tag);
    element.append(...content);
    return element;
  };

  const span = (text, words) => {
    const element = document.createElement("span");
    let rest = text;
    while (rest) {
      const places = words.map((word) => [lower(rest).indexOf(word), word]).filter(([place]) => place >= 0);
      if (!places.length) break;
      const [place, word] = places.sort((a, b) => a[0] - b[0] || b[1].length - a[1].length)[0];
      element.append(rest.slice(0, place), make("mark", rest.slice(place, place + word.length)));
      rest = rest.slice(place + word.length);
    }
    element.append(rest);
    return element;
  };

  // The words around the first hit, for a section may be long.
  const around = (text, words) => {
    const places = words.map((word) => lower(text).indexOf(word)).filter((place) => place >= 0);
    const start = Math.max(0, Math.min(...places, text.length) - 20);
    const from = places.length ? start : 0;
    return `${from ? "…" : ""}${text.slice(from, from + 80)}${from + 80 < text.length ? "…" : ""}`;
  };

  const item = ({ kind, row }, words) => {
    const link = document.createElement("a");
    if (kind === PAGES) {
      const [place, title, heading, text] = row;
      link.href = place;
      link.append(make("strong", span(heading || title, words)));
      if (heading && heading !== title) link.append(span(title, words));
      if (text) link.append(span(around(text, words), words));
    } else {
      const [id, name, more, unit, place, last] = row;
      const { name: word, folder, last: before } = PEOPLE[kind];
      link.href = `${folder}/${id}.html`;
      link.append(make("strong", span(name, words)), span(id, words), span(`${word} · ${unit} · ${place}`, words));
      if (more) link.append(span(kind === 0 ? `家人：${more}` : more, words));
      link.append(span(before + last, words));
    }
    return make("li", link);
  };

  const section = (group, words) => {
    const list = make("ol");
    list.className = "jd-hits";
    const more = make("button");
    more.type = "button";
    more.className = "jd-more";
    const extend = (step) => {
      const shown = list.children.length;
      const next = group.hits.slice(shown, shown + step).map((entry) => item(entry, words));
      list.append(...next);
      const rest = group.hits.length - list.children.length;
      more.hidden = rest === 0;
      more.textContent = `再列 ${Math.min(rest, 5 * STEP)} 条${KINDS[group.kind]}`;
      return next[0];
    };
    extend(STEP);
    more.addEventListener("click", () => extend(5 * STEP).firstElementChild.focus());
    return [make("h2", `${KINDS[group.kind]} ${group.hits.length} 条`), list, more];
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
    const words = wordsOf(input.value);
    const groups = find(entries, input.value);
    hits.replaceChildren(...groups.flatMap((group) => section(group, words)));
    const all = groups.reduce((sum, group) => sum + group.hits.length, 0);
    const each = groups.map((group) => `${KINDS[group.kind]} ${group.hits.length}`).join("，");
    count.textContent = !words.length ? "" : all ? `找到 ${all} 条：${each}。` : "没有找到。可以少打几个字再试。";
  };

  input.addEventListener("input", () => {
    search();
    remember();
  });

  document.getElementById("find").addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [input, ...hits.querySelectorAll("a, button:not([hidden])")];
    const now = stops.indexOf(document.activeElement);
    const next = stops[now + (event.key === "ArrowDown" ? 1 : -1)];
    if (now < 0 || !next) return;
    event.preventDefault();
    next.focus();
  });

  const asked = () => {
    const match = /^#q=(.*)$/.exec(location.hash);
    try {
      // Behind the sign # as it was typed here, else as the box at the top of a page asked.
      input.value = match ? decodeURIComponent(match[1]) : (new URLSearchParams(location.search).get("q") ?? "");
    } catch {
      input.value = "";
    }
    search();
  };
  window.addEventListener("hashchange", () => {
    asked();
    input.focus();
  });
  asked();
  if (!input.value) input.focus({ preventScroll: true });
})();
