// Who may be in the ledger already, under another code: alike in name and place, or by telephone.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const { data } = entry;
  const SHOWN = 5;
  const CLOSED = "已终止";
  const SHORTEST = 3;

  const fold = (text = "") => globalThis.JIEDUI_FIND_TEXT.fold(text, data.people().table);
  const digits = (number) => (number ?? "").replace(/\D/g, "");

  // What cannot be read tells of nobody: the check of the ledger looks at all again.
  const some = (asked) => asked.catch(() => []);

  // The records of a kind that have the number of a new one under a key.
  const sameNumber = async (kind, mine, key) => {
    const number = digits(mine[key]);
    if (!number) return [];
    const { salt, buckets } = data.index.phones;
    const found = data.mark(salt, number);
    const ids = (await data.load(`phones-${found % buckets}`))[found.toString(16)] ?? [];
    const known = await Promise.all(ids.map(data.record));
    return known.filter((one) => one?.kind === kind && digits(one.data[key]) === number);
  };

  // The rows of the list of hits of whoever lives in a place such as 平江县安定镇; of all helpers for no place.
  const rowsAt = async (place) => {
    const ranges = globalThis.JIEDUI_FIND["find/index"].places.filter(([, township]) => township === place);
    return data.people().rows(ranges.flatMap(([, , first, after]) => Array.from({ length: after - first }, (_, step) => first + step)));
  };

  // Whether one character of a name is another one.
  const near = (one, other) => {
    const [signs, others] = [[...one], [...other]];
    return signs.length >= SHORTEST && signs.length === others.length && signs.filter((sign, place) => sign !== others[place]).length === 1;
  };
  const disabled = (home) => (home?.members ?? []).filter(({ disability }) => disability);

  // Those that are named, but for the record itself and others that are not meant: a record that it goes on, `exclude`.
  const gathered = (kind, found, others) => {
    const twins = new Map();
    for (const [id, where, why] of found) {
      const known = twins.get(id);
      if (why && !others.includes(id)) twins.set(id, { id, kind, where: known?.where ?? where, why: known ? `${known.why}；${why}` : why });
    }
    return [...twins.values()].slice(0, SHOWN);
  };

  const household = async (mine, { exclude = [] } = {}) => {
    const place = `${mine.county}${mine.township}`;
    const persons = new Set(disabled(mine).map(({ name }) => fold(name)));
    const alike = async (id, names, where) => {
      if (!names.some((name) => persons.has(name)))
        return where.startsWith(place + mine.village) && [...persons].some((name) => near(name, names[0])) && "同一个村，姓名只差一个字";
      const theirs = disabled((await data.record(id))?.data).filter(({ name }) => persons.has(fold(name)));
      return (theirs.length || persons.has(names[0])) && "姓名、乡镇相同";
    };
    const rows = (await some(rowsAt(place))).map(async ([id, name, others, , where, state]) =>
      [id, `${name}，${where}${state === CLOSED ? `（${CLOSED}）` : ""}`, await alike(id, [name, ...others.split("、")].map(fold), where)]);
    const phones = (await some(sameNumber("household", mine, "phone"))).map(({ id, name, data: { county, township, village } }) => [id, `${name}，${county}${township}${village}`, "电话相同"]);
    return gathered("household", [...(await Promise.all(rows)), ...phones], [mine.id, mine.moved_from, ...exclude]);
  };

  const helper = async (mine, { exclude = [] } = {}) => {
    const name = fold(mine.name);
    const rows = (await some(rowsAt(""))).map(([id, other, post, unit, office]) => [id, `${other}，${unit}${office}${post}`, fold(other) === name && "姓名相同"]);
    const short = (id) => data.index.units.find((unit) => unit.id === id)?.short ?? "";
    const phones = (await some(sameNumber("helper", mine, "mobile"))).map(({ id, name: other, unit }) => [id, `${other}，${short(unit)}`, "手机号相同"]);
    return gathered("helper", [...rows, ...phones], [mine.id, ...exclude]);
  };

  entry.duplicates = { household, helper };
})();
