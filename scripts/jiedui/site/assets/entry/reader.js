// A record out of its canonical text, and of no other text: that is for people and the program to put right.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const { convert, own } = entry.values;
  // The line for an editor (jiedui.records.dialect), with no room for a number of a person.
  const MODELINE = /^# yaml-language-server: \$schema=(?!(?:[^\s\p{Nd}]*\p{Nd}){10})\S+$/u;
  const FIELD = /^([a-z0-9_]+):(.*)$/;
  const CODE = /\\(?:U([0-9a-f]{8})|.)/g;

  const scalar = (text) => {
    if (!text.startsWith('"')) return text;
    return JSON.parse(text.replace(CODE, (escape, code) => (code ? String.fromCodePoint(parseInt(code, 16)) : escape)));
  };

  // Reads lines from the first on; what is not canonical in them shows when they are written again.
  const reading = (lines, record) => {
    let at = 0;
    const under = (pad) => {
      const block = [];
      while (at < lines.length && (lines[at] === "" || lines[at].startsWith(pad))) block.push(lines[at++].slice(pad.length));
      return block.join("\n");
    };
    const value = (text, field, pad) => {
      if (text === " |-") return under(`${pad}  `);
      if (text) return scalar(text.slice(1));
      return field.items ? sequence(record.resolve(field.items), `${pad}  `) : mapping(field, `${pad}  `);
    };
    const mapping = (schema, pad) => {
      const fields = Object.fromEntries(record.properties(schema));
      const data = {};
      while (at < lines.length && lines[at].startsWith(pad)) {
        const [, key, rest] = FIELD.exec(lines[at].slice(pad.length)) ?? [];
        const field = own(fields, key);
        const comment = `  # ${field?.title}`;
        if (!rest?.endsWith(comment)) break;
        at += 1;
        data[key] = value(rest.slice(0, -comment.length), field, pad);
      }
      return data;
    };
    const sequence = (schema, pad) => {
      const items = [];
      while (at < lines.length && lines[at].startsWith(`${pad}- `)) {
        const item = lines[at].slice(pad.length + 2);
        lines[at] = `${pad}  ${item}`;
        if (schema.properties) items.push(mapping(schema, `${pad}  `));
        else at = items.push(scalar(item)) && at + 1;
      }
      return items;
    };
    return mapping(record.root, "");
  };

  // {data, modeline}, typed as the schema says; null where the text is not what the writer makes of it.
  entry.read = (text, record) => {
    const lines = text.split("\n").slice(0, -1);
    const modeline = MODELINE.test(lines[0]) ? lines.shift() : "";
    try {
      const data = convert(reading(lines, record), record.typed);
      return entry.write(data, record, modeline) === text ? { data, modeline } : null;
    } catch {
      return null;
    }
  };
})();
