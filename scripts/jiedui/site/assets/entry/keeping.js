// What was put aside and is opened again: drafts on this device, and files that were saved here.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const { make, button, labelled } = entry;
  const DAYS = [1, 3, 7];
  const MOST = 5_000_000; // bytes of a file that is opened
  const UNSOUND = "里面有读不懂的，没有打开。请网站更新以后再试，或者交给管台账的人。";

  // `tried(item)` shows an item, and fails for one that cannot be shown. `undecided` are the conflicts of what was opened.
  entry.keeping = ({ basket, view, link, go, say, tried, subject, index, library }) => {
    const { handover, drafts } = entry;
    const undecided = [];
    // The draft that the basket is kept as.
    let draft = {};

    // The way to keep the basket on this device.
    const keep = () => {
      const days = make("select", { "aria-label": "留几天" }, DAYS.map((each) => make("option", { value: each }, `${each} 天`)));
      const store = () => {
        const found = drafts.save({ items: basket.items, ...draft }, Number(days.value));
        if (found.draft) draft = { id: found.draft.id, saved: found.draft.saved };
        say(make("p", {}, found.fault ?? `${found.told}存在这台设备上了，${days.value} 天后自动删掉。`));
      };
      return make("details", {}, make("summary", {}, "今天交不了，先存在这台设备上"), make("p", {}, "别人也用的电脑、手机不要存。"), make("p", { class: "jd-acts" }, days, button("存草稿", store)));
    };

    // A file that was saved here, opened again.
    const opened = () => {
      const input = make("input", { type: "file", accept: ".json" });
      const note = make("p", { role: "status" });
      input.addEventListener("change", async () => {
        const [file] = input.files;
        if (!file) return;
        const found = file.size > MOST ? { fault: "文件太大，不是登记页存下的。" } : handover.open(await file.text().catch(() => ""), index.format);
        input.value = "";
        note.replaceChildren(found.fault ?? (await take(found.items)) ?? "");
      });
      return make("details", {}, make("summary", {}, "打开以前存成的文件"), labelled("登记-….json", input), note);
    };
    // What the site has of the record that an item changes.
    const thereOf = async ({ kind, household, stem, changes }) => {
      const home = changes && (await entry.data.record(household ?? stem));
      return kind === "visit" ? home?.visits.find((each) => each.stem === stem) : home;
    };
    // Whether an item can be shown and, as far as the site knows, leads to a record that its schema accepts.
    const isSound = (item, there) => {
      const record = library.record(item.kind);
      const isRight = (data) => entry.judge(data, record).data !== null;
      try {
        tried(item);
        if (!item.changes) return isRight(item.data);
        return !there || isRight(entry.changes.insist(item.changes, there.data, record)) || !isRight(there.data);
      } catch {
        return false;
      }
    };
    const contentOf = ({ data, changes }) => data ?? changes;
    // Puts items from elsewhere into the basket, all or none; gives what hinders it. A change of a record that the site has
    // in a newer version goes onto that one, field by field.
    const take = async (items) => {
      if (!items.every(handover.isItem)) return UNSOUND;
      const [taken, open] = [[], []];
      for (const item of items) {
        const there = await thereOf(item);
        const whole = item.changes ? { ...item, base: there?.data ?? {}, blob: there?.blob ?? item.blob } : item;
        const mine = basket.find(item);
        if (!isSound(whole, there)) return UNSOUND;
        if (mine && !entry.values.same(contentOf(mine), contentOf(item))) return `这一次已经登记了 ${subject(item)}，内容不同。先把它提交了，或者去掉，再打开。`;
        if (there && item.blob !== there.blob) open.push(...entry.changes.apply(item.changes, there.data, library.record(item.kind)).conflicts.map((each) => ({ ...each, item })));
        taken.push(whole);
      }
      undecided.push(...open);
      taken.forEach(basket.put);
      return go("basket");
    };

    const kept = (fault) =>
      view("草稿", drafts.list().length ? "这台设备上存着的草稿" : "这台设备上没有存着的草稿", fault && make("p", { class: "jd-s bad", role: "alert" }, fault), drafts.list().map((each) => make("p", { class: "jd-acts" }, `${new Date(each.saved).toLocaleString("zh-CN")} 存的 ${each.items.length} 份，${new Date(each.until).toLocaleString("zh-CN")} 删掉。${each.told}`,
        button("接着填", async () => {
          const hindered = await take(each.items);
          if (hindered) kept(hindered);
          else draft = { id: each.id, saved: each.saved };
        }),
        button("删掉", () => {
          drafts.remove(each.id);
          kept();
        }))), make("p", { class: "jd-acts" }, button("全部删掉", () => {
          drafts.clear();
          go("");
        }), link("", "回到登记")));
    // What was sent is no draft any more.
    const forget = () => {
      if (draft.id) drafts.remove(draft.id);
      draft = {};
    };

    return { undecided, keep, kept, opened, forget };
  };
})();
