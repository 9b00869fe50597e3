// 查户, the page: what is typed, what is found, and the way there. Works from a folder, without a network.
(() => {
  "use strict";
  const index = window.JIEDUI_FIND?.["find/index"];
  const input = document.getElementById("find-text");
  if (!input || !index) return;
  const { fold, keepable, marked, words } = window.JIEDUI_FIND_TEXT;
  const STEP = 10;
  const PAUSE = 120; // ms between the last key and the search
  const KINDS = [
    { name: "户", unit: "户", folder: "households" },
    { name: "责任人", unit: "名责任人", folder: "helpers" },
    { name: "乡镇", unit: "个乡镇", folder: "townships" },
    { name: "页面", unit: "处页面" },
  ];
  const form = document.getElementById("find");
  const status = document.getElementById("find-count");
  const hits = document.getElementById("find-hits");
  const load = (name) => window.JIEDUI_LOAD(name, "JIEDUI_FIND", name);
  const people = window.JIEDUI_FIND_PEOPLE(index, load);
  const { table } = people;
  let findPages;
  const pagesOf = async (list) => {
    findPages ??= window.JIEDUI_FIND_PAGES(await load("pages"), table, index.also);
    return findPages(list);
  };

  const make = (tag, ...content) => {
    const element = document.createElement(tag);
    element.append(...content);
    return element;
  };
  const link = (href, ...content) => Object.assign(make("a", ...content), { href });
  const span = (text, sought) =>
    make("span", ...marked(text, sought, table).map(([piece, hit]) => (hit ? make("mark", piece) : piece)));

  // The words around the first hit, for a section may be long.
  const around = (text, sought) => {
    const [before, hit] = marked(text, sought, table);
    const place = before?.[1] || !hit ? 0 : before[0].length;
    const from = Math.max(0, place - 20);
    return `${from ? "…" : ""}${text.slice(from, from + 80)}${from + 80 < text.length ? "…" : ""}`;
  };

  const ITEMS = [
    ([id, name, others, unit, where, helper, helperId, page], sought) => {
      const place = where.startsWith(unit) ? where : `${unit}：${where}`;
      const charge = helperId
        ? make("span", "责任人：", link(`helpers/${helperId}.html`, span(helper, sought)))
        : make("span", helper);
      return [
        link(page ? `${page}#${id}` : `households/${id}.html`, make("strong", span(name, sought)), span(id, sought), span(place, sought)),
        ...(others ? [make("span", "家人：", span(others, sought))] : []),
        charge,
      ];
    },
    ([id, name, post, unit, office, state], sought) => [
      link(`helpers/${id}.html`, make("strong", span(name, sought)), span(id, sought), span(`${unit}${office}`, sought)),
      span(post, sought),
      make("span", "配额：", span(state, sought)),
    ],
    ([code, name, county, unit, homes], sought) => [
      link(`townships/${code}.html`, make("strong", span(name, sought)), span(county, sought)),
      ...(unit === county ? [] : [make("span", `由${unit}管`)]),
      make("span", `${homes} 户`),
    ],
    ([place, title, heading, text], sought) => [
      link(place, make("strong", span(heading || title, sought)), ...(heading && heading !== title ? [span(title, sought)] : [])),
      ...(text ? [span(around(text, sought), sought)] : []),
    ],
  ];

  const rowsOf = async (kind, some) => (kind < 2 ? people.rows(some.map((hit) => hit.number)) : some.map((hit) => hit.row));

  const section = async ({ kind, hits: all }, sought) => {
    const list = Object.assign(make("ol"), { className: "jd-hits" });
    const more = Object.assign(make("button"), { type: "button", className: "jd-more" });
    const extend = async (step) => {
      const shown = list.children.length;
      const rows = await rowsOf(kind, all.slice(shown, shown + step));
      list.append(...rows.map((row) => make("li", ...ITEMS[kind](row, sought))));
      const rest = all.length - list.children.length;
      more.hidden = rest === 0;
      more.textContent = `再列 ${Math.min(rest, 5 * STEP)} 条${KINDS[kind].name}`;
      return list.children[shown];
    };
    await extend(STEP);
    more.addEventListener("click", async () => (await extend(5 * STEP)).querySelector("a").focus());
    return [make("h2", `${KINDS[kind].name} ${all.length} 条`), list, more];
  };

  const told = (groups) => groups.map(({ kind, hits: all }) => `${all.length} ${KINDS[kind].unit}`).join("、");

  // Of several searches under way only the last one may draw. Gives whether something was found and is drawn.
  let turn = 0;
  const search = async () => {
    const mine = (turn += 1);
    const query = input.value.slice(0, people.longest);
    const sought = words(query, table);
    if (!sought.length) {
      hits.replaceChildren();
      status.textContent = "";
      return;
    }
    const found = await people.answer(query);
    if (mine !== turn) return;
    if (found.secret) {
      hits.replaceChildren();
      status.textContent = "电话号码、证件号码查不到人，也不会记在地址里。请打姓名、户编号、乡镇或者村。";
      return;
    }
    // How many there are is known before the rows are loaded that show them, and the pages that may say more.
    if (found.groups.length) status.textContent = `找到 ${told(found.groups)}。`;
    else if (!found.vague) status.textContent = "没有找到户、责任人，再看公开页面。";
    const drawn = (await Promise.all(found.groups.map((group) => section(group, found.words)))).flat();
    if (mine !== turn) return;
    hits.replaceChildren(...drawn);
    const texts = fold(query, table).length > 1 ? await pagesOf(sought) : [];
    const texted = texts.length ? [{ kind: 3, hits: texts.map((row) => ({ row })) }] : [];
    const ways = found.ways.length ? [{ kind: 2, hits: found.ways }] : [];
    const more = (await Promise.all([...texted, ...ways].map((group) => section(group, sought)))).flat();
    if (mine !== turn) return;
    hits.append(...more);
    const all = [...found.groups, ...texted];
    const vague = found.vague ? "这几个字太短或者太常见，要找人请再打一个字，或者加上乡镇。" : "";
    const from = ways.length ? "列出的乡镇" : "下面按残联、乡镇";
    status.textContent = all.length
      ? `找到 ${told(all)}。${vague}`
      : vague || `没有找到。可以少打几个字再试，或者从${from}找。`;
    return all.length > 0;
  };
  const searching = () =>
    search().catch(() => {
      status.textContent = "查找的数据没有读到。请再试一次，或者从下面按残联、乡镇找。";
    });

  // The query stands in the address, for a bookmark; never one that may be a number of a person or a part of one.
  const remember = () => {
    const kept = input.value.trim() && keepable(input.value) ? `?q=${encodeURIComponent(input.value)}` : "";
    try {
      history.replaceState(null, "", `${location.pathname}${kept}`);
    } catch {
      // A browser that lets no page opened from a folder change its address.
    }
  };

  // Enter opens the hit that is the only one, once it is listed for what is typed now.
  const openOnly = (drawn) => {
    const links = hits.querySelectorAll("li > a");
    if (drawn && links.length === 1) links[0].click();
  };

  let wait;
  const soon = (event) => {
    if (event.isComposing) return; // letters that are about to become Chinese
    clearTimeout(wait);
    wait = setTimeout(() => {
      searching();
      remember();
    }, PAUSE);
  };
  input.addEventListener("input", soon);
  input.addEventListener("compositionend", soon);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(wait);
    remember();
    searching().then(openOnly);
  });

  form.parentElement.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) {
      event.preventDefault();
      clearTimeout(wait);
      input.value = "";
      input.focus();
      remember();
      searching();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [input, ...hits.querySelectorAll("li > a, button:not([hidden])")];
    const now = stops.indexOf(document.activeElement);
    const next = stops[now + (event.key === "ArrowDown" ? 1 : -1)];
    if (now < 0 || !next) return;
    event.preventDefault();
    next.focus();
  });

  // As the box at the top of a page asks; behind the sign # in older bookmarks.
  const query = () => {
    const from = location.hash.startsWith("#q=") ? location.hash.slice(1) : location.search;
    return new URLSearchParams(from).get("q") ?? "";
  };
  const arrive = () => {
    input.value = query();
    remember();
    searching();
  };
  window.addEventListener("hashchange", arrive);
  form.hidden = false;
  arrive();
  if (!input.value) input.focus({ preventScroll: true });
})();
