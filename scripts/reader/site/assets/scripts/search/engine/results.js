// Results: what answers a query, in the order in which a reader wants it.
import { answers, count, partsOf } from "./answers.js";
import { foundOf } from "./found.js";
import { bestName } from "./names.js";
import { phraseTest } from "./query.js";
import { scoreOf } from "./scoring.js";
import { countsOf, fullDoc, listedTexts, thinTexts } from "./thin.js";

/** @typedef {import("./answers.js").Part} Part */
/** @typedef {import("./index.js").Doc} Doc */
/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./index.js").Name} Name */
/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./narrowing.js").Narrowed} Narrowed */
/** @typedef {NonNullable<ReturnType<typeof answers>>} DocAnswer */
/** @typedef {keyof typeof ORDER | "near"} Kind */

/**
 * What is found: a document, as what, and how well it answers. `name` is the name of an entry that
 * does; the rest is told of texts alone: the place that was asked for by its id, the entries that
 * answer in place of the words, and the words that they do not answer.
 * @typedef {{ doc: Doc, kind: Kind, score: number, name?: Name | null, at?: string,
 *   loan?: import("./answers.js").Loan | null, loans?: import("./answers.js").Loan[],
 *   terms?: string[], rest?: string[] }} Result
 */

const ORDER = { entry: 0, paragraph: 1, definition: 2, note: 3, person: 4, page: 5 };
/** @type {Kind[]} */
const PLACED = ["paragraph", "entry", "definition", "person", "note", "page"]; // in the order of the text

/** @type {(a: Result, b: Result) => number} */
export const byScore = (a, b) => b.score - a.score || a.doc.number - b.doc.number;

/**
 * @param {Doc} doc
 * @param {RegExp[]} tests
 */
const hasPhrases = (doc, tests) =>
  tests.every((test) =>
    [...doc.raw, ...doc.names.map((name) => name.words)].some((part) => part.search(test) >= 0)
  );

/**
 * An entry is found as such by its names.
 * @param {Doc} doc
 * @param {Query} query
 * @param {RegExp[]} tests
 * @returns {Result | null}
 */
const asEntry = (doc, query, tests) => {
  const { score, name } = bestName(doc, query.phrases.length ? query.full : query);
  const quoted = doc.names.find(({ words }) => tests.some((test) => words.search(test) >= 0));
  if (!score && !quoted) return null;
  const known = Math.log2(1 + (doc.places ?? 0)) / 5; // below the weight of a name
  return { doc, kind: "entry", score: (score || 50) + known, name: name ?? quoted ?? null };
};

/**
 * A text is found by its words, or by the places of entries; `all` are its answers to the parts.
 * @param {Doc} doc
 * @param {Query} query
 * @param {RegExp[]} tests
 * @param {Part[]} parts
 * @returns {(Result & { all: DocAnswer[] }) | null}
 */
const asText = (doc, query, tests, parts) => {
  const at = query.phrases.length ? undefined : doc.ids.get(query.joined);
  const found = parts.map((part) => answers(doc, part));
  if (!at && found.includes(null)) return null;
  const all = found.filter((answer) => !!answer);
  const quoted = tests.reduce((sum, test) => sum + (doc.raw.join("\n").match(test)?.length ?? 0), 0);
  const each = all.map((answer) => answer.places);
  const together = parts.length > 1 && query.folded.includes(" ") ? count(doc.folded, query.folded) : 0;
  const least = quoted + (each.length ? Math.min(...each) : 0);
  return {
    all,
    doc,
    kind: doc.kind !== "entry" ? doc.kind : doc.type === "person" ? "person" : "definition",
    score: scoreOf(least, each.reduce((sum, places) => sum + places, 0), together, !!at, doc.boost ?? 0),
    at: at?.includes("s") ? at : undefined,
  };
};

/**
 * What is found for a query, by weight.
 * @param {Narrowed} index
 * @param {Query} query
 */
export const resultsOf = (index, query) => {
  const says = query.words.length || query.phrases.length;
  const { results, texts } = says ? find(index, query, query.phrases.map(phraseTest)) : listed(index);
  /** @param {Result} result */
  const place = ({ kind }) => ORDER[/** @type {keyof typeof ORDER} */ (kind)];
  const chosen = results.filter(({ doc }) => index.chosen(doc));
  chosen.sort((a, b) => place(a) - place(b) || byScore(a, b));
  const at = texts ? chosen.findIndex((one) => place(one) > ORDER.paragraph) : -1;
  return at < 0 ? foundOf(chosen, [], texts) : foundOf(chosen.slice(0, at), chosen.slice(at), texts);
};

/**
 * Results in the order of the texts, then of the glossary, then all others as they come.
 * @param {Index} whole where documents have their titles, whatever is searched of them
 * @param {import("./found.js").Found} found
 */
