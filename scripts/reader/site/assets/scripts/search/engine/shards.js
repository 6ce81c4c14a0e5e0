// What is loaded of an index in shards, and what is still missing. `site/shards.py` writes it.
import { isHan } from "./folding.js";
import { isWithin, listOf, numbersIn } from "./postings.js";

/** @typedef {import("./postings.js").List} List */
/** @typedef {import("./postings.js").Row} Row */
/** @typedef {ReturnType<typeof shardsOf>} Shards */
/**
 * A list with the forms that its key has, and which of them it has at each place.
 * @typedef {{ list: List, table: string[], forms: Int32Array | undefined }} Formed
 */

/** What is missing was asked for: as soon as it is loaded, the query is asked again. */
export class Missing extends Error {}

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
    if (!key) return [];
    let at = first.findLastIndex((one) => one <= key);
    const found = at < 0 ? [] : [at];
    while (!whole && ++at < first.length && first[at].startsWith(key)) found.push(at);
    return found;
  };
  /**
   * Visit the rows whose keys begin so, in order, with the shard and the place of each; of a whole
   * key its own. Of one letter there may be thousands: nothing is made of a row before it is needed.
   * @param {string} key
   * @param {boolean} whole
   * @param {(row: Row, shard: number, place: number) => void} visit
   */
  const visitRows = (key, whole, visit) => {
    for (const shard of range(key, whole)) {
      /** @type {Row[]} */
      const all = take(`w${shard}`) ?? [];
      for (let place = firstIn(all, key); all[place]?.[0].startsWith(key) && !(whole && all[place][0] !== key); place++) {
        visit(all[place], shard, place);
      }
    }
  };
  /** @type {(key: string, whole: boolean) => Row | undefined} */
  const firstRow = (key, whole) => {
    for (const shard of range(key, whole)) {
      /** @type {Row[]} */
      const all = take(`w${shard}`) ?? [];
      const row = all[firstIn(all, key)];
      if (row && (whole ? row[0] === key : row[0].startsWith(key))) return row;
    }
    return undefined;
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
    visitRows,
    /**
     * The lists of keys that begin so, or of a whole key; if parts are given, only those with any.
     * @type {(key: string, whole: boolean, parts?: Int32Array) => List[]}
     */
    lists: (key, whole, parts) => {
      /** @type {List[]} */
      const found = [];
      visitRows(key, whole, (row) => {
        if (!parts || isWithin(row, parts)) found.push(list(row));
      });
      return found;
    },
    /**
     * Those lists, with their forms.
     * @type {(key: string, whole: boolean) => Formed[]}
     */
    withForms: (key, whole) => {
      /** @type {Formed[]} */
      const found = [];
      for (const shard of range(key, whole)) take(`f${shard}`); // together with the rows
      visitRows(key, whole, (row, shard, place) => {
        const [table, forms = ""] = take(`f${shard}`)?.[place] ?? [];
        const usual = [isHan(row[0]) ? row[0] : `${row[0]} `];
        found.push({ list: list(row), table: table ?? usual, forms: forms ? numbersIn(forms) : undefined });
      });
      return found;
    },
    /** @param {string} key */
    begins: (key) => {
      const row = firstRow(key, false);
      return row && !isHan(row[0]) ? row[0] : undefined;
    },
    /** @type {(number: number) => SearchDocument | undefined} */
    doc: (number) => take(`d${Math.floor(number / block)}`)?.[number % block],
    /**
     * How a word is written, if it stands in a shard that is loaded.
     * @param {string} key
     */
    written: (key) => {
      const [shard] = range(key, true);
      const row = loaded.has(`w${shard}`) ? firstRow(key, true) : undefined;
      return row && (row[3] ?? row[0]);
    },
    /**
     * All words, a line each.
     * @returns {string}
     */
    words: () => take("words") ?? "",
  };
};
