// Where a word stands, as it is written in a shard. `site/postings.py` writes it.
import { partFrom } from "./chaining.js";

/**
 * Places: in which parts of documents, where the places in each begin, the places.
 * @typedef {{ parts: Int32Array, starts: Int32Array, places: Int32Array }} Places
 */
/** Where a key stands. @typedef {ReturnType<typeof listOf>} List */
/** @typedef {[key: string, parts: string, places: string, written?: string]} Row */

const DIGITS = Array.from({ length: 95 }, (_, n) => String.fromCharCode(32 + n)).filter((sign) => !/["\\]/.test(sign));
const VALUES = new Uint8Array(128);
DIGITS.forEach((sign, n) => {
  VALUES[sign.charCodeAt(0)] = n;
});
const END = 64; // a digit below it ends a number
const HIGHER = DIGITS.length - END;

/**
 * Read numbers, into a row of them that has room; return how many there are.
 * @param {string} written
 * @param {Int32Array} numbers
 */
const readInto = (written, numbers) => {
  let count = 0;
  let number = 0;
  let unit = 1;
  for (let at = 0; at < written.length; at++) {
    const digit = VALUES[written.charCodeAt(at)];
    number += unit * digit;
    unit *= HIGHER;
    if (digit >= END) continue;
    numbers[count++] = number;
    number = 0;
    unit = 1;
  }
  return count;
};

/** @param {string} written */
export const numbersIn = (written) => {
  const numbers = new Int32Array(written.length);
  return numbers.subarray(0, readInto(written, numbers));
};

/**
 * How often a key stands in which parts. The places are read when they are asked for: most words of
 * which a query has the beginning are only counted.
 * @param {Row} row
 */
export const listOf = ([key, written, writtenPlaces]) => {
  const pairs = numbersIn(written);
  const count = pairs.length / 2;
  const [parts, starts] = [new Int32Array(count), new Int32Array(count + 1)];
  for (let n = 0, part = 0; n < count; n++) {
    part += pairs[2 * n];
    parts[n] = part;
    starts[n + 1] = starts[n] + pairs[2 * n + 1] + 1;
  }
  /** @type {Int32Array | undefined} */
  let known;
  const placed = () => {
    const places = numbersIn(writtenPlaces);
    for (let n = 0; n < (places.length && count); n++) {
      for (let at = starts[n] + 1; at < starts[n + 1]; at++) places[at] += places[at - 1];
    }
    return places;
  };
  return {
    key, parts, starts,
    get places() {
      known ??= placed();
      return known;
    },
  };
};

let room = new Int32Array(1024); // for numbers that nobody keeps

/**
 * The parts of a row, each with how often its key stands there: the difference of each part to the
 * one before, then one less than how often. They are there until another row is read.
 * @param {Row} row
 */
const pairsOf = ([, written]) => {
  if (written.length > room.length) room = new Int32Array(2 * written.length);
  return readInto(written, room);
};

/**
 * Visit the parts in which the key of a row stands, with how often it does.
 * @param {Row} row
 * @param {(part: number, count: number) => void} visit
 */
export const visitParts = (row, visit) => {
  const end = pairsOf(row);
  for (let n = 0, part = 0; n < end; n += 2) {
    part += room[n];
    visit(part, room[n + 1] + 1);
  }
};

/**
 * Whether the key of a row stands in any of some parts.
 * @param {Row} row
 * @param {Int32Array} parts
 */
export const isWithin = (row, parts) => {
  const end = pairsOf(row);
  for (let n = 0, part = 0, at = 0; n < end && at < parts.length; n += 2) {
    part += room[n];
    at = partFrom(parts, part, at);
    if (parts[at] === part) return true;
  }
  return false;
};
