// Somebody of the ledger, found while one types: a field with a list below it (a combobox as WAI-ARIA has it).
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const { data, make } = entry;
  // As find-people.js numbers them.
  const KINDS = ["household", "helper"];
  const COUNTED = ["户", "名责任人"];
  const MOST = 5;
  const UNKNOWN = "网站还不知道这个编号，照样用";
  const UNREAD = "查找的数据没有读到，再打一次，或者打完整的编号。";

  const shown = (kind) => ([id, name, , unit, where]) => ({ kind, id, name, place: where.startsWith(unit) ? where : unit + where });

  const nothing = ({ secret, vague }) =>
    secret ? "电话号码、证件号码查不到人，请打姓名、编号或者乡镇。" : vague ? "太短或者太常见，再打一个字。" : "没有找到。可以少打几个字再试。";

  // Who is found for a text among the kinds, those of the basket first, and what is said of it.
  const search = async (text, kinds, extra) => {
    const people = data.people();
    const fold = (words) => globalThis.JIEDUI_FIND_TEXT.fold(words, people.table);
    const sought = fold(text);
    if (!sought) return { options: [], told: "" };
    const options = extra.filter(({ kind, id, name, place }) => kinds.includes(kind) && fold(name + id + place).includes(sought));
    const counts = options.length ? [`本次新建 ${options.length} 份`] : [];
    const found = await people.answer(text).catch(() => null);
    for (const { kind, hits } of found?.groups ?? []) {
      if (!kinds.includes(KINDS[kind])) continue;
      counts.push(`${hits.length} ${COUNTED[kind]}${hits.length > MOST ? `，先列 ${MOST} 条` : ""}`);
      options.push(...(await people.rows(hits.slice(0, MOST).map(({ number }) => number))).map(shown(KINDS[kind])));
    }
    const code = text.normalize("NFKC").trim().toUpperCase();
    const kind = data.kindOf(code);
    const isNew = kinds.includes(kind) && !options.some(({ id }) => id === code);
    if (isNew) options.push({ kind, id: code, name: "", place: UNKNOWN });
    if (!found) return { options, told: UNREAD };
    return { options, told: counts.length ? `找到 ${counts.join("、")}。` : isNew ? `${UNKNOWN}。` : nothing(found) };
  };

  // Makes a field find the kinds ("household", "helper"), and those of the basket in `extra`: {kind, id, name, place}. What
  // is picked puts its code into the field and is given to `onPick`.
  entry.picker = (input, { kinds = KINDS, extra = [], onPick = () => {} } = {}) => {
    const list = make("ul", { class: "jd-options", role: "listbox", id: entry.unique(), "aria-label": "找到的", hidden: true });
    const status = make("p", { class: "jd-hint", role: "status" });
    let options = [];
    let active = -1;
    let turn = 0;

    const set = (attributes) => Object.entries(attributes).forEach(([name, value]) => input.setAttribute(name, value));
    const mark = (place) => {
      active = place;
      [...list.children].forEach((item, number) => item.setAttribute("aria-selected", number === place));
      const item = list.children[place];
      if (item) item.scrollIntoView({ block: "nearest" });
      set({ "aria-activedescendant": item ? item.id : "" });
    };
    const draw = (found) => {
      options = found;
      list.hidden = !found.length;
      set({ "aria-expanded": !list.hidden });
      const line = ({ id, name, place }) => [name && make("strong", {}, name), " ", make("span", {}, id), " ", make("span", {}, place)];
      list.replaceChildren(...found.map((option, number) => make("li", { role: "option", id: `${list.id}-${number}` }, line(option))));
      mark(-1);
    };
    const close = () => {
      turn += 1;
      draw([]);
    };
    const pick = (option) => {
      close();
      input.value = option.id;
      status.textContent = [option.name, option.place].filter(Boolean).join("，");
      onPick(option);
    };
    // Of several searches under way only the last one may draw.
    const look = async () => {
      const mine = (turn += 1);
      const { options: found, told } = await search(input.value, kinds, extra).catch(() => ({ options: [], told: UNREAD }));
      if (mine !== turn) return;
      draw(found);
      status.textContent = told;
    };
    const move = (step) => {
      if (list.hidden) look();
      else mark((active + step + options.length + (active < 0 && step < 0 ? 1 : 0)) % options.length);
    };
    const keydown = (event) => {
      if (event.isComposing) return; // letters that are about to become Chinese
      const open = !list.hidden;
      const chosen = options[active] ?? (options.length === 1 ? options[0] : null);
      const deed = {
        ArrowDown: () => move(1),
        ArrowUp: () => move(-1),
        Enter: open && (() => chosen && pick(chosen)),
        Escape: open && close,
      }[event.key];
      if (!deed) return;
      event.preventDefault();
      deed();
    };

    set({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": false, "aria-controls": list.id, autocomplete: "off", autocapitalize: "off", spellcheck: false });
    // What it takes to search is made ready before the first letter.
    input.addEventListener("focus", data.people, { once: true });
    input.addEventListener("input", (event) => event.isComposing || look());
    input.addEventListener("compositionend", look);
    input.addEventListener("keydown", keydown);
    input.addEventListener("blur", close);
    // A finger on the list leaves the focus where it is.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const item = event.target.closest("li");
      if (item) pick(options[[...list.children].indexOf(item)]);
    });
    input.after(status, list);
  };
})();
