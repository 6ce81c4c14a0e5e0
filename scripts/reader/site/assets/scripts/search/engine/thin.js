// How the paragraphs of an index in shards answer a query: by counts, as others by their words.
import { saidIn } from "./answers.js";
import { PARTS, countingIn } from "./counting.js";
import { prepareDoc } from "./documents.js";
import { condensed, fold, remembered } from "./folding.js";
import { askedById } from "./rows.js";
import { placesOf, scoreOf } from "./scoring.js";

/** @typedef {import("./answers.js").Part} Part */
/** @typedef {import("./counting.js").Counting} Counting */
/** @typedef {import("./index.js").Doc} Doc */
/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./narrowing.js").Narrowed} Narrowed */
/** @typedef {import("./results.js").Result} Result */
/** @typedef {Doc & { thin: NonNullable<SearchDocument["thin"]> }} ThinDoc */

/**
 * What an index has in shards, or nothing.
 * @param {Doc[]} docs
 * @param {import("./shards.js").Shards | undefined} shards
 * @param {Characters} simplified
 */
export const thinOf = (docs, shards, simplified) => {
  if (!shards) return undefined;
  const thin = /** @type {ThinDoc[]} */ (docs.filter((doc) => doc.thin));
  const mask = thin.some((doc) => doc.thin.spoken) ? new Uint8Array(PARTS * thin.length).fill(1) : undefined;
  for (const { thin: { number, spoken } } of mask ? thin : []) {
    mask?.set((spoken ?? []).map(Number), PARTS * number);
  }
  const last = { key: "", results: /** @type {Result[]} */ ([]) };
  return { docs: thin, shards, counting: countingIn(shards, simplified, mask), hasAllWords: false, last };
};

const titleName = remembered((words, simplified) => condensed(fold(words, simplified)));

/**
 * A paragraph with its words, if they are loaded.
 * @param {import("./index.js").Index} index
 * @param {Doc} doc
 * @param {(doc: SearchDocument) => SearchDocument} [said] what is said in the languages of a query
 */
export const fullDoc = ({ thin, simplified, only }, doc, said = (all) => all) => {
  const given = doc.thin && thin?.shards.doc(doc.thin.number);
  return given && prepareDoc(said(given), doc.number, simplified, only);
};

/**
 * The counts by which parts of a query are answered, and those of all of it.
 * @param {Counting} counting
 * @param {string} folded
 * @param {Part[]} parts
 */
export const countsOf = (counting, folded, parts) => ({
  parts: parts.map((part) => countsOfPart(counting, part)),
  together: parts.length > 1 && folded.includes(" ") ? counting.of(folded) : undefined,
});

/**
 * @param {Counting} counting
 * @param {Part} part
 */
const countsOfPart = (counting, part) => {
  const { words, joined, inText, lenders } = part;
  /** @param {string} given */
  const counted = (given) => counting.of(given.trim(), given.endsWith(" "));
  return {
    needles: inText.map(counted),
    joined: words.length > 1 && joined.length > 4 ? counting.of(joined) : undefined,
    said: counted(saidIn(part)),
    uses: counting.ofTerms(lenders.map(({ entry }) => `${entry.id}`)),
  };
};

/**
 * How often a document answers a part; nothing, if it does not.
 * @param {ReturnType<typeof countsOfPart>} counts
 * @param {number} n
 */
const answered = ({ needles, joined, said, uses }, n) => {
  const each = needles.map((table) => table[n]);
  const direct = !each.includes(0) || !!joined?.[n];
  if (!direct && !uses[n]) return undefined;
  return placesOf({ direct, uses: uses[n], said: direct ? said[n] : 0, each: direct ? each : [] });
};

/**
 * Results with the same score follow each other as their documents do.
 * @param {Result[]} results
 */
const byScores = (results) => {
  /** @type {Map<number, Result[]>} */
  const scored = new Map();
  for (const result of results) {
    const known = scored.get(result.score);
    if (known) known.push(result);
    else scored.set(result.score, [result]);
  }
  return [...scored.keys()].sort((a, b) => b - a).flatMap((score) => scored.get(score) ?? []);
};

/**
 * The paragraphs in shards that answer a query, the best first. What is looked for once more, when
 * the words of the best are loaded, is remembered.
 * @param {Narrowed} index
 * @param {Query} query
 * @param {Part[]} parts
 * @returns {Result[]}
 */
export const thinTexts = (index, query, parts) => {
  const { thin, refuses } = index;
  if (!thin) return [];
  const key = JSON.stringify([query.folded, query.phrases, query.stems]);
  if (!refuses && thin.last.key === key) return thin.last.results;
  const results = byScores(resultsIn(index, thin, query, parts));
  if (!refuses) thin.last = { key, results };
  return results;
};

/**
 * @param {Narrowed} index
 * @param {NonNullable<Narrowed["thin"]>} thin
 * @param {Query} query
 * @param {Part[]} parts
 */
const resultsIn = ({ simplified, fits }, { counting, shards, docs }, query, parts) => {
  const phrases = query.phrases.map((phrase) => counting.ofPhrase(phrase));
  const { parts: counts, together } = countsOf(counting, query.folded, parts);
  shards.check();
  const idOf = askedById(query.phrases.length ? "" : query.joined);
  /** @type {Result[]} */
  const results = [];
  for (const doc of docs) {
    const n = doc.thin.number;
    if (phrases.some((table) => !table[n])) continue;
    const at = (!query.phrases.length && doc.ids.get(query.joined)) || idOf(doc.thin, (words) => titleName(words, simplified));
    const each = [];
    for (const part of counts) {
      const places = answered(part, n);
      if (places !== undefined) each.push(places);
    }
    if ((!at && each.length < parts.length) || !fits(doc)) continue;
    const quoted = phrases.reduce((sum, table) => sum + table[n], 0);
    const score = scoreOf({ each, quoted, together: together?.[n] ?? 0, named: !!at, boost: doc.boost ?? 0 });
    results.push({ doc, kind: doc.kind, score, at: at?.includes("s") ? at : undefined });
  }
  return results;
};
