// What a visit knows by itself: what it begins with, what it does to the needs of its household, and what the file is called.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const { make, fault, values } = entry;
  const { bare, covers, isPrimary } = entry.rules;
  const OLD = 200;
  const STEPS = [["", "没有进展"], ["推进", "推进"], ["办结", "办结"]];

  // What day it is in China, and why that may be wrong: the device's day, or what the site tells of another.
  const clock = (day, now) => {
    const today = new Date(now.getTime() + 8 * 36e5).toISOString().slice(0, 10);
    const passed = Math.round((Date.parse(today) - Date.parse(day)) / 864e5);
    const before = `这台设备的日期是 ${today}，比网站的 ${day} 还早。请先核对设备的日期，不然记的日期都不对。`;
    const behind = `网站是 ${day} 的，过了 ${passed} 天。请核对设备的日期；日期没有错的，请管台账的人更新网站。`;
    return { today, warning: passed < 0 ? before : passed > OLD ? behind : "" };
  };

  const stem = (date, stems) => {
    let name = date;
    for (let number = 2; stems.includes(name); number += 1) name = `${date}-${number}`;
    return name;
  };

  const fill = ({ data }, today) => {
    const by = bare(data.pairings).find((pairing) => isPrimary(pairing) && covers(pairing, today))?.helper;
    return { date: today, ...(by && { by }), entered_on: today };
  };

  // What was found last of each hazard, to be told at its field.
  const notes = ({ hazards = {} }) =>
    Object.fromEntries(Object.entries(hazards).map(([key, { on, state }]) => [`hazards.${key}`, `上次 ${on} 察看：${state}`]));

  const isOpen = ({ done_on, closed_on }) => !done_on && !closed_on;

  // The record of the household after a visit: what was settled is closed on that day with all that was still to be done
  // for it, and new needs are there.
  const consequences = ({ date, by }, { data }, { results = {}, raised = [] } = {}) => {
    const household = values.copy(data);
    for (const need of bare(household.needs).filter((each) => isOpen(each) && results[each.id])) {
      const result = results[need.id];
      for (const measure of bare(need.measures).filter(isOpen)) Object.assign(measure, { done_on: date, result: measure.result ?? result });
      Object.assign(need, { closed_on: date, result });
    }
    const added = raised.map(({ measures = [], ...need }) => {
      const promised = measures.map((measure) => ({ ...measure, promised_on: date, ...(by && { by }) }));
      return { ...need, raised_on: date, origin: "走访", ...(promised.length && { measures: promised }) };
    });
    return added.length ? { ...household, needs: [...(household.needs ?? []), ...added] } : household;
  };

  // ---- the needs in the form of a visit ----

  const write = (title, definition, isOptional) => {
    const control = entry.control({ schema: {}, definition });
    return field(title, control, isOptional);
  };
  const choose = (title, none, words) => {
    const control = entry.control({ schema: {}, words, listed: true });
    control.element.options[0].textContent = none;
    return field(title, control);
  };
  const field = (title, { element: box, read }, isOptional) => {
    const label = [title, isOptional && make("small", {}, "（可以不填）")];
    return { element: entry.labelled(label, box), box, read: () => values.tidy(read()), focus: () => box.focus() };
  };
  // An object without what is empty.
  const full = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value && value.length));
  // What is to be filled in still, with the box for it.
  const lacking = (title, remedy, { box }) => ({ ...fault("schema-required", ["needs"], `少了必填项 ${title}。`, remedy), box });

  // An open need: what has become of it.
  const stepOf = ({ id, content, raised_on, measures }) => {
    const choice = entry.control({ schema: {}, words: STEPS });
    const note = write("说明", "line", true);
    const result = write("办结结果", "text");
    const due = bare(measures).filter(isOpen).map((measure) => measure.content);
    const told = due.length > 0 && make("p", { class: "jd-hint" }, `还没有办结的措施一起办结：${due.join("；")}`);
    const closing = make("div", {}, result.element, told);
    const refresh = () => {
      note.element.hidden = !choice.read();
      closing.hidden = choice.read() !== "办结";
    };
    choice.element.addEventListener("change", refresh);
    refresh();
    const about = [`${raised_on} 提出`, ...due].join("；");
    const legend = make("legend", { id: entry.unique() }, content);
    choice.element.setAttribute("role", choice.role);
    choice.element.setAttribute("aria-labelledby", legend.id);
    const element = make("fieldset", { class: "jd-field" }, legend, make("p", { class: "jd-hint" }, about), choice.element, closing, note.element);
    const isClosed = () => choice.read() === "办结";
    return {
      element,
      row: () => choice.read() && full({ id, action: choice.read(), note: note.read() }),
      result: () => (isClosed() ? [[id, result.read()]] : []),
      missing: () => (isClosed() && !result.read() ? [lacking("办结结果", `写明“${content}”办成了什么；没有办成的，写原因。`, result)] : []),
    };
  };

  // A need that was raised in this visit.
  const raise = (id, members, measures, drop) => {
    const content = write("需求内容", "text");
    const person = choose("需求人", "全家", members.map((member) => [member.id, member.name]));
    const code = choose("拟帮扶措施", "以后再定", measures.map(({ key, name }) => [key, name]));
    const what = write("措施内容", "text");
    const refresh = () => (what.element.hidden = !code.read());
    code.element.addEventListener("change", refresh);
    refresh();
    const parts = [content, person, code, what].map((part) => part.element);
    const away = entry.button("删除这项新需求", drop);
    const promised = () => (code.read() ? [{ code: code.read(), content: what.read() }] : []);
    return {
      element: make("fieldset", { class: "jd-group" }, make("legend", {}, "新的需求"), parts, away),
      focus: content.focus,
      row: () => ({ id, action: "提出" }),
      need: () => full({ id, person: person.read(), content: content.read(), measures: promised() }),
      missing: () => [
        ...(content.read() ? [] : [lacking("需求内容", "请填写；没有新需求的，删除这一项。", content)]),
        ...(code.read() && !what.read() ? [lacking("措施内容", "请填写打算怎样帮。", what)] : []),
      ],
    };
  };

  // The control of the field 需求进展: `make` is what entry.fields takes; `extra` tells beside its value the results and the
  // new needs, and `missing` what has to be filled in still. What was recorded stays as it is.
  const needsControl = (home, measures) => {
    let steps = [];
    const raised = [];
    const needs = home.data.needs ?? [];
    const members = home.data.members.filter(({ left }) => !left);

    const control = ({ value: recorded = [] }) => {
      const isNew = ({ id }) => !recorded.some((row) => row.id === id);
      const open = bare(needs).filter((need) => isOpen(need) && isNew(need));
      steps = open.map(stepOf);
      const told = recorded.map(({ id, action, note }) => make("li", {}, `${needs.find((need) => need.id === id)?.content ?? id}：${action}${note ? `（${note}）` : ""}`));
      const slot = make("div", { class: "jd-fault" });
      const place = make("div", {});
      const add = entry.button("提出新的需求");
      const changed = () => element.dispatchEvent(new Event("change", { bubbles: true }));
      add.addEventListener("click", () => {
        const id = entry.newCode("n", (code) => JSON.stringify([needs, raised.map((each) => each.row())]).includes(code));
        const one = raise(id, members, measures, () => {
          raised.splice(raised.indexOf(one), 1);
          one.element.remove();
          changed();
          add.focus();
        });
        raised.push(one);
        place.append(one.element);
        changed();
        one.focus();
      });
      const content = [told.length > 0 && make("ul", {}, told), ...steps.map((step) => step.element), place, add];
      const element = make("fieldset", { class: "jd-group" }, make("legend", {}, "需求进展"), slot, ...content);
      const rows = () => [...recorded, ...[...steps, ...raised].map((each) => each.row()).filter(Boolean)];
      return {
        element,
        value: () => (rows().length ? rows() : undefined),
        show: (faults) => {
          for (const box of element.querySelectorAll("input, select, textarea")) box.setAttribute("aria-invalid", faults.some((each) => each.box === box));
          slot.replaceChildren(...faults.map(({ severity, message, remedy }) => make("p", {}, `${severity === "警告" ? "请再看一眼：" : ""}${message}${remedy}`)));
        },
      };
    };
    return {
      make: control,
      extra: () => ({ results: Object.fromEntries(steps.flatMap((step) => step.result())), raised: raised.map((each) => each.need()) }),
      missing: () => [...steps, ...raised].flatMap((each) => each.missing()),
    };
  };

  // All of a visit in the form, one that is new or `recorded`: what it begins with, what is shown beside, how it is judged, and
  // the record of the household that follows from it, where it is another one.
  const begin = (home, recorded, today) => {
    const needs = needsControl(home, entry.data.index.policy.measures);
    const after = (data) => consequences(data, home, needs.extra());
    const record = entry.schemas(entry.data.index.schemas).record("household");
    const faultsOf = (household, context) => {
      const { data, faults } = entry.judge(household, record);
      return data ? entry.rules.household(data, context) : faults;
    };
    // What the visit makes of the household is judged, too; what was wrong there before is not told.
    const following = (household, context) => {
      if (values.same(household, home.data)) return [];
      const before = faultsOf(home.data, context).map(({ message }) => message);
      return faultsOf(household, context).filter(({ message }) => !before.includes(message)).map((each) => ({ ...each, pointer: ["needs"] }));
    };
    const judge = (data, context) => {
      const household = after(data);
      const faults = [...needs.missing(), ...entry.rules.visit(data, { ...context, home: { ...home, data: household } })];
      return faults.length ? faults : following(household, context);
    };
    return {
      data: recorded ? recorded.data : fill(home, today),
      notes: notes(home),
      controls: { needs: needs.make },
      judge,
      consequences: (data) => (values.same(after(data), home.data) ? null : after(data)),
    };
  };

  entry.visit = { begin, clock, consequences, fill, needsControl, notes, stem };
})();
