// What the site knows of the ledger, by the scripts of jiedui.site.files.form: some are loaded when somebody is asked for.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const SHELF = "JIEDUI_ENTRY_DATA";
  // The nearest hits for an id: itself, and longer ones that it is a part of.
  const NEAREST = 10;
  const unread = new Set();
  let found;

  // As jiedui.site.files.form.phones has it.
  const mark = (salt, number) => {
    let hash = 0x811c9dc5;
    for (const sign of salt + number) hash = Math.imul(hash ^ sign.codePointAt(0), 0x01000193) >>> 0;
    return ((hash >>> 24) ^ (hash & 0xffffff)) >>> 0;
  };

  // What jiedui.site.files.form.packing packed, as it was.
  const unpacked = (node, table) => {
    if (!Array.isArray(node)) return table[node];
    const [first, ...values] = node;
    const found = values.map((value) => unpacked(value, table));
    return first < 0 ? found : Object.fromEntries(table[first].map((key, place) => [key, found[place]]));
  };

  const load = (name) => globalThis.JIEDUI_LOAD(`entry-data/${name}`, SHELF, name);

  // Whose id this is, "household" or "helper"; empty for none.
  const kindOf = (id) => {
    const { $defs } = entry.data.index.schemas["common.schema.json"];
    return ["household", "helper"].find((kind) => new RegExp($defs[kind].pattern, "u").test(id)) ?? "";
  };

  // The search of 查户.
  const people = () =>
    (found ??= globalThis.JIEDUI_FIND_PEOPLE(globalThis.JIEDUI_FIND["find/index"], (name) => globalThis.JIEDUI_LOAD(name, "JIEDUI_FIND", name)));

  // Whether somebody has an id. Fails where that could not be read.
  const taken = async (id) => {
    const { groups } = await people().answer(id);
    const hits = groups.filter(({ kind }) => kind < 2).flatMap((group) => group.hits.slice(0, NEAREST));
    return (await people().rows(hits.map(({ number }) => number))).some(([known]) => known === id);
  };

  // A household or a helper, anew for a form to change; null for whom this site does not know, and where it could not be
  // read: `unread(id)` tells which.
  const record = async (id) => {
    if (!kindOf(id)) return null;
    unread.delete(id);
    const some = await load(`r-${mark("", id.replaceAll("-", "")) % entry.data.index.records}`).catch(() => ({}));
    if (id in some) return unpacked(some[id], some.table);
    if (await taken(id).catch(() => true)) unread.add(id);
    return null;
  };

  entry.data = {
    get index() {
      return globalThis[SHELF].index;
    },
    kindOf,
    load,
    mark,
    people,
    record,
    taken,
    unread: (id) => unread.has(id),
  };
})();
