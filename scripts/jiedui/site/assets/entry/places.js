// What is chosen from a list of the ledger beside the record: where a household lives, and which federation is to have a record.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const { make } = entry;

  // A list to choose from with its faults; `options` are its options, or groups of them.
  const chooser = (title, options) => {
    const slot = make("div", { class: "jd-fault", id: entry.unique() });
    const select = make("select", { "aria-describedby": slot.id }, make("option", { value: "" }, "请选择"), options);
    const show = (faults) => {
      slot.replaceChildren(...faults.map(({ message, remedy }) => make("p", {}, message + remedy)));
      select.setAttribute("aria-invalid", faults.length > 0);
    };
    return { element: entry.labelled(title, select, slot), select, show };
  };

  // Gives the control for the federation: of a record that does not say by itself whose it is.
  entry.unitChooser = ({ units }, chosen) => {
    const { element, select, show } = chooser("哪个残联的", units.map(({ id, name }) => make("option", { value: id, selected: id === chosen }, name)));
    return { element, value: () => select.value, show };
  };

  // Gives the control for the township, and `county()`, what is to be written beside it: who names the township has named
  // the county.
  entry.places = ({ townships }, old = {}) => {
    let chosen = townships.find(({ county, name }) => county === old.county && name === old.township);
    const control = ({ schema, value }) => {
      const unknown = value && !chosen && make("option", { value: "-", selected: true }, value);
      const groups = [...new Set(townships.map((each) => each.county))].map((county) => {
        const names = townships.flatMap((each, number) => (each.county === county ? [make("option", { value: number, selected: each === chosen }, each.name)] : []));
        return make("optgroup", { label: county }, names);
      });
      const { element, select, show } = chooser(schema.title, [unknown, ...groups].filter(Boolean));
      select.addEventListener("change", () => (chosen = townships[select.value]));
      return { element, value: () => (select.value === "-" ? value : chosen?.name), show };
    };
    return { control, county: () => chosen?.county ?? old.county };
  };
})();
