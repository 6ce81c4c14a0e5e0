// The search engine: a pure function from an index and a query to results.
//
// It scans: every document is short, and a scan is exact. Words are compared by
// their beginnings, Chinese by any run of characters, phrases in quotation marks
// by their very words. Only what a scan does not find is looked for by spelling.
import { whenLoaded } from "./asking.js";
import { choices } from "./choices.js";
import { escapeHtml, excerpt, marked, spans, teaser } from "./context.js";
import { fold } from "./folding.js";
import { foundOf } from "./found.js";
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
/** @typedef {import("./found.js").Found} Found */

/**
 * What was found, and how the query was read: `corrected` maps a misspelled word to the word that
 * was taken for it; `cut` says that only the beginning of the query was read; `given` is what was
 * read, and `parts` what it says apart. If nothing was found, some entries are `near`. Of what
 * was `found` the first are the results.
 * @typedef {{ given: string, parts: import("./operators.js").Parts, order: Order, query: Query, found: Found,
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
const spaced = (index, query) => {
  const words = query.folded.split(" ").map((word) => (
    word.length > 4 && !query.stems.includes(word) && !known(index, word) ? split(index, word) ?? word : word)).join(" ");
  return words === query.folded ? query : withWords(query, words);
};

/**
 * Something was found. A misspelled name may still be made of words that stand somewhere: then
 * its entry goes first.
 * @param {Narrowed} index
 * @param {Query} query
 * @param {Found} found
 */
const withMeant = (index, query, found) => {
  const { phrases, stems } = query;
  const { before, after, texts } = found;
  const named = phrases.length || stems.length || before.some(({ kind, name }) => kind === "entry" && name);
  const [name] = named ? [] : nearest(index.nameLetters, query.joined);
  const entries = name ? resultsOf(index, withWords(query, name)).before.filter(({ kind }) => kind === "entry") : [];
  if (!entries.length) return { found, corrected: {} };
  /** @param {Result} other */
  const isOther = ({ doc }) => entries.every((entry) => entry.doc !== doc);
  return {
    found: foundOf([...entries, ...before.filter(isOther)], after.filter(isOther), texts),
    corrected: { [query.folded]: `${index.whole.get(`${name}`)}` },
  };
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
  return { query, found: foundOf([]), near: nearby(index, query.full), corrected: {} };
};

const OF_TEXT = 3; // results of a text that stand before those of others

/**
 * What was found, with at most a few results of each text in front, where there are many texts:
 * else one could fill the list.
 * @param {Index} index
 * @param {Found} found
 */
const spread = ({ many, data: { texts = {} } }, { before, after, texts: thin, ordered }) => {
  if (!many) return foundOf(before, after, thin);
  /** @type {Map<string, number>} */
  const counts = new Map();
  /** @param {string | undefined} of */
  const isFirst = (of) => {
    if (!of) return true;
    const work = texts[of]?.work ?? of;
    const count = (counts.get(work) ?? 0) + 1;
    counts.set(work, count);
    return count <= OF_TEXT;
  };
  /** @type {Result[]} */
  const rest = [];
  const first = before.filter((result) => {
    const isFront = result.doc.kind !== "paragraph" || isFirst(result.doc.of);
    if (!isFront) rest.push(result);
    return isFront;
  });
  if (!thin.numbers.length) return foundOf([...first, ...after, ...rest]);
  /** @type {number[]} */
  const behind = [];
  const front = ordered(Infinity).filter((n) => {
    const isFront = isFirst(thin.textOf(n));
    if (!isFront) behind.push(n);
    return isFront;
  });
  return foundOf(first, after, thin, { front, behind });
};

/**
 * What is found for a query. Its operators, as parts of it, stand in the address, and work in a
 * folder. Of paragraphs in shards a result has as many words as are loaded.
 * @param {Index} all
 * @param {string} asking
 * @param {Order} [usual] the order, where the query asks for none
 * @param {number} [most] how many results of paragraphs in shards are wanted
 * @returns {Answer}
 */
const look = (all, asking, usual = "weight", most = SHOWN) => {
  const given = asking.trim().slice(0, LONGEST);
  const parts = read(all, given);
  const asked = parse(parts.words, all.simplified);
  const order = parts.order ?? usual;
  const reading = { given, parts, order, cut: given !== asking.trim() || asked.cut };
  const says = asked.words.length || asked.phrases.length || isNarrow(parts);
  const index = narrowed(all, parts);
  const answer = says ? foundFor(index, asked) : { query: asked, found: foundOf([]), near: [], corrected: {} };
  const found = order === "text" ? inTextOrder(all, answer.found) : spread(all, answer.found);
  const first = found.first(most).slice(0, LIMIT);
  const detail = detailed(all, index, answer.query);
  return { ...reading, ...answer, found, results: first.map(detail), near: answer.near.map(detail) };
};

/**
 * The entries that a query names, of an index in shards: they need none. Nothing, if something else
 * may stand before them.
 * @param {Index} all
 * @param {string} asking
 * @param {Order} [usual]
 * @returns {Answer | undefined}
 */
const early = (all, asking, usual = "weight") => {
  const whole = { ...all, thin: undefined };
  const given = asking.trim().slice(0, LONGEST);
  const parts = read(whole, given);
  const { operators, refused, orders, words } = parts;
  if (usual !== "weight" || operators.length || refused.length || orders.length) return undefined;
  const query = parse(words, all.simplified);
  const index = narrowed(whole, parts);
  const found = resultsOf(index, query);
  const results = found.before.filter(({ kind }) => kind === "entry").map(detailed(whole, index, query));
  return { given, parts, order: usual, query, found, results, near: [], corrected: {}, cut: query.cut };
};

/**
 * An answer with the words of its paragraphs.
 * @param {Index} all
 * @param {Answer} answer
 * @returns {Answer}
 */
const complete = (all, answer) => {
  if (!all.thin) return answer;
  const results = answer.results.map(detailed(all, narrowed(all, answer.parts), answer.query));
  all.thin.shards.check();
  return { ...answer, results };
};

/** @type {typeof look} */
const search = (all, ...asked) => complete(all, look(all, ...asked));

export const engine = {
  fold, parse, prepare, look, early, complete, search, whenLoaded, writtenIn, choices, beginning, distance,
  shownOf, wordingsOf, calledBy, excerpt, teaser, spans, marked, escapeHtml,
};
Object.assign(globalThis, { ReaderSearch: engine });
