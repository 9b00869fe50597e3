// Loads scripts that carry data: unlike JSON, a page opened from a folder may load them.
(() => {
  "use strict";
  const here = new URL(".", document.currentScript.src);
  const asked = new Map();

  // What the script at a path, such as "find/t-3", puts on a shelf under a name. It is asked for once, and anew after it
  // failed.
  window.JIEDUI_LOAD = (path, shelf, name) => {
    if (!asked.has(path)) {
      asked.set(path, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = new URL(`${path}.js`, here).href;
        script.onload = () => resolve(window[shelf][name]);
        script.onerror = () => {
          asked.delete(path);
          reject(new Error(path));
        };
        document.head.append(script);
      }));
    }
    return asked.get(path);
  };
})();
