// Light or dark as chosen on the other pages, where the theme keeps the choice, else as the machine prefers.
(() => {
  "use strict";
  const FOLLOWS = "(prefers-color-scheme)";
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const choice = () => {
    const scope = new URL("..", location.href).pathname;
    try {
      const color = JSON.parse(localStorage.getItem(`${scope}.__palette`))?.color;
      return color?.media === FOLLOWS ? undefined : color?.scheme;
    } catch {
      // No storage, or something else in it: the machine's preference stands.
      return undefined;
    }
  };
  const apply = () => {
    document.body.dataset.mdColorScheme = choice() ?? (dark.matches ? "slate" : "default");
  };
  document.addEventListener("DOMContentLoaded", apply);
  dark.addEventListener("change", apply);
})();
