// How well the names of an entry answer a query.
import { isHan } from "./folding.js";

/** @typedef {import("./index.js").Doc} Doc */
/** @typedef {import("./index.js").Name} Name */
/** @typedef {import("./query.js").Asked} Asked */

/** The grades of a name: it is the query, the query is its first words, or part of it. */
export const GRADES = [104, 88, 70];

/**
 * @param {string} folded
 * @param {string[]} needles
 */
export const holdsAll = (folded, needles) => needles.every((part) => folded.includes(part));

/**
 * How well a name answers, by the way in which it holds what is asked; 0 when it does not.
 * @param {Name} name
 * @param {Asked} asked
 */
const held = (name, { folded, joined, needles, loose }) => {
  if (name.folded.startsWith(`${folded} `)) return 92;
  if (name.folded.startsWith(folded)) return 80;
  if (joined.length > 2 && name.condensed.startsWith(joined)) return 77;
  if (loose.length > 2 && name.loose.startsWith(loose)) return 76;
  if (isHan(joined) && name.condensed.includes(joined)) return 73;
  if (` ${name.folded}`.includes(` ${folded}`)) return 62;
  if (joined.length > 3 && name.tails.some((tail) => tail.startsWith(joined))) return 58;
  return holdsAll(` ${name.folded} `, needles) ? 54 : 0;
};

/**
 * How well a name answers the query; 0 when it does not.
 * @param {Name} name
 * @param {Asked} query
 */
const nameScore = (name, query) => {
  const { folded, joined, words, loose, bag } = query;
  if (!folded) return 0;
  if (name.folded === folded) return 120 - name.weight;
  if (name.condensed === joined) return 115 - name.weight;
  if (name.loose === loose) return 110 - name.weight;
  if (words.length > 1 && name.bag === bag) return 107 - name.weight;
  const score = held(name, query);
  return score && score + 7 * Math.min(1, joined.length / name.condensed.length) - name.weight;
};

/** @type {WeakMap<Asked, Map<Doc, ReturnType<typeof bestOfNames>>>} */
const best = new WeakMap();

/**
 * The name of an entry that answers best, and how well: each query asks for it more than once.
 * @param {Doc} doc
 * @param {Asked} query
 */
export const bestName = (doc, query) => {
  const known = best.get(query) ?? new Map();
  best.set(query, known);
  const name = known.get(doc) ?? bestOfNames(doc, query);
  known.set(doc, name);
  return name;
};

/**
 * @param {Doc} doc
 * @param {Asked} query
 */
const bestOfNames = (doc, query) => {
  /** @type {{ score: number, name: Name | null }} */
  let best = { score: 0, name: null };
  for (const name of doc.names) {
    const score = nameScore(name, query);
    if (score > best.score) best = { score, name };
  }
  // Words from several names of one entry, such as Chinese beside English.
  const all = query.words.length > 1 && holdsAll(doc.called, query.needles);
  return best.score || !all ? best : { score: 48, name: null };
};
