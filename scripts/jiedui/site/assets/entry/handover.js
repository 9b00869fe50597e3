// The ways out of 登记 that ask no forge: a file, a text to copy, an address; and the words of a pull request.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const { isObject } = entry.values;
  const OURS = "登记";
  const VERSION = 1;
  const DAMAGED = { fault: "文件坏了，或者没有传完整。请重新传一次。" };
  const FOREIGN = { fault: "这不是登记页存下的文件。" };
  const NEWER = { fault: "这是新版的登记页存下的，请打开最新的网站再试。" };
  const HIDDEN = "（号码不显示）";

  // The file to hand over: the same records give the same bytes, a key on each line.
  const file = (items, { made_on, site, format }) => {
    const records = items.map((item) => ({ ...item, base: undefined }));
    const text = JSON.stringify({ jiedui: OURS, version: VERSION, format, made_on, site, records }, null, 2);
    return { name: `${OURS}-${made_on}-${items.length}份.json`, text: `${text}\n` };
  };

  const KIND = /^(?:visit|household|helper|event-(?:meeting|reminder|story|award|branch|village|strike))$/;
  // What names of units and records are made of: nothing that leads elsewhere in a path.
  const isName = (value) => typeof value === "string" && /^[\w-]+$/.test(value);
  const isTexts = (value) => Array.isArray(value) && value.every((each) => typeof each === "string");
  const isStep = (step) => typeof step === "string" || isObject(step);
  const isChange = (change) => Array.isArray(change?.at) && change.at.length > 0 && change.at.every(isStep);
  const isItem = (item) =>
    KIND.test(item?.kind) &&
    [item.unit, item.stem, item.kind === "visit" ? item.household : item.unit].every(isName) &&
    (item.changes === undefined ? isObject(item.data) : isName(item.blob) && Array.isArray(item.changes) && item.changes.every(isChange)) &&
    (item.reason === undefined || typeof item.reason === "string") && (item.warnings === undefined || isTexts(item.warnings));

  // Opens a file that was saved: {items}, or {fault} in words. `format` is that of the site's records.
  const open = (text, format) => {
    try {
      const said = JSON.parse(text.replace(/^\uFEFF/, ""));
      if (said?.jiedui !== OURS) return FOREIGN;
      if (said.version > VERSION || said.format > format) return NEWER;
      return said.records.every(isItem) ? { items: said.records } : DAMAGED;
    } catch {
      return DAMAGED;
    }
  };

  // Begins to save a file; false where the browser saves none, as that within WeChat.
  const download = (name, text) => {
    if (/MicroMessenger/.test(navigator.userAgent)) return false;
    const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    entry.make("a", { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60000);
    return true;
  };

  // Where a record lies from the ledger's root, as jiedui.records.kinds has it.
  const path = ({ kind, unit, household, stem }) => {
    if (kind === "household") return `${unit}/households/${stem}/household.yml`;
    if (kind === "visit") return `${unit}/households/${household}/visits/${stem}.yml`;
    return `${unit}/${kind === "helper" ? "helpers" : "events"}/${stem}.yml`;
  };
  // Where that is in the repository; a ledger that names no forge has its records in the usual folder.
  const place = (path, folder = "records") => (folder === "." ? path : `${folder}/${path}`);

  // How each kind of forge spells its addresses, as jiedui.model.forge has it: before the verb, and the name of a file.
  const DIALECTS = { GitHub: ["", "filename"], Gitea: ["_", "filename"], GitLab: ["-/", "file_name"] };
  const quoted = (text) => encodeURIComponent(text).replaceAll("%2F", "/");

  // The address at which the forge's own editor begins a file or opens one; what the file holds is never in it.
  const link = (item, forge) => {
    const [before, called] = DIALECTS[forge.kind];
    const there = quoted(place(path(item), forge.folder));
    const at = (verb, rest) => `${forge.url}/${before}${verb}/${quoted(forge.branch)}/${rest}`;
    const cut = there.lastIndexOf("/");
    return item.blob ? at("edit", there) : `${at("new", there.slice(0, cut))}?${called}=${there.slice(cut + 1)}`;
  };

  // What an entry of a list is called: by its name or what it is about, else by its day or its code.
  const NAMES = ["name", "content", "title", "date", "from", "category", "kind", "id"];
  const nameOf = (step, value) =>
    step.new ? "新的一项" : [...(NAMES.map((key) => (value ?? step)[key]).find(Boolean) ?? "")].slice(0, 16).join("");

  // A change to be made by hand: its place in words, and its lines as they are and as they are to be.
  const byHand = ({ at, ...change }, record, base) => {
    const words = [];
    const holders = [];
    let [schema, value] = [record.root, base];
    for (const step of at) {
      const inList = isObject(step);
      holders.push(schema);
      schema = record.resolve((inList ? schema.items : schema.properties?.[step]) ?? {});
      value = inList ? (step.like ?? value?.find?.(({ id }) => id === step.id)) : value?.[step];
      words.push(inList ? `${words.pop()} ${nameOf(step, value)}`.trimEnd() : (schema.title ?? step));
    }
    // An entry of a list is written with the list, whose own line stays as it is.
    const entries = isObject(at[at.length - 1]) ? 1 : 0;
    const last = at.length - 1 - entries;
    const lines = (part) => {
      const held = { [at[last]]: entries ? [part] : part };
      const all = part === undefined ? [] : entry.lines(held, holders[last], record, 2 * last);
      return entry.unmasked(all.slice(entries).join("\n"), HIDDEN);
    };
    return { place: words.join(" › "), old: lines(change.old), new: lines(change.new) };
  };

  // Of a new record its text; of one that is there what changes, each {place, old, new}.
  const text = (item, library, forge) => {
    const record = library.record(item.kind);
    const there = place(path(item), forge?.folder);
    if (item.data) return { path: there, text: entry.write(item.data, record) };
    return { path: there, changes: item.changes.map((change) => byHand(change, record, item.base)) };
  };

  // What might be the number of a person, however its digits are written and parted.
  const ROW = /(?:[\dOoIl〇零○一二三四五六七八九幺][^\p{L}\p{N}]*){7,}[Xx]?/gu;
  const DAY = /^(?:19|20)\d\d-\d\d-\d\d *$/;
  // The reason for a passed warning, fit for a pull request: on one line, without signs that a forge obeys, or numbers.
  const told = (reason) => {
    const plain = String(reason).replace(/[^\p{L}\p{N}\u2014-\u2026\u3001-\u301b\uff01-\uff1f.,-]+/gu, " ").trim();
    const folded = plain.normalize("NFKC");
    const hidden = folded.replace(ROW, (row) => (DAY.test(row) ? row : HIDDEN));
    return hidden === folded ? plain : hidden;
  };

  // Which record an item is: its kind and its codes.
  const subjectOf = ({ kind, household, stem }, library) => [library.record(kind).root.title, household, stem].filter(Boolean).join(" ");

  // The words of the pull request of a basket: codes, days and titles of fields. `index` is that of the site's data; the
  // branch is named once for a basket, so that whoever sends it again goes on with it.
  const words = (items, index, branch) => {
    const library = entry.schemas(index.schemas);
    const subject = (item) => subjectOf(item, library);
    const fields = ({ kind, changes }) => [...new Set(changes.map(({ at }) => library.record(kind).title([at[0]])))].join("、");
    const all = items.map((item) => (item.data ? `登记${subject(item)}` : `修改${subject(item)}：${fields(item)}`));
    const title = all.length > 1 ? `登记 ${all.length} 份` : all[0];
    const list = all.map((line) => `- ${line}\n`).join("");
    const reasons = items.filter(({ reason }) => reason).map((item) => `- ${subject(item)}：${told(item.reason)}\n`);
    const passed = reasons.length ? `\n提示重复、仍要登记的：\n\n${reasons.join("")}` : "";
    return { title, body: list + passed, message: `${title}\n\n${list}`, branch };
  };
  const branch = (day) => `dengji/${day}-${entry.letters(6)}`;

  entry.handover = { file, open, isItem, download, copy: globalThis.JIEDUI_COPY, path, place, quoted, subjectOf, link, text, branch, words };
})();
