// The controls of single values: boxes to press where there are few words, a list to choose from, or a place to write.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const { make, values } = entry;
  const FEW = 7;
  const MOST_ROWS = 24;
  const COLUMNS = 22;
  const NUMBERS = ["mobile", "phone", "landline"];

  // A word that was recorded and is in no list any more stays to be chosen.
  const withOwn = (words, chosen) => {
    const old = chosen.filter((text) => !words.some(([word]) => word === text));
    return [...words, ...old.map((text) => [text, text])];
  };

  // Boxes to press: one of them, or several.
  const boxes = (role, words, chosen) => {
    const name = entry.unique();
    const type = role === "group" ? "checkbox" : "radio";
    const box = ([word]) => Object.assign(make("input", { type, name }), { value: word, checked: chosen.includes(word) });
    const inputs = words.map(box);
    const labels = inputs.map((input, index) => make("label", {}, input, make("span", {}, words[index][1])));
    const pressed = () => inputs.filter((input) => input.checked).map((input) => input.value);
    const read = () => (role === "group" ? pressed() : (pressed()[0] ?? ""));
    const write = (word) => inputs.forEach((input) => (input.checked = input.value === word));
    return { element: make("div", { class: "jd-choices" }, labels), inputs, role, read, write };
  };

  const radios = (words, text, optional) => {
    const all = withOwn(words, text ? [text] : []);
    return boxes("radiogroup", optional ? [...all, ["", "不填"]] : all, [text]);
  };

  const plain = (element, text) => {
    element.value = text;
    return { element, inputs: [element], read: () => element.value, write: (next) => (element.value = next) };
  };

  const select = (words, text, optional) => {
    const all = [["", optional ? "不填" : "请选择"], ...withOwn(words, text ? [text] : [])];
    return plain(make("select", {}, all.map(([word, label]) => Object.assign(make("option", {}, label), { value: word }))), text);
  };

  // It grows with what is written. (A height of its own would be a style, which the page does not allow.)
  const area = (text) => {
    const made = plain(make("textarea"), text);
    const grow = () => {
      const lines = made.read().split("\n").map((line) => Math.ceil((line.length + 1) / COLUMNS));
      made.element.rows = Math.min(MOST_ROWS, Math.max(3, lines.reduce((sum, count) => sum + count, 0)));
    };
    made.element.addEventListener("input", grow);
    grow();
    return made;
  };

  // A day that no calendar would show is written as a text, and one half chosen is not taken for none.
  const day = (text) => {
    const shown = !text || /^\d{4}-\d\d-\d\d$/.test(text) && values.exists(text);
    const made = plain(make("input", { type: shown ? "date" : "text", autocomplete: "off" }), text);
    return { ...made, read: () => (made.element.validity.badInput ? "没有填完" : made.element.value) };
  };

  // What is hidden stays as it is while nothing is written in its place.
  const line = (schema, definition, text, placeholder) => {
    const number = schema.type === "integer" || definition === "birth";
    const type = NUMBERS.includes(definition) ? "tel" : "text";
    return plain(make("input", { type, inputmode: number && "numeric", autocomplete: "off", placeholder }), text);
  };

  // What may be seen and not be changed; of a certificate its number is not even seen.
  const fixed = (value) => {
    const element = make("output", { tabindex: "-1" }, entry.unmasked([value ?? ""].flat().join("、"), "（不显示）"));
    return { element, inputs: [element], read: () => "", write: () => {} };
  };

  // The control of a value: `{element, inputs, role, read, write}`; `words` are the pairs [value, what is shown] of a closed
  // list, `listed` says that they come from the ledger and not from the schema.
  entry.control = ({ schema, definition, value, words, listed, optional = false, isFixed = false }) => {
    if (isFixed) return fixed(value);
    if (schema.type === "array") {
      const chosen = Array.isArray(value) ? value : [];
      return boxes("group", withOwn(words, chosen), chosen);
    }
    const isHidden = entry.MASKS.includes(value);
    const text = isHidden ? "" : String(value ?? "");
    if (words) return (!listed && words.length + optional <= FEW ? radios : select)(words, text, optional);
    if (definition === "date") return day(text);
    return definition === "text" ? area(text) : line(schema, definition, text, isHidden && "不显示；要改就写新的");
  };
})();
