// The query: its words and phrases, and how they are looked for.
import { condensed, fold, isHan } from "./folding.js";

const MOST = 40; // words of a query: from a folder the page waits for the search, so more are passed over
export const SIGNS = "\"“”„«»「」『』"; // quotation marks
const QUOTED = new RegExp(`[${SIGNS}]([^${SIGNS}]*)[${SIGNS}]`, "gu");
// A star stands for the rest of a word; running Chinese has no beginnings of words.
const STARRED = /([\p{L}\p{N}\p{M}'’]+)[*＊]/gu;

/** Words that carry no meaning of their own: nobody is refused a name for them. */
export const STOP = new Set("a an and as at by for from in of on or the to with".split(" "));

/**
 * The words that count; if none does, all of them.
 * @param {string} folded
 * @param {string[]} stems
 */
const content = (folded, stems) => {
  const words = folded ? folded.split(" ") : [];
  const counting = words.filter((word) => !STOP.has(word) || stems.includes(word));
  return counting.length ? counting : words;
};

/**
 * A word without the ending of its plural; only names are compared so.
 * @param {string} word
 */
export const singular = (word) =>
  word.length > 3 && !/(ss|us|is)$/.test(word) ? word.replace(/ies$/, "y").replace(/s$/, "") : word;

/**
 * What to look for in a folded text, which begins and ends with a space: Chinese
 * anywhere, other words by their beginning. A letter counts whole, unless it is the
 * last, of which more may follow: "R&D" is not any word with r and any with d.
 * @param {string} word
 * @param {number} n
 * @param {string[]} words
 */
const needle = (word, n, words) => {
  if (isHan(word)) return word;
  return word.length === 1 && n < words.length - 1 ? ` ${word} ` : ` ${word}`;
};

/**
 * What is asked: the words that count, what is looked for in names and in texts, and the forms
 * in which names are compared: joined, without plurals, in any order.
 * @typedef {ReturnType<typeof asked>} Asked
 * @param {string} folded
 * @param {string[]} [stems] of its words, those of which only the beginning is given
 */
export const asked = (folded, stems = []) => {
  const words = content(folded, stems);
  const singulars = words.map(singular);
  // One or two letters alone are a word of a text, or the beginning of a name.
  const short = words.length === 1 && /^[a-z]{1,2}$/.test(words[0]) && !stems.length;
  return {
    folded,
    words,
    needles: words.map(needle),
    inText: short ? [` ${words[0]} `] : words.map(needle),
    joined: condensed(folded),
    loose: singulars.join(""),
    bag: singulars.sort().join(" "),
  };
};

/**
 * The words that are read of a query: after folding, since a sign may fold to several words.
 * @param {string} folded
 */
const first = (folded) => folded.split(" ").slice(0, MOST).join(" ");

/**
 * What is asked by words alone, those in quotation marks too.
 * @param {string} words
 * @param {Characters} simplified
 */
export const askedWhole = (words, simplified) => asked(first(fold(words, simplified)));

/**
 * A query. `full` is all of it, its phrases read as words; `stems` are the words that a star ends.
 * @typedef {Asked & { phrases: string[], stems: string[], cut: boolean, full: Asked }} Query
 * @param {string} query
 * @param {Characters} simplified
 * @returns {Query}
 */
export const parse = (query, simplified) => {
  /** @type {string[]} */
  const phrases = [];
  const rest = query.replace(QUOTED, (_, phrase) => {
    if (phrase.trim()) phrases.push(phrase.trim().replace(/\s+/g, " "));
    return " ";
  });
  const folded = fold(rest, simplified);
  const read = first(folded);
  const stems = [...rest.matchAll(STARRED)]
    .flatMap(([, word]) => fold(word, simplified).split(" ").slice(-1)).filter((word) => !isHan(word));
  return { phrases, stems, cut: folded !== read, full: askedWhole(query, simplified), ...asked(read, stems) };
};

/**
 * A query with other words.
 * @param {Query} query
 * @param {string} folded
 * @returns {Query}
 */
export const withWords = (query, folded) => ({ ...query, ...asked(folded, query.stems) });

/**
 * What finds a phrase. One written with a capital asks for its letters as they are. Which key
 * makes an apostrophe or a hyphen is not the reader's doing.
 * @param {string} phrase
 */
export const phraseTest = (phrase) => {
  const escaped = phrase
    .normalize("NFC")
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(/['’‘ʼ]/g, "['’‘ʼ]")
    .replace(/[-‐‑]/g, "[-‐‑]")
    .replace(/ /g, "\\s+")
    .replace(/\\\*/g, "[\\p{L}\\p{N}\\p{M}]*");
  /** @param {string | undefined} character */
  const edge = (character = "") => /[\p{L}\p{N}\p{M}]/u.test(character) && !isHan(character);
  const before = edge([...phrase][0]) ? "(?<![\\p{L}\\p{N}\\p{M}])" : "";
  const after = edge([...phrase].at(-1)) ? "(?![\\p{L}\\p{N}\\p{M}])" : "";
  return new RegExp(before + escaped + after, /\p{Lu}/u.test(phrase) ? "gu" : "giu");
};
