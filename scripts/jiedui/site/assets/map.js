// One schematic map at a time, chosen from a list. Without this script all stand below one another.
(() => {
  "use strict";
  const box = document.querySelector(".jd-maps");
  if (!box) return;
  const maps = [...box.querySelectorAll(".jd-map")];
  const label = document.createElement("label");
  label.className = "jd-chooser";
  const select = document.createElement("select");
  for (const map of maps) select.append(new Option(map.querySelector("h3").textContent, map.id));
  select.append(new Option("全部并排", ""));
  label.append("看哪个指标 ", select);
  const apply = () => {
    for (const map of maps) map.hidden = Boolean(select.value) && map.id !== select.value;
    box.classList.toggle("one", Boolean(select.value));
  };
  // An address that names a map opens it.
  const asked = () => {
    const map = maps.find((item) => `#${item.id}` === location.hash);
    if (map) select.value = map.id;
    apply();
    if (map) map.scrollIntoView();
  };
  select.addEventListener("change", apply);
  window.addEventListener("hashchange", asked);
  box.before(label);
  asked();
})();
