// Puts a text on the clipboard: for the pages of households and for 登记.
(() => {
  "use strict";
  const textOf = (element) => [...element.childNodes].map((node) => (node.nodeName === "BR" ? "\n" : node.textContent)).join("");

  const mark = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return document.execCommand("copy");
  };
  const markApart = (text) => {
    const shown = document.createElement("pre");
    shown.className = "jd-vh";
    shown.textContent = text;
    document.body.append(shown);
    const done = mark(shown);
    shown.remove();
    return done;
  };

  // Copies a text, or what an element shows, and tells whether it could. A page that was opened from a folder may have no
  // clipboard: there the old command is tried, and the element stays marked for copying by hand.
  globalThis.JIEDUI_COPY = async (what) => {
    const isText = typeof what === "string";
    try {
      await navigator.clipboard.writeText(isText ? what : textOf(what));
      return true;
    } catch {
      return isText ? markApart(what) : mark(what);
    }
  };
})();
