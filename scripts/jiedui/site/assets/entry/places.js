// Where a household lives: the townships of the list of divisions, by county. Who names the township has named the county.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const { make } = entry;

  // Gives the control for the township, and `county()`, what is to be written beside it.
  entry.places = ({ townships }, old = {}) => {
    let chosen = townships.find(({ county, name }) => county === old.county && name === old.township);
    const control = ({ schema, value }) => {
      const id = entry.unique();
      const slot = make("div", { class: "jd-fault", hidden: true });
      const select = make("select", { id }, make("option", { value: "" }, "请选择"));
      if (value && !chosen) select.append(make("option", { value: "-", selected: true }, value));
      for (const county of new Set(townships.map((each) => each.county))) {
        const names = townships.flatMap((each, number) => (each.county === county ? [make("option", { value: number, selected: each === chosen }, each.name)] : []));
        select.append(make("optgroup", { label: county }, names));
      }
      select.addEventListener("change", () => (chosen = townships[select.value]));
      const show = (faults) => {
        slot.replaceChildren(...faults.map(({ message, remedy }) => make("p", {}, message + remedy)));
        slot.hidden = !faults.length;
      };
      const element = make("div", { class: "jd-field" }, make("label", { for: id }, schema.title), slot, select);
      return { element, value: () => (select.value === "-" ? value : chosen?.name), show };
    };
    return { control, county: () => chosen?.county ?? old.county };
  };
})();
