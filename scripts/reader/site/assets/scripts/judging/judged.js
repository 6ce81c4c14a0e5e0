// All that is quoted in what was pasted, judged.
import { quotationsIn, sentencesIn } from "./article.js";
import { check } from "./check.js";

/** @typedef {import("./check.js").Judgment} Judgment */
/** @typedef {import("../texts/library.js").Library} Library */
/** @typedef {{ written: string, judgment: Judgment }} Judged */

const SHORT = 3; // words that a quotation has at least: with fewer, a word is only pointed at

/**
 * Judge each quotation; all of it is one if nothing is marked as such. Of a long one that stands
 * nowhere each sentence is judged for itself.
 * @param {Library} library
 * @param {string} given
 * @returns {{ found: Judged[], short: number }}
 */
export const judgeAll = (library, given) => {
  const spans = quotationsIn(given);
  const all = spans.length ? spans.map(([start, end]) => given.slice(start, end)) : [given];
  const judged = all.flatMap((written) => bySentence(library, written.trim()))
    .filter(({ judgment }) => judgment.words);
  const found = judged.filter(({ judgment: { verdict, words } }) =>
    !spans.length || words >= SHORT || verdict === "verbatim" || verdict === "name"
  );
  return { found, short: judged.length - found.length };
};

/**
 * @param {Library} library
 * @param {string} written
 * @returns {Judged[]}
 */
const bySentence = (library, written) => {
  const whole = { written, judgment: check(library, written) };
  const sentences = whole.judgment.verdict === "nowhere" ? sentencesIn(written).map((words) => words.trim()) : [];
  if (sentences.length < 2) return [whole];
  return sentences.map((words) => ({ written: words, judgment: check(library, words) }));
};
