// Spelling: what a word that is nowhere may be meant for.
import { isHan } from "./folding.js";
import { STOP } from "./query.js";
import { numbersOf } from "./rows.js";

/** @typedef {import("./index.js").Index} Index */

/**
 * Damerau-Levenshtein distance, given up beyond `most`.
 * @param {string} a
 * @param {string} b
 * @param {number} most
 */
export const distance = (a, b, most) => {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  /** @type {number[]} */
  let older = [];
  let old = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        row[j] = Math.min(row[j], older[j - 2] + 1);
      }
    }
    if (Math.min(...row) > most) return most + 1;
    [older, old] = [old, row];
  }
  return old[b.length];
};

/**
 * How many letters may be wrong: two in a long word, one in a middling, none in a short.
 * @param {string} word
 */
const tolerance = (word) => (word.length >= 7 ? 2 : word.length >= 5 ? 1 : 0);

/**
 * The letters of a word as bits. One wrong letter changes two of them at most, so
 * most words are seen to be too far away without being compared.
 * @param {string} word
 */
const letters = (word) => {
  let bits = 0;
  for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31);
  return bits;
};

/** @param {Iterable<string>} words */
export const spelled = (words) => [...words].map((word) => /** @type {[string, number]} */ ([word, letters(word)]));

/** @param {number} bits */
const bitsOf = (bits) => {
  let count = 0;
  for (let left = bits; left; left &= left - 1) count++;
  return count;
};

/**
 * The nearest of some words, by the length of the word that may be meant.
 * @param {[word: string, bits: number][]} words
 * @param {string} word
 */
export const nearest = (words, word) => {
  const own = letters(word);
  let most = 2;
  /** @type {string[]} */
  let found = [];
  for (const [candidate, bits] of words) {
    const allowed = Math.min(most, tolerance(candidate.length > word.length ? candidate : word));
    if (!allowed || Math.abs(candidate.length - word.length) > allowed) continue;
    if (bitsOf(own ^ bits) > 2 * allowed) continue;
    const away = distance(word, candidate, allowed);
    if (away > allowed) continue;
    if (away < most) found = [];
    most = away;
    found.push(candidate);
  }
  return found;
};

/**
 * The first word of the index that begins so, if there is one.
 * @param {Index} index
 * @param {string} word
 */
export const beginning = ({ words, thin }, word) => {
  const { vocabulary } = words();
  let [low, high] = [0, vocabulary.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (vocabulary[middle] < word) low = middle + 1;
    else high = middle;
  }
  const found = vocabulary[low]?.startsWith(word) ? vocabulary[low] : undefined;
  const other = thin?.shards.begins(word);
  return other && !(found && found < other) ? other : found;
};

/**
 * @param {Index} index
 * @param {string} word
 */
export const known = (index, word) => {
  const found = isHan(word) || beginning(index, word) !== undefined;
  index.thin?.shards.check();
  return found;
};

/**
 * How a folded word is written where it stands, if it is known.
 * @param {Index} index
 * @param {string} word
 */
export const writtenIn = ({ words, thin }, word) => words().written.get(word) ?? thin?.shards.written(word);

/**
 * Whether words stand somewhere, one behind the other.
 * @param {Index} index
 * @param {string} words
 */
const stands = ({ docs, thin }, words) => {
  const counts = thin?.counting.of(words);
  thin?.shards.check();
  return !!counts?.some((count) => count) || docs.some(({ folded }) => folded.includes(` ${words}`));
};

/** @type {WeakMap<Index["words"], ReturnType<typeof spelled>>} */
const lettered = new WeakMap();

/**
 * All words, each with its letters.
 * @param {Index} index
 */
export const allWords = ({ thin, words }) => {
  const known = lettered.get(words);
  if (known) return known;
  const more = thin?.shards.words().split("\n") ?? [];
  thin?.shards.check();
  const { vocabulary } = words();
  const all = thin ? [...new Set([...vocabulary, ...more, ...thin.rows.flatMap(numbersOf)])].sort() : vocabulary;
  const found = spelled(all);
  lettered.set(words, found);
  return found;
};

/**
 * A word of all, or the first that is behind it.
 * @param {Index} index
 * @param {string} word
 */
const listedFrom = (index, word) => {
  const words = allWords(index);
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle][0] < word) low = middle + 1;
    else high = middle;
  }
  return words[low]?.[0];
};

/**
 * A word that stands in the texts as several: "lowcarbon" for "low-carbon". Its parts are looked for
 * in the list of all words, which whatever is misspelled needs too.
 * @param {Index} index
 * @param {string} word
 * @returns {string | null}
 */
export const split = (index, word) => {
  for (let at = word.length - 3; at >= 2; at--) {
    const [left, right] = [word.slice(0, at), word.slice(at)];
    if (STOP.has(left) || listedFrom(index, left) !== left) continue;
    const rest = isHan(right) || listedFrom(index, right)?.startsWith(right) ? right : split(index, right);
    if (rest && stands(index, `${left} ${rest}`)) {
      return `${left} ${rest}`;
    }
  }
  return null;
};
