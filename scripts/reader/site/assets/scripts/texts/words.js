// The words of a passage, each folded as the search folds it.
import { RUNS, WORD, foldOnce, isHan } from "../search/engine/folding.js";

/**
 * A word, or a character of a script that sets no spaces: where it stands, and folded.
 * @typedef {{ start: number, end: number, folded: string }} Word
 */

/**
 * @param {string} passage
 * @param {Characters} simplified
 */
export const wordsOf = (passage, simplified) => {
  /** @type {Word[]} */
  const found = [];
  for (const word of passage.matchAll(WORD)) {
    for (const run of word[0].matchAll(RUNS)) {
      let start = word.index + run.index;
      for (const sign of isHan(run[0]) ? run[0] : [run[0]]) {
        const folded = foldOnce(sign, simplified);
        if (folded) found.push({ start, end: start + sign.length, folded });
        start += sign.length;
      }
    }
  }
  return found;
};

/** @param {Word[]} words */
export const lettersOf = (words) => words.map(({ folded }) => folded).join("");

/** @param {Word[]} words */
export const isUnspaced = (words) => words.filter(({ folded }) => isHan(folded)).length > words.length / 2;
