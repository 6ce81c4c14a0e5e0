// What is found, in order. Paragraphs in shards may be very many: each is a number, until its result
// is asked for.

/** @typedef {import("./index.js").Doc} Doc */
/** @typedef {import("./results.js").Result} Result */
/**
 * Paragraphs in shards that were found: their numbers in order, the score of each by its number,
 * which ones they are, how to make a result of one, and the text that it is in.
 * @typedef {{ numbers: Int32Array, scores: Float64Array, mask: Uint8Array, textOf: (n: number) => string | undefined,
 *   resultOf: (n: number) => Result, count: (has: (doc: Doc) => boolean) => number }} Texts
 */
/** @typedef {ReturnType<typeof foundOf>} Found */

/** @type {Texts} */
const NONE = {
  numbers: new Int32Array(), scores: new Float64Array(), mask: new Uint8Array(), textOf: () => undefined,
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
 * What is found: results, and among them paragraphs in shards, the best first, if no order is given:
 * of that, some stand behind all else.
 * @param {Result[]} before
 * @param {Result[]} [after]
 * @param {Texts} [texts]
 * @param {{ front: number[], behind: number[] }} [order]
 */
export const foundOf = (before, after = [], texts = NONE, order = undefined) => {
  const { numbers, resultOf } = texts;
  /** @param {number} most */
  const ordered = (most) => order?.front.slice(0, most) ?? bestOf(texts, most);
  const behind = order?.behind ?? [];
  const front = numbers.length - behind.length;
  return {
    before, after, texts, ordered,
    length: before.length + numbers.length + after.length,
    /** How many have something. */
    count: (/** @type {(doc: Doc) => boolean} */ has) =>
      [...before, ...after].filter(({ doc }) => has(doc)).length + texts.count(has),
    /** The first; not more than so many paragraphs in shards, and what is behind them with the last. */
    first: (most = Infinity) => [
      ...before, ...ordered(most).map(resultOf),
      ...(front > most ? [] : [...after, ...behind.slice(0, most - front).map(resultOf)]),
    ],
  };
};
