// 登记, the page: which view its address asks for, and what each form begins with and becomes.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const { make } = entry;
  const ASKED = { visit: "登记联系", household: "家庭档案", helper: "帮扶责任人" };
  // Drawn by `jiedui recheck`, not typed.
  const DRAWN = "event-recheck";

  entry.app = (place) => {
    const { index } = entry.data;
    const library = entry.schemas(index.schemas);
    // A page may stay open over midnight.
    const clock = () => entry.visit.clock(index.day, new Date());
    const today = () => clock().today;
    const site = document.title;
    const events = Object.keys(index.schemas).map((name) => name.replace(".schema.json", "")).filter((kind) => kind.startsWith("event-") && kind !== DRAWN);
    const title = (kind) => library.record(kind).root.title;
    const unitOf = (id) => index.units.find(({ prefix }) => id.startsWith(`${prefix}-`));

    const bar = make("p", { class: "jd-basket", role: "status" });
    const count = (items) => bar.replaceChildren(...(items.length ? [link("basket", `本次一并提交：${items.length} 份`)] : []));
    const basket = entry.basket((id) => entry.data.record(id), library, count);
    // What is half filled in stays as it is while another view is shown: by the address that it was opened at.
    const open = new Map();
    const link = (hash, text) => make("a", { href: `#${hash}` }, text);
    const go = (hash) => (location.hash.slice(1) === hash ? show() : (location.hash = hash));

    // What begins every view. Its heading takes the focus, so that a screen reader says where one is.
    const view = (name, heading, ...content) => {
      const head = make("h2", { tabindex: -1 }, heading);
      document.title = `${name} - ${site}`;
      bar.hidden = location.hash === "#basket";
      const { warning } = clock();
      place.replaceChildren(bar, head, ...[warning && make("p", { class: "jd-s wait" }, warning), ...content.flat()].filter(Boolean));
      head.focus({ preventScroll: true });
      scrollTo(0, 0);
    };
    const tell = (...content) => bar.replaceChildren(...content);
    const sending = entry.sending({ basket, view, link, go, tell, index, library, today });

    const extra = (kinds) => basket.fresh().filter(({ kind }) => kinds.includes(kind)).map((each) => ({ ...each, place: "本次新建" }));
    const pick = (names) => (definition) => ({ extra: extra([definition]), names });
    const choices = (data) => ({
      "members.judgements.rule": index.policy.entitlements.map(({ key, name }) => [key, name]),
      unit: index.units.map(({ id, name }) => [id, name]),
      member: (data?.members ?? []).map(({ id, name }) => [id, name]),
      need: (data?.needs ?? []).map(({ id, content }) => [id, content]),
    });

    const start = () => {
      const input = make("input", { id: "entry-who", type: "text", autocomplete: "off" });
      const drafts = entry.drafts.list().length;
      view("登记", "登记什么",
        entry.labelled("登记联系：找哪一户", input),
        make("ul", { class: "jd-starts" }, [["household", "新建一户"], ["helper", "新增帮扶责任人"], ...events.map((kind) => [kind, title(kind)])].map((way) => make("li", {}, link(...way)))),
        drafts > 0 && make("p", {}, link("drafts", `这台设备上存着 ${drafts} 份草稿`)),
        sending.opened());
      entry.picker(input, { kinds: ["household"], extra: extra(["household"]), onPick: ({ id }) => go(`visit/${id}`) });
    };

    const unknown = (id) =>
      view("登记", entry.data.unread(id) ? `${id} 没有读到` : `网站还不知道 ${id}`,
        make("p", {}, entry.data.unread(id) ? "网络可能断了。已经填的都还在，请再打开一次。" : `网站是 ${index.day} 的，里面没有这个编号。编号不对的，重新找；刚建的，等合并以后网站更新了再来。已经填的都还在。`),
        make("p", {}, link("", "回到登记")));

    // Whoever changes the same record in an open pull request is named before one begins, where the forge can be asked.
    const others = (path) => {
      const note = make("div", { role: "status" });
      if (path && sending.client?.signedIn) sending.others([{ path }]).then((found) => note.replaceChildren(...found), () => {});
      return note;
    };

    const back = () => (basket.items.length ? "basket" : "");
    // The view of a form; what was begun there goes on.
    const form = (name, heading, path, make) => {
      const key = location.hash;
      const close = (hash) => {
        open.delete(key);
        go(hash);
      };
      if (!open.has(key)) {
        const made = make(close);
        if (!made) return unknown(location.hash.slice(1));
        open.set(key, made);
      }
      return view(name, heading, others(path), open.get(key).element);
    };

    // A record of a kind for a view; null where there is none. Where another view was asked for meanwhile, none ever comes.
    const known = (kind, id) => {
      const { hash } = location;
      return new Promise((resolve) => basket.record(id).then((home) => location.hash === hash && resolve(home?.kind === kind ? home : null)));
    };

    const visit = async (id, stem, ...at) => {
      const home = await known("household", id);
      const recorded = home?.visits.find((each) => each.stem === stem);
      if (!home || (stem && !recorded)) return unknown([id, stem].filter(Boolean).join(" "));
      // The file of a contact is called by its day, and keeps its name once it is in the ledger.
      const isNew = !recorded?.base;
      const begun = entry.visit.begin(home, recorded, today());
      // Those that were met as well, known by the time that all is judged.
      const homes = {};
      const whole = async (data) => {
        for (const each of (!at.length && data.also) || []) homes[each] ??= await basket.record(each);
        return isNew ? { ...data, entered_on: today() } : data;
      };
      return form(ASKED.visit, `${stem ? `${stem} 的联系` : "登记联系"}：${home.name}（${id}）`, recorded?.path, (close) =>
        entry.ask({
          record: library.record("visit"),
          data: begun.data,
          options: { at, base: recorded?.base ?? null, notes: { ...begun.notes, ...(!isNew && { date: "日期记错了的，撤销这一份，另外登记一次。" }) }, readonly: isNew ? [] : ["date"], controls: at.length ? {} : begun.controls, choices: choices(home.data), names: home.names, pick: pick(home.names), hide: ["entered_on"] },
          rules: (data) => (at.length ? entry.rules.visit : begun.judge)(data, { home, homes, index, today: today(), stem: isNew ? undefined : stem }),
          whole,
          cancel: () => close(back()),
          done: async (data, said) => {
            const place = { kind: "visit", unit: home.unit, household: id };
            const isNamed = stem && (!isNew || stem.startsWith(data.date));
            if (isNew && !isNamed) basket.drop({ ...place, stem });
            const name = isNamed ? stem : entry.visit.stem(data.date, (await basket.record(id)).stems);
            basket.say({ ...place, stem: name }, data, recorded ?? {}, said);
            const mine = at.length ? null : begun.consequences(data);
            if (mine) basket.say({ kind: "household", unit: home.unit, stem: id }, mine, home);
            close("basket");
          },
        }));
    };

    // What a new record of a kind begins with, and what is computed of it when it is done: its federation and its code.
    const NEW = {
      household: () => {
        const places = entry.places(index);
        const unit = (data) => index.townships.find(({ county, name }) => county === data.county && name === data.township)?.unit;
        return { data: { registered_on: today(), members: [{ relation: "本人" }] }, unit, whole: (data) => ({ ...data, county: places.county() ?? "-" }), options: { controls: { township: places.control }, hide: ["county", "id"] } };
      },
      helper: () => ({ data: {}, options: { hide: ["id"] } }),
    };
    for (const kind of events) NEW[kind] = () => ({ data: { date: today() }, options: {} });

    const newId = async (kind, unit) => {
      const { prefix } = index.units.find(({ id }) => id === unit) ?? { prefix: "XX" };
      for (;;) {
        const id = entry.newCode(kind === "helper" ? `${prefix}-B` : prefix, (code) => basket.items.some(({ stem }) => stem === code));
        if (!(await entry.data.taken(id))) return id;
      }
    };

    // An event of the basket goes on with what it says.
    const create = (kind) => async (begun) => {
      const isEvent = kind.startsWith("event-");
      const there = begun && basket.find({ kind, stem: begun });
      if (begun && !there) return unknown(begun);
      return form(`新建${title(kind)}`, `新建：${title(kind)}`, "", (close) => {
        const { data, options, unit: told, whole = (value) => value } = NEW[kind]();
        const chooser = told ? null : entry.unitChooser(index, there?.unit);
        let id;
        const unit = (value) => (told ? told(value) : chooser.value());
        return entry.ask({
          record: library.record(kind), data: there?.data ?? data,
          options: { ...options, lead: chooser && (() => chooser), base: null, choices: choices(), pick: pick({}) },
          whole: async (value, reason) => {
            const noted = reason && kind === "household" ? { ...value, note: [value.note, `核对过，不是重复：${reason}`].filter(Boolean).join("\n") } : value;
            const whole_ = await withSpells(whole(noted));
            if (isEvent) return whole_;
            const prefix = unitOf(id ?? "")?.id;
            if (!id || prefix !== unit(whole_)) id = await newId(kind, unit(whole_));
            return { ...whole_, id };
          },
          early: () => (!chooser || chooser.value() ? [] : [entry.fault("", entry.LEAD, "没有选哪个残联的。", "请选一个。")]),
          rules: (value) => (entry.rules[kind] ?? (() => []))(value, { index, today: today(), spells }),
          twins: entry.duplicates[kind] && ((value) => entry.duplicates[kind](value, {})),
          cancel: () => close(back()),
          done: (value, said) => {
            const word = kind.replace("event-", "");
            if (there) basket.drop(there);
            const taken = basket.items.map(({ stem }) => stem);
            const stem = isEvent ? entry.visit.stem(`${value.date}-${word}`, taken) : id;
            basket.say({ kind, unit: unit(value), stem }, value, {}, said);
            close("basket");
          },
        });
      });
    };

    // The terms of office of whoever is paired here and has not been before: rules ask for them at once.
    const spells = {};
    const withSpells = async (data) => {
      for (const { helper } of data.pairings ?? []) {
        const found = spells[helper] ? null : await basket.record(helper);
        if (found?.kind === "helper") spells[helper] = found.data.roles.map(({ from, to }) => ({ from, to }));
      }
      return data;
    };

    const edit = (kind) => async (id, ...at) => {
      if (!id) return create(kind)();
      const home = await known(kind, id);
      if (!home) return unknown(id);
      const record = library.record(kind);
      const { title = "", items } = at.length ? record.resolve(record.at([at[0]])) : { title: ASKED[kind] };
      const part = at[1] === "+" ? `添加${record.resolve(items).title}` : title;
      return form(ASKED[kind], `${home.name ?? id}（${id}）：${part}`, home.path, (close) => {
        const places = entry.places(index, home.data);
        const whole = (data) => withSpells(at.length ? data : { ...data, county: places.county() ?? data.county });
        // Whoever pairs a household says how it is to be helped, if nobody has said so yet: a rule asks for it.
        const beside = at[0] === "pairings" && !home.data.plan && !entry.rules.bare(home.data.needs).length ? ["plan"] : [];
        const asked = (fault) => (fault.rule === "plan-missing" && beside.length ? { ...fault, pointer: ["plan"] } : fault);
        const household = kind === "household" && !at.length ? { controls: { township: places.control }, hide: ["county", "id"] } : { hide: ["id"] };
        return entry.ask({
          record, data: home.data, whole: kind === "household" ? whole : undefined,
          options: { ...household, at, beside, base: home.base ?? null, choices: choices(home.data), names: home.names, pick: pick(home.names) },
          rules: (data) => entry.rules[kind](data, { home, index, today: today(), spells }).map(asked),
          cancel: () => close(back()),
          done: (data, said) => {
            basket.say({ kind, unit: home.unit, stem: id }, data, home, said);
            close("basket");
          },
        });
      });
    };

    const VIEWS = { "": start, visit, household: edit("household"), helper: edit("helper"), basket: sending.show, drafts: () => sending.kept() };
    for (const kind of events) VIEWS[kind] = create(kind);
    // The words of an address; those of one that nobody can read are none.
    const words = () => {
      try {
        return decodeURIComponent(location.hash.slice(1)).split("/");
      } catch {
        return [];
      }
    };
    const show = () => {
      const [name, ...rest] = words();
      (entry.values.own(VIEWS, name) ?? start)(...rest);
    };
    addEventListener("hashchange", show);
    entry.drafts.guard(() => basket.items.length > 0 || [...open.values()].some(({ form }) => form.changed()));
    show();
  };
  const place = globalThis.document?.getElementById("entry");
  if (place) {
    // It stands until the first view, and for ever where a part of the site is missing.
    place.append(make("p", {}, "正在打开。一直停在这里的，是网站的文件没有读全：刷新一次；还不行的，请管台账的人重新发布网站。"));
    if (globalThis.JIEDUI_ENTRY_DATA) entry.app(place);
  }
})();
