// What is loaded of an index in shards, and what is still missing. `site/shards.py` writes it.
import { isHan } from "./folding.js";

/**
 * Places: in which parts of documents, where the places in each begin, the places.
 * @typedef {{ parts: Int32Array, starts: Int32Array, places: Int32Array }} Places
 */
/** Where a key stands. @typedef {ReturnType<typeof listOf>} List */
/** @typedef {[key: string, parts: string, places: string, written?: string]} Row */
/**
 * A list with the forms that its key has, and which of them it has at each place.
 * @typedef {{ list: List, table: string[], forms: Int32Array | undefined }} Formed
 */
/** @typedef {ReturnType<typeof shardsOf>} Shards */

const DIGITS = Array.from({ length: 95 }, (_, n) => String.fromCharCode(32 + n)).filter((sign) => !/["\\]/.test(sign));
const VALUES = new Uint8Array(128);
DIGITS.forEach((sign, n) => {
  VALUES[sign.charCodeAt(0)] = n;
});
const END = 64; // a digit below it ends a number
const HIGHER = DIGITS.length - END;

/** What is missing was asked for: as soon as it is loaded, the query is asked again. */
export class Missing extends Error {}

/**
 * Read numbers.
 * @param {string} written
 */
const numbersIn = (written) => {
  const numbers = new Int32Array(written.length);
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
  return numbers.subarray(0, count);
};

/**
 * How often a key stands in which parts. The places are read when they are asked for: most words of
 * which a query has the beginning are only counted.
 * @param {Row} row
 */
const listOf = ([key, written, writtenPlaces]) => {
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

/**
 * The place of the first row whose key is not before another.
 * @param {Row[]} rows
 * @param {string} key
 */
const firstIn = (rows, key) => {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle][0] < key) low = middle + 1;
    else high = middle;
  }
  return low;
};

/**
 * The shards of an index: `count` documents are in them.
 * @param {NonNullable<SearchIndex["shards"]>} given
 */
export const shardsOf = ({ folder, count, first, block }) => {
  /** @type {Map<string, any>} */
  const loaded = new Map();
  /** @type {Map<string, List>} */
  const lists = new Map();
  /** @type {Set<string>} */
  const missing = new Set();
  /** @param {string} name */
  const take = (name) => {
    if (!loaded.has(name)) missing.add(name);
    return loaded.get(name);
  };
  /**
   * The shards that may hold keys that begin so, or the key itself.
   * @param {string} key
   * @param {boolean} whole
   */
  const range = (key, whole) => {
    let at = first.findLastIndex((one) => one <= key);
    const found = at < 0 ? [] : [at];
    while (!whole && ++at < first.length && first[at].startsWith(key)) found.push(at);
    return found;
  };
  /**
   * The rows whose keys begin so, in order, each with its shard and place; of a whole key its own.
   * @param {string} key
   * @param {boolean} whole
   */
  const rows = (key, whole) => {
    /** @type {{ row: Row, shard: number, place: number }[]} */
    const found = [];
    for (const shard of key ? range(key, whole) : []) {
      /** @type {Row[]} */
      const all = take(`w${shard}`) ?? [];
      for (let place = firstIn(all, key); all[place]?.[0].startsWith(key) && !(whole && all[place][0] !== key); place++) {
        found.push({ row: all[place], shard, place });
      }
    }
    return found;
  };
  /** @param {Row} row */
  const list = (row) => {
    const known = lists.get(row[0]) ?? listOf(row);
    lists.set(row[0], known);
    return known;
  };
  return {
    folder, count, missing,
    /** @type {(name: string, data: unknown) => void} */
    put: (name, data) => {
      loaded.set(name, data);
      missing.delete(name);
    },
    /** Stop here, if anything is missing. */
    check: () => {
      if (missing.size) throw new Missing();
    },
    /** @type {(key: string, whole?: boolean) => List[]} */
    lists: (key, whole = false) => rows(key, whole).map(({ row }) => list(row)),
    /**
     * Those lists, with their forms.
     * @type {(key: string, whole: boolean) => Formed[]}
     */
    withForms: (key, whole) => {
      const found = rows(key, whole);
      for (const { shard } of found) take(`f${shard}`);
      return found.map(({ row, shard, place }) => {
        const [table, forms = ""] = loaded.get(`f${shard}`)?.[place] ?? [];
        const usual = [isHan(row[0]) ? row[0] : `${row[0]} `];
        return { list: list(row), table: table ?? usual, forms: forms ? numbersIn(forms) : undefined };
      });
    },
    /** @param {string} key */
    begins: (key) => rows(key, false).find(({ row: [one] }) => !isHan(one))?.row[0],
    /** @param {string} key */
    has: (key) => rows(key, true).length > 0,
    /** @type {(number: number) => SearchDocument | undefined} */
    doc: (number) => take(`d${Math.floor(number / block)}`)?.[number % block],
    /**
     * How a word is written, if it stands in a shard that is loaded.
     * @param {string} key
     */
    written: (key) => {
      const [shard] = range(key, true);
      const row = loaded.has(`w${shard}`) ? rows(key, true)[0]?.row : undefined;
      return row && (row[3] ?? row[0]);
    },
    /**
     * All words, a line each.
     * @returns {string}
     */
    words: () => take("words") ?? "",
  };
};
