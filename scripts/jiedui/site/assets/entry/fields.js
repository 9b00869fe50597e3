// The form of a record, made of its schema: what is asked and when, lists that grow, and faults where they are.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const { make, values, unique } = entry;
  const { own, same, isObject, copy } = values;
  const FURTHER = "再填几项（都可以不填）";
  const TO_FIND = "打姓名、编号或者乡镇来找。";
  const NAMED = 3;
  const LONG = 20;
  const NEWS = 4;
  const NAMES = /^[a-z]/;
  // What a description says to whoever writes a file or looks up a clause, and what the form shows by itself.
  const ASIDE = /（[a-z_]+）|，?与文件夹?名?(?:同名|一致)，?|（(?:附件\d、)?[一二三四五六七]（[^）]*）[^）]*）|（口径[^）]*）|，可以不填(?=[。（])|，写(?:责任人|户)?[编代]号/g;

  const last = (list) => list[list.length - 1];
  const dotted = (path) => path.filter((step) => typeof step === "string").join(".");
  const button = (text, click, name) => entry.button(text, click, { "aria-label": name });
  const isError = (fault) => fault.severity !== "警告";
  const sentence = (fault) => `${isError(fault) ? "" : "请再看一眼："}${fault.message}${fault.remedy ?? ""}`;

  // How a schema's description is said where nobody sees a file: yes and no in words; and only where it is more than the
  // title over again.
  const help = ({ description = "", title, type, enum: words = [""] }) => {
    const text = description.replace(ASIDE, "");
    if (text.length <= title.length + NEWS || NAMES.test(words[0])) return "";
    return type === "boolean" ? text.replace(/ ?true/, "“是”").replace(/ ?false/, "“否”") : text;
  };

  // What stands at the head of a part: title, help, what was before, and the place for its faults; all but the title by its
  // id describe the part.
  const headOf = (form, path, schema, given) => {
    const part = (name, text) => make("p", { class: name, id: unique() }, text);
    const texts = [part("jd-hint", help(schema)), part("jd-before", own(form.options.notes ?? {}, dotted(path)))];
    const slot = make("div", { class: "jd-fault", id: unique() });
    const parts = [...texts.filter((text) => text.textContent), slot];
    const title = given.title ?? [schema.title, given.optional && make("small", {}, "（可以不填）")];
    return { title, parts, slot, ids: parts.map((each) => each.id).join(" ") };
  };

  const group = (head, ...content) =>
    make("fieldset", { class: "jd-group", "aria-describedby": head.ids }, make("legend", {}, head.title), head.parts, ...content);

  const teller = (slot, marked = [], offer = () => "") => (faults) => {
    slot.replaceChildren(...faults.map((fault) => make("p", {}, sentence(fault), fault.suggestion && offer(fault.suggestion))));
    for (const element of marked) element.setAttribute("aria-invalid", faults.some(isError));
  };

  // ---- single values ----

  // The pairs [value, what is shown] of a closed list; of names of fields their titles are shown.
  const wordsOf = (form, path, schema, definition) => {
    const choices = form.options.choices ?? {};
    const listed = own(choices, dotted(path)) ?? own(choices, definition);
    if (listed) return { words: listed, listed: true };
    if (schema.type === "boolean") return { words: [["true", "是"], ["false", "否"]] };
    const words = schema.enum ?? form.record.resolve(schema.items ?? {}).enum;
    const titled = (word) => (NAMES.test(word) ? form.record.title([...path.slice(0, -3), ...word.split(".")]) : word);
    return { words: words?.map((word) => [word, titled(word)]) };
  };

  const leaf = (form, path, schema, value, given) => {
    const definition = form.record.definition(path);
    const { words, listed } = wordsOf(form, path, schema, definition);
    const isFixed = value === entry.MASK || form.options.readonly?.includes(dotted(path));
    const control = entry.control({ schema, definition, value, words, listed, isFixed, optional: !given.required });
    const { title, parts, slot, ids } = headOf(form, path, schema, given);
    const box = control.element;
    const isReference = entry.picker && ["helper", "household"].includes(definition) && !words;
    const named = isReference && make("p", { class: "jd-before" });
    const element = control.role
      ? make("fieldset", { class: "jd-field", role: control.role }, make("legend", {}, title), parts, box)
      : make("div", { class: "jd-field" }, make("label", { for: (box.id = unique()) }, title), parts, named, box);
    const marked = control.role === "radiogroup" ? [element] : control.inputs;
    for (const each of marked) each.setAttribute("aria-describedby", ids);

    // What nobody has touched is what it was, whatever a browser shows of it.
    const first = control.read();
    const read = () => {
      const now = control.read();
      if (same(now, first)) return value;
      if (Array.isArray(now)) return now.length ? now : undefined;
      const text = values.tidy(now);
      return text === "" ? undefined : values.convert(text, schema.type);
    };
    const print = () => {
      if (!control.role) element.dataset.value = box.value;
      if (named) named.textContent = own(form.options.names ?? {}, box.value) ?? (box.value ? "" : TO_FIND);
    };
    const change = () => box.dispatchEvent(new Event("change", { bubbles: true }));
    const picked = ({ id, name }) => {
      (form.options.names ??= {})[id] ??= name;
      change();
    };
    const focus = () => (control.inputs.find((input) => input.checked) ?? control.inputs[0]).focus();
    const label = (text) => words?.find(([word]) => word === text)?.[1] ?? own(form.options.names ?? {}, text) ?? text;
    const offer = (text) =>
      button(`改成 ${label(text)}`, () => {
        control.write(text);
        change();
        focus();
      });
    // Whoever looks for a name does not write a code.
    const heard = (fault) => (isReference && fault.rule === "schema-format" ? { ...fault, message: `还没有选好${schema.title}。`, remedy: "打姓名来找，点找到的那一个。" } : fault);
    const said = () => {
      const now = definition === "certificate" ? undefined : read();
      return typeof now === "string" ? [...label(now).slice(0, 2 * LONG)].slice(0, LONG).join("") : "";
    };
    print();
    for (const kind of ["input", "change"]) element.addEventListener(kind, print);
    if (isReference && !isFixed)
      entry.picker(box, { kinds: [definition], onPick: picked, ...form.options.pick?.(definition, path) });
    return { element, focus, said, value: read, heard, tell: teller(slot, marked, offer) };
  };

  // A control that somebody else made.
  const foreign = (form, path, schema, value, maker) => {
    const made = maker({ record: form.record, schema, pointer: path, value, options: form.options });
    const element = make("div", { class: "jd-own" }, made.element);
    const focus = () => (element.querySelector("[aria-invalid=true]") ?? element.querySelector("input, select, textarea, button"))?.focus();
    return { element, focus, value: () => made.value(), tell: (faults) => made.show(faults) };
  };

  // ---- objects ----

  // Properties in the order of the schema, but what depends on others directly behind the last of them.
  const arranged = (properties) => {
    const when = ([, part]) => part["x-when"];
    const order = properties.filter((property) => !when(property));
    for (const property of properties.filter(when)) {
      const keys = order.map(([key]) => key);
      let place = Math.max(...Object.keys(when(property)).map((key) => keys.indexOf(key))) + 1;
      while (order[place] && when(order[place])) place += 1;
      order.splice(place, 0, property);
    }
    return order;
  };

  // What commands ask does alike: a test holds the two together.
  entry.asked = { help, arranged };

  // Codes inside a household are made here, and not asked for.
  const code = (form, path, value) => {
    if (form.record.kind !== "household" || path.length === 1 || last(path) !== "id") return null;
    const made = value ?? entry.newCode(form.record.definition(path)[0], (taken) => form.codes.has(taken));
    form.codes.add(made);
    return { value: () => made };
  };

  const object = (form, path, schema, value, given) => {
    const data = isObject(value) ? value : {};
    const properties = form.record.properties(schema);
    const required = schema.required ?? [];
    const isFront = ([key, part]) => required.includes(key) || part["x-front"] || part["x-needed"];
    // What is new is not withdrawn.
    const isAsked = ([key]) =>
      !form.options.hide?.includes(dotted([...path, key])) && (given.only?.includes(key) ?? (key !== "withdrawn" || given.base || own(data, key)));
    const asked = arranged(properties).filter(isAsked);
    const folds = !given.only && asked.some(isFront);
    const children = new Map();
    const [front, folded] = [[], []];
    for (const property of asked) {
      const [key, part] = property;
      const at = [...path, key];
      const isFolded = folds && !isFront(property);
      const isRequired = required.includes(key);
      const isNeeded = isRequired || part["x-needed"];
      const child = code(form, at, own(data, key)) ?? build(form, at, own(data, key), {
        base: own(given.base ?? {}, key),
        must: given.must && isRequired,
        required: isNeeded,
        optional: !isNeeded && !isFolded && required.length > 0 && !given.only,
      });
      children.set(key, child);
      child.when = given.only?.[0] !== key && part["x-when"];
      if (child.element) (isFolded ? folded : front).push(child.element);
    }
    const isFilled = asked.some((property) => !isFront(property) && own(data, property[0]) !== undefined);
    const more = folded.length > 0 && make("details", { class: "jd-more", open: isFilled }, make("summary", {}, FURTHER), folded);

    const now = (key) => {
      const child = children.get(key);
      if (!child) return own(data, key);
      return child.element?.hidden ? undefined : child.value();
    };
    const isMet = ([key, wanted]) => (wanted === true ? now(key) !== undefined : wanted.includes(now(key)));
    // What came with the record stays in sight until somebody changes what it depends on.
    const isKept = (key, when) => own(data, key) !== undefined && Object.keys(when).every((each) => same(now(each), own(data, each)));
    const refresh = () => {
      for (const [key, { when, forced, element }] of children)
        if (when) element.hidden = !(forced || Object.entries(when).every(isMet) || isKept(key, when));
      if (more) more.hidden = folded.every((element) => element.hidden);
    };
    refresh();
    form.refreshers.push(refresh);

    const current = () => {
      const result = { ...data };
      for (const [key] of properties) {
        result[key] = now(key);
        if (result[key] === undefined) delete result[key];
      }
      if (Object.keys(result).length) return result;
      // What is no object at all stays, for the judge to object to.
      if (value !== undefined && !isObject(value)) return value;
      return given.isEntry ? result : undefined;
    };
    const parts = [...children.values()].filter((child) => child.element);
    const inSight = () => parts.filter((child) => !child.element.hidden);
    const said = () => inSight().map((child) => child.said?.()).filter(Boolean).slice(0, NAMED).join(" ");
    const focus = () => inSight()[0]?.focus();
    const head = headOf(form, path, schema, given);
    const element = given.isEntry ? make("div", {}, head.slot, front, more) : group(head, front, more);
    return { element, focus, said, value: current, tell: teller(head.slot), child: (key) => children.get(key) };
  };

  // ---- lists ----

  // Where an entry stands in the record as it is kept: found by its code, else by its place.
  const kept = (base, value, index) => (value?.id ? base?.find((each) => each?.id === value.id) : base?.[index]);

  const list = (form, path, schema, value, given) => {
    const items = form.record.resolve(schema.items);
    const isEntry = items.type === "object";
    const head = headOf(form, path, schema, given);
    const place = make("div", {});
    const rows = [];
    const add = (data, base, open) => {
      const name = `${items.title} ${rows.length + 1}`;
      const node = build(form, [...path, 0], data, { base, isEntry, required: true, must: given.must, title: name });
      // What was taken out by mistake can be put back.
      const takeOut = (gone) => () => {
        node.gone = row.hidden = gone;
        back.hidden = !gone;
        (gone ? back : node).focus();
        form.touched();
      };
      const away = base === undefined && button("删除", takeOut(true), `删除：${name}`);
      const back = button(`放回：${name}`, takeOut(false));
      back.hidden = true;
      const summary = isEntry && make("summary", { id: unique() });
      const row = make(isEntry ? "details" : "div", { class: "jd-row", open: isEntry && open }, summary, node.element, away);
      if (isEntry) {
        const call = () => (summary.textContent = `${node.said() || name}${node.child("withdrawn")?.value() ? "（已撤销）" : ""}`);
        // Of several entries it is said which one is meant.
        node.called = () => rows.length > 1 && `${node.said() || name}：`;
        node.element.setAttribute("role", "group");
        node.element.setAttribute("aria-labelledby", summary.id);
        form.refreshers.push(call);
        call();
      }
      rows.push(node);
      place.append(row, back);
      return node;
    };
    const more = button(`添加${items.title}`, () => {
      const node = add(undefined, undefined, true);
      form.touched();
      node.focus();
    });
    const data = Array.isArray(value) ? value : [];
    data.forEach((each, index) => add(each, kept(given.base, each, index), data.length === 1));
    if (value === undefined && given.must) add(undefined, undefined, true);
    const element = group(head, place, more);
    // An empty line is none; an empty entry is one that somebody wanted to write.
    const filled = () => rows.filter((node) => !node.gone && (isEntry || node.value() !== undefined));
    const current = () => (filled().length ? filled().map((node) => node.value()) : Array.isArray(value) ? undefined : value);
    return { element, focus: () => (rows.find((node) => !node.gone) ?? more).focus(), value: current, tell: teller(head.slot), child: (index) => filled()[index] };
  };

  const build = (form, path, value, given) => {
    const schema = form.record.resolve(form.record.at(path));
    const maker = own(form.options.controls ?? {}, dotted(path));
    if (maker) return foreign(form, path, schema, value, maker);
    const isGroup = schema.type === "object" || (schema.type === "array" && !form.record.resolve(schema.items).enum);
    const part = !isGroup || form.options.readonly?.includes(dotted(path)) ? leaf : schema.type === "object" ? object : list;
    return part(form, path, schema, value, given);
  };

  // ---- a part of a record ----

  const get = (data, pointer) => pointer.reduce((node, step) => (node ? own(node, step) : undefined), data);

  // Data with another value at a pointer, with what has to be there for it.
  const put = (data, [step, ...rest], value) => {
    if (step === undefined) return value;
    const holder = data ?? (typeof step === "number" ? [] : {});
    const inside = put(own(holder, step), rest, value);
    if (inside !== undefined) holder[step] = inside;
    else if (Array.isArray(holder)) holder.splice(step, 1);
    else delete holder[step];
    return holder.length === 0 ? undefined : holder;
  };

  // The pointer of a part: entries are named by their code or their place, a new one is "+"; null where there is none.
  const located = (record, data, at) => {
    const pointer = [];
    for (const step of at) {
      const isList = record.resolve(record.at(pointer)).type === "array";
      const entries = (isList && get(data, pointer)) || [];
      const index = step === "+" ? entries.length : entries.findIndex((each, place) => each?.id === step || String(place) === String(step));
      pointer.push(isList ? index : step);
      if (index < 0 && isList || !Object.keys(record.at(pointer)).length) return null;
    }
    return pointer;
  };

  // A property with those of its object that depend on it, and on these.
  const following = (properties, key) => {
    const shown = [key];
    for (const [each, part] of properties) if (shown.some((other) => other in (part["x-when"] ?? {}))) shown.push(each);
    return shown;
  };

  // ---- the form ----

  const textsOf = (data) => (data && typeof data === "object" ? Object.values(data).flatMap(textsOf) : [data]);

  // The form of a record: `{element, value(), show(faults, {quiet}), focus(pointer), changed(), onchange}`; null where `at`
  // leads to nothing. Entries that are in `options.base`, the record as it is kept (by default the data itself; null: it is a
  // new one), can be changed and not be taken out. Conditional parts that are out of sight are no part of the value.
  // `options.lead` makes a control that stands before all others and is no part of the record; faults find it at `LEAD`.
  // `options.beside` are keys of the record that are asked for before the part that `at` names.
  entry.LEAD = [];
  entry.fields = (record, data, options = {}) => {
    const pointer = located(record, data, options.at ?? []);
    if (!pointer) return null;
    const isProperty = typeof last(pointer) === "string";
    const holder = isProperty ? pointer.slice(0, -1) : pointer;
    const base = options.base === undefined ? data : options.base;
    const form = { record, options, refreshers: [], codes: new Set(textsOf(data)) };
    const path = holder.map((step) => (typeof step === "number" ? 0 : step));
    const only = isProperty ? following(record.properties(record.resolve(record.at(holder))), last(pointer)) : undefined;
    const root = build(form, path, get(data, holder), { only, base: get(base, holder), isEntry: true, required: true, must: true });
    const title = unique();
    const summary = make("section", { class: "jd-faults", tabindex: "-1", hidden: true, "aria-labelledby": title });
    const lead = options.lead && foreign(form, [], {}, undefined, options.lead);
    const beside = new Map((options.beside ?? []).map((key) => [key, build(form, [key], own(data, key), { base: own(base ?? {}, key), required: true })]));
    const element = make("div", { class: "jd-form" }, summary, lead?.element, [...beside.values()].map((node) => node.element), root.element);

    // The parts on the way to a place, as far as there are any.
    const wayTo = (place) => {
      if (place === entry.LEAD) return [lead];
      if (beside.has(place[0])) return [beside.get(place[0])];
      if (holder.some((step, index) => place[index] !== step)) return [];
      const way = [root];
      for (const step of place.slice(holder.length)) {
        const next = last(way).child?.(step);
        if (!next?.element) break;
        way.push(next);
      }
      return way;
    };
    const reveal = (place) => {
      const way = wayTo(place);
      for (const node of way) node.forced ||= node.element.hidden;
      form.refreshers.forEach((refresh) => refresh());
      for (let each = last(way)?.element; each; each = each.parentElement) if (each.tagName === "DETAILS") each.open = true;
      return last(way);
    };
    const focus = (place) => reveal(place)?.focus();

    // What a sentence calls members and needs, whose codes are nobody's words.
    const inWords = (text, { members = [], needs = [] }) => {
      const { member = [], need = [] } = options.choices ?? {};
      const names = Object.fromEntries([...member, ...need, ...members.map(({ id, name }) => [id, name]), ...needs.map(({ id, content }) => [id, content])].filter(([, name]) => name));
      return text.replace(/([mn]-[2-9A-Z]{4}) ?/g, (code, id) => (names[id] ? `“${names[id]}”` : code));
    };
    // Faults in the order of the form, each with the part that it is at.
    const placed = (found) => {
      const data = value();
      const faults = found.map((fault) => ({ ...fault, message: inWords(fault.message, data), remedy: inWords(fault.remedy ?? "", data) }));
      const each = faults.map((fault) => {
        const way = wayTo(fault.pointer);
        const node = last(way);
        return { fault: node?.heard?.(fault) ?? fault, node, called: way.map((part) => part.called?.() || "").join("") };
      });
      const order = (one, other) => (one === other ? 0 : one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1);
      return each.sort(({ node: one }, { node: other }) => !one - !other || (one && order(one.element, other.element)) || 0);
    };
    const sum = (found) => {
      const errors = found.filter(({ fault }) => isError(fault)).length;
      const warnings = found.length - errors;
      const heads = [errors && `有 ${errors} 处要改`, warnings && `${warnings} 处请再看一眼${errors ? "" : "，没有错就再按一次“下一步”"}`].filter(Boolean);
      const link = ({ fault, node, called }) => {
        const click = (event) => {
          event.preventDefault();
          focus(fault.pointer);
        };
        const text = called + sentence(fault);
        return node ? make("a", { href: location.hash || "#", click }, text) : text;
      };
      summary.replaceChildren(make("h2", { id: title }, heads.join("，")), make("ul", {}, found.map((each) => make("li", {}, link(each)))));
    };

    // While one types (quiet) only what was left is judged, until all was judged once; where one is typing nothing new is said.
    const left = new WeakSet();
    let told = new Map();
    let isLoud = false;
    const show = (faults, { quiet = false } = {}) => {
      isLoud = faults.length > 0 && (isLoud || !quiet);
      if (isLoud) faults.forEach((fault) => reveal(fault.pointer));
      const typed = quiet && document.activeElement?.closest(".jd-field:not([role])");
      const found = placed(faults);
      const next = new Map();
      for (const { fault, node } of found) {
        const isTold = node && (node.element === typed ? told.has(node) : isLoud || left.has(node.element));
        if (isTold) next.set(node, [...(next.get(node) ?? []), fault]);
      }
      for (const [node] of told) if (!next.has(node)) node.tell([]);
      for (const [node, list] of next) node.tell(list);
      told = next;
      summary.hidden = !isLoud;
      if (isLoud) sum(found);
      document.title = `${isLoud && faults.some(isError) ? "错误：" : ""}${document.title.replace(/^错误：/, "")}`;
      if (isLoud && !quiet) summary.focus();
    };

    const value = () => [...beside].reduce((whole, [key, node]) => put(whole, [key], node.value()), put(copy(data), holder, root.value()));
    const start = value();
    const result = { element, value, show, focus, changed: () => !same(value(), start), onchange: undefined };
    form.touched = () => {
      form.refreshers.forEach((refresh) => refresh());
      result.onchange?.();
    };
    element.addEventListener("input", form.touched);
    element.addEventListener("change", form.touched);
    element.addEventListener("focusout", (event) => left.add(event.target.closest(".jd-field") ?? element));
    return result;
  };
})();
