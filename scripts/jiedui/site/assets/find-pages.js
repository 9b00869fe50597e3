// 查户, which public pages and sections are found: those that explain a word before those that merely have it.
(() => {
  "use strict";
  const { fold, foldWords } = typeof module === "undefined" ? window.JIEDUI_FIND_TEXT : require("./find-text.js");
  const ALIKE = -1;

  const inOrder = (word, name) => {
    let place = 0;
    for (const sign of name) if (sign === word[place]) place += 1;
    return place === word.length;
  };

  // One text for each section, made once: [place, page, heading, text, prominence]. `also` has what the pages say for a
  // word that staff say.
  const pages = (sections, table, also = {}) => {
    const entries = sections.map((row, order) => {
      const [place, anchor = ""] = row[0].split("#");
      const whole = place === row[0];
      return {
        row,
        order,
        whole,
        anchor: fold(anchor, table),
        name: fold(whole ? row[1] : row[2], table),
        text: foldWords(row.slice(1, 4).join("\n"), table),
      };
    });

    // 0 called so, 1 beginning so, 2 with the word in its name, 3 a page whose name has its characters in this order, 4
    // with the word in its text.
    const nearWord = ({ anchor, name, text, whole }, word) => {
      if (name === word || (anchor && anchor === word)) return 0;
      if (name.startsWith(word)) return 1;
      if (name.includes(word)) return 2;
      if (whole && inOrder(word, name)) return 3;
      return text.includes(word) ? 4 : Infinity;
    };

    // What the pages say for it counts half a step less.
    const near = (entry, word) =>
      Math.min(nearWord(entry, word), ...(also[word] ?? []).map((other) => nearWord(entry, other) + 0.5));

    const before = (a, b) => {
      const place = a.rank.findIndex((key, at) => key !== b.rank[at]);
      return place < 0 ? a.entry.order - b.entry.order : a.rank[place] - b.rank[place];
    };

    // What says of each of many what the others say too comes last, unless it is called so. Else what is nearer comes
    // first, then a whole page, then what explains.
    const rank = (entry, words) => {
      const nears = words.map((word) => near(entry, word));
      const least = Math.min(...nears);
      const alike = entry.row[4] === ALIKE && least > 0 && !(entry.whole && least < 4);
      return [Number(alike), least, Number(!entry.whole), -entry.row[4], Math.max(...nears)];
    };

    return (words) =>
      words.length === 0
        ? []
        : entries
            .map((entry) => ({ entry, rank: rank(entry, words) }))
            .filter((hit) => hit.rank.every((key) => key < Infinity))
            .sort(before)
            .map(({ entry }) => entry.row);
  };

  if (typeof module !== "undefined") module.exports = { pages };
  else window.JIEDUI_FIND_PAGES = pages;
})();
