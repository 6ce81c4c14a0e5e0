// The passage of a text that comes nearest to a quotation.
import { align } from "./align.js";

/** @typedef {import("../texts/library.js").Version} Version */
/** @typedef {import("./quoted.js").Quoted} Quoted */
/** @typedef {import("./align.js").Change} Change */
/**
 * A passage beside a quotation: its words from the first to the one behind the last, what differs,
 * how many words that are, and how much of the quotation's weight the passage has.
 * @typedef {{ version: Version, first: number, behind: number, changes: Change[], cost: number, share: number }} Near
 */

const REGIONS = 6; // passages of a text that are looked at closely
const AROUND = 12; // words beside the longest passage that a quotation may be

/** @param {Quoted} quotation */
export const itemsOf = ({ parts, gaps }) => parts.flatMap((part, n) => (n ? [gaps[n - 1], ...part] : part));

/**
 * What each word of a quotation weighs: the rarer in the text, the more.
 * @param {Version} version
 * @param {Quoted} quotation
 */
const weights = ({ words, where }, { parts }) => new Map([...new Set(parts.flat().map(({ folded }) => folded))]
  .map((folded) => [folded, Math.log((words.length + 1) / ((where.get(folded)?.length ?? 0) + 0.5))]));

/**
 * Where a text has most of the words of a quotation, by weight.
 * @param {Version} version
 * @param {Map<string, number>} weight
 * @param {number} width
 */
const regions = ({ where }, weight, width) => {
  /** @type {Map<number, number>} */
  const found = new Map();
  for (const [folded, heavy] of weight) {
    const windows = new Set((where.get(folded) ?? []).map((place) => Math.floor(place / width)));
    for (const window of windows) found.set(window, (found.get(window) ?? 0) + heavy);
  }
  const near = [...found].map(([window, heavy]) => ({ window, heavy: heavy + (found.get(window + 1) ?? 0) }));
  return near.sort((one, other) => other.heavy - one.heavy).slice(0, REGIONS).map(({ window }) => window);
};

/**
 * The nearest passage of a version, or undefined if no word of the quotation stands in it.
 * @param {Version} version
 * @param {Quoted} quotation
 * @returns {Near | undefined}
 */
export const nearest = (version, quotation) => {
  const items = itemsOf(quotation);
  const width = items.length + AROUND;
  const weight = weights(version, quotation);
  /** @type {Near | undefined} */
  let best;
  for (const window of regions(version, weight, width)) {
    const start = Math.max(0, (window - 1) * width);
    const words = version.words.slice(start, (window + 3) * width);
    const { cost, from, to, changes } = align(items, words);
    if (from === to || (best && cost >= best.cost)) continue;
    const [first, behind] = [start + from, start + to];
    const moved = changes.map(({ wrote, has: [a, b] }) => ({ wrote, has: /** @type {Span} */ ([start + a, start + b]) }));
    best = { version, first, behind, changes: moved, cost, share: shareOf(version, weight, first, behind) };
  }
  return best;
};

/**
 * How much of the weight of a quotation a passage has, from 0 to 1.
 * @param {Version} version
 * @param {Map<string, number>} weight
 * @param {number} first
 * @param {number} behind
 */
const shareOf = ({ words }, weight, first, behind) => {
  const there = new Set(words.slice(first, behind).map(({ folded }) => folded));
  let [all, shared] = [0, 0];
  for (const [folded, heavy] of weight) {
    all += heavy;
    if (there.has(folded)) shared += heavy;
  }
  return all ? shared / all : 0;
};
