// The schemas of records as jiedui.records.schema reads them: order of keys, titles, and where values are typed.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const { own } = entry.values;
  const COMMON = "common.schema.json";
  const DATES = /#\/\$defs\/(?:date|birth)$/;
  const SHOWN = 40;

  // A key from a record for a message: on one line, shortened, and not shown where it may be the number of a person.
  const shown = (text) => {
    const signs = [...text.trim().replace(/\s+/g, " ")];
    if (signs.filter((sign) => /\p{Nd}/u.test(sign)).length > 6) return "（号码不显示）";
    return (signs.length > SHOWN ? `${signs.slice(0, SHOWN).join("")}…` : signs.join("")) || "（空）";
  };

  // What a pointer such as "/$defs/date" finds in a document; undefined where there is nothing.
  const found = (document, pointer) =>
    pointer.split("/").slice(1).reduce((node, part) => node && own(node, part), document);

  class RecordSchema {
    #documents;
    #properties = new WeakMap();
    #typed;
    #validator;

    constructor(kind, documents) {
      this.kind = kind;
      this.root = documents[`${kind}.schema.json`];
      this.#documents = documents;
    }

    #lookup(reference) {
      const [name, pointer] = reference.split("#");
      return found(this.#documents[name] ?? this.root, pointer) ?? found(this.#documents[COMMON], pointer);
    }

    // A schema with what its "$ref" leads to; keywords beside it (title, description) win.
    resolve(schema) {
      if (!schema.$ref) return schema;
      const { $ref, ...beside } = schema;
      return { ...this.resolve(this.#lookup($ref)), ...beside };
    }

    // The properties of an object schema, [key, resolved schema], in the order of the schema.
    properties(schema) {
      const properties = schema.properties ?? {};
      if (!this.#properties.has(properties))
        this.#properties.set(properties, Object.entries(properties).map(([key, value]) => [key, this.resolve(value)]));
      return this.#properties.get(properties);
    }

    // The schema of what a pointer leads to, as it is written; empty for what is in no schema.
    at(pointer) {
      let schema = this.root;
      for (const part of pointer) {
        schema = this.resolve(schema);
        schema = (typeof part === "number" ? schema.items : own(schema.properties ?? {}, part)) ?? {};
      }
      return schema;
    }

    // What staff call the property that a pointer ends in.
    title(pointer) {
      let end = pointer.length;
      while (end && typeof pointer[end - 1] === "number") end -= 1;
      if (!end) return "这份记录";
      return this.resolve(this.at(pointer.slice(0, end))).title ?? shown(pointer[end - 1]);
    }

    // The schema of what a pointer leads to, and before it what it refers to, and what that refers to.
    #origins(pointer) {
      const origins = [this.at(pointer)];
      while (origins[0].$ref) origins.unshift(this.#lookup(origins[0].$ref));
      return origins;
    }

    // How a value is written: what the shared definition says, which a property's own description hides.
    shape(pointer) {
      const said = this.#origins(pointer).find(({ description }) => description)?.description ?? "";
      return said || typeof pointer[pointer.length - 1] !== "number" ? said : this.shape(pointer.slice(0, -1));
    }

    // The name of the shared definition that a value follows; empty where it has its own.
    definition(pointer) {
      return this.#origins(pointer)[1]?.$ref.split("/").pop() ?? "";
    }

    // Where values are not text: a word for the type, plans by key, or one plan for all items; null where all is text.
    get typed() {
      this.#typed ??= { plan: this.#plan(this.root) };
      return this.#typed.plan;
    }

    #plan(written) {
      const schema = this.resolve(written);
      if (schema.type === "boolean" || schema.type === "integer") return schema.type;
      if (DATES.test(written.$ref ?? "")) return "date";
      if (schema.type === "array") {
        const items = this.#plan(schema.items);
        return items && [items];
      }
      if (schema.type !== "object") return null;
      const parts = Object.entries(schema.properties ?? {}).map(([key, value]) => [key, this.#plan(value)]);
      const plans = parts.filter(([, part]) => part);
      return plans.length ? Object.fromEntries(plans) : null;
    }

    get validator() {
      if (!this.#validator) {
        this.#validator = new entry.Validator(this.root, "2020-12", false);
        this.#validator.addSchema(this.#documents[COMMON]);
      }
      return this.#validator;
    }
  }

  entry.schemas = (documents) => {
    const records = new Map();
    return {
      record: (kind) => {
        if (!records.has(kind)) records.set(kind, new RecordSchema(kind, documents));
        return records.get(kind);
      },
    };
  };
})();
