// How the paragraphs of an index in shards answer a query: by counts, as others by their words.
import { saidIn } from "./answers.js";
import { PARTS, countingIn } from "./counting.js";
import { prepareDoc, prepareThin } from "./documents.js";
import { condensed, fold, remembered } from "./folding.js";
import { askedById, rowOf } from "./rows.js";
import { placesOf, scoreOf } from "./scoring.js";

/** @typedef {import("./answers.js").Part} Part */
/** @typedef {import("./counting.js").Counting} Counting */
/** @typedef {import("./found.js").Texts} Texts */
/** @typedef {import("./index.js").Doc} Doc */
/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./narrowing.js").Narrowed} Narrowed */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {import("./shards.js").Shards} Shards */
/** @typedef {NonNullable<ReturnType<typeof thinOf>>} Thin */

/**
 * Which parts of paragraphs are said in the languages of an index; nothing, if of each all are, or
 * none.
 * @param {Row[]} rows
 * @param {number} count
 */
const maskOf = (rows, count) => {
  /** @param {Row} row */
  const isParted = ({ row: { spoken, moreLang } }) => !!moreLang && !!spoken && spoken[0] !== spoken[1];
  if (!rows.some(isParted)) return undefined;
  const mask = new Uint8Array(PARTS * count).fill(1);
  for (const { row: { row, spoken = [true, true] }, first } of rows) {
    const [own, other] = spoken.map(Number);
    for (let part = PARTS * first; part < PARTS * (first + row); part += PARTS) {
      mask[part] = own;
      mask[part + 1] = other;
    }
  }
  return mask;
};

/** @type {WeakMap<Shards, Counting>} */
const unmasked = new WeakMap();

/**
 * What counts in shards, remembered for all indexes that have the same.
 * @param {Shards} shards
 * @param {Characters} simplified
 * @param {Uint8Array | undefined} mask
 */
const countingOf = (shards, simplified, mask) => {
  const counting = (!mask && unmasked.get(shards)) || countingIn(shards, simplified, mask);
  if (!mask) unmasked.set(shards, counting);
  return counting;
};

/**
 * What an index has in shards, or nothing.
 * @param {Row[]} rows
 * @param {Shards | undefined} shards
 * @param {Characters} simplified
 * @param {string[]} [only] the text, where there is just one
 */
export const thinOf = (rows, shards, simplified, only) => {
  if (!shards) return undefined;
  const counting = countingOf(shards, simplified, maskOf(rows, shards.count));
  /** @param {number} n */
  const docOf = (n) => prepareThin(rowOf(rows, n), n, only);
  // What a choice needs to know of a paragraph, all of its row have in common.
  const leads = rows.map(({ first, row: { row } }) => ({ doc: docOf(first), first, end: first + row }));
  // The paragraphs of which the words were needed, by their numbers.
  return { rows, leads, shards, counting, docOf, full: /** @type {Map<number, Doc>} */ (new Map()) };
};

const titleName = remembered((words, simplified) => condensed(fold(words, simplified)));

/**
 * A paragraph with its words, if they are loaded.
 * @param {import("./index.js").Index} index
 * @param {Doc} doc
 * @param {(doc: SearchDocument) => SearchDocument} [said] what is said in the languages of a query
 */
export const fullDoc = ({ thin, simplified, only }, doc, said = (all) => all) => {
  if (!thin || doc.thin === undefined) return undefined;
  const known = thin.full.get(doc.thin);
  if (known) return known;
  const given = thin.shards.doc(doc.thin);
  const full = given && prepareDoc(said(given), doc.number, simplified, only);
  if (full) thin.full.set(doc.thin, full);
  return full;
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
    uses: lenders.length ? counting.ofTerms(lenders.map(({ entry }) => `${entry.id}`)) : undefined,
  };
};

/**
 * How often each paragraph answers a part; -1, if it does not.
 * @param {ReturnType<typeof countsOfPart>} counts
 * @param {number} count
 */
