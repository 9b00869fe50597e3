// Light or dark as chosen on the other pages, where the theme keeps the choice, else as the machine prefers.
(() => {
  "use strict";
  const apply = () => {
    const scope = new URL("..", location.href).pathname;
    let chosen = null;
    try {
      chosen = JSON.parse(localStorage.getItem(`${scope}.__palette`))?.color?.scheme;
    } catch {
      // No storage, or something else in it: the machine's preference stands.
    }
    const preferred = matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default";
    document.body.dataset.mdColorScheme = chosen ?? preferred;
  };
  document.addEventListener("DOMContentLoaded", apply);
})();
