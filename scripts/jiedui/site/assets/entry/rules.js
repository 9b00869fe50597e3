// What the form judges beyond the schema, as jiedui.rules has it: the rules that somebody at the form is most likely to
// meet, and that need no other record than the form knows. `say` tells an error, `ask` a warning; the check has the rest:
// whether a household is eligible, the order of all its days, and what hangs on other records.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  const { exists } = entry.values;
  const SAYS_SO = /代|替|托|责任人|交接/;
  const BY = "核对联系人的编号和日期；确实是代责任人去的，在联系情况里写明，例如“代责任人上门”。";
  // Of a day that cannot be nothing more is said.
  const DECISIVE = ["date-future", "visit-future", "visit-programme"];

  const TOWNSHIP_BODIES = ["乡镇(街道)残联", "村(社区)残协"];

  const days = (from, to) => (Date.parse(to) - Date.parse(from)) / 864e5;
  const later = (day, count) => new Date(Date.parse(day) + count * 864e5).toISOString().slice(0, 10);
  const covers = ({ from, to }, day) => !(from > day || to < day);
  const overlap = (one, other) => !(one.to < other.from || other.to < one.from);
  const last = (list) => list[list.length - 1];
  const isPrimary = ({ role }) => role === "主责";

  // What of a list was not withdrawn, each entry with its place.
  const standing = (list = []) => list.map((item, place) => [item, place]).filter(([item]) => !item.withdrawn);
  const bare = (list) => standing(list).map(([item]) => item);

  const visit = (data, { home, homes = {}, spells, policy, today, stem = data.date }, say, ask) => {
    const { date, by, channel, reached, counterpart, entered_on, content, also = [], needs = [] } = data;
    const { programme, companions_limit: limit } = policy;
    const isCovered = covers(programme, date);

    for (const [key, title] of [["date", "联系日期"], ["entered_on", "录入日期"]])
      if (data[key] > today) say("visit-future", [key], `${title} ${data[key]} 还没有到。`, "核对年份和月份。");
    if (entered_on < date && date <= today) say("visit-entered-before", ["entered_on"], "录入日期早于联系日期。", "核对两个日期。");
    if (date < programme.from)
      say("visit-programme", ["date"], `联系日期 ${date} 不在方案期内。`, `方案期是 ${programme.from} 至 ${programme.to}，核对日期；方案开始以前的走访不用登记。`);
    const passed = days(date, entered_on);
    if (passed > 90 && entered_on <= today && isCovered)
      ask("visit-late", ["date"], `联系日期 ${date}，过了 ${passed} 天才录入。`, "核对联系日期的年份和月份；确实是补录的，可以不理会。");

    if (reached && !counterpart)
      say("visit-counterpart", ["counterpart"], "联系上了，没有写和谁联系的。", "补上联系对象，例如 本人；没有联系上的，“是否联系上”选“否”。");
    if (channel === "其他" && !data.channel_note)
      say("visit-channel-note", ["channel"], "联系方式是“其他”，没有写方式说明。", "补上方式说明，例如 来访、视频。");
    if (limit !== null && data.companions > limit)
      ask("visit-companions", ["companions"], `陪同 ${data.companions} 人，超过了规定的 ${limit} 人。`, "核对人数；下次轻车简从，不要层层陪同。");
    if (data.hazards && channel !== "入户") say("visit-hazards", ["hazards"], "联系方式不是入户，却填了安全隐患察看。", "改联系方式，或删掉这一项。");
    const raised = needs.findIndex(({ action }) => action === "提出");
    const heard = [["topics", "了解的情况"], ["preached", "宣讲内容"], ["satisfaction", "满意度"]]
      .flatMap(([key, words]) => (data[key] ? [[[key], words]] : []))
      .concat(raised < 0 ? [] : [[["needs", raised, "action"], "提出的需求"]]);
    if (reached === false && heard.length)
      say("visit-unreached", heard[0][0], `没有联系上，却填了${heard.map(([, words]) => words).join("、")}。`, "联系上了的，“是否联系上”选“是”；没有联系上的，删掉这些。");

    const known = bare(home.data.needs);
    needs.forEach(({ id, action, note }, row) => {
      const place = ["needs", row, "id"];
      const need = known.find((each) => each.id === id);
      if (!home.data.needs?.some((each) => each.id === id))
        say("visit-need-unknown", place, `户档案里没有编号为 ${id} 的需求。`, `户档案里有：${known.map((each) => each.id).sort().join("、") || "还没有需求"}。先在户档案里写需求，再在这里引用。`);
      if (needs.findIndex((each) => each.id === id && each.action === action) < row)
        ask("visit-need-twice", place, `需求 ${id} 的“${action}”写了两遍。`, "合成一条；说的是另一项需求的，改编号。");
      if (!need || !stem.startsWith(date)) return;
      if (action === "提出" && need.raised_on !== date && !note)
        say("visit-need-raised", place, `需求 ${id} 在户档案里是 ${need.raised_on} 提出的，不是这一天。`, "核对需求编号和户档案里的提出日期；确实不是同一天提出的，在这一项的说明里写明。");
      if (action !== "提出" && date < need.raised_on)
        say("visit-need-early", place, `需求 ${id} 在户档案里 ${need.raised_on} 才提出，这一天不能${action}。`, "核对需求编号、这次联系的日期，和户档案里的提出日期。");
    });

    // Whether who made the contact answers for a household, himself or as a deputy; so it is taken to be where nobody does,
    // or where it is not known who.
    const answers = ({ data: { pairings }, deputies = {} }) => {
      const paired = bare(pairings).filter((pairing) => covers(pairing, date));
      const stands = ({ deputy, ...span }) => deputy === by && covers(span, date);
      return !paired.some(isPrimary) || paired.some(({ helper }) => helper === by || !spells[helper] || deputies[helper]?.some(stands));
    };
    const met = [[home, -1], ...also.map((id, row) => [homes[id], row])].filter(([each]) => each);
    const delegated = met.filter(([each]) => !answers(each));
    const isAbsent = spells[by] && !spells[by].some((span) => covers(span, date));
    const how = policy.contact_counts[channel];
    const counts = (how === "总是" || (how === "联系上" && reached)) && policy.counterparts.includes(counterpart);
    if (delegated.length && !SAYS_SO.test(content)) {
      if (isAbsent) ask("visit-out-of-office", ["by"], `${by} 在 ${date} 这天没有任职，也不是责任人。`, BY);
      else if (counts && spells[by] && !policy.delegate_counts)
        for (const [{ id }, row] of delegated)
          ask("visit-delegate", row < 0 ? ["by"] : ["also", row], `${by} 在 ${date} 这天不是户 ${id} 的责任人：代联系，不计入。`, BY);
    }
    for (const [{ id, data: { pairings } }, row] of met) {
      const [first] = bare(pairings).map(({ from }) => from).sort();
      const words = first ? `从 ${first} 起结对，联系早于结对` : "还没有结对";
      if (isCovered && !(first <= date)) ask("visit-before-pairing", row < 0 ? ["date"] : ["also", row], `户 ${id} ${words}。`, "核对日期；摸底走访可以保留，不算季度联系。");
    }
  };

  // ---- households ----

  const hasCheckDigit = (number) =>
    "10X98765432"[[7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2].reduce((sum, weight, place) => sum + weight * number[place], 0) % 11] === number[17];

  // Certificates whose number was written in this form, and what they say otherwise than the form does.
  const certificates = ({ members }, { category, grade }, say) => {
    const contradictions = new Map();
    members.forEach(({ id, birth, sex, disability }, row) =>
      disability?.certificates.forEach((item, index) => {
        const { number, exception } = item;
        if (number === entry.MASK) return;
        const place = ["members", row, "disability", "certificates", index];
        if (!hasCheckDigit(number) && !(exception && item.exception_reason && item.seen_by))
          say("certificate-checksum", [...place, "number"], `${id} 的残疾人证号校验码不对。`, "对照残疾人证逐位核对前 18 位。原证就印成这样的，证件例外填“原证如此”，再写例外理由和看过原证的人。");
        const born = number.slice(6, 14).replace(/(....)(..)/, "$1-$2-");
        const stated = [
          [["members", row, "birth"], "出生日期与证号", exists(born) && birth.length > 4 && !entry.MASKS.includes(birth) ? born : birth, birth],
          [["members", row, "sex"], "性别与证号第 17 位", "女男"[number[16] % 2], sex],
          [[...place, "category"], "残疾类别与证号第 19 位", category.enum[number[18] - 1], item.category],
          [[...place, "grade"], "残疾等级与证号第 20 位", grade.enum[number[19] - 1], item.grade],
        ];
        for (const [at, words, one, other] of stated)
          if (one !== other && !exception) contradictions.set(String(at), [at, `${id} 的${words}不一致。`, "对照残疾人证更正。证件或户籍正在更正的，填证件例外。"]);
      }),
    );
    for (const contradiction of contradictions.values()) say("certificate-mismatch", ...contradiction);
  };

  // The last day in office from a day on, gaps within the grace bridged; nothing for not in office.
  const employedUntil = (spans, start, grace) => {
    let end;
    for (const { from, to = "9999-12-31" } of [...spans].sort((one, other) => (one.from < other.from ? -1 : 1)))
      if (covers({ from, to }, start) || days(end, from) <= grace) end = [end ?? from, to].sort()[1];
    return end;
  };

  const pairings = (data, { spells, title, today, policy: { repair_grace_days: grace } }, say) => {
    const rows = standing(data.pairings);
    const open = rows.find(([{ to }]) => !to);
    if (open && !data.closed && !data.plan && !bare(data.needs).length)
      say("plan-missing", ["pairings", open[1]], "没有拟帮扶措施，也没有需求清单。", "写拟帮扶措施，或写需求和措施。");
    rows.forEach(([pairing, row], number) => {
      const { helper, from, to, end_reason: why } = pairing;
      const at = (key) => ["pairings", row, key];
      const clashes = ([other]) => (other.helper === helper || (isPrimary(other) && isPrimary(pairing))) && overlap(other, pairing);
      if (rows.slice(0, number).some(clashes))
        say("pairing-overlap", at("from"), "这一段与前面的一段结对时间重叠。", "先给旧的一段写结束日期（负责的最后一天），新的一段从第二天开始；同时帮扶的另一人选“协助”。");
      const asked = why && !["去世", "岗位调整", "职务变化", "退休离岗"].includes(why);
      const lacking = ["end_reason", "decided_by", "decided_on", asked && "consulted_on"].filter((key) => key && !pairing[key]);
      if (to && lacking.length)
        say("pairing-ending", at(lacking[0]), `这一段结对${why ? `因“${why}”结束` : "结束了"}，没有写${lacking.map((key) => title(at(key))).join("、")}。`, "在这一段里补上。");
      if (why && !to) say("pairing-ending", at("end_reason"), "写了结束原因，没有写结束日期。", "补上负责的最后一天。");
      if (to < from) say("pairing-order", at("to"), "结束日期早于开始日期。", "核对这一段结对的起止日期。");
      if (from < data.registered_on && data.registered_on <= today) say("pairing-order", at("from"), "结对开始早于建档日期。", "核对建档日期和结对日期。");
      for (const key of ["form_on", "card_on", "onsite_on", "module_on"])
        if (pairing[key] < from) say("pairing-order", at(key), `${title(at(key))}早于结对开始日期。`, "五件事在结对以后办。换了责任人的，填新责任人办理的日期。");
        else if (key !== "module_on" && from <= to && to < pairing[key]) say("pairing-order", at(key), `${title(at(key))}晚于结对结束日期。`, "核对日期；是新责任人办的，写到新的一段里。");
      if (!spells[helper]) return;
      const end = employedUntil(spells[helper], from, grace);
      const until = to ?? last(spells[helper].map((span) => span.from).sort());
      if (!end) say("pairing-employed", at("from"), `${from} 这天责任人没有任职。`, "核对结对日期，或补上责任人的任职经历。");
      else if (days(end, until) > grace)
        say("pairing-employed", at("helper"), `责任人任职到 ${end} 为止，这一段结对没有及时结束。`, `由所在单位调整：给这一段写结束日期（最迟 ${later(end, grace)}）和原因，再另写新责任人的一段。`);
    });
  };

  // What comes before something that it follows from.
  const needOrder = ({ id, ...need }, at, title, say) => {
    const { raised_on: raised, closed_on: closed } = need;
    const early = (day, earlier, place, of, word) => {
      if (day < earlier) say("need-order", place, `需求 ${id} 的${of}${title(place)}早于${word}日期。`, "核对日期。");
    };
    for (const key of ["looked_on", "closed_on", "responded_on"]) early(need[key], raised, at(key), "", "提出");
    for (const [measure, place] of standing(need.measures)) {
      early(measure.promised_on, raised, at("measures", place, "promised_on"), "措施的", "提出");
      for (const key of ["done_on", "due_on"]) early(measure[key], measure.promised_on, at("measures", place, key), "措施的", "承诺");
    }
    const all = bare(need.measures);
    const [word, latest] = [...all.map(({ promised_on: day }) => ["承诺措施", day]), ...all.map(({ done_on: day }) => ["办好措施", day]), ["首次援助", need.responded_on]]
      .reduce((best, each) => (each[1] > best[1] ? each : best), ["", ""]);
    if (raised <= closed && closed < latest)
      say("need-order", at("closed_on"), `需求 ${id} 的办结日期早于${word}的日期 ${latest}。`, "核对两个日期；措施都办好了，需求才办结。");
  };
  const referralOrder = ({ closed_on: closed }, { promised_on: promised, done_on: done, referrals }, at, say) => {
    for (const [{ sent_on: sent, answered_on: answered, answer }, place] of standing(referrals)) {
      if (sent < promised) say("referral-order", at(place, "sent_on"), "转出日期早于这条措施的承诺日期。", "核对转出日期和承诺日期。");
      if (sent > done) say("referral-order", at(place, "sent_on"), "转出日期晚于这条措施的办结日期。", "核对转出日期和办结日期。");
      else if (sent > closed) say("referral-order", at(place, "sent_on"), "转出日期晚于这项需求的办结日期。", "核对转出日期和办结日期。");
      if (answered < sent) say("referral-order", at(place, "answered_on"), "答复日期早于转出日期。", "核对两个日期。");
      if (answered && !answer) say("referral-answer", at(place, "answered_on"), "写了答复日期，没有写怎样答复的。", "补上答复。");
      if (answer && !answered) say("referral-answer", at(place, "answer"), "写了答复，没有写哪天答复的。", "补上答复日期；还没有答复的，删掉答复。");
    }
  };

  // Of what has begun after the end of a household, the first of each.
  const afterClose = ({ closed, needs: raised, outings }, say) => {
    const begun = [
      ...standing(raised).map(([{ id, raised_on: day, measures }, row]) => [
        [["needs", row, "raised_on"], `需求 ${id} 的提出日期`, day],
        ...standing(measures).map(([{ promised_on: on }, place]) => [["needs", row, "measures", place, "promised_on"], `需求 ${id} 的措施的承诺日期`, on]),
      ]),
      ...standing(outings).map(([{ person, date }, row]) => [[["outings", row, "date"], `${person} 的活动日期`, date]]),
    ];
    for (const [place, words, day] of begun.flatMap((days) => days.filter((each) => each[2] > closed?.date).slice(0, 1)))
      say("after-close", place, `${words} ${day} 在终止（${closed.date}）以后。`, "核对这个日期和终止日期；还在帮扶的，删掉终止，另写一段结对。");
  };

  const hardships = ({ hardship }, say) => {
    const rows = standing(hardship);
    const isWrong = ([{ from, to }]) => to < from;
    rows.forEach((spell, number) => {
      const before = rows[number - 1];
      if (isWrong(spell)) say("hardship-order", ["hardship", spell[1], "to"], "困难身份的止日早于起日。", "核对起止日期。");
      else if (before && !isWrong(before) && !(before[0].to < spell[0].from))
        say("hardship-order", ["hardship", spell[1]], `“${before[0].status}”和后一段“${spell[0].status}”没有分开。`, "先旧后新：前一段写止日，后一段写起日，从止日的第二天起。");
    });
  };

  const needs = (data, title, say) => {
    for (const [need, row] of standing(data.needs)) {
      const { id, closed_on, result, measures } = need;
      const at = (...way) => ["needs", row, ...way];
      needOrder(need, at, title, say);
      for (const [measure, place] of standing(measures)) referralOrder(need, measure, (...way) => at("measures", place, "referrals", ...way), say);
      if (closed_on && !result) say("result-missing", at("closed_on"), `需求 ${id} 已办结，没有写结果。`, "补上办结结果。");
      for (const [measure, place] of standing(measures)) {
        const done = at("measures", place, "done_on");
        if (measure.result) continue;
        if (measure.done_on) say("result-missing", done, `需求 ${id} 的措施已办结，没有写结果。`, "补上办理结果。");
        else if (closed_on) say("need-measure-open", done, `需求 ${id} 已经办结，这一条措施还没有办结。`, "补上办结日期和办理结果；没有办成的，结果里写明原因。");
      }
    }
  };

  // The dates of what has happened, but for what was withdrawn.
  const happened = (node, pointer = []) =>
    Object.entries(node).flatMap(([key, value]) => {
      const place = [...pointer, Array.isArray(node) ? Number(key) : key];
      if (typeof value === "object") return value.withdrawn ? [] : happened(value, place);
      const counts = key === "from" ? pointer.includes("certificates") : /^(?!due_|joined_).*_on$|^date$/.test(key);
      return counts ? [[place, value]] : [];
    });

  const household = (data, context, say, ask) => {
    const { index: { townships, former, units, schemas }, today, title } = context;
    const { id, county, township, members } = data;
    for (const [place, day] of happened(data))
      if (day > today) say("date-future", place, `${title(place)} ${day} 还没有到。`, "核对年份和月份；还没有做的，先不填。");
    if (townships.length && !data.closed) {
      const within = townships.filter((each) => each.county === county);
      const own = units.find(({ prefix }) => id.startsWith(`${prefix}-`));
      const manager = within.find(({ name }) => name === township)?.unit;
      const offer = (names) => `可以写：${[...new Set(names)].join("、")}。`;
      if (!within.length) say("township-unknown", ["county"], `名录里没有“${county}”。`, offer(townships.map((each) => each.county)));
      else if (manager && own && !own.city && manager !== own.id)
        ask("wrong-unit", ["township"], `${township}由${units.find((unit) => unit.id === manager).short}管理。`, "核对地址；归那边管的，由那边登记。");
      else if (!manager && !former.some((each) => each.county === county && each.name === township))
        say("township-unknown", ["township"], `${county}没有“${township}”。`, offer(within.map(({ name }) => name)));
    }

    const [first, ...others] = members.flatMap(({ relation }, row) => (relation === "本人" ? [row] : []));
    const self = (row, words) =>
      say("relation-self", row === undefined ? ["members"] : ["members", row, "relation"], words, "第一位残疾人的与残疾人关系写“本人”，其余成员写与他的关系。");
    if (first === undefined) self(first, "没有一个成员写“本人”。");
    else if (!members[first].disability && members.some(({ disability }) => disability)) self(first, `${members[first].id} 写“本人”，却没有残疾情况。`);
    for (const row of others) self(row, `${members[row].id} 也写成了“本人”。`);
    if (!data.exception_reason && !members.some(({ disability }) => disability))
      say("no-disabled-member", ["members"], "家庭成员里没有填残疾情况的人。", "给残疾人补上残疾情况；确有特殊情况的，写例外理由。");
    else if (!members.some(({ birth, joined_on: joined, left }) => [birth, joined, left?.date].every((day, place) => !day || (place < 2 ? day <= data.registered_on : day > data.registered_on))))
      say("no-disabled-member", ["members"], `建档那天（${data.registered_on}）家庭成员里一个人也没有。`, "核对建档日期和成员加入、离开的日期；建档时就在的，不写加入日期。");
    members.forEach((member, row) => {
      if (member.disability && member.birth.length < 5)
        say("birth-incomplete", ["members", row, "birth"], `${member.id} 的出生日期只写了年份。`, "按残疾人证写到日，例如 1968-04-09。");
    });
    certificates(data, schemas["common.schema.json"].$defs, say);
    pairings(data, context, say);
    needs(data, title, say);
    afterClose(data, say);
    hardships(data, say);
  };

  const helper = ({ id, roles, pauses = [] }, { index: { townships, former, units } }, say) => {
    const unit = units.find(({ prefix }) => id.startsWith(`${prefix}-`))?.id;
    const own = townships.filter((each) => each.unit === unit).map(({ name }) => name);
    const remedy = `可以写：${own.sort().join("、") || "本残联没有乡镇"}。`;
    // A post that has ended may have been in another federation's township; who managed one of old is not known here.
    const known = ({ to }) => [...own, ...former.map(({ name }) => name), ...(to ? townships.map(({ name }) => name) : [])];
    roles.forEach((role, row) => {
      const { body, township } = role;
      if (!townships.length) return;
      if (TOWNSHIP_BODIES.includes(body) && !township) say("helper-township", ["roles", row, "township"], "这一段任职没有写乡镇（街道）。", remedy);
      else if (township && !known(role).includes(township)) say("helper-township", ["roles", row, "township"], `“${township}”不是本残联管的乡镇（街道）。`, remedy);
    });
    for (const [key, list] of [["roles", roles], ["pauses", pauses]])
      list.forEach(({ from, to }, row) => {
        if (to < from) say("role-order", [key, row, "to"], "结束日期早于开始日期。", "核对起止日期。");
      });
    roles.forEach((role, row) => {
      const end = ["roles", row, "end_reason"];
      if (role.to && !role.end_reason) say("role-ending", end, "这一段任职已结束，没有写原因。", "补上结束原因。");
      if (!role.to && role.end_reason) say("role-ending", end, "写了结束原因，没有写结束日期。", "补上任职的最后一天。");
      const alike = (other) => ["body", "department", "township"].every((key) => other[key] === role[key]);
      if (roles.slice(0, row).some((other) => alike(other) && overlap(other, role)))
        say("role-overlap", ["roles", row, "from"], "与前面同一部门的任职时间重叠。", "给旧的一条写结束日期，新的一条从第二天开始。");
    });
  };

  // What is found in a record that its schema accepts; nothing in one that was withdrawn. Of a visit `home` is its household
  // as it will be, and `homes` by id those that were met as well; `spells` tells by id the terms of other helpers.
  const judge = (kind, rules) => (data, context) => {
    const { home, homes, index } = context;
    const record = entry.schemas(index.schemas).record(kind);
    const spells = Object.assign({}, ...[...Object.values(homes ?? {}), home].map((each) => each?.spells), context.spells);
    const faults = [];
    const say = (rule, pointer, message, remedy) => faults.push(entry.fault(rule, pointer, message, remedy));
    const ask = (...words) => {
      say(...words);
      last(faults).severity = "警告";
    };
    if (!data.withdrawn) rules(data, { ...context, spells, policy: index.policy, title: (at) => record.title(at) }, say, ask);
    const decided = faults.filter(({ rule }) => DECISIVE.includes(rule));
    return faults.filter((fault) => decided.includes(fault) || !decided.some(({ pointer }) => String(pointer) === String(fault.pointer)));
  };

  entry.rules = { visit: judge("visit", visit), household: judge("household", household), helper: judge("helper", helper), bare, covers, isPrimary };
})();
