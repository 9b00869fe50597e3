// What a ledger keeps sealed in a household's record: a page cannot seal it, so it leaves one in a file alone.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});

  // Tells whether an item of the basket says something at one of the sealed places, as "members/name".
  entry.sealed = (places) => {
    const holds = (value, at) => {
      if (typeof value === "string") return places.includes(at.join("/"));
      return Object.entries(value ?? {}).some(([key, part]) => holds(part, Array.isArray(value) ? at : [...at, key]));
    };
    const changed = ({ at, new: now }) => holds(now, at.filter((step) => typeof step === "string"));
    return ({ kind, data, changes = [] }) => kind === "household" && (holds(data, []) || changes.some(changed));
  };
})();
