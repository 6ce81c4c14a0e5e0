// The search engine: a pure function from an index and a query to results.
//
// It scans: every document is short, and a scan is exact. Words are compared by
// their beginnings, Chinese by any run of characters, phrases in quotation marks
// by their very words. Only what a scan does not find is looked for by spelling.
import { whenLoaded } from "./asking.js";
import { choices } from "./choices.js";
import { escapeHtml, excerpt, marked, spans, teaser } from "./context.js";
import { fold } from "./folding.js";
import { prepare } from "./index.js";
import { isNarrow, narrowed } from "./narrowing.js";
import { read } from "./operators.js";
import { parse, withWords } from "./query.js";
import { nearby, readings } from "./readings.js";
import { ask, detailed, inTextOrder, resultsOf } from "./results.js";
import { calledBy, shownOf, wordingsOf } from "./shown.js";
import { beginning, distance, known, nearest, split, writtenIn } from "./spelling.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./operators.js").Order} Order */
/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./narrowing.js").Narrowed} Narrowed */
/** @typedef {import("./results.js").Result} Result */

/**
 * What was found, and how the query was read: `corrected` maps a misspelled word to the word that
 * was taken for it; `cut` says that only the beginning of the query was read; `given` is what was
 * read, and `parts` what it says apart. If nothing was found, some entries are `near`. Of what
 * was `found` the first are the results.
 * @typedef {{ given: string, parts: import("./operators.js").Parts, order: Order, query: Query, found: Result[],
 *   results: Result[], near: Result[], corrected: Record<string, string>, cut: boolean }} Answer
 */

const LONGEST = 300; // characters of a query: what is beyond is passed over
const LIMIT = 200; // results
const SHOWN = 8; // of the paragraphs in shards

/**
 * A query with the words cut that stand in the texts as several.
 * @param {Index} index
 * @param {Query} query
 */
const spaced = (index, query) => withWords(query, query.folded.split(" ").map((word) =>
  word.length > 4 && !query.stems.includes(word) && !known(index, word) ? split(index, word) ?? word : word
).join(" "));

/**
 * Something was found. A misspelled name may still be made of words that stand somewhere: then
 * its entry goes first.
 * @param {Narrowed} index
 * @param {Query} query
 * @param {Result[]} results
 */
const withMeant = (index, query, results) => {
  const { phrases, stems } = query;
  const named = phrases.length || stems.length || results.some(({ kind, name }) => kind === "entry" && name);
  const [name] = named ? [] : nearest(index.nameLetters, query.joined);
  const meant = name ? resultsOf(index, withWords(query, name)) : [];
  const entries = meant.filter(({ kind }) => kind === "entry");
  const others = results.filter(({ doc }) => entries.every((entry) => entry.doc !== doc));
  /** @type {Record<string, string>} */
  const corrected = entries.length ? { [query.folded]: `${index.whole.get(name)}` } : {};
  return { found: [...entries, ...others], corrected };
};

/**
 * What is found for a query, as it stands or as it may be meant.
 * @param {Narrowed} index
 * @param {Query} asked
 * @returns {Pick<Answer, "query" | "found" | "near" | "corrected">}
 */
const foundFor = (index, asked) => {
  ask(index, asked);
  const query = spaced(index, asked);
  const found = resultsOf(index, query);
  if (found.length) return { query, near: [], ...withMeant(index, query, found) };
  for (const reading of readings(index, query)) {
    const meant = resultsOf(index, reading.query);
    if (!meant.length) continue;
    /** @param {string} word */
    const written = (word) => writtenIn(index, word) ?? index.whole.get(word) ?? word;
    const corrected = reading.changed.map(([word, other]) => [word, written(other)]);
    return { query: reading.query, found: meant, near: [], corrected: Object.fromEntries(corrected) };
  }
  return { query, found: [], near: nearby(index, query.full), corrected: {} };
};

const OF_TEXT = 3; // results of a text that stand before those of others

/**
 * What was found, with at most a few results of each text in front, where there are many texts:
 * else one could fill the list.
 * @param {Index} index
 * @param {Result[]} found
 */
const spread = ({ many, data: { texts = {} } }, found) => {
  if (!many) return found;
  /** @type {Map<string, number>} */
  const counts = new Map();
  /** @type {Result[]} */
  const rest = [];
  const first = found.filter((result) => {
    const { kind, of } = result.doc;
    if (kind !== "paragraph" || !of) return true;
    const work = texts[of]?.work ?? of;
    const count = (counts.get(work) ?? 0) + 1;
    counts.set(work, count);
    if (count > OF_TEXT) rest.push(result);
    return count <= OF_TEXT;
  });
  return [...first, ...rest];
};

/**
 * Of what was found the first, of the paragraphs in shards not more than so many: each is loaded.
 * @param {Result[]} found
 * @param {number} most
 */
const firstOf = (found, most) => {
  let count = 0;
  const end = found.findIndex(({ doc }) => doc.thin && count++ === most);
  return found.slice(0, end < 0 ? LIMIT : Math.min(end, LIMIT));
};

/**
 * Look for a query. Its operators, as parts of it, stand in the address, and work in a folder.
 * @param {Index} all
 * @param {string} asking
 * @param {Order} [usual] the order, where the query asks for none
 * @param {number} [most] how many results of paragraphs in shards are wanted
 * @returns {Answer}
 */
const search = (all, asking, usual = "weight", most = SHOWN) => {
  const given = asking.trim().slice(0, LONGEST);
  const parts = read(all, given);
  const asked = parse(parts.words, all.simplified);
  const order = parts.order ?? usual;
  const reading = { given, parts, order, cut: given !== asking.trim() || asked.cut };
  const says = asked.words.length || asked.phrases.length || isNarrow(parts);
  const index = narrowed(all, parts);
  const answer = says ? foundFor(index, asked) : { query: asked, found: [], near: [], corrected: {} };
  const found = order === "text" ? inTextOrder(all, answer.found) : spread(all, answer.found);
  const results = firstOf(found, most).map(detailed(all, index, answer.query));
  all.thin?.shards.check();
  return { ...reading, ...answer, found, results, near: answer.near.map(detailed(all, index, answer.query)) };
};

export const engine = {
  fold, parse, prepare, search, whenLoaded, writtenIn, choices, beginning, distance,
  shownOf, wordingsOf, calledBy, excerpt, teaser, spans, marked, escapeHtml,
};
Object.assign(globalThis, { ReaderSearch: engine });
