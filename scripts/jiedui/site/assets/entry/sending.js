// 本次一并提交: what is in the basket, and its ways out: to the forge, as a text to paste, as a file to hand over.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const { make } = entry;
  const DAYS = [1, 3, 7];
  const MOST = 5_000_000; // bytes of a file that is opened
  const SHOWN = 30;
  const UNSOUND = "里面有读不懂的，没有打开。请网站更新以后再试，或者交给管台账的人。";
  const STAYS = "填好的都还在。可以再试，也可以存成一个文件交给管台账的人。";
  const button = (text, click, main) => make("button", { type: "button", class: main ? "jd-main" : "jd-button", click }, text);
  const outside = (href, text) => make("a", { href, target: "_blank", rel: "noopener noreferrer" }, text);

  entry.sending = ({ basket, view, link, go, tell, index, library, today }) => {
    const { handover, drafts } = entry;
    const client = index.forge && entry.forge(index.forge);
    // Named once for a basket: a sending that broke off goes on in the branch that it began.
    let branch;
    let seen = false;
    let draft = {};
    // One sending at a time: it goes on while other views are shown, and something is put into the basket.
    let isBusy = false;
    let news;
    const undecided = [];
    const status = make("div", { role: "status", class: "jd-status" });
    // What is pressed to send: one button or, for who has not signed in and cannot here, a token and a button.
    const action = make("div", {});
    let said;
    const say = (...content) => {
      said = basket.items;
      status.replaceChildren(...content.flat());
      if (location.hash !== "#basket") tell(link("basket", status.textContent.slice(0, SHOWN)));
    };

    // ---- what is there, in words ----

    const subject = ({ kind, household, stem }) => [library.record(kind).root.title, household, stem].filter(Boolean).join(" ");
    // Who the codes of what is shown are; codes of needs say nothing.
    const CODE = /[A-Z]{2,4}-(?:B-)?[2-9A-Z]{4}|m-[2-9A-Z]{4}/g;
    let names = {};
    const whoIs = async (items) => {
      // Whoever is new is in the basket alone.
      const fresh = items.filter(({ kind, data }) => data && ["household", "helper"].includes(kind)).map(({ stem, data }) => ({ id: stem, name: data.name ?? data.members[0].name, data }));
      const codes = [...new Set(JSON.stringify(items).match(CODE))].filter((code) => !fresh.some(({ id }) => id === code));
      const found = (await Promise.all(codes.map(basket.record))).filter(Boolean);
      const people = [...found, ...fresh].flatMap(({ id, name, data }) => [{ id, name }, ...(data.members ?? [])]);
      names = Object.fromEntries(people.map(({ id, name }) => [id, name]));
    };
    const named = (text) => text.replace(CODE, (code) => (!names[code] ? code : code.startsWith("m-") ? names[code] : `${names[code]}（${code}）`));
    const word = (value) => (value === true ? "是" : value === false ? "否" : String(value).replaceAll(entry.MASK, "（不显示）"));
    const parts = (value) => (typeof value === "object" ? Object.entries(value).flatMap(([key, part]) => (key === "id" ? [] : Array.isArray(part) || typeof part !== "object" ? [part].flat().filter((each) => typeof each !== "object") : [])) : [value]);
    const told = (value) => (value === undefined ? "没有填" : named(parts(value).map(word).join("，")));
    // Where an item is changed: where all that it changes is.
    const address = ({ kind, household, stem, changes = [] }) => {
      const [first = [], ...others] = changes.map(({ at }) => at.map((step) => step.id ?? step));
      const differs = first.findIndex((step, place) => typeof step !== "string" || others.some((each) => each[place] !== step));
      return [kind, household, stem, ...(differs < 0 ? first : first.slice(0, differs))].filter(Boolean).join("/");
    };
    // What a new record says, short.
    const summary = ({ kind, data }) => {
      const record = library.record(kind);
      const said = (path, value) => {
        if (Array.isArray(value)) return value.some((each) => typeof each === "object") ? `${value.length} 项` : told(value);
        return typeof value === "object" ? Object.entries(value).map(([key, part]) => `${record.title([...path, key])} ${said([...path, key], part)}`).join("，") : told(value);
      };
      const shown = record.properties(record.root).filter(([key]) => !["id", "entered_on"].includes(key) && data[key] !== undefined);
      return make("ul", {}, shown.map(([key, { title }]) => make("li", {}, `${title}：${said([key], data[key])}`)));
    };
    const row = (item) => {
      const whose = named(subject(item));
      const changed = (item.changes ?? []).map(({ old, new: now }, number) => {
        const { place } = handover.text(item, library, index.forge).changes[number];
        return make("li", {}, `${place}：${told(old)} → ${told(now)}`);
      });
      const change = make("a", { class: "jd-button", href: `#${address(item)}`, "aria-label": `改：${whose}` }, "改");
      const out = button("去掉", () => {
        basket.drop(item);
        show();
      });
      out.setAttribute("aria-label", `去掉：${whose}`);
      const notes = [item.reason && `理由：${item.reason}`, ...(item.warnings ?? [])].filter(Boolean);
      return make("li", {}, make("p", {}, make("strong", {}, `${item.changes ? "修改" : "新建"}${whose}`)), item.data ? summary(item) : make("ul", {}, changed), notes.map((text) => make("p", { class: "jd-hint" }, text)),
        make("p", { class: "jd-acts" }, !item.kind.startsWith("event-") && change, out));
    };

    // ---- the way to the forge ----

    const waiting = (found) => [make("p", {}, `还有 ${found.length} 个没有合并的合并请求也改这里，先看一看：`), make("ul", {}, found.map(({ title, url }) => make("li", {}, outside(url, title))))];
    const pathOf = handover.path;
    const others = async (items) => {
      const found = await client.open(items.map(pathOf));
      return found.length ? waiting(found) : [];
    };

    const stopped = (message) => entry.trouble("conflict", message);
    // A change of a record as main has it now: its text, or where somebody else changed the same.
    const merged = (item, there) => {
      const record = library.record(item.kind);
      const read = there && entry.read(there.text, record);
      if (!there) throw stopped(`${subject(item)} 已经不在台账里。把这一份去掉再提交。`);
      if (!read) throw stopped(`${subject(item)} 的写法不标准，这里改不了。存成文件交给管台账的人，或者在代码平台上改。`);
      const { data, conflicts } = entry.changes.apply(item.changes, read.data, record);
      const text = entry.write(data, record, read.modeline);
      if (!conflicts.length && !entry.judge(data, record).data) throw stopped(`${subject(item)} 改成这样不合台账的写法，没有提交。把这一份去掉，重新登记。`);
      if (text.includes(entry.MASK)) throw stopped(`${subject(item)} 的残疾人证号没有读全，没有提交。存成文件交给管台账的人。`);
      return { item, conflicts: conflicts.map((each) => ({ ...each, item })), file: text === there.text ? null : { path: pathOf(item), text, blob: there.blob } };
    };
    // A new record: nothing to do where it has arrived before; another contact of the day has taken its name, it gets the next.
    const begun = async (item, there, tried = []) => {
      const text = entry.write(item.data, library.record(item.kind));
      if (text.includes(entry.MASK)) throw stopped(`${subject(item)} 的残疾人证号不对，没有提交。`);
      if (!there) return { item, file: { path: pathOf(item), text, blob: null } };
      if (there.text === text) return { item, file: null };
      if (!item.data.date) throw stopped(`${subject(item)} 已经有了，内容不同。把这一份去掉，重新登记。`);
      const taken = [...tried, item.stem];
      const first = item.kind === "visit" ? item.data.date : `${item.data.date}-${item.kind.slice("event-".length)}`;
      const next = { ...item, stem: entry.visit.stem(first, taken) };
      basket.load(basket.items.map((each) => (each === item ? next : each)));
      return begun(next, await client.read(pathOf(next)), taken);
    };
    // All that is in the basket now, as the files that it makes of what is in main.
    const prepared = async () => {
      const all = [];
      for (const item of basket.items) {
        const there = await client.read(pathOf(item));
        all.push(item.changes ? merged(item, there) : await begun(item, there));
      }
      return { items: all.map(({ item }) => item), files: all.map(({ file }) => file).filter(Boolean), conflicts: all.flatMap(({ conflicts = [] }) => conflicts) };
    };

    // What two have changed is decided by a person, field by field (B-09); then it goes on.
    const decide = (conflicts, then) => {
      const parts = conflicts.map(({ change, theirs, gone, item }, number) => {
        const choice = (side, text, checked) => make("label", {}, make("input", { type: "radio", name: `c${number}`, value: side, required: true, checked }), make("span", {}, text));
        const [{ place }] = handover.text({ ...item, changes: [change] }, library, index.forge).changes;
        const mine = !gone && choice("mine", `我的：${told(change.new)}`);
        return make("fieldset", { class: "jd-group" }, make("legend", {}, `${subject(item)} › ${place}`), make("p", {}, `原来：${told(change.old)}`), make("div", { class: "jd-choices" }, choice("theirs", gone ? "别人已经去掉了，我的不要了" : `别人改的：${told(theirs)}`, gone), mine));
      });
      const head = make("h3", { tabindex: -1 }, `别人也改了 ${conflicts.length} 处，用哪一个`);
      const submit = (event) => {
        event.preventDefault();
        const chosen = new FormData(event.target);
        conflicts.forEach(({ item, ...conflict }, number) => {
          const now = basket.find(item);
          const changes = entry.changes.decide(now.changes, conflict, chosen.get(`c${number}`) === "mine");
          if (changes.length) basket.put({ ...now, changes });
          else basket.drop(now);
        });
        then();
      };
      say(make("form", { submit }, head, parts, make("button", { type: "submit", class: "jd-main" }, "选好了")));
      head.focus();
    };

    // What came into the basket meanwhile stays there.
    const sent = (items, result, count) => {
      basket.load(basket.items.filter((item) => !items.includes(item)));
      if (draft.id && !basket.items.length) drafts.remove(draft.id);
      [branch, seen, draft] = [undefined, false, basket.items.length ? draft : {}];
      news = [make("p", {}, result ? `${count} 份，在一个合并请求里，等审核的人合并。` : "这几份台账里已经有了，不用再提交。"), result && make("p", {}, outside(result.url, "看这个合并请求"))];
      if (location.hash === "#basket") show();
      else tell(link("basket", "已经提交"));
    };

    const send = async () => {
      if (isBusy) return;
      try {
        if (!client.signedIn) {
          say("正在登录代码平台……登录的窗口关掉了的，再按一次“提交合并请求”。");
          await client.signIn();
        }
        isBusy = true;
        news = undefined;
        say("正在核对别人有没有改过……");
        const { items, files, conflicts } = await prepared();
        if (conflicts.length) return decide(conflicts, send);
        if (!files.length) return sent(items, null, 0);
        const found = seen ? [] : await others(items).catch(() => []);
        seen = true;
        if (found.length) return say(...found, button("看过了，照样提交", send, true));
        branch ??= handover.branch(today());
        const onStep = (step) => say(`${step}……`);
        return sent(items, await client.send({ ...handover.words(items, index, branch), files, onStep }), files.length);
      } catch (trouble) {
        // Whoever may not is let in as somebody else.
        if (["denied", "missing"].includes(trouble.kind)) client.signOut();
        action.replaceChildren(again());
        const known = trouble instanceof entry.ForgeTrouble;
        return say(make("p", { class: "jd-s bad", role: "alert" }, known ? trouble.message : "没有提交成功，原因不明。"), make("p", {}, STAYS));
      } finally {
        isBusy = false;
      }
    };

    const again = () => (client.signedIn || client.canSignIn ? button("提交合并请求", send, true) : tokenForm());
    const tokenForm = () => {
      const id = entry.unique();
      const input = make("input", { id, type: "password", autocomplete: "off", required: true });
      const submit = (event) => {
        event.preventDefault();
        client.useToken(input.value);
        input.value = "";
        send();
      };
      return make("form", { submit, class: "jd-field" }, make("label", { for: id }, "代码平台的访问令牌"), make("p", { class: "jd-hint" }, `只在这一页用，不存下来。${client.hint}`), input, make("button", { type: "submit", class: "jd-main" }, "提交合并请求"));
    };

    // ---- the other ways ----

    const save = () => {
      const { name, text } = handover.file(basket.items, { made_on: today(), site: index.commit, format: index.format });
      say(make("p", {}, handover.download(name, text) ? `已经存成“${name}”。请把它交给管台账的人。` : "这个浏览器存不了文件。换一个浏览器打开，或者自己贴到代码平台。"));
    };
    const pasted = (item, number) => {
      const { path, text, changes } = handover.text(item, library, index.forge);
      const content = text ?? changes.map((change) => `${change.place}\n${change.old || "（没有）"}\n改成\n${change.new || "（删掉）"}`).join("\n\n");
      const shown = make("pre", { class: "jd-copied", id: `entry-text-${number}` }, content);
      const copy = button("复制内容", async () => {
        copy.textContent = (await handover.copy(shown)) ? "已复制" : "已选中，请按 Ctrl+C";
      });
      return make("li", {}, make("p", {}, path), shown, make("p", { class: "jd-acts" }, copy, index.forge && outside(handover.link(item, index.forge), item.changes ? "在代码平台上打开这个文件" : "在代码平台上新建这个文件")));
    };
    const byHand = () => {
      const list = make("ol", {});
      const toggle = () => list.replaceChildren(...basket.items.map(pasted));
      return make("details", { toggle }, make("summary", {}, "自己贴到代码平台"), list);
    };
    const keep = () => {
      const days = make("select", { "aria-label": "留几天" }, DAYS.map((each) => make("option", { value: each }, `${each} 天`)));
      const store = () => {
        const found = drafts.save({ items: basket.items, ...draft }, Number(days.value));
        if (found.draft) draft = { id: found.draft.id, saved: found.draft.saved };
        say(make("p", {}, found.fault ?? `${found.told}存在这台设备上了，${days.value} 天后自动删掉。`));
      };
      return make("details", {}, make("summary", {}, "今天交不了，先存在这台设备上"), make("p", {}, "别人也用的电脑、手机不要存。"), make("p", { class: "jd-acts" }, days, button("存草稿", store)));
    };

    const show = async () => {
      const { hash } = location;
      await whoIs(basket.items);
      if (location.hash !== hash) return;
      const items = basket.items;
      if (said !== items) say();
      action.replaceChildren(...(client ? [again()] : []));
      if (!items.length) return news ? view("已提交", "已经提交", news, make("p", {}, link("", "再登记"))) : view("本次一并提交", "还没有要提交的", make("p", {}, link("", "去登记")));
      view("本次一并提交", `本次一并提交：${items.length} 份`, news && [make("p", {}, "前面的已经提交："), ...news], make("ol", {}, items.map(row)), make("p", {}, link("", "再登记一份")), action, status,
        make("p", { class: "jd-acts" }, button("存成文件，交给管台账的人", save, !client)), byHand(), keep());
      if (undecided.length) decide(undecided.splice(0), show);
    };

    // A file that was saved here, opened again.
    const opened = () => {
      const id = entry.unique();
      const input = make("input", { id, type: "file", accept: ".json" });
      const note = make("p", { role: "status" });
      input.addEventListener("change", async () => {
        const [file] = input.files;
        if (!file) return;
        const found = file.size > MOST ? { fault: "文件太大，不是登记页存下的。" } : handover.open(await file.text().catch(() => ""), index.format);
        input.value = "";
        note.replaceChildren(found.fault ?? (await take(found.items)) ?? "");
      });
      return make("details", {}, make("summary", {}, "打开以前存成的文件"), make("div", { class: "jd-field" }, make("label", { for: id }, "登记-….json"), input), note);
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
        row(item);
        pasted(item, 0);
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

    return { show, opened, kept, others, client };
  };
})();
