// What is in the basket, in words: who is meant, what a record says and what changes in it.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const { make } = entry;
  // Codes of needs say nothing.
  const CODE = /[A-Z]{2,4}-(?:B-)?[2-9A-Z]{4}|m-[2-9A-Z]{4}/g;

  entry.wording = ({ basket, library, index }) => {
    const subject = (item) => entry.handover.subjectOf(item, library);
    // Who the codes of what is shown are.
    let names = {};
    const whoIs = async (items) => {
      // Whoever is new is in the basket alone.
      const fresh = basket.fresh();
      const codes = [...new Set(JSON.stringify(items).match(CODE))].filter((code) => !fresh.some(({ id }) => id === code));
      const found = (await Promise.all(codes.map(basket.record))).filter(Boolean);
      const people = [...found, ...fresh].flatMap(({ id, name, data }) => [{ id, name }, ...(data.members ?? [])]);
      names = Object.fromEntries(people.map(({ id, name }) => [id, name]));
    };
    const named = (text) => text.replace(CODE, (code) => (!names[code] ? code : code.startsWith("m-") ? names[code] : `${names[code]}（${code}）`));
    const word = (value) => (value === true ? "是" : value === false ? "否" : entry.unmasked(String(value), "（不显示）"));
    const parts = (value) => (typeof value === "object" ? Object.entries(value).flatMap(([key, part]) => (key === "id" ? [] : Array.isArray(part) || typeof part !== "object" ? [part].flat().filter((each) => typeof each !== "object") : [])) : [value]);
    const told = (value) => (value === undefined ? "没有填" : named(parts(value).map(word).join("，")));
    // What a new record says, short.
    const summary = ({ kind, data }) => {
      const record = library.record(kind);
      const said = (path, value) => {
        if (Array.isArray(value)) return value.some((each) => typeof each === "object") ? `${value.length} 项` : told(value);
        return typeof value === "object" ? Object.entries(value).map(([key, part]) => `${record.title([...path, key])} ${said([...path, key], part)}`).join("，") : told(value);
      };
      const shown = record.properties(record.root).filter(([key]) => !["id", "entered_on"].includes(key) && data[key] !== undefined);
      return make("ul", {}, shown.map(([key, { title }]) => make("li", {}, `${title}：${said([key], data[key])}`)));
    };
    // The place of a change, as those say it who change it by hand.
    const placeOf = (item, change) => entry.handover.text({ ...item, changes: [change] }, library, index.forge).changes[0].place;
    const became = ({ old, new: now }) => `${old === undefined ? "" : `${told(old)} → `}${now === undefined ? "删掉" : told(now)}`;
    const changes = (item) => make("ul", {}, item.changes.map((change) => make("li", {}, `${placeOf(item, change)}：${became(change)}`)));
    return { subject, whoIs, named, told, placeOf, content: (item) => (item.data ? summary(item) : changes(item)) };
  };
})();
