// An open page of the preview asks now and then whether it is another by now, and says so; it is for the reader to reload it.
(() => {
  "use strict";
  const PAUSE = 2000; // milliseconds
  const NEW = "网页有了新的内容，请";
  const STOPPED = "预览停了，这一页不再更新。";
  const own = document.currentScript;
  const page = location.pathname.replace(/\/$/, "/index.html");

  // There before it says something, or a screen reader overhears it.
  const line = document.createElement("div");
  line.setAttribute("role", "status");
  // At the end of the window, where nothing that is read moves for it.
  Object.assign(line.style, { position: "fixed", inset: "auto 0 0", zIndex: 4 });
  document.body.append(line);

  let said = "";
  const say = (words) => {
    if (words === said) return;
    said = words;
    line.replaceChildren();
    if (words) {
      const note = document.createElement("p");
      note.className = "jd-notice";
      note.style.margin = 0;
      note.textContent = words;
      if (words === NEW) {
        const again = document.createElement("a");
        again.href = "";
        again.textContent = "刷新";
        // By itself the address would be left without what stands behind its sign #, where a form has its view.
        again.addEventListener("click", (event) => {
          event.preventDefault();
          location.reload();
        });
        note.append(again, "。");
      }
      line.append(note);
    }
    // What has the focus does not come to lie below it.
    document.documentElement.style.scrollPaddingBottom = `${line.offsetHeight}px`;
  };

  const ask = () => {
    const answer = document.createElement("script");
    answer.src = `/preview/mark${page}.js`;
    answer.onload = () => say(globalThis.JIEDUI_PREVIEW.mark === own.dataset.mark ? "" : NEW);
    answer.onerror = () => say(STOPPED);
    for (const end of ["load", "error"]) answer.addEventListener(end, () => answer.remove());
    document.head.append(answer);
  };

  const asked = () => {
    if (!document.hidden) ask();
  };
  setInterval(asked, PAUSE);
  document.addEventListener("visibilitychange", asked);
})();
