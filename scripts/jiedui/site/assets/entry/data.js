// What the site knows of the ledger, by the scripts of jiedui.site.files.form: each is loaded when somebody is asked for.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const SHELF = "JIEDUI_ENTRY_DATA";
  // The nearest hits for an id: itself, and longer ones that it is a part of.
  const NEAREST = 10;
  const unread = new Set();
  let found;

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
    try {
      return entry.values.copy(await load(id));
    } catch {
      if (await taken(id).catch(() => true)) unread.add(id);
      return null;
    }
  };

  entry.data = {
    get index() {
      return globalThis[SHELF].index;
    },
    kindOf,
    load,
    people,
    record,
    taken,
    unread: (id) => unread.has(id),
  };
})();
