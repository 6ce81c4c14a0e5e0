// The search engine: a pure function from an index and a query to results.
//
// It scans: every document is short, and a scan is exact. Words are compared by
// their beginnings, Chinese by any run of characters, phrases in quotation marks
// by their very words. Only what a scan does not find is looked for by spelling.
import { escapeHtml, excerpt, marked, spans, teaser } from "./context.js";
import { fold } from "./folding.js";
import { prepare } from "./index.js";
import { parse, phraseTest, withWords } from "./query.js";
import { nearby, readings } from "./readings.js";
import { find } from "./results.js";
import { calledBy, shownOf, wordingsOf } from "./shown.js";
import { beginning, distance, known, nearest, split } from "./spelling.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./results.js").Narrowed} Narrowed */
/** @typedef {import("./results.js").Result} Result */

/**
 * What was found, and how the query was read: `corrected` maps a misspelled word to the word that
 * was taken for it; `cut` says that only the beginning of the query was read. If nothing was
 * found, some entries are `near`.
 * @typedef {{ query: Query, results: Result[], near: Result[], corrected: Record<string, string>,
 *   cut: boolean }} Answer
 */

const LONGEST = 300; // characters of a query: what is beyond is passed over

/**
 * Where there are several texts, "in:name" keeps a query to one; while it is typed, the
 * beginning of a name will do. An entry is in a text that mentions it.
 * As a part of the query it stands in the address, and works in a folder.
 */
const IN = /(?<=^|\s)in:(\S*)/g;

/**
 * The index, kept to the texts that a query names, and the rest of the query.
 * @param {Index} index
 * @param {string} text
 * @returns {{ index: Narrowed, text: string }}
 */
const narrowed = (index, text) => {
  const names = index.texts.length ? [...text.matchAll(IN)].map((match) => match[1]).filter(Boolean) : [];
  const texts = names.flatMap((name) =>
    index.texts.includes(name) ? [name] : index.texts.filter((id) => id.startsWith(name))
  );
  /** @type {Narrowed["fits"]} */
  const fits = (doc) => !names.length || (doc.in ?? []).some((id) => texts.includes(id));
  return { index: { ...index, fits }, text: index.texts.length ? text.replace(IN, " ") : text };
};

/**
 * A query with the words cut that stand in the texts as several.
 * @param {Index} index
 * @param {Query} query
 */
const spaced = (index, query) => withWords(query, query.folded.split(" ").map((word) =>
  word.length > 4 && !known(index, word) ? split(index, word) ?? word : word
).join(" "));

/**
 * Something was found. A misspelled name may still be made of words that stand somewhere: then
 * its entry goes first.
 * @param {Narrowed} index
 * @param {Query} query
 * @param {RegExp[]} tests
 * @param {Result[]} results
 */
const withMeant = (index, query, tests, results) => {
  const named = tests.length || results.some(({ kind, name }) => kind === "entry" && name);
  const [name] = named ? [] : nearest(index.nameLetters, query.joined);
  const meant = name ? find(index, withWords(query, name), []) : [];
  const entries = meant.filter(({ kind }) => kind === "entry");
  const others = results.filter(({ doc }) => entries.every((entry) => entry.doc !== doc));
  /** @type {Record<string, string>} */
  const corrected = entries.length ? { [query.folded]: `${index.whole.get(name)}` } : {};
  return { results: [...entries, ...others], corrected };
};

/**
 * Look for a query.
 * @param {Index} all
 * @param {string} given
 * @returns {Answer}
 */
const search = (all, given) => {
  const asking = given.trim().slice(0, LONGEST);
  const { index, text } = narrowed(all, asking);
  const asked = parse(text, index.simplified);
  const cut = asking !== given.trim() || asked.cut;
  /** @type {Answer} */
  const nothing = { results: [], corrected: {}, near: [], query: asked, cut };
  if (!asked.words.length && !asked.phrases.length) return nothing;
  const tests = asked.phrases.map(phraseTest);
  const query = spaced(index, asked);
  const results = find(index, query, tests);
  if (results.length) return { ...nothing, query, ...withMeant(index, query, tests, results) };
  for (const reading of readings(index, query)) {
    const found = find(index, reading.query, tests);
    if (!found.length) continue;
    /** @param {string} word */
    const written = (word) => index.written.get(word) ?? index.whole.get(word) ?? word;
    const corrected = reading.changed.map(([word, meant]) => [word, written(meant)]);
    return { ...nothing, results: found, corrected: Object.fromEntries(corrected), query: reading.query };
  }
  return { ...nothing, near: nearby(index, query.full), query };
};

export const engine = {
  fold, parse, prepare, search, beginning, distance,
  shownOf, wordingsOf, calledBy, excerpt, teaser, spans, marked, escapeHtml,
};
Object.assign(globalThis, { ReaderSearch: engine });
