// Puts a text on the clipboard: for the pages of households and for 登记.
(() => {
  "use strict";
  // A page that was opened from a folder may have no clipboard: there the text is marked, and the old command tried.
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

  // Where it cannot be copied, false is told; `element`, which shows the text, is then marked for copying by hand.
  globalThis.JIEDUI_COPY = async (text, element) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return element ? mark(element) : markApart(text);
    }
  };
})();
