// A place as a line: the words before it, its own, and those behind. Nothing here asks for a page.
import { STOP } from "../search/engine/query.js";
import { passageOf } from "../texts/library.js";

/** @typedef {import("./hits.js").Hit} Hit */

const WIDTH = 70; // characters on either side
const BESIDE = 5; // words on either side that count as beside a place

/**
 * @param {Hit} hit
 * @returns {{ before: string, words: string, after: string, lang: string }}
 */
export const lineOf = ({ version, first, behind }) => {
  const { blocks, words, at } = version;
  const [start, end] = [blocks[at[first]], blocks[at[behind - 1]]];
  const before = start.words.slice(0, words[first].start);
  const after = end.words.slice(words[behind - 1].end);
  return { before, words: passageOf(version, first, behind), after, lang: start.lang };
};

/**
 * The end of what stands before a place, and the beginning of what stands behind, with whole words.
 * @param {string} before
 * @param {string} after
 */
export const shortened = (before, after) => {
  const left = before.length > WIDTH ? before.slice(-WIDTH).replace(/^\S*\s/, "") : before;
  const right = after.length > WIDTH ? after.slice(0, WIDTH).replace(/\s\S*$/, "") : after;
  return { left, right };
};

/**
 * @param {string} words
 * @param {string} lang
 */
const wordsIn = (words, lang) => [...new Intl.Segmenter(lang || "en", { granularity: "word" }).segment(words)]
  .filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment.toLowerCase());

/**
 * The words that stand beside places most often, each with how often; small words are left out.
 * @param {Hit[]} hits
 * @param {number} most how many
 * @returns {[word: string, count: number][]}
 */
export const collocates = (hits, most) => {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const hit of hits) {
    const { before, after, lang } = lineOf(hit);
    const beside = [
      ...wordsIn(before.slice(-2 * WIDTH), lang).slice(-BESIDE), ...wordsIn(after.slice(0, 2 * WIDTH), lang).slice(0, BESIDE),
    ];
    for (const word of beside) if (!STOP.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > 1).sort((one, other) => other[1] - one[1]).slice(0, most);
};

/**
 * Rows as CSV (RFC 4180). A cell that a spreadsheet would take for a formula begins with an
 * apostrophe.
 * @param {string[][]} rows
 */
export const csv = (rows) => rows.map((row) => row.map((cell) => {
  const plain = cell.replace(/\s+/g, " ").trim().replace(/^[=+\-@]/, "'$&");
  return /[",]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}).join(",")).map((row) => `${row}\r\n`).join("");
