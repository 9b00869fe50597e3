// The canonical text of a record, byte for byte as jiedui.records.writer makes it.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const { tidy, own, isObject } = entry.values;
  const LONG = 40;
  const LONG_FIELD = 200;

  const PLAIN =
    /^[A-Za-z0-9\u3400-\u4dbf\u4e00-\u9fff\u{20000}-\u{2fffd}“‘（《〔](?:[A-Za-z0-9_/.()+%~^\-\u00b7\u2013\u2014…“”‘’、。\u3005-\u3011〔〕\u3400-\u4dbf\u4e00-\u9fff！（），：；？\u{20000}-\u{2fffd}]| (?=[^ #]))*$/u;

  // Of these, texts that some reader of YAML takes for null, boolean, number or date.
  const TYPED = /^(?:null|true|false|yes|no|on|off|[yn]|[0-9][\0-\x7f]*)$/i;

  // What cannot be seen is written as a code: an editor then shows where it stands.
  const escape = (sign) => {
    const code = sign.codePointAt(0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
  };

  // One value: plain where every reader sees the same text, else in double quotes.
  const scalar = (value) => {
    if (typeof value !== "string" || (PLAIN.test(value) && !TYPED.test(value))) return String(value);
    return JSON.stringify(value).replace(new RegExp(entry.unseen, "gu"), escape);
  };

  // Text is a block when it is long or has several lines; other values stay on their line, and so does what is sealed.
  const isBlock = (text, schema) => {
    if (entry.isToken(text) || (!text.includes("\n") && !(schema.maxLength > LONG_FIELD && [...text].length > LONG))) return false;
    return !text.includes("\t") && !entry.unseen.test(text);
  };

  const tidied = (value) => (typeof value === "string" ? tidy(value) : value);

  // The lines of a part of a record, indented by so many blanks, or of the items of a list.
  const mapping = (data, schema, record, indent) => {
    const pad = " ".repeat(indent);
    return record.properties(schema).flatMap(([key, field]) => {
      const value = tidied(own(data, key) ?? "");
      const name = `${pad}${key}:`;
      const comment = `  # ${field.title}`;
      if (typeof value === "object") {
        const inner = Array.isArray(value)
          ? sequence(value, record.resolve(field.items ?? {}), record, indent + 2)
          : mapping(value, field, record, indent + 2);
        return inner.length ? [name + comment, ...inner] : [];
      }
      if (typeof value === "string" && isBlock(value, field))
        return [`${name} |-${comment}`, ...value.split("\n").map((line) => line && `${pad}  ${line}`)];
      return value === "" ? [] : [`${name} ${scalar(value)}${comment}`];
    });
  };

  const sequence = (items, schema, record, indent) => {
    const pad = " ".repeat(indent);
    return items.map(tidied).flatMap((item) => {
      if (!isObject(item)) return item === "" ? [] : [`${pad}- ${scalar(item)}`];
      const [first, ...rest] = mapping(item, schema, record, indent + 2);
      return first ? [`${pad}- ${first.slice(indent + 2)}`, ...rest] : [];
    });
  };

  // The text of a record that its schema accepts, behind the line for an editor, where there is one.
  entry.write = (data, record, modeline = "") => {
    const lines = mapping(data, record.root, record, 0).join("\n");
    return `${modeline && `${modeline}\n`}${lines}\n`;
  };
  entry.lines = mapping;
})();
