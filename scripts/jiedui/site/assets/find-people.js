// 查户, who is found: households, helpers and townships, by the data of jiedui.site.files.search, loaded by parts.
(() => {
  "use strict";
  const { fold, initialPairs, isSpelt, joined, secret, spells, tables, toneless, words } =
    typeof module === "undefined" ? window.JIEDUI_FIND_TEXT : require("./find-text.js");

  // What a word is to who is found, the nearest first: id, own name, a member's, the helper's, office, place. The whole
  // name comes before its beginning, and that before the rest. Where it is asked whom somebody helps, these come first.
  const TIERS = { i: 0, h: 1, s: 1, m: 4, r: 7, o: 10, p: 11 };
  const PLACE = 11;
  const HELPED = 0.5;

  // Questions in words, and whether they ask whom somebody helps.
  const QUESTIONS = [
    [/^(?:请问|我要|我想|帮我)?(?:查找|搜索|查一下|查|找)(.{2,})$/u],
    [/^谁(?:在|来)?(?:结对)?(?:帮扶|帮|管|联系|负责)(?:着|了)?(.{2,})$/u],
    [/^(.{2,}?)(?:是|归|由)?谁(?:在|来)?(?:结对)?(?:帮扶|帮|管|联系|负责)的?$/u],
    [/^(.{2,}?)的(?:帮扶|结对)?(?:责任人|干部|人)(?:是谁)?$/u],
    [/^(.{2,}?)(?:住在|住|在)(?:哪里|哪儿|哪个乡镇|哪个村|哪)$/u],
    [/^(.{2,}?)(?:结对|帮扶|联系|负责|帮|管)(?:着|了)?(?:的|谁|哪些|哪几|几|多少)(?:户|家庭|人家|人)?$/u, true],
    [/^(.{2,}?)(?:的|有哪些|有多少|有几)(?:帮扶|结对|联系)?(?:户|家庭|对象|人家)$/u, true],
    [/^(.{2,}?)的?(?:联系|办公)?(?:电话|手机|号码|方式|地址|住址|情况|档案)(?:号码?|是多少)?$/u],
  ];
  const DIGITS = "一二三四五六七八九";
  const value = (sign) => (sign ? DIGITS.indexOf(sign) + 1 : 0);
  // 八组 as the addresses have it: 8组.
  const numbered = (word) =>
    word.replace(/(?:([二三四五六七八九]?)(十))?([一二三四五六七八九]?)组/gu, (whole, tens, ten, ones) => {
      const number = (ten ? 10 * (value(tens) || 1) : 0) + value(ones);
      return number ? `${number}组` : whole;
    });
  const LATIN = /^[a-z\d]+$/;
  // A name without the words that staff set around it.
  const BEFORE = /^(?:户主|残疾人|帮扶对象|对象)/u;
  const BEHIND = /(.{2,}?)的?(?:[他她这那]|这一|那一)?(?:一家|家里|家中|家人|家属|家庭|本人|家|户)(?:的?情况)?$/u;
  const bare = (word) => word.replace(BEFORE, "").replace(BEHIND, "$1");

  // In what senses a query may be meant, the plainest first.
  const readings = (list, table) => {
    const asked = QUESTIONS.map(([form, helped = false]) => [form.exec(list.join(""))?.[1], helped]);
    const together = list.length > 1 && list.every((word) => LATIN.test(word)) ? [list.join("")] : [];
    const all = [
      [list],
      [list.map(numbered)],
      [list.map((word) => toneless(word, table))],
      ...together.map((word) => [[word]]),
      ...asked.filter(([name]) => name).map(([name, helped]) => [[name], helped]),
      [list.map(bare).filter(Boolean)],
    ];
    const meant = new Map(all.map(([words, helped = false]) => [`${words.join(" ")} ${helped}`, { words, helped }]));
    return [...meant.values()].filter(({ words }) => words.length);
  };

  const ENDS = /(?:街道办事处|街道|管理区|管理处|新区|新港区|镇|乡|县|市|区)$/u;
  const stem = (name) => {
    const short = name.replace(ENDS, "");
    return short.length > 1 ? short : name;
  };
  const VILLAGE = /^(.{1,8}?(?:社区|居委会|村|组))(.+)$/u;
  const VILLAGES = /(?:社区|居委会|村|组)$/u;

  // A longer text is cut at what is known alone.
  const LONG = 12;
  // So many signs of what is typed are looked for: a page that was pasted by mistake would take a minute.
  const LONGEST = 100;

  // `load` gives a part of the data by its name.
  const people = (index, load) => {
    const table = tables(index);
    const common = new Set(index.common);
    const places = index.places.map(([unit, township, first, after]) => ({
      unit: fold(unit, table), township: fold(township, table), first, after,
    }));
    const towns = index.townships.map((row) => ({
      row, name: fold(row[1], table), text: row.slice(0, 4).map((text) => fold(text, table)).join("\n"),
      county: fold(row[2], table),
    }));
    const states = index.states.map((state) => fold(state, table));
    const called = new Set();
    for (const { unit } of places) called.add(unit).add(stem(unit));
    for (const { name, county } of towns) {
      for (const town of [name, stem(name)]) called.add(town).add(county + town).add(stem(county) + town);
      called.add(county).add(stem(county));
    }
    const placeNames = [...called].sort((a, b) => b.length - a.length);

    const bucketOf = (pair) => {
      const [first, second] = [...pair].map((sign) => sign.codePointAt(0));
      return (first * 31 + second) % index.buckets;
    };
    // How the code of an id begins that is typed whole, or without what stands before the code: common or not, an id stands
    // in the bucket of it.
    const codesOf = (word) => {
      const rests = ["", ...index.prefixes].filter((prefix) => word.startsWith(prefix)).map((prefix) => word.slice(prefix.length));
      return LATIN.test(word) ? rests.filter((rest) => rest.length > (rest === word ? 2 : 1)).map((rest) => rest.slice(0, 2)) : [];
    };
    const pairsOf = (word) => {
      const signs = [...word];
      const pairs = signs.slice(1).map((sign, place) => signs[place] + sign);
      if (!LATIN.test(word)) return pairs.filter((pair) => !common.has(pair)).slice(0, 1);
      const all = [...pairs.slice(0, 1), ...codesOf(word), ...(/^[a-z]+$/.test(word) ? initialPairs(word, table, common) : [])];
      return [...new Set(all)].filter((pair) => !common.has(pair));
    };

    const isIn = ({ unit, township }, word) =>
      `${unit}\n${township}`.includes(word) ||
      (word.length > 3 && /^[a-z]+$/.test(word) && (spells(unit, word, table) || spells(township, word, table)));

    const tierOf = (part, term, word, helped) => {
      if (helped && part === "r") return HELPED;
      if (part === "i" || part === "o" || part === "p") return TIERS[part];
      const whole = term === word || (/^[a-z]+$/.test(word) && isSpelt(term, word, table));
      return TIERS[part] + (whole ? 0 : term.startsWith(word) ? 1 : 2);
    };

    // 4组 is the fourth before it is a part of the fourteenth.
    const cutNumber = (term, word) => (/^\d/.test(word) && !new RegExp(`(?<!\\d)${word}`).test(term) ? 1 : 0);

    // Who has a word, each with how near it is to him; nothing where the word cannot tell anybody from others.
    const select = async (word, helped) => {
      const pairs = pairsOf(word);
      const found = new Map();
      const add = (number, tier) => {
        if (!(found.get(number) <= tier)) found.set(number, tier);
      };
      const fit = word.length > 1 ? places.filter((place) => isIn(place, word)) : [];
      for (const { first, after } of fit) for (let number = first; number < after; number += 1) add(number, PLACE);
      const numbers = [...new Set([...pairs, ...codesOf(word)].map(bucketOf))];
      const letters = /^[a-z]+$/.test(word);
      for (const terms of await Promise.all(numbers.map((number) => load(`find/t-${number}`)))) {
        for (const [term, parts] of Object.entries(terms)) {
          if (!term.includes(word) && !(letters && !LATIN.test(term) && spells(term, word, table))) continue;
          for (const [part, having] of Object.entries(parts)) {
            const tier = tierOf(part, term, word, helped) + cutNumber(term, word);
            for (const number of having) add(number, tier);
          }
        }
      }
      const vague = !pairs.length || states.some((state) => state.includes(word));
      return found.size || !vague ? found : null;
    };

    // A word that nobody has, as two that somebody may have: a township or a village and who is there, then any two.
    const cuts = (word) => {
      if (word.length < 4 || LATIN.test(word)) return [];
      const named = placeNames.filter((name) => name.length < word.length);
      const fore = named.find((name) => word.startsWith(name));
      const aft = named.find((name) => word.endsWith(name));
      const places = word.length > LONG ? [] : [...Array(word.length - 3).keys()].map((place) => place + 2);
      return [
        ...(fore ? [[fore, word.slice(fore.length)]] : []),
        ...(aft ? [[word.slice(0, -aft.length), aft]] : []),
        ...(VILLAGE.test(word) ? [VILLAGE.exec(word).slice(1)] : []),
        ...places.map((place) => [word.slice(0, place), word.slice(place)]),
      ];
    };

    // What a word selects: itself, else its first pieces that all select somebody. `vague` is what only a row can tell.
    const selected = async (word, helped, mayCut = true) => {
      const found = await select(word, helped);
      if (!found) return { words: [word], maps: [], vague: [word] };
      if (found.size || !mayCut) return { words: [word], maps: [found], vague: [] };
      for (const pieces of cuts(word)) {
        const further = pieces.some((piece) => placeNames.includes(piece) || VILLAGES.test(piece));
        const [fore, aft] = await Promise.all(pieces.map((piece) => selected(piece, helped, further)));
        const both = { words: [...fore.words, ...aft.words], maps: [...fore.maps, ...aft.maps], vague: [...fore.vague, ...aft.vague] };
        if (both.maps.length && both.maps.every((map) => map.size)) return both;
      }
      return { words: [word], maps: [found], vague: [] };
    };
    const selectedAll = async (list, helped) => {
      const all = await Promise.all(list.map((word) => selected(word, helped)));
      const of = (key) => all.flatMap((one) => one[key]);
      return { words: of("words"), maps: of("maps"), vague: of("vague") };
    };

    const rows = async (numbers) => {
      const names = numbers.map((number) => Math.floor(number / index.rows));
      const parts = new Map();
      await Promise.all([...new Set(names)].map(async (name) => parts.set(name, await load(`find/r-${name}`))));
      return numbers.map((number, place) => parts.get(names[place])[number % index.rows]);
    };

    const says = (row, word) =>
      fold(row.join("\n"), table).includes(word) ||
      (/^[a-z]+$/.test(word) && [row[1], ...row[2].split("、")].some((name) => spells(fold(name, table), word, table)));

    const among = async ({ maps, vague }) => {
      if (!maps.length) return [];
      const [least, ...others] = maps.sort((a, b) => a.size - b.size);
      const hits = [];
      for (const [number, tier] of least) {
        const tiers = [tier, ...others.map((map) => map.get(number))];
        if (!tiers.includes(undefined)) {
          hits.push({ number, best: Math.min(...tiers), sum: tiers.reduce((sum, one) => sum + one, 0) });
        }
      }
      hits.sort((a, b) => a.best - b.best || a.sum - b.sum || a.number - b.number);
      if (!vague.length) return hits;
      const shown = await rows(hits.map((hit) => hit.number));
      return hits.filter((_, place) => vague.every((word) => says(shown[place], word)));
    };

    const townships = (list) => {
      const near = ({ row, name, county, text }, word) => {
        if (name === word || row[0] === word) return 0;
        if (name.startsWith(word) || (word.length > 3 && spells(name, word, table))) return 1;
        if (name.includes(word) || `${county}${name}` === word || stem(county) + name === word) return 2;
        return text.includes(word) || `${county}${name}`.includes(word) ? 8 : Infinity;
      };
      return towns
        .map((town) => ({ row: town.row, nears: list.map((word) => near(town, word)) }))
        .filter(({ nears }) => nears.length && Math.max(...nears) < Infinity)
        .map(({ row, nears }) => ({ row, best: Math.min(...nears) }))
        .sort((a, b) => a.best - b.best);
    };

    const group = (kind, hits) => ({ kind, hits, best: Math.min(...hits.map((hit) => hit.best)) });

    // The townships that a query names, as a way on where nobody is found.
    const waysOn = (list) =>
      towns.filter(({ name }) => list.some((word) => word.includes(stem(name)))).map(({ row }) => ({ row, best: PLACE }));

    // What a query finds: groups of hits, the nearest group first, and the words that were found; if none, the ways on.
    const answer = async (typed) => {
      const query = typed.slice(0, LONGEST);
      const list = joined(words(query, table), table);
      const town = towns.find(({ row }) => list.length === 1 && row[0] === list[0]);
      if (secret(query) && !town) return { secret: true, words: [], groups: [], ways: [], vague: false };
      let vague = false;
      for (const reading of readings(list, table)) {
        const chosen = await selectedAll(reading.words, reading.helped);
        vague ||= chosen.vague.length > 0 && !chosen.maps.length;
        const hits = await among(chosen);
        const groups = [
          group(0, hits.filter(({ number }) => number < index.households)),
          group(1, hits.filter(({ number }) => number >= index.households)),
          group(2, townships(chosen.words)),
        ].filter(({ hits: some }) => some.length);
        groups.sort((a, b) => a.best - b.best || a.kind - b.kind);
        if (groups.length) return { secret: false, words: chosen.words, groups, ways: [], vague };
      }
      return { secret: false, words: list, groups: [], ways: waysOn(list), vague };
    };

    return { answer, rows, table, longest: LONGEST };
  };

  if (typeof module !== "undefined") module.exports = { people };
  else window.JIEDUI_FIND_PEOPLE = people;
})();
