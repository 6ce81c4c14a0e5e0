// What is quoted in a text that somebody pastes: an article, or one quotation.

/** Signs that open a quotation, with those that close it. */
const PAIRS = [["“", "”"], ["„", "“”"], ["«", "»"], ["»", "«"], ["「", "」"], ["『", "』"], ['"', '"'], ["＂", "＂"]];
const SINGLE = /(?<![\p{L}\p{N}])[‘'](?=\S)((?:[^‘’'\n]|[’'](?=\p{L}))+)[’'](?!\p{L})/gu;
const LINE = /^(?:>\s?)+(.+)$/gm;

/**
 * Passages between marks. What nobody closes goes on to the end of its paragraph, as in a quotation
 * of several paragraphs; marks within a quotation are its own.
 * @param {string} given
 */
const between = (given) => {
  /** @type {Span[]} */
  const found = [];
  for (let at = 0; at < given.length; at++) {
    const closing = PAIRS.find(([open]) => open === given[at])?.[1];
    if (!closing) continue;
    const start = at + 1;
    const end = endOf(given, start, given[at], closing);
    found.push([start, end]);
    at = end;
  }
  return found;
};

/**
 * @param {string} given
 * @param {number} start
 * @param {string} open
 * @param {string} closing
 */
const endOf = (given, start, open, closing) => {
  let depth = 1;
  let at = start;
  for (; at < given.length && !/^\n\s*\n/.test(given.slice(at, at + 9)); at++) {
    if (closing.includes(given[at])) depth -= 1;
    else if (given[at] === open) depth += 1;
    if (!depth) return at;
  }
  return at;
};

/**
 * @param {string} given
 * @param {RegExp} sign
 * @returns {Span[]}
 */
const groups = (given, sign) => [...given.matchAll(sign)].map(({ index, 0: all, 1: inner }) => {
  const start = index + all.indexOf(inner);
  return [start, start + inner.length];
});

/**
 * Where quotations stand in what was pasted; none, if nothing in it is marked as one.
 * @param {string} given
 * @returns {Span[]}
 */
export const quotationsIn = (given) => {
  const marked = between(given);
  const found = marked.length ? marked : groups(given, SINGLE);
  const lines = groups(given, LINE).filter(([start, end]) => found.every(([from, to]) => to <= start || end <= from));
  return [...found, ...lines].sort((one, other) => one[0] - other[0]);
};

/**
 * A passage in sentences.
 * @param {string} words
 */
export const sentencesIn = (words) =>
  words.match(/[^.!?。！？\n]+(?:[.!?](?!\s|$)[^.!?。！？\n]*)*[.!?。！？]*[”"’」』)]*/gu) ?? [words];
