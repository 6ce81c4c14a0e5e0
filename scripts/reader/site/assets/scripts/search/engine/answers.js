// How documents answer the parts of a query.
import { isHan, sought } from "./folding.js";
import { GRADES, bestName, holdsAll } from "./names.js";
import { asked, singular } from "./query.js";
import { placesOf } from "./scoring.js";

/** @typedef {import("./index.js").Doc} Doc */
/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./query.js").Asked} Asked */
/** @typedef {import("./query.js").Query} Query */

/**
 * An entry that a part of a query names, and how well it does.
 * @typedef {{ entry: Doc, score: number }} Lender
 */
/** @typedef {Asked & { lenders: Lender[] }} Part */
/**
 * An entry whose places answer for it in a document.
 * @typedef {Lender & { uses: Span[] }} Loan
 */

/**
 * Cut a query into names of entries and single words: whoever types the names of two
 * entries, or a name and a word, means both, and a name under any of its wordings.
 * If the query as a whole is a name, or the beginning of one, it is one part.
 * @param {Index} index
 * @param {Query} query
 * @returns {Part[]}
 */
export const partsOf = (index, query) => {
  if (query.stems.length) return [...cut(index, query)];
  const scored = index.entries.map((entry) => ({ entry, score: bestName(entry, query).score }));
  // Only names of the best grade lend their places: "Xi" is not the "xin" of a term.
  for (const grade of GRADES) {
    const lenders = scored.filter(({ score }) => score >= grade);
    if (lenders.length) return [{ ...query, lenders }];
  }
  // An abbreviation: its letters stand together.
  if (query.words.length > 1 && query.words.every((word) => /^[a-z]$/.test(word))) {
    return [{ ...query, inText: [` ${query.folded} `], lenders: [] }];
  }
  return [...cut(index, query)];
};

/**
 * The parts of a query, each the longest name that begins there, or a word.
 * @param {Index} index
 * @param {Query} query
 * @returns {Iterable<Part>}
 */
function* cut(index, { words, inText, stems }) {
  for (let at = 0; at < words.length; ) {
    let end = words.length;
    /** @type {number[] | undefined} */
    let found;
    for (; end > at; end--) {
      const part = words.slice(at, end);
      const begun = part.some((word) => stems.includes(word)); // names no entry
      found = begun ? undefined : index.named.get(part.map(singular).join(""));
      if (found || end === at + 1) break;
    }
    const numbers = [...new Set(found ?? [])];
    yield {
      ...asked(words.slice(at, end).join(" "), stems),
      inText: inText.slice(at, end),
      lenders: numbers.map((number) => ({ entry: index.numbered[number], score: GRADES[0] })),
    };
    at = end;
  }
}

/**
 * The words of a part of a query, with a space behind them if they count only where they end.
 * @param {Pick<Part, "folded" | "inText">} part
 */
export const saidIn = ({ folded, inText }) => (inText[inText.length - 1]?.endsWith(" ") ? `${folded} ` : folded);

/**
 * How often words stand in a text; the beginning of a longer word counts half. With a space behind
 * them they count only where they end.
 * @param {string} folded
 * @param {string} given
 */
export const count = (folded, given) => {
  let hits = 0;
  const words = given.trim();
  const wanted = sought(given.endsWith(" ") && !isHan(words) ? `${words} ` : words);
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
    const next = folded[at + wanted.length];
    hits += isHan(words) || wanted.endsWith(" ") || next === undefined || next === " " ? 1 : 0.5;
  }
  return hits;
};

/**
 * @param {string} folded
 * @param {string} word
 */
export const holds = (folded, word) => folded.includes(sought(word));

/**
 * The entries that answer for a part in a document, by their places in it; `about` says that it
 * is the entry itself or a note on it, which lends without a place.
 * @param {Doc} doc
 * @param {Lender[]} lenders
 */
const lentTo = (doc, lenders) => {
  /** @type {Loan[]} */
  const loans = [];
  let about = false;
  for (const { entry, score } of lenders) {
    const uses = doc.mentions?.[`${entry.id}`] ?? [];
    about ||= entry === doc;
    if (uses.length || doc.about?.includes(`${entry.id}`)) loans.push({ entry, score, uses });
  }
  if (loans.length > 1) loans.sort((a, b) => b.score * b.uses.length - a.score * a.uses.length);
  return { loans, about };
};

/**
 * How a document answers a part: directly, by the places of an entry, or not (null).
 * @param {Doc} doc
 * @param {Part} part
 */
export const answers = (doc, part) => {
  const { words, folded, joined, lenders } = part;
  const direct =
    holdsAll(doc.folded, part.inText) ||
    (words.length > 1 && joined.length > 4 && holds(doc.folded, joined));
  const { loans, about } = lentTo(doc, lenders);
  if (!direct && !loans.length && !about) return null;
  const uses = loans.reduce((sum, loan) => sum + loan.uses.length, 0);
  const told = saidIn(part);
  const said = direct ? count(doc.folded, told) + (doc.mentions ? 0 : count(doc.head, told)) : 0;
  const each = direct ? part.inText.map((word) => count(doc.folded, word)) : [];
  const places = placesOf(direct, uses, said, Math.min(...each));
  const rest = uses && words.length > 1 ? [] : words;
  // The entry whose mentions are the hits, unless the word itself stands there more often.
  const more = () => loans.length > 1 || doc.folded.split(` ${folded} `).length - 1 > uses;
  const term = uses && !(direct && words.length === 1 && more()) ? loans[0].entry.id : null;
  return { direct, loans, places, rest, term };
};
