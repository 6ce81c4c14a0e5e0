// Reading a query that finds nothing as it stands.
import { holds } from "./answers.js";
import { isHan } from "./folding.js";
import { bestName } from "./names.js";
import { STOP, withWords } from "./query.js";
import { byScore } from "./results.js";
import { allWords, distance, known, nearest } from "./spelling.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./query.js").Asked} Asked */
/** @typedef {import("./query.js").Query} Query */
/** @typedef {{ query: Query, changed: [word: string, meant: string][] }} Reading */

/**
 * A choice from each list, in all ways, but not in more than a reader would wait for.
 * @param {string[][]} lists
 */
const combined = (lists) =>
  lists.reduce(
    (rows, list) => rows.flatMap((row) => list.map((item) => [...row, item])).slice(0, 8),
    /** @type {string[][]} */ ([[]])
  );

/**
 * What a word may be: itself, if it stands somewhere, else words or names like it.
 * @param {Index} index
 * @param {string} word
 * @param {string[]} stems
 */
const corrected = (index, word, stems) => {
  if (STOP.has(word) || stems.includes(word) || known(index, word)) return [word];
  const found = nearest(allWords(index), word);
  const run = found.length ? found : nearest(index.nameLetters, word);
  return run.length ? run.slice(0, 8) : [word];
};

/**
 * The ways to read a query with misspelled words: those that name an entry first.
 * @param {Index} index
 * @param {Query} query
 * @returns {Reading[]}
 */
export const readings = (index, query) => {
  const all = query.folded.split(" ");
  /** @param {Query} reading */
  const best = (reading) =>
    Math.max(0, ...index.entries.map((entry) => bestName(entry, reading).score));
  /** @type {Reading[]} */
  const spelled = combined(all.map((word) => corrected(index, word, query.stems)))
    .filter((words) => words.some((word, n) => word !== all[n]))
    .map((words) => ({
      query: withWords(query, words.join(" ")),
      changed: words.flatMap((word, n) => (word === all[n] ? [] : [[all[n], word]])),
    }));
  // A name in one word, such as pinyin typed by syllables; tones typed as numbers.
  for (const name of query.stems.length ? [] : nearest(index.nameLetters, query.joined)) {
    spelled.push({ query: withWords(query, name), changed: [[query.folded, name]] });
  }
  const toneless = withWords(query, query.folded.replace(/(?<=[a-z]{2})[1-5](?![0-9])/g, ""));
  if (toneless.joined.length > 3 && toneless.folded !== query.folded && best(toneless)) {
    spelled.unshift({ query: toneless, changed: [] });
  }
  return spelled
    .map((reading) => ({ ...reading, score: best(reading.query) }))
    .sort((a, b) => b.score - a.score);
};

/**
 * Nothing was found: entries that share a word, or two characters, with the query.
 * @param {import("./narrowing.js").Narrowed} index
 * @param {Asked} query
 */
export const nearby = (index, query) => {
  const parts = query.words.flatMap((word) =>
    isHan(word) ? [...word].slice(1).map((_, n) => word.slice(n, n + 2)) : [word]
  );
  return index.entries
    .filter((doc) => index.fits(doc) && index.chosen(doc))
    .map((doc) => {
      const shared = parts.filter((part) => part.length > 1 && holds(doc.called, part)).length;
      const away = shared ? doc.names.map((name) => distance(query.joined, name.condensed, 40)) : [0];
      /** @type {import("./results.js").Result} */
      const result = { doc, kind: "near", score: shared - Math.min(...away) / 100 };
      return result;
    })
    .filter((item) => item.score > 0)
    .sort(byScore)
    .slice(0, 3);
};
