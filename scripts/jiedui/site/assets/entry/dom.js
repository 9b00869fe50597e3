// The elements of a page, made of texts and never of markup.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});

  // `make("button", { type: "button", click: send }, "提交")`: functions listen, `true` is an attribute without a value,
  // `false` and `undefined` are none; of the content what is missing is left out.
  entry.make = (tag, attributes, ...content) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (typeof value === "function") element.addEventListener(name, value);
      else if (value !== false && value !== undefined) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...content.flat().filter((part) => part || part === 0));
    return element;
  };

  let count = 0;
  entry.unique = () => `f${(count += 1)}`;

  entry.button = (text, click, attributes) => entry.make("button", { type: "button", class: "jd-button", click, ...attributes }, text);
  // What goes on from here is pressed larger.
  entry.MAIN = { class: "jd-main" };
  entry.submit = (text) => entry.button(text, undefined, { ...entry.MAIN, type: "submit" });

  // A control below its title, with what stands between them.
  entry.labelled = (title, control, ...between) => {
    control.id ||= entry.unique();
    return entry.make("div", { class: "jd-field" }, entry.make("label", { for: control.id }, title), ...between, control);
  };
})();
