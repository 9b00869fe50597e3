// 登记, the page: which view the address asks for, the basket, and the way out.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  entry.app = { start: () => {} };
})();
