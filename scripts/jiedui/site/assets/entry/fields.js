// The form of a record, made of its schema: what is asked and when, lists that grow, and faults where they are.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const { make, values, unique } = entry;
  const { own, same, isObject, copy } = values;
  // Without 0, 1, I, L, O and U, which are misread.
  const LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
  const REFERENCES = ["helper", "household"];
  const NAMED = 3;
  const SHOWN = 16;
  const NEWS = 3;

  const randomLetter = () => {
    const byte = new Uint8Array(1);
    do crypto.getRandomValues(byte);
    while (byte[0] >= 256 - (256 % LETTERS.length));
    return LETTERS[byte[0] % LETTERS.length];
  };

  // A code of a prefix and four letters or digits that is not taken, as jiedui.entry.codes makes them.
  entry.newCode = (prefix, taken) => {
    let code;
    do code = `${prefix}-${Array.from({ length: 4 }, randomLetter).join("")}`;
    while (taken(code));
    return code;
  };

  const dotted = (path) => path.filter((step) => typeof step === "string").join(".");

  // How a schema's description is said where nobody sees a file: yes and no in words, no names of keys; and only
  // where it is more than the title over again.
  const said = (schema) => {
    const text = (schema.description ?? "").replace(/（[a-z_]+）|，?与文件夹?名?(?:同名|一致)，?/g, "");
    if (text.length <= schema.title.length + NEWS) return "";
    return schema.type === "boolean" ? text.replace(/ ?true/, "“是”").replace(/ ?false/, "“否”") : text;
  };

  // ---- what is said at a part: title, help, what was before, faults ----

  // The head of a part, and what tells its faults; `described` is the element that all of this is said of.
  const texts = (form, path, schema, { optional }) => {
    const help = make("p", { class: "jd-hint", id: unique() }, said(schema));
    const note = form.options.notes?.[dotted(path)];
    const before = note && make("p", { class: "jd-before", id: unique() }, note);
    const slot = make("div", { class: "jd-fault", id: unique(), hidden: true });
    const title = [schema.title, optional && make("small", {}, "（可以不填）")];
    const parts = [help.textContent && help, before, slot].filter(Boolean);
    const describe = (element) => {
      const told = parts.filter((part) => !part.hidden).map((part) => part.id);
      if (told.length) element.setAttribute("aria-describedby", told.join(" "));
      else element.removeAttribute("aria-describedby");
    };
    return { title, parts, slot, describe };
  };

  const sentence = (fault) => `${fault.severity === "警告" ? "请再看一眼：" : ""}${fault.message}${fault.remedy ?? ""}`;

  // Faults in their place; `write` takes a suggestion over.
  const tell = (head, faults, marked, write) => {
    const offer = ({ suggestion }) =>
      suggestion && write && make("button", { type: "button", class: "jd-button", click: () => write(suggestion) }, `改成 ${write.label?.(suggestion) ?? suggestion}`);
    head.slot.replaceChildren(...faults.map((fault) => make("p", {}, sentence(fault), offer(fault))));
    head.slot.hidden = !faults.length;
    const wrong = faults.some((fault) => fault.severity !== "警告");
    for (const element of marked) {
      head.describe(element);
      if (wrong) element.setAttribute("aria-invalid", "true");
      else element.removeAttribute("aria-invalid");
    }
  };

  // ---- single values ----

  // The pairs [value, what is shown] of a closed list; of names of fields their titles are shown.
  const wordsOf = (form, path, schema, definition) => {
    const listed = own(form.options.choices ?? {}, dotted(path)) ?? own(form.options.choices ?? {}, definition);
    if (listed) return { words: listed, listed: true };
    if (schema.type === "boolean") return { words: [["true", "是"], ["false", "否"]] };
    const words = schema.enum ?? (schema.items && form.record.resolve(schema.items).enum);
    const owner = path.slice(0, -3);
    const titled = (word) => (/^[a-z]/.test(word) ? form.record.resolve(form.record.at([...owner, ...word.split(".")])).title : word);
    return { words: words?.map((word) => [word, titled(word)]) };
  };

  // A value that may be seen and not be changed.
  const fixed = (form, path, schema, value, given) => {
    const head = texts(form, path, schema, {});
    const shown = value === entry.MASK ? "（不显示）" : [value ?? ""].flat().join("、");
    const element = make("div", { class: "jd-field", tabindex: "-1" }, make("p", { class: "jd-label" }, given.title ?? head.title), make("p", {}, shown), head.parts.slice(-1));
    return { element, focus: () => element.focus(), value: () => value, tell: (faults) => tell(head, faults, []), child: () => undefined };
  };

  const leaf = (form, path, schema, value, given) => {
    if (given.fixed || (value !== undefined && value === entry.MASK)) return fixed(form, path, schema, value, given);
    const definition = form.record.definition(path);
    const { words, listed } = wordsOf(form, path, schema, definition);
    const control = entry.control({ schema, definition, value, words, listed, optional: !given.required });
    const head = texts(form, path, schema, given);
    const title = given.title ?? head.title;
    const field = { class: "jd-field" };
    const element = control.role
      ? make("fieldset", { ...field, role: control.role }, make("legend", {}, title), head.parts, control.element)
      : make("div", field, make("label", { for: (control.element.id = unique()) }, title), head.parts, control.element);
    const marked = control.role === "radiogroup" ? [element] : control.inputs;
    marked.forEach(head.describe);
    if (REFERENCES.includes(definition) && !words && entry.picker) {
      const onPick = () => control.element.dispatchEvent(new Event("change", { bubbles: true }));
      entry.picker(control.element, { kinds: [definition], onPick, ...form.options.pick?.(definition, path) });
    }
    // What nobody has touched is what it was, whatever a browser shows of it.
    const first = control.read();
    const read = () => {
      const now = control.read();
      if (same(now, first)) return value;
      if (Array.isArray(now)) return now.length ? now : undefined;
      const text = values.tidy(now);
      return text === "" ? undefined : values.convert(text, schema.type);
    };
    const printed = () => (control.role ? undefined : (element.dataset.value = control.element.value));
    printed();
    const write = (text) => {
      control.write(text);
      control.inputs[0].dispatchEvent(new Event("change", { bubbles: true }));
      focus();
    };
    write.label = (text) => words?.find(([word]) => word === text)?.[1];
    const focus = () => (control.inputs.find((input) => input.checked) ?? control.inputs[0]).focus();
    element.addEventListener("input", printed);
    element.addEventListener("change", printed);
    return { element, focus, value: read, tell: (faults) => tell(head, faults, marked, write), child: () => undefined };
  };

  // A control that somebody else made.
  const foreign = (form, path, schema, value, given, maker) => {
    const made = maker({ record: form.record, schema, pointer: path, value, options: form.options });
    const head = texts(form, path, schema, given);
    const element = make("div", { class: "jd-own", tabindex: "-1" }, head.slot, made.element);
    const focus = () => (made.element.querySelector("input, select, textarea, button") ?? element).focus();
    const show = (faults) => (made.show ? made.show(faults) : tell(head, faults, []));
    return { element, focus, value: () => made.value(), tell: show, child: () => undefined };
  };

  // ---- objects ----

  // Properties in the order of the schema, but what depends on others directly behind the last of them.
  const arranged = (properties) => {
    const when = (property) => property[1]["x-when"];
    const order = properties.filter((property) => !when(property));
    for (const property of properties.filter(when)) {
      const keys = order.map(([key]) => key);
      let place = Math.max(...Object.keys(when(property)).map((key) => keys.indexOf(key))) + 1;
      while (place && order[place] && when(order[place])) place += 1;
      order.splice(place || order.length, 0, property);
    }
    return order;
  };

  // Codes inside a household are made here.
  const isMade = (form, path) =>
    form.record.kind === "household" && path.length > 1 && path[path.length - 1] === "id" && ["member", "need"].includes(form.record.definition(path));

  const code = (form, path, value) => {
    const made = value ?? entry.newCode(form.record.definition(path)[0], (taken) => form.codes.has(taken));
    form.codes.add(made);
    return { value: () => made, child: () => undefined };
  };

  const isAsked = (form, path, key, data, base) =>
    !form.options.hide?.includes(dotted([...path, key])) && !(key === "withdrawn" && base === undefined && own(data, key) === undefined);

  const object = (form, path, schema, value, given) => {
    const data = isObject(value) ? value : {};
    const base = isObject(given.base) ? given.base : given.base === undefined ? undefined : {};
    const properties = form.record.properties(schema);
    const required = schema.required ?? [];
    const asked = arranged(properties).filter(([key]) => isAsked(form, path, key, data, base) && (!given.only || given.only(key)));
    const isFront = ([key, part]) => required.includes(key) || part["x-front"] || part["x-needed"];
    const folds = !given.only && asked.some(isFront);
    const children = new Map();
    const front = [];
    const folded = [];
    for (const property of asked) {
      const [key, part] = property;
      const at = [...path, key];
      if (isMade(form, at)) {
        children.set(key, code(form, at, own(data, key)));
        continue;
      }
      const needed = required.includes(key) || part["x-needed"] === true;
      const behind = folds && !isFront(property);
      const child = build(form, at, own(data, key), {
        base: own(base ?? {}, key), required: needed, must: given.must && required.includes(key), optional: !needed && !behind && required.length > 0 && !given.only, when: given.only !== undefined && given.asked === key ? undefined : part["x-when"],
      });
      children.set(key, child);
      (behind ? folded : front).push(child.element);
    }
    const opened = folded.length > 0 && asked.some((property) => !isFront(property) && own(data, property[0]) !== undefined);
    const more = folded.length > 0 && make("details", { class: "jd-more", open: opened }, make("summary", {}, "再填几项（都可以不填）"), folded);

    const now = (key) => {
      const child = children.get(key);
      return child ? (child.element?.hidden ? undefined : child.value()) : own(data, key);
    };
    const isMet = ([key, wanted]) => (wanted === true ? now(key) !== undefined : wanted.includes(now(key)));
    // What came with the record stays in sight until somebody changes what it depends on.
    const isShown = (key, child) =>
      child.forced || Object.entries(child.when).every(isMet) || (own(data, key) !== undefined && Object.keys(child.when).every((each) => same(now(each), own(data, each))));
    const refresh = () => {
      for (const [key, child] of children) if (child.when) child.element.hidden = !isShown(key, child);
      if (more) more.hidden = folded.every((element) => element.hidden);
    };
    refresh();
    form.refreshers.push(refresh);

    const current = () => {
      const result = { ...data };
      for (const [key] of properties) {
        const found = now(key);
        if (found === undefined) delete result[key];
        else result[key] = found;
      }
      return Object.keys(result).length || given.kept ? result : undefined;
    };
    const inside = [...front, more].filter(Boolean);
    const head = texts(form, path, schema, given);
    const element = given.bare ? make("div", {}, head.slot, inside) : make("fieldset", { class: "jd-group" }, make("legend", {}, head.title), head.parts, inside);
    const focus = () => [...children.values()].find((child) => child.element && !child.element.hidden)?.focus();
    if (!given.bare) head.describe(element);
    return { element, focus, value: current, tell: (faults) => tell(head, faults, []), child: (key) => children.get(key) };
  };

  // ---- lists ----

  // What an entry is called: the first words that stand in it.
  const caption = (form, path, schema, value) => {
    if (!isObject(value)) return "";
    const words = form.record.properties(schema).flatMap(([key, part]) => {
      const word = own(value, key);
      if (typeof word !== "string" || word === entry.MASK || isMade(form, [...path, key]) || form.record.definition([...path, key]) === "certificate") return [];
      const known = own(form.options.names ?? {}, word) ?? wordsOf(form, [...path, key], part, form.record.definition([...path, key])).words?.find(([each]) => each === word)?.[1] ?? word;
      const signs = [...known.replace(/\s+/g, " ")];
      return [signs.length > SHOWN ? `${signs.slice(0, SHOWN).join("")}…` : known];
    });
    return words.slice(0, NAMED).join("，") + (isObject(value.withdrawn) ? "（已撤销）" : "");
  };

  // Where an entry stands in the record as it is kept: found by its code, else by its place.
  const kept = (base, value, index) => {
    if (!Array.isArray(base)) return undefined;
    return isObject(value) && value.id !== undefined ? base.find((each) => isObject(each) && each.id === value.id) : base[index];
  };

  const list = (form, path, schema, value, given) => {
    const items = form.record.resolve(schema.items);
    const at = [...path, 0];
    const isGroup = items.type === "object";
    const head = texts(form, path, schema, given);
    const place = make("div", { class: "jd-rows" });
    const rows = [];
    const add = (data, base, opened) => {
      const number = rows.length + 1;
      const node = build(form, at, data, { base, required: true, must: given.must, kept: true, bare: isGroup, title: isGroup ? undefined : `${items.title} ${number}` });
      const row = { node };
      const name = () => caption(form, at, items, node.value()) || `新的${items.title}`;
      const drop = () => {
        rows.splice(rows.indexOf(row), 1);
        row.element.remove();
        more.focus();
        form.touched();
      };
      const button = base === undefined && make("button", { type: "button", class: "jd-button", click: drop, "aria-label": `删除：${items.title} ${number}` }, "删除");
      if (isGroup) {
        const summary = make("summary", { id: unique() }, name());
        node.element.setAttribute("role", "group");
        node.element.setAttribute("aria-labelledby", summary.id);
        row.element = make("details", { class: "jd-row", open: opened }, summary, node.element, button);
        form.refreshers.push(() => (summary.textContent = name()));
      } else row.element = make("div", { class: "jd-row" }, node.element, button);
      rows.push(row);
      place.append(row.element);
      return node;
    };
    const more = make("button", { type: "button", class: "jd-button" }, `添加${items.title}`);
    more.addEventListener("click", () => {
      const node = add(undefined, undefined, true);
      form.touched();
      node.focus();
    });
    const data = Array.isArray(value) ? value : [];
    data.forEach((each, index) => add(each, kept(given.base, each, index), data.length === 1));
    if (!data.length && given.must) add(undefined, undefined, true);
    const element = make("fieldset", { class: "jd-group" }, make("legend", {}, head.title), head.parts, place, more);
    head.describe(element);
    // An empty line is none; an empty entry is one that somebody wanted to write.
    const filled = () => rows.filter(({ node }) => isGroup || node.value() !== undefined);
    const current = () => {
      const found = filled().map(({ node }) => node.value());
      return found.length ? found : undefined;
    };
    const focus = () => (rows.length ? rows[0].node : more).focus();
    return { element, focus, value: current, tell: (faults) => tell(head, faults, []), child: (index) => filled()[index]?.node };
  };

  const build = (form, path, value, given) => {
    const schema = form.record.resolve(form.record.at(path));
    const maker = own(form.options.controls ?? {}, dotted(path));
    const isWords = schema.type === "array" && form.record.resolve(schema.items).enum;
    const isFixed = form.options.readonly?.includes(dotted(path));
    const make = isFixed || !(schema.type === "object" || (schema.type === "array" && !isWords)) ? leaf : schema.type === "object" ? object : list;
    const node = maker ? foreign(form, path, schema, value, given, maker) : make(form, path, schema, value, { ...given, fixed: isFixed });
    node.when = given.when;
    return node;
  };

  // ---- a part of a record ----

  // The pointer of a part: entries are named by their code or their place, a new one is "+"; null where there is none.
  const located = (record, data, at) => {
    let node = data;
    const pointer = [];
    for (const step of at) {
      const isList = record.resolve(record.at(pointer)).type === "array";
      const entries = Array.isArray(node) ? node : [];
      const index = step === "+" ? entries.length : entries.findIndex((each, place) => (isObject(each) && each.id === step) || String(place) === String(step));
      if (isList && index < 0) return null;
      pointer.push(isList ? index : step);
      if (!Object.keys(record.at(pointer)).length) return null;
      node = node === undefined || node === null ? undefined : own(node, pointer[pointer.length - 1]);
    }
    return pointer;
  };

  const get = (data, pointer) => pointer.reduce((node, step) => (node === undefined || node === null ? undefined : own(node, step)), data);

  // Data with another value at a pointer, with what has to be there for it.
  const put = (data, [step, ...rest], value) => {
    if (step === undefined) return value;
    const holder = data ?? (typeof step === "number" ? [] : {});
    const inside = put(own(holder, step), rest, value);
    if (inside !== undefined) holder[step] = inside;
    else if (Array.isArray(holder)) holder.splice(step, 1);
    else delete holder[step];
    return Array.isArray(holder) && !holder.length ? undefined : holder;
  };

  // The part that is asked for: the pointer of the object or entry that holds it, and a property with those that follow it.
  const partOf = (record, pointer) => {
    const key = pointer[pointer.length - 1];
    if (typeof key !== "string") return { holder: pointer };
    const holder = pointer.slice(0, -1);
    const shown = [key];
    for (const [each, part] of record.properties(record.resolve(record.at(holder))))
      if (shown.some((other) => other in (part["x-when"] ?? {}))) shown.push(each);
    return { holder, asked: key, only: (each) => shown.includes(each) };
  };

  // ---- the form ----

  const codesOf = (data, found = new Set()) => {
    if (typeof data === "string") found.add(data);
    else if (data && typeof data === "object") Object.values(data).forEach((each) => codesOf(each, found));
    return found;
  };

  const open = (node) => {
    for (let element = node.element; element; element = element.parentElement) if (element.tagName === "DETAILS") element.open = true;
  };

  // The form of a record: `{element, value(), show(faults, {quiet}), focus(pointer), changed(), onchange}`; null where `at`
  // leads to nothing. Entries that are in `options.base`, the record as it is kept (by default the data itself; null: it is a
  // new one), can be changed and not be taken out. Conditional parts that are out of sight are no part of the value.
  entry.fields = (record, data, options = {}) => {
    const pointer = located(record, data, options.at ?? []);
    if (!pointer) return null;
    const { holder, ...part } = partOf(record, pointer);
    const base = options.base === undefined ? data : options.base ?? undefined;
    const form = { record, options, refreshers: [], codes: codesOf(data) };
    const seen = new WeakSet();
    let loud = false;
    let title = "";

    const path = holder.map((step) => (typeof step === "number" ? 0 : step));
    const root = build(form, path, get(data, holder), { ...part, base: get(base, holder), required: true, must: true, kept: true, bare: true });
    const summary = make("section", { class: "jd-faults", tabindex: "-1", hidden: true, "aria-labelledby": unique() });
    const element = make("div", { class: "jd-form" }, summary, root.element);

    const find = (place) => {
      const outside = holder.some((step, index) => place[index] !== step);
      const way = outside ? [] : [root];
      for (const step of outside ? [] : place.slice(holder.length)) {
        const next = way[way.length - 1].child(step);
        if (!next?.element) break;
        way.push(next);
      }
      return way;
    };
    const reveal = (way) => {
      for (const node of way) if (node.when && node.element.hidden) node.forced = true;
      form.refreshers.forEach((refresh) => refresh());
      if (way.length) open(way[way.length - 1]);
    };
    const goTo = (place) => {
      const way = find(place);
      reveal(way);
      way[way.length - 1]?.focus();
    };

    const list = (faults) => {
      const count = (word) => faults.filter((fault) => (fault.severity === "警告") === (word === "警告")).length;
      const heads = [count("错误") && `有 ${count("错误")} 处要改`, count("警告") && `${count("警告")} 处请再看一眼`].filter(Boolean);
      const link = (fault) => {
        const click = (event) => {
          event.preventDefault();
          goTo(fault.pointer);
        };
        return make("li", {}, find(fault.pointer).length ? make("a", { href: location.hash || "#", click }, sentence(fault)) : sentence(fault));
      };
      summary.replaceChildren(make("h2", { id: summary.getAttribute("aria-labelledby") }, heads.join("，")), make("ul", {}, faults.map(link)));
    };

    let told = [];
    const show = (faults, { quiet = false } = {}) => {
      loud = faults.length > 0 && (loud || !quiet);
      const places = new Map(told.map((node) => [node, []]));
      for (const fault of faults) {
        const way = find(fault.pointer);
        const node = way[way.length - 1];
        if (!node || !(loud || seen.has(node.element))) continue;
        if (loud) reveal(way);
        places.set(node, [...(places.get(node) ?? []), fault]);
      }
      for (const [node, found] of places) node.tell(found);
      told = [...places].filter(([, found]) => found.length).map(([node]) => node);
      summary.hidden = !loud;
      if (loud) list(faults);
      const wrong = loud && faults.some((fault) => fault.severity !== "警告");
      if (wrong && !title) title = document.title;
      if (title) document.title = wrong ? `错误：${title}` : title;
      if (!wrong) title = "";
      if (loud && !quiet) summary.focus();
    };

    const value = () => put(copy(data), holder, root.value());
    const start = value();
    const result = { element, value, show, focus: goTo, changed: () => !same(value(), start), onchange: undefined };
    form.touched = () => {
      form.refreshers.forEach((refresh) => refresh());
      result.onchange?.();
    };
    element.addEventListener("input", form.touched);
    element.addEventListener("change", form.touched);
    element.addEventListener("focusout", (event) => {
      const field = event.target.closest(".jd-field");
      if (field) seen.add(field);
    });
    return result;
  };
})();
