// The judge of records as one fills them in, with the verdict of `check` on what is written of them.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const { calendarFault, convert, copy } = entry.values;

  // As jiedui.records.characters has them: what cannot be seen, what was lost, and marks heaped on a character.
  // eslint-disable-next-line no-control-regex, no-misleading-character-class
  const UNSEEN = /[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3164\ud800-\udfff\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e0fff}\p{NChar}]/u;
  const LOST = /[\ufffc\ufffd]/u;
  // eslint-disable-next-line no-misleading-character-class
  const STACKED = /[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe20-\ufe2f]{4,}/u;
  const AGAIN = "找不到它，就删掉这一行重新打一遍。";
  const REFUSED = [
    ["yaml-tab", /\t/u, () => "制表符（Tab）", "删掉它，改用空格。"],
    ["yaml-invisible", UNSEEN, (code) => `看不见的字符（${code}）`, `删掉这个字符；${AGAIN}`],
    ["yaml-lost-character", LOST, (code) => `丢了的字留下的记号（${code}）`, "对照原来的材料，把丢了的字补上。"],
    ["yaml-stacked-marks", STACKED, (code, { length }) => `叠起来的 ${length} 个符号（${code} 等）`, `删掉叠在字上的符号；${AGAIN}`],
  ];

  // The faults of a text that holds what no text may: the first of each kind.
  const refusedIn = (text, title, pointer) =>
    REFUSED.flatMap(([rule, shape, called, remedy]) => {
      const match = shape.exec(text);
      if (!match) return [];
      const code = `U+${match[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
      const before = text.slice(0, match.index).split("\n");
      const line = text.includes("\n") ? `第 ${before.length} 行` : "";
      const sign = [...before.pop()].length + 1;
      return [entry.fault(rule, pointer, `${title}${line}第 ${sign} 个字是${called(code, match[0])}。`, remedy)];
    });

  // The same of all texts of data.
  const refusedCharacters = (data, record, pointer = []) => {
    if (typeof data === "string") return refusedIn(data, record.title(pointer), pointer);
    if (typeof data !== "object") return [];
    return Object.entries(data ?? {}).flatMap(([key, value]) =>
      refusedCharacters(value, record, [...pointer, Array.isArray(data) ? Number(key) : key]),
    );
  };

  // A copy for the validator, which cannot spell half a character in a key.
  const wellFormed = (data) =>
    JSON.parse(
      JSON.stringify(data).replace(/\\(?:u[^]{4}|[^])/g, (sign) => (/^\\ud[89a-f]/.test(sign) ? "\\ufffd" : sign)),
    );

  // Values may be the texts that were typed. What comes back is a copy with booleans and integers, or why there is none.
  entry.judge = (data, record) => {
    const typed = copy(data);
    const impossible = [];
    convert(typed, record.typed, impossible);
    const refused = refusedCharacters(typed, record);
    const dates = impossible.map((pointer) => {
      const value = pointer.reduce((node, part) => node[part], typed);
      const message = `${record.title(pointer)}：${calendarFault(value)}`;
      return entry.fault("date-impossible", pointer, message, "对照日历改成实际日期。");
    });
    // What is told of a text already is not told in other words.
    const told = [...refused, ...dates].map(({ pointer }) => String(pointer));
    const sound = wellFormed(typed);
    const others = entry.explain(record.validator.validate(sound).errors, sound, record);
    const faults = [...refused, ...dates, ...others.filter(({ pointer }) => !told.includes(String(pointer)))];
    return { data: faults.length ? null : typed, faults };
  };
  entry.unseen = UNSEEN;
})();
