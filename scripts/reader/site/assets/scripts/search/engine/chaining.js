// Places at which words of an index in shards stand one behind the other.

/** @typedef {import("./shards.js").List} List */
/** @typedef {import("./shards.js").Places} Places */

/**
 * Where in some parts one stands, or the first behind it, not before a place. What is near is found
 * soon: parts are looked for in their order.
 * @param {Int32Array} parts
 * @param {number} part
 * @param {number} [from]
 */
export const partFrom = (parts, part, from = 0) => {
  let [low, high, step] = [from, from, 1];
  for (; high < parts.length && parts[high] < part; step *= 2) {
    low = high + 1;
    high += step;
  }
  high = Math.min(high, parts.length);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (parts[middle] < part) low = middle + 1;
    else high = middle;
  }
  return low;
};

/**
 * Mark the places at which, so much further on, others are.
 * @param {Uint8Array} marks
 * @param {Places} found
 * @param {Places} others
 * @param {number} further
 */
const mark = (marks, { parts, starts, places }, others, further) => {
  for (let n = 0, other = 0; n < parts.length; n++) {
    other = partFrom(others.parts, parts[n], other);
    if (others.parts[other] !== parts[n]) continue;
    let at = others.starts[other];
    const end = others.starts[other + 1];
    for (let place = starts[n]; place < starts[n + 1]; place++) {
      while (at < end && others.places[at] < places[place] + further) at++;
      if (at < end && others.places[at] === places[place] + further) marks[place] = 1;
    }
  }
};

/**
 * Of some places those that are marked.
 * @param {Places} found
 * @param {Uint8Array} marks
 * @returns {Places}
 */
const marked = ({ parts, starts, places }, marks) => {
  const kept = { parts: new Int32Array(parts.length), starts: new Int32Array(parts.length + 1), places: new Int32Array(places.length) };
  let [count, end] = [0, 0];
  for (let n = 0; n < parts.length; n++) {
    for (let place = starts[n]; place < starts[n + 1]; place++) if (marks[place]) kept.places[end++] = places[place];
    if (end === kept.starts[count]) continue;
    kept.parts[count++] = parts[n];
    kept.starts[count] = end;
  }
  return { parts: kept.parts.subarray(0, count), starts: kept.starts.subarray(0, count + 1), places: kept.places.subarray(0, end) };
};

/**
 * Of some places those at which, so much further on, any of some lists has one.
 * @param {Places} found
 * @param {List[]} lists
 * @param {number} further
 */
export const followed = (found, lists, further) => {
  const marks = new Uint8Array(found.places.length);
  for (const list of lists) mark(marks, found, list, further);
  return marked(found, marks);
};

/** @param {Places[]} lists */
const size = (lists) => lists.reduce((sum, { starts }) => sum + starts[starts.length - 1], 0);

/**
 * The numbers of some units, each given by its lists, the rarest first: the others have to be looked
 * for only where that stands.
 * @param {Places[][]} lists
 */
export const rarestFirst = (lists) => lists.map((list, n) => ({ n, size: size(list) }))
  .sort((a, b) => a.size - b.size).map(({ n }) => n);