export const inTextOrder = ({ numbered }, { before, after, texts }) => {
  const { compare } = new Intl.Collator("en", { numeric: true });
  /** @param {Result} result */
  const titleOf = ({ doc }) => numbered[doc.number].title;
  const sorted = [...before, ...after].sort((a, b) => PLACED.indexOf(a.kind) - PLACED.indexOf(b.kind) ||
    (a.doc.kind === "entry" ? compare(titleOf(a), titleOf(b)) : a.doc.number - b.doc.number));
  return texts.numbers.length ? foundOf([], sorted, texts, { front: [...texts.numbers], behind: [] }) : foundOf(sorted);
};

/**
 * What a query needs of an index in shards is asked for at once, so that it comes together.
 * @param {Narrowed} index
 * @param {Query} query
 */
export const ask = (index, query) => {
  if (!index.thin) return;
  for (const phrase of query.phrases) index.thin.counting.ofPhrase(phrase);
  countsOf(index.thin.counting, query.folded, query.words.length ? partsOf(index, query) : []);
};

/**
 * A result with what the words of its document tell, where they are in a shard that is loaded.
 * @param {Narrowed} index
 * @param {Query} query
 */
const judged = (index, query) => {
  const parts = query.words.length ? partsOf(index, query) : [];
  const tests = query.phrases.map(phraseTest);
  return (/** @type {Result} */ result) => {
    const doc = fullDoc(index, result.doc, index.said);
    const text = doc && asText(doc, query, tests, parts);
    return text ? { ...text, score: result.score } : result;
  };
};

/**
 * What only the results need that are shown, with the documents as they are in all languages.
 * @param {Index} whole
 * @param {Narrowed} index
 * @param {Query} query
 * @returns {(result: Result) => Result}
 */
export const detailed = (whole, index, query) => {
  const detail = detailedAs(whole);
  const judge = judged(index, query);
  return (result) => {
    if (result.doc.thin === undefined) return detail(result);
    return { ...detail(judge(result)), doc: fullDoc(whole, result.doc) ?? result.doc };
  };
};

/** @param {Index} whole */
const detailedAs = ({ numbered }) => (/** @type {Result & { all?: DocAnswer[] }} */ { all, ...result }) => {
  /** @param {import("./answers.js").Loan} loan */
  const lent = (loan) => ({ ...loan, entry: numbered[loan.entry.number] });
  const doc = numbered[result.doc.number] ?? result.doc;
  if (!all) return { ...result, doc };
  const loans = all.flatMap((answer) => answer.loans.map(lent));
  const loan = all.find((answer) => !answer.direct)?.loans[0];
  return {
    ...result,
    doc,
    loan: loan ? lent(loan) : null,
    loans,
    terms: all.flatMap((answer) => answer.term ?? []),
    rest: all.flatMap((answer) => answer.rest),
  };
};

/**
 * The entries that a query of several parts names, in the order of the query.
 * @param {Part[]} parts
 * @returns {Result[]}
 */
const namedBy = (parts) => parts.flatMap(({ lenders }, n) =>
  lenders.map(({ entry }) => ({ doc: entry, kind: "entry", score: 68 - n / 10, name: null })));

/**
 * What answers a query; `tests` are its phrases.
 * @param {Narrowed} index
 * @param {Query} query
 * @param {RegExp[]} tests
 */
const find = (index, query, tests) => {
  const parts = query.words.length ? partsOf(index, query) : [];
  /** @type {Map<Doc, Result>} */
  const entries = new Map();
  const texts = thinTexts(index, query, parts);
  const others = [];
  for (const doc of index.docs) {
    if (!index.fits(doc) || !hasPhrases(doc, tests)) continue;
    const text = asText(doc, query, tests, parts);
    const entry = doc.kind === "entry" ? asEntry(doc, query, tests) : null;
    if (entry && (text || !tests.length || !parts.length)) entries.set(doc, entry);
    else if (text) others.push(text);
  }
  // Several parts name entries if all of the query is named, or found.
  const whole = parts.every((part) => part.lenders.length) || texts?.numbers.length || others.length || entries.size;
  for (const result of whole && parts.length > 1 ? namedBy(parts) : []) {
    const { doc, score } = result;
    if (!index.fits(doc) || !hasPhrases(doc, tests) || (entries.get(doc)?.score ?? 0) > score) continue;
    entries.set(doc, result);
  }
  return { results: [...entries.values(), ...others.filter(({ doc }) => !entries.has(doc))], texts };
};

/**
 * All that fits, where a query has no words.
 * @param {Narrowed} index
 */
const listed = (index) => ({
  results: index.docs.filter(index.fits).map((doc) => (
    /** @type {Result} */ ({ doc, kind: doc.kind, score: doc.places ?? 0 }))),
  texts: listedTexts(index),
});
