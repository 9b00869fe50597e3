// What was probably meant by a text that a schema refuses, as jiedui.records.suggest has it, but for mere likeness.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const { exists, own, strip } = entry.values;
  const QUOTES = "“”‘’\"'「」『』《》【】\x60";
  const AROUND = `\u3000 ${QUOTES}。，；、,;.!！`;
  const DASHES = /[‐‑‒–—―−－ー~～_]+/g;
  const YES = /^(?:是|有|对|yes|y|1|√|✓|true|ture|on)$/;
  const NO = /^(?:否|无|没有|不是|no|n|0|×|x|false|flase|off)$/;
  const DATE = /^([0-9]{4})(?: ?[-/.年] ?([0-9]{1,2}) ?[-/.月] ?([0-9]{1,2}) ?日?|([0-9]{2})([0-9]{2}))$/;
  const COUNT = /^(-?[0-9]{1,9}|[零一二两三四五六七八九十]{1,3})(?:\.0)? ?[个人次分户元岁名项件天张]?$/;
  const DIGITS = "零一二三四五六七八九";
  const TENS = /^([一二三四五六七八九])?十([一二三四五六七八九])?$/;

  // In half width, without blanks, quotes and stops around it.
  const bare = (text) => strip(text.normalize("NFKC"), AROUND);

  // 2026年3月5日, 2026/3/5 and the like as 2026-03-05, and nothing for other texts.
  const asDate = (text) => {
    const match = DATE.exec(bare(text).replace(DASHES, "-"));
    if (!match) return "";
    const [month, day] = [match[2] ?? match[4], match[3] ?? match[5]];
    const date = `${match[1]}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    return exists(date) ? date : "";
  };

  const count = (text) => {
    const word = COUNT.exec(text)?.[1].replace(/两/g, "二");
    if (!word) return "";
    const tens = TENS.exec(word);
    if (tens) return String(10 * DIGITS.indexOf(tens[1] ?? "一") + DIGITS.indexOf(tens[2] ?? "零"));
    if (DIGITS.includes(word)) return String(DIGITS.indexOf(word));
    return /^-?[0-9]+$/.test(word) ? String(Number(word) + 0) : "";
  };

  // A text without what does not belong there, if that has the shape of a pattern; the least changed first.
  const tidied = (text, pattern) => {
    const shape = new RegExp(pattern, "u");
    const narrow = bare(text);
    const joined = narrow.replace(/\s+/g, "");
    const tried = [text.trim(), strip(text.trim(), QUOTES), strip(text.normalize("NFKC").trim(), QUOTES)];
    for (const tidy of [narrow, joined, joined.replace(DASHES, "-")]) {
      tried.push(tidy, tidy.toUpperCase(), tidy.toLowerCase());
      if (/^[mn]-/i.test(tidy)) tried.push(tidy[0].toLowerCase() + tidy.slice(1).toUpperCase());
    }
    // A name in brackets behind a code, 日 behind a date.
    // eslint-disable-next-line no-control-regex
    if (!shape.test("甲")) tried.push(bare(joined.replace(/[^\x00-\x7f]|[()]/g, "")));
    return tried.find((each) => each !== text && shape.test(each)) ?? "";
  };

  const shaped = (text, pattern) => {
    const day = asDate(text);
    return tidied(text, pattern) || (new RegExp(pattern, "u").test(day) ? day : "");
  };

  // How a text is written where a schema (resolved) asks for a value; empty where that is not certain.
  const meant = (text, schema) => {
    const word = bare(text);
    if (schema.enum?.includes(word)) return word;
    if (schema.type === "integer") return count(word);
    if (schema.pattern) return shaped(text, schema.pattern);
    if (schema.type === "boolean" && YES.test(word.toLowerCase())) return "true";
    if (schema.type === "boolean" && NO.test(word.toLowerCase())) return "false";
    return own(schema["x-synonyms"] ?? {}, word.toLowerCase()) ?? "";
  };

  entry.suggest = { bare, meant, tidied };
})();
