// Names by chance: codes of records, of drafts and of branches.
(() => {
  "use strict";
  const entry = (globalThis.JIEDUI_ENTRY ??= {});
  // As jiedui.records.codes has them: without 0, 1, I, L, O and U, which are misread.
  const LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
  // Without digits and vowels a name is neither a number nor a word.
  const CONSONANTS = "bcdfghjkmnpqrstvwxz";

  const drawn = (letters, count) =>
    Array.from(crypto.getRandomValues(new Uint32Array(count)), (number) => letters[number % letters.length]).join("");

  // A code of a prefix and four letters or digits that is not taken.
  entry.newCode = (prefix, taken) => {
    for (;;) {
      const code = `${prefix}-${drawn(LETTERS, 4)}`;
      if (!taken(code)) return code;
    }
  };
  entry.letters = (count) => drawn(CONSONANTS, count);
})();
