// The basket: what is sent together, and the records as they are with it.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const keyOf = ({ kind, household = "", stem }) => `${kind} ${household} ${stem}`;
  const PEOPLE = ["household", "helper"];

  // What is not known of a household or a helper that is in the basket alone, or that this site does not know yet.
  const NOTHING = { names: {}, spells: {}, stems: [], visits: [], hazards: {} };

  // `known(id)` gives a record of the site's data, or null; `told` is called whenever the basket has changed.
  entry.basket = (known, library, told = () => {}) => {
    let items = [];
    const change = (next) => {
      items = next;
      told(items);
    };
    const find = (item) => items.find((each) => keyOf(each) === keyOf(item));
    const put = (item) => change([...items.filter((each) => keyOf(each) !== keyOf(item)), item]);
    const drop = (item) => change(items.filter((each) => keyOf(each) !== keyOf(item)));
    const dataOf = (item, base) =>
      item.changes ? entry.changes.apply(item.changes, base, library.record(item.kind)).data : item.data;

    // A visit that is recorded or in the basket: `{stem, blob, data, base}`; a new one has no base.
    const visits = (id, recorded) => {
      const inside = items.filter(({ kind, household }) => kind === "visit" && household === id);
      const stems = new Set(inside.map(({ stem }) => stem));
      const kept = recorded.map((visit) => ({ ...visit, base: visit.data }));
      const changed = inside.map((item) => {
        const base = kept.find(({ stem }) => stem === item.stem);
        return { ...base, stem: item.stem, data: dataOf(item, base?.data) };
      });
      return [...kept.filter(({ stem }) => !stems.has(stem)), ...changed];
    };

    // The households and helpers that are in the basket and nowhere else.
    const fresh = () =>
      items.filter(({ kind, data }) => data && PEOPLE.includes(kind))
        .map(({ kind, unit, stem, data }) => ({ kind, id: stem, unit, name: data.name ?? data.members[0].name, data }));

    // A household or a helper with what the basket says of it; `base` is what the site knows, if it does.
    const record = async (id) => {
      const found = await known(id);
      const begun = found ?? fresh().find((each) => each.id === id);
      if (!begun) return null;
      const whole = { ...NOTHING, ...begun, base: found?.data };
      const inside = items.find(({ kind, stem }) => stem === id && PEOPLE.includes(kind));
      const own = visits(id, whole.visits);
      return {
        ...whole, data: inside ? dataOf(inside, whole.base) : whole.data, visits: own,
        stems: [...new Set([...whole.stems, ...own.map(({ stem }) => stem)])],
      };
    };

    // Puts what a record is to say into the basket: as a new one or, where the site knows one (`{base, blob, path}`), as what
    // differs from it; what differs no more is taken out. Where the form began with `begun`, and another form has put more
    // here since, both stay, and of one field the later word. `said` are the warnings and the reason that were passed with it.
    const say = (place, typed, { base, blob, path, data: begun }, said = {}) => {
      const { diff, insist } = entry.changes;
      const record = library.record(place.kind);
      const inside = find(place);
      const now = inside && dataOf(inside, base);
      const data = now && begun && !entry.values.same(now, begun) ? insist(diff(begun, typed, record), now, record) : typed;
      const whole = { ...place, ...said, reason: said.reason ?? inside?.reason };
      if (!base) return put({ ...whole, data });
      const changes = diff(base, data, record);
      return changes.length ? put({ ...whole, path, blob, base, changes }) : drop(place);
    };

    return {
      record, fresh, say, put, drop, find, dataOf,
      get items() { return items; },
      load: change,
    };
  };
})();
