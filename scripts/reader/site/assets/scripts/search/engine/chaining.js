// Places at which words of an index in shards stand one behind the other.

/** @typedef {import("./postings.js").List} List */
/** @typedef {import("./postings.js").Places} Places */

/**
 * Where in some parts one stands, or the first behind it, not before a place. What is near is found
 * soon: parts are looked for in their order.
 * @param {Int32Array} parts
 * @param {number} part
 * @param {number} [from]
 */
export const partFrom = (parts, part, from = 0) => {
  let low = from;
  let high = from;
  for (let step = 1; high < parts.length && parts[high] < part; step *= 2) {
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
  let n = 0;
  let other = 0;
  while (n < parts.length && other < others.parts.length) {
    const part = parts[n];
    if (part < others.parts[other]) n = partFrom(parts, others.parts[other], n);
    else if (part > others.parts[other]) other = partFrom(others.parts, part, other);
    else {
      let at = others.starts[other++];
      const end = others.starts[other];
      for (let place = starts[n++]; place < starts[n]; place++) {
        while (at < end && others.places[at] < places[place] + further) at++;
        if (at < end && others.places[at] === places[place] + further) marks[place] = 1;
      }
    }
  }
};

/**
 * Of some places those that are marked.
 * @param {Places} found
 * @param {Uint8Array} marks
 * @returns {Places}
 */
const thoseMarked = ({ parts, starts, places }, marks) => {
  const all = { parts: new Int32Array(parts.length), starts: new Int32Array(parts.length + 1), places: new Int32Array(places.length) };
  let count = 0;
  let end = 0;
  for (let n = 0; n < parts.length; n++) {
    for (let place = starts[n]; place < starts[n + 1]; place++) if (marks[place]) all.places[end++] = places[place];
    if (end === all.starts[count]) continue;
    all.parts[count++] = parts[n];
    all.starts[count] = end;
  }
  return { parts: all.parts.subarray(0, count), starts: all.starts.subarray(0, count + 1), places: all.places.subarray(0, end) };
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
  return thoseMarked(found, marks);
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
