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

  // As jiedui.site.files.form.phones has it.
  const mark = (salt, number) => {
    let found = 0x811c9dc5;
    for (const sign of salt + number) found = Math.imul(found ^ sign.codePointAt(0), 0x01000193) >>> 0;
    return ((found >>> 24) ^ (found & 0xffffff)) >>> 0;
  };
  const withNumber = async (number) => {
    if (!number) return [];
    const { salt, buckets } = data.index.phones;
    const found = mark(salt, number);
    return (await data.load(`phones-${found % buckets}`))[found.toString(16)] ?? [];
  };

  // The rows of the list of hits of whoever lives in a place such as 平江县安定镇; of all helpers for no place.
  const rowsAt = (place) => {
    const ranges = globalThis.JIEDUI_FIND["find/index"].places.filter(([, township]) => township === place);
    return data.people().rows(ranges.flatMap(([, , first, after]) => Array.from({ length: after - first }, (_, step) => first + step)));
  };

  // Whether one character of a name is another one.
  const near = (one, other) => {
    const [signs, others] = [[...one], [...other]];
    return signs.length >= SHORTEST && signs.length === others.length && signs.filter((sign, place) => sign !== others[place]).length === 1;
  };
  const disabled = ({ members = [] }) => members.filter(({ disability }) => disability);

  // What cannot be read tells of nobody: the check of the ledger looks at all again.
  const some = (asked) => asked.catch(() => []);
  const first = (twins) => [...twins.values()].slice(0, SHOWN);
  const add = (twins, id, kind, where, why) => {
    const known = twins.get(id);
    twins.set(id, { id, kind, where: known?.where ?? where, why: known ? `${known.why}；${why}` : why });
  };

  // `exclude` are the codes of those who are not meant: of the record itself, and of others that it goes on.
  const household = async (mine, { exclude = [] } = {}) => {
    const twins = new Map();
    const meant = (id) => id !== mine.id && id !== mine.moved_from && !exclude.includes(id);
    const place = `${mine.county}${mine.township}`;
    const persons = new Map(disabled(mine).map(({ name, birth }) => [fold(name), birth]));
    for (const [id, name, others, , where, state] of await some(rowsAt(place))) {
      if (!meant(id)) continue;
      const told = `${name}，${where}${state === CLOSED ? `（${CLOSED}）` : ""}`;
      const names = [name, ...others.split("、")].map(fold);
      if (names.some((each) => persons.has(each))) {
        const theirs = disabled((await data.record(id))?.data ?? {}).filter((member) => persons.has(fold(member.name)));
        if (theirs.some((member) => persons.get(fold(member.name)) === member.birth)) add(twins, id, "household", told, "姓名、出生日期、乡镇都相同");
        else if (theirs.length || persons.has(names[0])) add(twins, id, "household", told, "姓名、乡镇相同");
      } else if (where.startsWith(`${place}${mine.village}`) && [...persons.keys()].some((each) => near(each, names[0]))) {
        add(twins, id, "household", told, "同一个村，姓名只差一个字");
      }
    }
    for (const id of (await some(withNumber(digits(mine.phone)))).filter(meant)) {
      const home = await data.record(id);
      if (home?.kind === "household" && digits(home.data.phone) === digits(mine.phone))
        add(twins, id, "household", `${home.name}，${home.data.county}${home.data.township}${home.data.village}`, "电话相同");
    }
    return first(twins);
  };

  const helper = async (mine, { exclude = [] } = {}) => {
    const twins = new Map();
    const meant = (id) => id !== mine.id && !exclude.includes(id);
    for (const [id, name, post, unit, office] of await some(rowsAt("")))
      if (meant(id) && fold(name) === fold(mine.name)) add(twins, id, "helper", `${name}，${unit}${office}${post}`, "姓名相同");
    for (const id of (await some(withNumber(digits(mine.mobile)))).filter(meant)) {
      const other = await data.record(id);
      if (other?.kind === "helper" && digits(other.data.mobile) === digits(mine.mobile))
        add(twins, id, "helper", `${other.name}，${data.index.units.find((unit) => unit.id === other.unit)?.short ?? ""}`, "手机号相同");
    }
    return first(twins);
  };

  entry.duplicates = { household, helper };
})();
