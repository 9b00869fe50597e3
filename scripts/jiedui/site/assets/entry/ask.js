// One form on its way into the basket: judged, what is doubtful seen, whoever may be there already looked at.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const { make } = entry;
  const PAUSE = 300; // ms between the last key and the judgement
  const NEXT = "下一步";
  const UNREAD = entry.fault("", [], "要核对的资料没有读到。", "填好的都还在。看一看网络，再按“下一步”。");
  const FOLDERS = { household: "households", helper: "helpers" };

  const told = ({ rule, pointer, message }) => [rule, ...pointer, message].join(" ");

  // Who may be the same, and the reason why not, without which one does not go on.
  const twinsBox = () => {
    const reason = make("textarea", { maxlength: 200, rows: 2 });
    const element = make("section", { class: "jd-alike", hidden: true });
    const ask = (twins) => {
      const each = ({ id, kind, where, why }) => make("li", {}, make("a", { href: `${FOLDERS[kind]}/${id}.html`, target: "_blank" }, id), ` ${where ?? ""} ${why}`);
      const head = make("h3", { tabindex: -1 }, `可能已经登记过：${twins.length} 处`);
      const why = entry.labelled("点开看一看。不是同一个的，写明理由，再按“下一步”", reason);
      element.replaceChildren(head, make("ul", {}, twins.map(each)), why);
      element.hidden = false;
      head.focus();
    };
    return { element, ask, reason: () => reason.value.trim() };
  };

  // `whole(value, reason)` adds what is computed; `early()` judges what is beside the record, `rules(data)` and `twins(data)`
  // what the schema lets pass; `done(data, said)`
  // takes it over, with the reason and the warnings that were passed; `cancel()` gives it up.
  entry.ask = ({ record, data, options, whole = (value) => value, early = () => [], rules, twins, done, cancel }) => {
    const form = entry.fields(record, data, options);
    if (!form) return null;
    const seen = new Set();
    const alike = twinsBox();
    const button = entry.submit(NEXT);
    // A change in a part of a record is not stopped by what was wrong elsewhere in it before.
    const before = new Set(options.at?.length ? judged(data, data).map(told) : []);

    function judged(value, typed) {
      const { data: sound, faults } = entry.judge(value, record);
      return [...early(), ...faults, ...(sound ? rules(typed ?? sound) : [])];
    }
    const found = async () => {
      const value = await whole(form.value(), alike.reason());
      const { data: typed } = entry.judge(value, record);
      return { value: typed ?? value, faults: judged(value, typed).filter((fault) => !before.has(told(fault))) };
    };
    // While one types, what has been left already is judged.
    let wait;
    form.onchange = () => {
      clearTimeout(wait);
      wait = setTimeout(() => found().then(({ faults }) => form.show(faults, { quiet: true }), () => {}), PAUSE);
    };
    const check = async () => {
      clearTimeout(wait);
      const { value, faults } = await found();
      const hard = faults.some(({ severity }) => severity !== "警告");
      const news = faults.filter((fault) => !seen.has(told(fault)));
      faults.forEach((fault) => seen.add(told(fault)));
      button.textContent = hard || !faults.length ? NEXT : `看过了，${NEXT}`;
      if (hard || news.length) return form.show(faults);
      const same = twins && !alike.reason() ? await twins(value) : [];
      if (same.length) return alike.ask(same);
      form.show([]);
      return done(value, { reason: alike.reason() || undefined, warnings: faults.map(({ message }) => message) });
    };
    const submit = (event) => {
      event.preventDefault();
      button.disabled = true;
      check().catch(() => form.show([UNREAD])).finally(() => (button.disabled = false));
    };
    const buttons = make("p", { class: "jd-acts" }, button, entry.button("不填了", cancel));
    return { element: make("form", { novalidate: true, submit }, form.element, alike.element, buttons), form };
  };
})();
