// 本次一并提交: what is in the basket, and its ways out: to the forge, as a text to paste, as a file to hand over.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const { make, button, MAIN } = entry;
  const SHOWN = 30;
  const CLOSED = "里面有台账要加密的内容，不能在这里提交，也不能自己贴。存成文件，交给有密钥的管台账的人。";
  const STAYS = "填好的都还在。可以再试，也可以存成一个文件交给管台账的人。";
  const outside = (href, text) => make("a", { href, target: "_blank", rel: "noopener noreferrer" }, text);

  entry.sending = ({ basket, view, link, go, tell, index, library, today }) => {
    const { handover } = entry;
    const client = index.forge && entry.forge(index.forge);
    const isSealed = entry.sealed(index.sealed);
    // Named once for a basket: a sending that broke off goes on in the branch that it began.
    let branch;
    let seen = false;
    // One sending at a time: it goes on while other views are shown, and something is put into the basket.
    let isBusy = false;
    let news;
    const status = make("div", { role: "status", class: "jd-status" });
    // What is pressed to send: one button or, for who has not signed in and cannot here, a token and a button.
    const action = make("div", {});
    let said;
    const say = (...content) => {
      said = basket.items;
      status.replaceChildren(...content.flat());
      if (location.hash !== "#basket") tell(link("basket", status.textContent.slice(0, SHOWN)));
    };

    const { subject, whoIs, named, told, placeOf, content } = entry.wording({ basket, library, index });
    // Where an item is changed: where all that it changes is.
    const address = ({ kind, household, stem, changes = [] }) => {
      const [first = [], ...others] = changes.map(({ at }) => at.map((step) => step.id ?? step));
      const differs = first.findIndex((step, place) => typeof step !== "string" || others.some((each) => each[place] !== step));
      return [kind, household, stem, ...(differs < 0 ? first : first.slice(0, differs))].filter(Boolean).join("/");
    };
    const row = (item) => {
      const whose = named(subject(item));
      const change = make("a", { class: "jd-button", href: `#${address(item)}`, "aria-label": `改：${whose}` }, "改");
      // What a contact did about needs is in the record of its household, too.
      const about = ({ household, stem }) => household ?? stem;
      const drop = async () => {
        const user = item.kind === "household" && basket.items.find(({ household, data }) => household === item.stem && (item.data || data?.needs));
        if (user) return say(make("p", { class: "jd-s bad", role: "alert" }, `${named(subject(user))} 里写着它，先去掉那一份。`));
        basket.drop(item);
        await show();
        const rest = basket.items.filter((each) => about(each) === about(item)).length;
        return rest && say(`这一户还有 ${rest} 份在里面。和去掉的这一份有关的，也要改，或者也去掉。`);
      };
      const notes = [isSealed(item) && CLOSED, item.reason && `理由：${item.reason}`, ...(item.warnings ?? [])].filter(Boolean);
      return make("li", {}, make("p", {}, make("strong", {}, `${item.changes ? "修改" : "新建"}${whose}`)), content(item), notes.map((text) => make("p", { class: "jd-hint" }, text)),
        make("p", { class: "jd-acts" }, change, button("去掉", drop, { "aria-label": `去掉：${whose}` })));
    };

    // ---- the way to the forge ----

    const prepare = client && entry.preparing({ basket, client, library, subject, isSealed });
    const waiting = (found) => [make("p", {}, `还有 ${found.length} 个没有合并的合并请求也改这里，先看一看：`), make("ul", {}, found.map(({ title, url }) => make("li", {}, outside(url, title))))];
    const others = async (items) => {
      const found = await client.open(items.map(handover.path));
      return found.length ? waiting(found) : [];
    };

    // What two have changed is decided by a person, field by field (B-09); then it goes on.
    const decide = (conflicts, then) => {
      const parts = conflicts.map(({ change, theirs, gone, item }, number) => {
        const choice = (side, text, checked) => make("label", {}, make("input", { type: "radio", name: `c${number}`, value: side, required: true, checked }), make("span", {}, text));
        const mine = !gone && choice("mine", `我的：${told(change.new)}`);
        return make("fieldset", { class: "jd-group" }, make("legend", {}, `${subject(item)} › ${placeOf(item, change)}`), make("p", {}, `原来：${told(change.old)}`), make("div", { class: "jd-choices" }, choice("theirs", gone ? "别人已经去掉了，我的不要了" : `别人改的：${told(theirs)}`, gone), mine));
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
      say(make("form", { submit }, head, parts, entry.submit("选好了")));
      head.focus();
    };

    // What came into the basket meanwhile stays there.
    const sent = (items, result, count) => {
      basket.load(basket.items.filter((item) => !items.includes(item)));
      if (!basket.items.length) keeping.forget();
      [branch, seen] = [undefined, false];
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
        const { items, files, conflicts } = await prepare();
        if (conflicts.length) return decide(conflicts, send);
        if (!files.length) return sent(items, null, 0);
        const found = seen ? [] : await others(items).catch(() => []);
        seen = true;
        if (found.length) return say(...found, button("看过了，照样提交", send, MAIN));
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

    const again = () => (client.signedIn || client.canSignIn ? button("提交合并请求", send, MAIN) : tokenForm());
    const tokenForm = () => {
      const input = make("input", { type: "password", autocomplete: "off", required: true });
      const submit = (event) => {
        event.preventDefault();
        client.useToken(input.value);
        input.value = "";
        send();
      };
      return make("form", { submit }, entry.labelled("代码平台的访问令牌", input, make("p", { class: "jd-hint" }, `只在这一页用，不存下来。${client.hint}`)), entry.submit("提交合并请求"));
    };

    // ---- the other ways ----

    const save = () => {
      const { name, text } = handover.file(basket.items, { made_on: today(), site: index.commit, format: index.format });
      say(make("p", {}, handover.download(name, text) ? `已经存成“${name}”。请把它交给管台账的人。` : "这个浏览器存不了文件。换一个浏览器打开，或者自己贴到代码平台。"));
    };
    const pasted = (item, number) => {
      const { path, text, changes } = handover.text(item, library, index.forge);
      if (isSealed(item)) return make("li", {}, make("p", {}, path), make("p", {}, CLOSED));
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
    const show = async () => {
      const { hash } = location;
      await whoIs(basket.items);
      if (location.hash !== hash) return;
      const items = basket.items;
      if (said !== items) say();
      action.replaceChildren(...(client ? [again()] : []));
      if (!items.length) return news ? view("已提交", "已经提交", news, make("p", {}, link("", "再登记"))) : view("本次一并提交", "还没有要提交的", make("p", {}, link("", "去登记")));
      view("本次一并提交", `本次一并提交：${items.length} 份`, news && [make("p", {}, "前面的已经提交："), ...news], make("ol", {}, items.map(row)), make("p", {}, link("", "再登记一份")), action, status,
        make("p", { class: "jd-acts" }, button("存成文件，交给管台账的人", save, !client && MAIN)), byHand(), keeping.keep());
      if (keeping.undecided.length) decide(keeping.undecided.splice(0), show);
    };

    // Whether an item can be shown at all.
    const tried = (item) => [row(item), pasted(item, 0)];
    const keeping = entry.keeping({ basket, view, link, go, say, tried, subject, index, library });
    return { show, opened: keeping.opened, kept: keeping.kept, others, client };
  };
})();
