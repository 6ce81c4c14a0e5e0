// Words in context: where a query stands in a passage, and the part of it that is shown.
import { RUNS, WORD, foldOnce, isHan, remembered } from "./folding.js";
import { phraseTest } from "./query.js";

/** @typedef {Pick<import("./query.js").Query, "words" | "phrases">} Wanted */

const CONTEXT = 90;
/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** @param {string} words */
export const escapeHtml = (words) => words.replace(/[&<>"]/g, (sign) => ENTITIES[sign]);

/**
 * The words of a passage, each with its place and folded; a run of Chinese is a word.
 */
const tokens = remembered((passage, simplified) =>
  [...passage.matchAll(WORD)].flatMap((match) =>
    [...match[0].matchAll(RUNS)].map(({ index, 0: run }) => {
      const start = match.index + index;
      return { start, end: start + run.length, folded: foldOnce(run, simplified) };
    })
  )
);

/**
 * Where the words and phrases of a query stand in a passage.
 * @param {string} passage
 * @param {Wanted} query
 * @param {Characters} simplified
 */
export const spans = (passage, query, simplified) => {
  /** @type {Span[]} */
  const found = [];
  for (const phrase of query.phrases) {
    for (const match of passage.matchAll(phraseTest(phrase))) {
      found.push([match.index, match.index + match[0].length]);
    }
  }
  for (const { start, end, folded } of query.words.length ? tokens(passage, simplified) : []) {
    for (const word of query.words) {
      if (!isHan(word)) {
        if (folded.startsWith(word)) found.push([start, end]);
        continue;
      }
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
        found.push([start + at, start + at + word.length]);
      }
    }
  }
  return merged(found);
};

/**
 * Spans in order, those that touch made one.
 * @param {Span[]} pairs
 */
export const merged = (pairs) => {
  /** @type {Span[]} */
  const found = [];
  for (const [start, end] of pairs.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const last = found.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else found.push([start, end]);
  }
  return found;
};

/**
 * A passage as HTML, with some of it marked.
 * @param {string} passage
 * @param {Span[]} pairs
 */
export const marked = (passage, pairs) => {
  let html = "";
  let place = 0;
  for (const [start, end] of pairs) {
    html += `${escapeHtml(passage.slice(place, start))}<mark>${escapeHtml(passage.slice(start, end))}</mark>`;
    place = end;
  }
  return html + escapeHtml(passage.slice(place));
};

/**
 * The hit to show: that which has most others near it; whole words count more.
 * @param {string} passage
 * @param {Span[]} pairs
 * @param {Wanted} query
 * @param {Characters} simplified
 * @returns {Span | undefined}
 */
export const chief = (passage, pairs, query, simplified) => {
  const weights = pairs.map(([start, end]) =>
    query.words.includes(foldOnce(passage.slice(start, end), simplified)) ? 3 : 1
  );
  let best = { score: 0, pair: pairs[0] };
  for (const pair of pairs.slice(0, 99)) {
    const score = weights.reduce((sum, weight, n) => {
      const away = pairs[n][0] - pair[0];
      return away >= 0 && away < CONTEXT ? sum + weight : sum;
    }, 0);
    if (score > best.score) best = { score, pair };
  }
  return best.pair;
};

/**
 * Where the part of a passage begins and ends that is shown around a hit.
 * @param {string} passage
 * @param {Span} [hit]
 * @returns {Span}
 */
const around = (passage, hit) => {
  const [first, behind] = hit ?? [0, 0];
  let start = Math.max(0, first - CONTEXT);
  if (start) start = passage.indexOf(" ", start) + 1 || start;
  let end = Math.min(passage.length, first + 2 * CONTEXT);
  if (end < passage.length) {
    const last = passage.lastIndexOf(" ", end);
    const next = passage.indexOf(" ", behind); // of a hit that ends within a word, all of it
    end = last > behind ? last : next < 0 ? passage.length : next;
  }
  return [start, end];
};

/**
 * A part of a passage, with dots where more stands.
 * @param {string} words
 * @param {string} passage
 * @param {Span} part
 */
const dotted = (words, passage, [start, end]) =>
  `${start ? "… " : ""}${words}${end < passage.length ? " …" : ""}`;

/**
 * The part of a passage around a hit, in plain words.
 * @param {string} passage
 * @param {Span} [hit]
 */
export const excerpt = (passage, hit) => {
  const part = around(passage, hit);
  return dotted(passage.slice(...part), passage, part);
};

/**
 * The part of a passage around a hit, as HTML with the hits marked.
 * @param {string} passage
 * @param {Span[]} pairs
 * @param {Span} [hit]
 */
export const teaser = (passage, pairs, hit = pairs[0]) => {
  const [start, end] = around(passage, hit);
  const inside = pairs
    .filter(([from, to]) => from >= start && to <= end)
    .map(([from, to]) => /** @type {Span} */ ([from - start, to - start]));
  return dotted(marked(passage.slice(start, end), inside), passage, [start, end]);
};
