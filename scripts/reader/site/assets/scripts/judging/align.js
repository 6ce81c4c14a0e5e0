// Words beside words: which of a quotation are those of the text, and which are not.

/** @typedef {import("../texts/words.js").Word} Word */
/** @typedef {import("./quoted.js").Gap} Gap */
/**
 * Numbers of words, each the first and the one behind the last: those that are quoted, and those
 * that the text has in their place.
 * @typedef {{ wrote: Span, has: Span }} Change
 */
/** @typedef {{ cost: number, from: number, to: number, changes: Change[] }} Alignment */

const SKIPPED = { ellipsis: 0.004, brackets: 0.03 }; // for each word: the nearest ones are meant
const SIMILAR = 0.9; // a word beside one that begins alike

/**
 * @param {string} one
 * @param {string} other
 */
const differ = (one, other) => {
  if (one === other) return 0;
  return one.length > 3 && one.slice(0, 4) === other.slice(0, 4) ? SIMILAR : 1;
};

/**
 * What it costs to read the first words of a quotation as those that end at a word of the text,
 * and the step that leads there. A step is how many words it takes on either side.
 * @param {(Word | Gap)[]} quotation
 * @param {Word[]} text
 */
const table = (quotation, text) => {
  const costs = [new Float64Array(text.length + 1)];
  /** @type {Span[][]} */
  const steps = [[]];
  quotation.forEach((item, n) => {
    const row = new Float64Array(text.length + 1).fill(Infinity);
    /** @type {Span[]} */
    const taken = [];
    const [before, twoBefore] = [costs[n], costs[n - 1]];
    const previous = quotation[n - 1];
    for (let at = 0; at <= text.length; at++) {
      /** @type {(cost: number, wrote: number, has: number) => void} */
      const take = (cost, wrote, has) => {
        if (cost < row[at] - 1e-9) [row[at], taken[at]] = [cost, [wrote, has]];
      };
      if ("gap" in item) {
        take(before[at], 1, 0);
        if (at) take(row[at - 1] + SKIPPED[item.gap], 0, 1);
        continue;
      }
      if (at) take(before[at - 1] + differ(item.folded, text[at - 1].folded), 1, 1);
      if (at > 1 && text[at - 2].folded + text[at - 1].folded === item.folded) take(before[at - 2], 1, 2);
      if (at && twoBefore && previous && "folded" in previous
        && previous.folded + item.folded === text[at - 1].folded) take(twoBefore[at - 1], 2, 1);
      take(before[at] + 1, 1, 0);
      if (at) take(row[at - 1] + 1, 0, 1);
    }
    costs.push(row);
    steps.push(taken);
  });
  return { costs, steps };
};

/**
 * The cheapest way to read a quotation as some passage of a text.
 * @param {(Word | Gap)[]} quotation
 * @param {Word[]} text
 * @returns {Alignment}
 */
export const align = (quotation, text) => {
  const { costs, steps } = table(quotation, text);
  const last = /** @type {Float64Array} */ (costs.at(-1));
  let to = 0;
  last.forEach((cost, at) => {
    if (cost <= last[to]) to = at; // of two readings, that which ends with a word of the text
  });
  /** @type {Change[]} */
  const changes = [];
  let [wrote, has] = [quotation.length, to];
  while (wrote) {
    const [words, others] = steps[wrote][has];
    const item = quotation[wrote - 1];
    const same = words === 2 || others === 2
      || ("folded" in item && words && others && item.folded === text[has - 1].folded);
    if (!same && "folded" in item) {
      const next = changes[0];
      const touches = next && next.wrote[0] === wrote && next.has[0] === has;
      if (touches) next.wrote[0] -= words;
      if (touches) next.has[0] -= others;
      if (!touches) changes.unshift({ wrote: [wrote - words, wrote], has: [has - others, has] });
    }
    [wrote, has] = [wrote - words, has - others];
  }
  const cost = changes.reduce((sum, { wrote: [a, b], has: [c, d] }) => sum + Math.max(b - a, d - c), 0);
  return { cost, from: has, to, changes };
};
