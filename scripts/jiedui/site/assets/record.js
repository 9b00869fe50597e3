// Copies a text at the press of a button, and dates the contact to be recorded: the page knows the day it was built on.
(() => {
  "use strict";
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      const done = await globalThis.JIEDUI_COPY(document.getElementById(button.dataset.copy));
      button.textContent = done ? "已复制" : "已选中，请按 Ctrl+C";
    });
  }

  const record = document.getElementById("record");
  if (!record) return;
  const { day, stem } = record.dataset;
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
  if (today <= day) return;
  const dated = (old) => old.replaceAll(stem, today).replaceAll(day, today);
  for (const element of record.querySelectorAll("pre")) {
    for (const node of element.childNodes) if (node.nodeName === "#text") node.data = dated(node.data);
  }
  const link = record.querySelector("a[data-dated]");
  if (link) link.href = dated(link.href);
})();