const answered = ({ needles, joined, said, uses }, count) => {
  const places = new Float64Array(count).fill(-1);
  for (let n = 0; n < count; n++) {
    let fewest = Infinity;
    for (const table of needles) if (table[n] < fewest) fewest = table[n];
    const direct = fewest > 0 || !!joined?.[n];
    const used = uses ? uses[n] : 0;
    if (direct || used) places[n] = placesOf(direct, used, direct ? said[n] : 0, fewest);
  }
  return places;
};

/**
 * The paragraphs in shards that answer a query.
 * @param {Narrowed} index
 * @param {Query} query
 * @param {Part[]} parts
 * @returns {Texts | undefined}
 */
export const thinTexts = (index, query, parts) => {
  const { thin, simplified, chosen, refused, among } = index;
  const leads = thin?.leads.filter(({ doc }) => !doc.absent && chosen(doc)) ?? [];
  if (!thin || !leads.length) return undefined;
  const phrases = query.phrases.map((phrase) => thin.counting.ofPhrase(phrase));
  const { parts: counts, together } = countsOf(thin.counting, query.folded, parts);
  thin.shards.check();
  const { count } = thin.shards;
  const each = counts.map((part) => answered(part, count));
  const names = query.phrases.length ? new Map() : namesIn(thin, query.joined, simplified);
  const [mask, scores] = [new Uint8Array(count), new Float64Array(count)];
  for (const { doc, first, end } of leads) {
    const boost = doc.boost ?? 0;
    for (let n = first; n < end; n++) {
      if ((among && !among[n]) || refused.some((one) => one.counts?.[n])) continue;
      let quoted = 0;
      let all = true;
      for (const table of phrases) {
        all &&= table[n] > 0;
        quoted += table[n];
      }
      let parted = 0;
      let least = Infinity;
      let sum = 0;
      for (const places of each) {
        if (places[n] < 0) continue;
        parted++;
        if (places[n] < least) least = places[n];
        sum += places[n];
      }
      const named = names.has(n);
      if (!all || (parted < each.length && !named)) continue;
      mask[n] = 1;
      scores[n] = scoreOf(quoted + (parted ? least : 0), sum, together?.[n] ?? 0, named, boost);
    }
  }
  return textsOf(thin, mask, scores, names);
};

/**
 * The paragraphs in shards that fit, where a query has no words.
 * @param {Narrowed} index
 */
export const listedTexts = ({ thin, chosen, refused, among }) => {
  if (!thin) return undefined;
  const { count } = thin.shards;
  const mask = new Uint8Array(count);
  for (const { doc, first, end } of thin.leads) {
    if (doc.absent || !chosen(doc)) continue;
    for (let n = first; n < end; n++) mask[n] = Number(!(among && !among[n]) && !refused.some((one) => one.counts?.[n]));
  }
  return textsOf(thin, mask, new Float64Array(count), new Map());
};

/**
 * What a query asks for by its id, by the numbers of paragraphs.
 * @param {Thin} thin
 * @param {string} joined
 * @param {Characters} simplified
 */
const namesIn = ({ rows, leads }, joined, simplified) => {
  const names = askedById(rows, joined, (words) => titleName(words, simplified));
  for (const { doc, first } of leads) {
    const id = doc.ids.get(joined);
    if (id) names.set(first, id);
  }
  return names;
};

/**
 * @param {Thin} thin
 * @param {Uint8Array} mask
 * @param {Float64Array} scores
 * @param {Map<number, string>} names
 * @returns {Texts}
 */
const textsOf = ({ rows, leads, docOf }, mask, scores, names) => {
  const numbers = new Int32Array(mask.length);
  let found = 0;
  for (let n = 0; n < mask.length; n++) if (mask[n]) numbers[found++] = n;
  return {
    numbers: numbers.subarray(0, found), mask, scores,
    textOf: (n) => rowOf(rows, n).row.of,
    resultOf: (n) => {
      const [doc, at] = [docOf(n), names.get(n)];
      return { doc, kind: doc.kind, score: scores[n], at: at?.includes("s") ? at : undefined };
    },
    count: (has) => {
      let sum = 0;
      for (const { doc, first, end } of leads) {
        if (has(doc)) for (let n = first; n < end; n++) sum += mask[n];
      }
      return sum;
    },
  };
};
