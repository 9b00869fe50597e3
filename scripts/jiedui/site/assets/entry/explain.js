// Faults in Chinese, as jiedui.records.explain says them, to somebody who fills in a form: which field, and how to mend it.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const { own } = entry.values;
  const { bare, meant, tidied } = entry.suggest;
  const CODES = ["helper", "household", "member", "need"];

  // Numbers of persons are not repeated.
  const fault = (rule, pointer, message, remedy, suggestion = "") => {
    const shown = /[0-9]{7}/.test(suggestion) ? "" : suggestion;
    return { rule, severity: "错误", pointer, message, remedy, suggestion: shown };
  };

  // Choices in a row: parted by commas where one of them has a 、 of its own.
  const choices = ({ enum: words }) =>
    `从这些词里选一个：${words.join(words.some((word) => word.includes("、")) ? "，" : "、")}。`;

  // How many digits a certificate was given in place of twenty.
  const LENGTHS = { 15: "只有 15 位，像是旧的身份证号。", 18: "只有 18 位，像是身份证号，少了残疾类别和等级。" };
  const misnumbered = (digits) =>
    /^[0-9]+X?$/i.test(digits) && (LENGTHS[digits.length] ?? (digits.length !== 20 && `写了 ${digits.length} 位，应当是 20 位。`));

  const misshapen = (value, schema, definition) => {
    const wrong = definition === "certificate" && misnumbered(bare(value).replace(/ /g, ""));
    if (wrong) return wrong;
    if (tidied(value, schema.pattern)) return "里有全角字符、空格、引号、标点，或者大小写不对。";
    if (CODES.includes(definition) && /[\u4e00-\u9fff]{2}/.test(value)) return "要写编号，不写姓名或文字。";
    return "的格式不对。";
  };

  // By the keyword of a schema what is wrong with a size, # being its limit.
  const SIZES = {
    maxLength: "内容太长，最多 # 个字。",
    minItems: "项数太少，至少 # 项。",
    uniqueItems: "有重复的项。",
    minimum: "数值太小，最小是 #。",
    maximum: "数值太大，最大是 #。",
  };
  const TYPES = { boolean: "只能填是或否。", integer: "只能填整数，例如 3。" };

  // By the keyword the rule, what is wrong with anything else, and how to mend it.
  const SAID = {
    required: ({ title, schema }) => {
      const remedy = schema.enum ? "请选一个。" : schema.type === "boolean" ? "请选是或否。" : "请填写。";
      return ["schema-required", `少了必填项 ${title}。`, remedy];
    },
    additionalProperties: ({ title }) => ["schema-unknown-field", `没有“${title}”这个字段。`, "这一项不能填，请删掉。"],
    enum: ({ title, schema }) => ["schema-choice", `${title}填的不在可选范围内。`, choices(schema)],
    pattern: ({ title, schema, value, shape, definition }) =>
      ["schema-format", title + misshapen(value, schema, definition), shape],
    type: ({ title, schema }) =>
      ["schema-type", `${title}的填写方式不对。`, `这一项${TYPES[schema.type] ?? "的内容不对，请重新填写。"}`],
  };

  // The pointers of what a validator complains of: the fields that are missing, those that are too many, or the value.
  const pointers = ({ keyword, instanceLocation }, data, record) => {
    let value = data;
    const pointer = instanceLocation.split("/").slice(1).map((part) => {
      const key = decodeURI(part).replace(/~1/g, "/").replace(/~0/g, "~");
      const step = Array.isArray(value) ? Number(key) : key;
      value = value[step];
      return step;
    });
    const { required, properties } = record.resolve(record.at(pointer));
    const below = (keys) => keys.map((key) => [...pointer, key]);
    if (keyword === "required") return below(required.filter((key) => own(value, key) === undefined));
    if (keyword === "additionalProperties") return below(Object.keys(value).filter((key) => !own(properties, key)));
    return keyword in SAID || keyword in SIZES ? [pointer] : [];
  };

  const told = (keyword, pointer, data, record) => {
    const [title, shape, definition] = [record.title(pointer), record.shape(pointer), record.definition(pointer)];
    const schema = record.resolve(record.at(pointer));
    const value = pointer.reduce((node, part) => own(node, part), data);
    const size = SIZES[keyword]?.replace("#", schema[keyword]);
    if (size) return fault("schema-size", pointer, `${title}：${size}`, shape || "改到范围以内。");
    if (value === "" && keyword !== "additionalProperties")
      return fault("schema-size", pointer, `${title}有一项是空的。`, "补上内容，或者删掉这一项。");
    const suggestion = typeof value === "string" ? meant(value, schema) : "";
    const [rule, message, remedy] = SAID[keyword]({ title, shape, definition, schema, value });
    return fault(rule, pointer, message, remedy, suggestion);
  };

  entry.fault = fault;
  // What a validator complains of, each fault once: what is filled in the wrong way is in no list of words either.
  entry.explain = (complaints, data, record) => {
    const each = new Map(complaints.map((complaint) => [complaint.keyword + complaint.instanceLocation, complaint]));
    const faults = [...each.values()].flatMap((complaint) =>
      pointers(complaint, data, record).map((pointer) => told(complaint.keyword, pointer, data, record)),
    );
    const mistaken = faults.filter(({ rule }) => rule === "schema-type").map(({ pointer }) => String(pointer));
    return faults.filter(({ rule, pointer }) => rule !== "schema-choice" || !mistaken.includes(String(pointer)));
  };
})();
