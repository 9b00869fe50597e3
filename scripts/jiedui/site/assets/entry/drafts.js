// Drafts of 登记 on this device, kept only where it is wished: for some days, each under a key of its own.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const VERSION = 1;
  const DAY = 86400000;
  const FULL = "草稿没有存上：设备空间满了，或者浏览器不让存。请“存成文件”。";
  const CHANGED = "这份草稿在别的窗口改过，那一份没有动，这一份另存了。";
  const AHEAD = "保存时间比设备的时间晚，请看设备的日期对不对。";

  // Two ledgers on one host, or in two folders of one computer, have drafts of their own.
  const keyOf = (id) => `jiedui-draft-${location.pathname.replace(/[^/]*$/, "")}-${id}`;
  const keys = () => {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(keyOf("")));
    } catch {
      return [];
    }
  };

  // What a key holds; null where it is not a draft of this version, whoever wrote it.
  const read = (key) => {
    try {
      const draft = JSON.parse(localStorage.getItem(key));
      const sound = draft.version === VERSION && draft.until >= draft.saved && Array.isArray(draft.items);
      return sound && keyOf(draft.id) === key ? draft : null;
    } catch {
      return null;
    }
  };
  const remove = (id) => keys().includes(keyOf(id)) && localStorage.removeItem(keyOf(id));

  // The drafts that are there, the latest first. Those that have run out are deleted on the way.
  const list = () => {
    const found = keys().map(read).filter((draft) => draft);
    for (const { id, until } of found) if (until <= Date.now()) remove(id);
    return found
      .filter(({ until }) => until > Date.now())
      .map((draft) => ({ ...draft, told: draft.saved > Date.now() + DAY ? AHEAD : "" }))
      .sort((one, other) => other.saved - one.saved);
  };

  // Deletes all that this ledger left on the device, what can no longer be read included.
  const clear = () => keys().forEach((key) => localStorage.removeItem(key));

  // Saves for so many days. A draft that was loaded or saved before brings its `id` and when it was `saved`; where another
  // window has saved it since, that one stays. The records as they were stay out: the site has them. Gives {draft, told}, or
  // {fault} where the device keeps nothing.
  const save = ({ items, id, saved }, days) => {
    const there = id && read(keyOf(id));
    const changed = Boolean(there) && there.saved !== saved;
    const now = Date.now();
    const until = now + days * DAY;
    const kept = items.map((item) => ({ ...item, base: undefined }));
    const name = changed || !id ? entry.letters(12) : id;
    const draft = { version: VERSION, id: name, saved: now, until, items: kept };
    try {
      localStorage.setItem(keyOf(draft.id), JSON.stringify(draft));
      return { draft, told: changed ? CHANGED : "" };
    } catch {
      return { fault: FULL };
    }
  };

  // Asks before the page is left while `unsent` says that something is.
  const guard = (unsent) =>
    addEventListener("beforeunload", (event) => {
      if (!unsent()) return;
      event.preventDefault();
      event.returnValue = "";
    });

  entry.drafts = { save, list, remove, clear, guard };
})();
