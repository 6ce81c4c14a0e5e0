// What is found, in order. Paragraphs in shards may be very many: each is a number, until its result
// is asked for.

/** @typedef {import("./index.js").Doc} Doc */
/** @typedef {import("./results.js").Result} Result */
/**
 * Paragraphs in shards that were found: their numbers in order, the score of each by its number,
 * which ones they are, and how to make a result of one.
 * @typedef {{ numbers: Int32Array, scores: Float64Array, mask: Uint8Array,
 *   resultOf: (n: number) => Result, count: (has: (doc: Doc) => boolean) => number }} Texts
 */
/** @typedef {ReturnType<typeof foundOf>} Found */

/** @type {Texts} */
const NONE = {
  numbers: new Int32Array(), scores: new Float64Array(), mask: new Uint8Array(),
  resultOf: () => ({ doc: /** @type {Doc} */ ({}), kind: "paragraph", score: 0 }), count: () => 0,
};

/**
 * The best of some paragraphs; of such as are equally good the first.
 * @param {Texts} texts
 * @param {number} most
 */
const bestOf = ({ numbers, scores }, most) => {
  const sorted = new Float64Array(numbers.length);
  for (let n = 0; n < numbers.length; n++) sorted[n] = scores[numbers[n]];
  sorted.sort();
  const least = sorted[Math.max(0, sorted.length - most)];
  /** @type {number[]} */
  const better = [];
  /** @type {number[]} */
  const equal = [];
  for (const n of numbers) {
    if (scores[n] > least) better.push(n);
    else if (scores[n] === least && equal.length < most) equal.push(n);
  }
  better.sort((a, b) => scores[b] - scores[a] || a - b);
  return [...better, ...equal].slice(0, most);
};

/**
 * What is found: results, and among them paragraphs in shards, the best first if not in their order.
 * @param {Result[]} before
 * @param {Result[]} [after]
 * @param {Texts} [texts]
 * @param {boolean} [placed]
 */
export const foundOf = (before, after = [], texts = NONE, placed = false) => {
  const { numbers, resultOf } = texts;
  /** @param {number} most */
  const first = (most) => (placed ? [...numbers.subarray(0, most)] : bestOf(texts, most)).map(resultOf);
  return {
    before, after, texts,
    length: before.length + numbers.length + after.length,
    /** How many have something. */
    count: (/** @type {(doc: Doc) => boolean} */ has) =>
      [...before, ...after].filter(({ doc }) => has(doc)).length + texts.count(has),
    /** The first; not more than so many paragraphs in shards, and what is behind them with the last. */
    first: (most = Infinity) => [...before, ...first(most), ...(numbers.length > most ? [] : after)],
  };
};
