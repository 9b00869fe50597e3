// 查户, what is typed: how it is compared, cut into words, spelt in pinyin, and which of it is a number of a person.
(() => {
  "use strict";
  const JOINS = /([\p{L}\p{N}])[-‐‑–—_·.'’]+(?=[\p{L}\p{N}])/gu;
  const SINGLE = /^\p{Script=Han}$/u;
  const SIGNS = /[^\p{L}\p{N}]+/gu;

  // The tables of find/index, which hold what occurs: traditional characters, and characters by syllable.
  const tables = ({ traditional = "", pinyin = {} }) => {
    const simple = new Map();
    const signs = [...traditional];
    for (let place = 0; place < signs.length; place += 2) simple.set(signs[place], signs[place + 1]);
    const sounds = new Map();
    for (const [sound, spelt] of Object.entries(pinyin)) {
      for (const sign of spelt) sounds.set(sign, [...(sounds.get(sign) ?? []), sound]);
    }
    const syllables = Object.keys(pinyin);
    return { simple, sounds, syllables, toned: new RegExp(`^(?:(?:${syllables.join("|")})[1-5]?)+$`, "u") };
  };

  // Without the marks of tones, too.
  const plain = (text, { simple }) =>
    [...text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()].map((sign) => simple.get(sign) ?? sign).join("");

  // As jiedui.site.files.search.characters.fold has it: no sign counts.
  const fold = (text, table) => plain(text, table).replace(SIGNS, "");

  // The same of a text of many words, which keeps them apart.
  const foldWords = (text, table) => plain(text, table).replace(JOINS, "$1").replace(SIGNS, " ");

  // What is typed as words: at blanks and signs, and where letters of pinyin meet Chinese characters. Syllables that are
  // typed apart are one word, and so are single characters, as names of two are set in lists.
  const words = (text, table) =>
    foldWords(text, table)
      .replace(/(\p{Script=Han})(?=[a-z]{2})|([a-z]{2})(?=\p{Script=Han})/gu, "$1$2 ")
      .trim()
      .split(" ")
      .filter(Boolean)
      .reduce((list, word, place, all) => {
        const goesOn = SINGLE.test(word) && SINGLE.test(all[place - 1] ?? "");
        return goesOn ? [...list.slice(0, -1), list[list.length - 1] + word] : [...list, word];
      }, []);

  const syllabic = (word, table) => table.syllables.includes(word);

  const joined = (list, table) =>
    list.length > 1 && list.every((word) => syllabic(word, table)) ? [list.join("")] : list;

  // What is typed with every sign that may stand for a digit as one: Chinese digits, and o, l and i among digits or alone.
  const DIGIT = /[\p{N}零一二两三四五六七八九幺壹贰貳叁參肆伍陆陸柒捌玖]/gu;
  const LIKE = /(?<![\p{L}\p{N}])(?:[oil]|[oil]*0[oil0]*)(?![\p{L}\p{N}])/gu;
  const digits = (text) =>
    text.normalize("NFKC").toLowerCase().replace(DIGIT, "0").replace(LIKE, (run) => "0".repeat(run.length));

  // A number of a telephone or a document: eight digits with no letter among them, however they are set apart.
  const secret = (text) => /0(?:[^\p{L}\p{N}]*0){7}/u.test(digits(text));
  // What may stand in an address: no more digits than an id or a year has, whatever stands among them. The box at the top
  // of every page sends no more.
  const keepable = (text) => !/(?:0[^0]*){5}/u.test(digits(text));

  // Pinyin without the digits of its tones.
  const toneless = (word, { toned }) => (toned.test(word) ? word.replace(/\d/g, "") : word);

  // Whether letters spell a name from its character at `place` on: in whole syllables or initials, the last unfinished.
  const spellsFrom = (signs, letters, table, place) => {
    if (!letters) return true;
    const sounds = table.sounds.get(signs[place]);
    if (!sounds) return false;
    return sounds.some((sound) => {
      if (sound.startsWith(letters)) return true;
      const starts = new Set([sound, sound[0], ...(/^[zcs]h/.test(sound) ? [sound.slice(0, 2)] : [])]);
      return [...starts].some(
        (start) => letters.startsWith(start) && spellsFrom(signs, letters.slice(start.length), table, place + 1),
      );
    });
  };
  const spells = (name, letters, table) => {
    const signs = [...name];
    return signs.some((_, place) => spellsFrom(signs, letters, table, place));
  };

  // Whether they are the whole syllables of the whole name.
  const isSpelt = ([sign, ...rest], letters, table) =>
    sign
      ? (table.sounds.get(sign) ?? []).some(
          (sound) => letters.startsWith(sound) && isSpelt(rest, letters.slice(sound.length), table),
        )
      : !letters;

  // The pairs of initials by which a name may stand in a bucket that letters spell: of its first two characters that
  // letters spell, and behind a pair that is common, of the next two.
  const initialPairs = (letters, { syllables }, common) => {
    const starts = syllables.filter((sound) => letters.startsWith(sound)).map((sound) => sound.length);
    const ends = new Set([1, ...(/^[zcs]h/.test(letters) ? [2] : []), ...starts]);
    // No syllable begins with i, u or v.
    const further = [...ends].filter((end) => end < letters.length && !"iuv".includes(letters[end]));
    const found = further.flatMap((end) => {
      const pair = letters[0] + letters[end];
      return common.has(pair) ? initialPairs(letters.slice(end), { syllables }, common) : [pair];
    });
    return [...new Set(found)];
  };

  // A text cut where a word stands in it, however it is written there: [text, whether it is a word] in turn.
  const marked = (text, sought, table) => {
    const places = [];
    let folded = "";
    [...text].reduce((place, sign) => {
      const compared = fold(sign, table);
      for (let unit = 0; unit < compared.length; unit += 1) places.push([place, place + sign.length]);
      folded += compared;
      return place + sign.length;
    }, 0);
    const pieces = [];
    let shown = 0;
    let from = 0;
    for (;;) {
      const hits = sought.map((word) => [folded.indexOf(word, from), word]).filter(([place]) => place >= 0);
      if (!hits.length) break;
      const [place, word] = hits.sort((a, b) => a[0] - b[0] || b[1].length - a[1].length)[0];
      from = place + word.length;
      const [start, end] = [places[place][0], places[from - 1][1]];
      pieces.push([text.slice(shown, start), false], [text.slice(start, end), true]);
      shown = end;
    }
    return [...pieces, [text.slice(shown), false]].filter(([piece]) => piece);
  };

  const text = {
    fold, foldWords, initialPairs, isSpelt, joined, keepable, marked, secret, spells, tables, toneless, words,
  };
  if (typeof module !== "undefined") module.exports = text;
  else window.JIEDUI_FIND_TEXT = text;
})();
