// Folding: what makes no difference to a reader makes none here.

export const WORD = /[\p{L}\p{N}\p{M}'’‘ʼ\u00ad\u200b-\u200d\u2060]+|[¶§]/gu;
// Scripts that write no spaces between words: as in Chinese, any run of characters may be asked for.
const UNSPACED = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}ー\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;
const HAN = new RegExp(`${UNSPACED.source}+`, "gu");
/** Runs of these scripts, and of all others. */
export const RUNS = new RegExp(`${UNSPACED.source}+|[^${UNSPACED.source.slice(1)}+`, "gu");
// Accents of Latin, Greek and Cyrillic; points of Hebrew, Arabic and Syriac. A sign for a vowel
// of another script makes another word.
const POINTS = new RegExp(
  "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670" +
    "\u06d6-\u06ed\u0711\u0730-\u074a\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]+",
  "g"
);

/**
 * British and American spellings become one. A rule should hold for the beginning
 * of a word too, since words are compared while they are typed; and it must leave
 * pinyin alone, which is written with and without spaces.
 * @type {[RegExp, string][]}
 */
const SPELLINGS = [
  [/([iy])z/g, "$1s"],
  [/(lab|col|[flr]av|hon|avi|ghb|arb|[hrt]um|vap|ig|arm|lend|eav|glam|val|parl|mean)our/g, "$1or"],
  [/([a-z]{2})tre(s|d)?\b/g, "$1ter$2"],
  [/programme?/g, "program"],
  [/([a-z]{2})ll(ed|ing|ers?)\b/g, "$1l$2"],
  [/(enrol|fulfil|instal|skil)l/g, "$1"],
  [/(def|off|lic|pret)en[cs]/g, "$1ens"],
  [/practi[cs]/g, "practic"],
  [/logue?(s?)\b/g, "log$1"],
  [/\bgrey/g, "gray"],
  [/\bageing/g, "aging"],
  [/judgement/g, "judgment"],
  [/\b([ln])v/g, "$1u"], // pinyin ü typed as v
];
const SPELLED = new RegExp(SPELLINGS.map(([from]) => from.source).join("|"));

/** @param {string} words */
export const respelled = (words) =>
  SPELLED.test(words) ? SPELLINGS.reduce((folded, [from, to]) => folded.replace(from, to), words) : words;

const PLAIN = /^[A-Za-z0-9]+$/; // most words are: nothing of them needs a table of characters

/** @param {string} words */
const plain = (words) =>
  words
    .replace(/['’‘ʼ`´′＇]|[\u00ad\u200b-\u200d\u2060\ufeff]/g, "")
    .normalize("NFKD")
    .replace(POINTS, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/[¶§]/g, " paragraph ")
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ");

/**
 * Fold words for comparison; `simplified` maps traditional characters.
 * @param {string} words
 * @param {Characters} [simplified]
 */
export const fold = (words, simplified = {}) => {
  if (PLAIN.test(words)) return respelled(words.toLowerCase());
  const folded = plain(words).replace(HAN, (han) =>
    ` ${[...han].map((character) => simplified[character] ?? character).join("")} `
  );
  return respelled(folded).replace(/ +/g, " ").trim();
};

/**
 * A function that remembers its results, apart for each map of characters: the same
 * words stand in every passage, and the same passages in the results of every letter.
 * @template T
 * @param {(words: string, simplified: Characters) => T} work
 */
export const remembered = (work) => {
  /** @type {WeakMap<Characters, Map<string, T>>} */
  const results = new WeakMap();
  /** @type {(words: string, simplified: Characters) => T} */
  const recall = (words, simplified) => {
    const known = results.get(simplified) ?? new Map();
    results.set(simplified, known);
    if (!known.has(words)) known.set(words, work(words, simplified));
    return known.get(words);
  };
  return recall;
};

export const foldOnce = remembered((word, simplified) => fold(word, simplified));

/** The words of a passage, each folded. */
export const foldWords = remembered((passage, simplified) =>
  (passage.match(WORD) ?? []).map((word) => foldOnce(word, simplified)).filter(Boolean).join(" "));

/** @param {string} folded */
export const condensed = (folded) => respelled(folded.replaceAll(" ", ""));

/**
 * What finds words in a folded text: Chinese anywhere, others at the beginning of a word.
 * @param {string} words
 */
export const sought = (words) => (isHan(String.fromCodePoint(words.codePointAt(0) ?? 32)) ? words : ` ${words}`);

/** @param {string} word */
export const isHan = (word) => UNSPACED.test(word);
