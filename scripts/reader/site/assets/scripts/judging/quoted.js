// A quotation as its writer marked it: words, and gaps where words are left out or put in.
import { wordsOf } from "../texts/words.js";

/**
 * A place in a quotation where the text may have other words: "ellipsis" leaves some out,
 * "brackets" puts some in, beside those of the text or in place of a few.
 * @typedef {{ gap: "ellipsis" | "brackets", start: number, end: number }} Gap
 */
/** @typedef {import("../texts/words.js").Word} Word */
/**
 * A quotation as it was written; `plain` is the same, in the same places, without the signs that
 * say "sic" or put a letter in brackets.
 * @typedef {{ written: string, plain: string, parts: Word[][], gaps: Gap[], marks: Set<string> }} Quoted
 */

const JOINER = "\u2060"; // no letter: a word with it is the same word
const JOINED = /\u2060(\p{L})\u2060/gu;
const ELLIPSIS = /[[({（［【]?\s*(?:…+|⋯+|\.(?:\s?\.){2,}|。{3,})\s*[\])}）］】]?/g;
const IN_BRACKETS = /(?:(?!\p{sc=Han})\p{L})*[[［]([^[\]［］]*)[\]］]/gu;
const ONE_LETTER = /[[［](\p{Lu}|\p{Ll})[\]］](?=\p{L})/gu;
const SIC = /[[(（［]\s*sic!?\s*[\])）］]/gi;

/**
 * @param {string} written
 * @param {RegExp} sign
 * @param {Gap["gap"]} gap
 * @returns {Gap[]}
 */
const gapsOf = (written, sign, gap) =>
  [...written.matchAll(sign)].map(({ index, 0: { length } }) => ({ gap, start: index, end: index + length }));

/**
 * Words with the letters that stood in brackets large, and with these small: in which way the text
 * has them, the brackets leave open.
 * @param {string} words
 */
export const eitherCase = (words) => [
  words.replace(JOINED, (_, letter) => letter.toUpperCase()), words.replace(JOINED, (_, letter) => letter.toLowerCase()),
];

/**
 * Read a quotation. Places stay those of what was given.
 * @param {string} given
 * @param {Characters} simplified
 * @returns {Quoted}
 */
export const quoted = (given, simplified) => {
  const plain = given
    .replace(SIC, (sign) => " ".repeat(sign.length))
    .replace(ONE_LETTER, `${JOINER}$1${JOINER}`);
  const left = gapsOf(plain, ELLIPSIS, "ellipsis");
  const put = gapsOf(plain, IN_BRACKETS, "brackets")
    .filter((one) => !left.some((other) => other.start < one.end && one.start < other.end));
  const gaps = [...left, ...put].sort((one, other) => one.start - other.start);
  const words = wordsOf(plain, simplified);
  const ends = [...gaps, { start: plain.length, end: plain.length }];
  const parts = ends.map(({ start }, n) =>
    words.filter((word) => word.start >= (n ? gaps[n - 1].end : 0) && word.end <= start)
  );
  const marks = new Set(gaps.map(({ gap }) => gap));
  if (plain !== given) marks.add("brackets");
  return { written: given, plain, ...joined(parts, gaps), marks };
};

/**
 * Gaps with words on both sides: at the ends, and beside another gap, one says nothing more.
 * @param {Word[][]} parts
 * @param {Gap[]} gaps
 */
const joined = (parts, gaps) => {
  /** @type {Word[][]} */
  const kept = [];
  /** @type {Gap[]} */
  const between = [];
  /** @type {Gap | undefined} */
  let last;
  parts.forEach((part, n) => {
    if (n && last?.gap !== "ellipsis") last = gaps[n - 1];
    if (!part.length) return;
    if (kept.length && last) between.push(last);
    kept.push(part);
    last = undefined;
  });
  return { parts: kept, gaps: between };
};
