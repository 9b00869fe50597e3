// Values of records as jiedui.records.values has them: tidied texts, types, and days of the calendar.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const INTEGER = /^-?(?:0|[1-9][0-9]{0,14})$/;
  const DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
  const FIRST_YEAR = 1900;
  const LAST_YEAR = 2199;
  const BLANKS = " \t\u3000";

  // No regular expression: over a long row of blanks inside a text it would take time squared.
  const stripStart = (text, signs) => {
    let start = 0;
    while (start < text.length && signs.includes(text[start])) start += 1;
    return text.slice(start);
  };
  const stripEnd = (text, signs) => {
    let end = text.length;
    while (end && signs.includes(text[end - 1])) end -= 1;
    return text.slice(0, end);
  };
  const strip = (text, signs) => stripStart(stripEnd(text, signs), signs);

  // A text without what nobody sees. How a paragraph is indented stays: the first one with ideographic spaces, too.
  const tidy = (text) => {
    const lines = text.replace(/\r\n?/g, "\n").split("\n");
    return stripStart(strip(lines.map((line) => stripEnd(line, BLANKS)).join("\n"), "\n"), " \t");
  };

  // What an object or a list itself holds: a key such as "constructor" finds nothing that it did not bring.
  const own = (object, key) => (Object.prototype.hasOwnProperty.call(object, key) ? object[key] : undefined);

  const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  const daysOf = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();

  // Whether a text is a day of the calendar and of these centuries. What is not shaped like a date is not judged here.
  const exists = (text) => {
    const match = DATE.exec(text);
    if (!match) return true;
    const [year, month, day] = match.slice(1).map(Number);
    return FIRST_YEAR <= year && year <= LAST_YEAR && 1 <= month && month <= 12 && 1 <= day && day <= daysOf(year, month);
  };

  // Why a text, shaped like a date, is none.
  const calendarFault = (text) => {
    const [year, month, day] = text.split("-").map(Number);
    if (year === 0 || month < 1 || month > 12) return `没有${year}年${month}月这个月份。`;
    if (year < FIRST_YEAR || year > LAST_YEAR)
      return `年份不对，只能在${FIRST_YEAR}年到${LAST_YEAR}年之间；没有定下来的日期不用填。`;
    return `${year}年${month}月只有${daysOf(year, month)}天，没有${day}日。`;
  };

  const typed = (text, plan, impossible, pointer) => {
    if (plan === "date" && !exists(text) && !entry.MASKS.includes(text)) impossible.push(pointer);
    if (plan === "boolean" && (text === "true" || text === "false")) return text === "true";
    // Zero is added for "-0", which is to be 0.
    return plan === "integer" && INTEGER.test(text) ? Number(text) + 0 : text;
  };

  // Data with booleans and integers typed in place as the plan of its schema says; the pointers of dates that are in no
  // calendar are added to the impossible ones.
  const convert = (data, plan, impossible = [], pointer = []) => {
    if (typeof data === "string") return typed(data, plan, impossible, pointer);
    if (isObject(data) && isObject(plan)) {
      for (const [key, part] of Object.entries(plan)) {
        const value = own(data, key);
        if (value !== undefined && value !== null) data[key] = convert(value, part, impossible, [...pointer, key]);
      }
    } else if (Array.isArray(data) && Array.isArray(plan)) {
      data.forEach((item, index) => (data[index] = convert(item, plan[0], impossible, [...pointer, index])));
    }
    return data;
  };

  // What the writer writes of data: texts tidied, and nothing that is empty.
  const kept = (data) => {
    if (typeof data === "string") return tidy(data) || undefined;
    if (typeof data !== "object") return data;
    const parts = Object.entries(data ?? {}).map(([key, value]) => [key, kept(value)]);
    const full = parts.filter(([, value]) => value !== undefined);
    if (!full.length) return undefined;
    return Array.isArray(data) ? full.map(([, value]) => value) : Object.fromEntries(full);
  };

  const copy = (data) => (data === undefined ? data : JSON.parse(JSON.stringify(data)));

  // Whether two values hold the same; the order of keys says nothing. What is hidden, if that is told, is any text.
  const same = (one, other, isHidden) => {
    if (one === other) return true;
    if (typeof one === "string" && typeof other === "string") return isHidden?.(one) || isHidden?.(other) || false;
    if (Array.isArray(one) && Array.isArray(other))
      return one.length === other.length && one.every((item, index) => same(item, other[index], isHidden));
    if (!isObject(one) || !isObject(other)) return false;
    const keys = Object.keys(one);
    if (keys.length !== Object.keys(other).length) return false;
    return keys.every((key) => key in other && same(one[key], own(other, key), isHidden));
  };

  // What stands in the place of a certificate number and of a birth, as jiedui.records.mask has it.
  entry.MASK = "1".repeat(20);
  entry.MASKS = [entry.MASK, "1111-11-11"];
  entry.isMasked = (text) => entry.MASKS.some((mask) => text.includes(mask));
  // What is sealed in a record, as jiedui.records.sealing.token has it: no page has a key.
  const TOKEN = /密封1\.(?:[\w-]+\.)*[\w-]{43,}/g;
  entry.isToken = (text) => typeof text === "string" && text.replace(TOKEN, "") === "" && text !== "";
  entry.isHidden = (text) => entry.MASKS.includes(text) || entry.isToken(text);
  entry.unmasked = (text, shown) => entry.MASKS.reduce((kept, mask) => kept.replaceAll(mask, shown), text).replace(TOKEN, shown);
  // Whether two values are the same as far as they can be seen.
  const fits = (one, other) => same(one, other, entry.isHidden);
  entry.values = { tidy, convert, exists, calendarFault, kept, copy, same, fits, own, isObject, strip };
})();
