// How often words stand in each document of an index in shards.
import { WORD, fold, isHan } from "./folding.js";
import { phraseTest } from "./query.js";

/** @typedef {import("./shards.js").List} List */
/** @typedef {import("./shards.js").Forms} Forms */
/** @typedef {import("./shards.js").Shards} Shards */
/**
 * A key that is looked for, or the beginning of one; "" is any.
 * @typedef {{ key: string, whole: boolean }} Unit
 */
/** @typedef {ReturnType<typeof countingIn>} Counting */

export const PARTS = 3; // of a document: its words, its original, what is not shown
const HIDDEN = 2;
const ROOM = 2 ** 20; // for places in a part
const REMEMBERED = 200; // tables that are remembered

/**
 * The units of folded words. Of a word that others follow all is given; so it is with the last, if
 * it is `whole`. Of a script without spaces each character is a unit with the one behind it.
 * @param {string[]} words
 * @param {boolean} whole
 */
const unitsOf = (words, whole) => words.flatMap((word, n) => {
  const ends = whole || n < words.length - 1;
  if (!isHan(word)) return [{ key: word, whole: ends }];
  const signs = [...word];
  const units = signs.slice(1).map((sign, at) => ({ key: signs[at] + sign, whole: true }));
  return ends || !units.length ? [...units, { key: signs[signs.length - 1], whole: ends }] : units;
});

/**
 * The units of a phrase as it is written: a star stands for any rest of a word.
 * @param {string} phrase
 * @param {Characters} simplified
 */
const unitsOfPhrase = (phrase, simplified) => {
  const tokens = [...phrase.matchAll(new RegExp(`(?:${WORD.source}|\\*)+`, "gu"))];
  const behind = phrase.slice((tokens.at(-1)?.index ?? 0) + (tokens.at(-1)?.[0].length ?? 0));
  return tokens.flatMap(([token], n) => {
    const last = n === tokens.length - 1;
    const [given, ...more] = token.split("*");
    const words = fold(given, simplified).split(" ").filter(Boolean);
    if (!words.length) return [{ key: "", whole: false }];
    // The last may go on within its word, as behind an apostrophe.
    const ended = last ? isHan(words[words.length - 1]) && behind !== "" : !more.length;
    return unitsOf(words, ended);
  });
};

/**
 * The places of a list in one row of numbers.
 * @param {List & { all?: Float64Array }} list
 */
const allPlaces = (list) => {
  if (list.all) return list.all;
  const all = new Float64Array(list.places.length);
  for (let n = 0; n < list.parts.length; n++) {
    for (let at = list.starts[n]; at < list.starts[n + 1]; at++) all[at] = list.parts[n] * ROOM + list.places[at];
  }
  list.all = all;
  return all;
};

/**
 * The places of several lists in order, each once.
 * @param {List[]} lists
 */
const united = (lists) => {
  if (lists.length === 1) return allPlaces(lists[0]);
  const all = new Float64Array(lists.reduce((sum, { places }) => sum + places.length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(allPlaces(list), at);
    at += list.places.length;
  }
  all.sort();
  return all.filter((place, n) => place !== all[n - 1]);
};

/**
 * Of some places those at which, so much further on, others are.
 * @param {Float64Array} places
 * @param {Float64Array} others
 * @param {number} further
 */
const followed = (places, others, further) => {
  let at = 0;
  return places.filter((place) => {
    while (others[at] < place + further) at++;
    return others[at] === place + further;
  });
};

/**
 * The form at a place in one of some lists.
 * @param {(List & Forms)[]} lists
 * @param {number} place
 */
const formAt = (lists, place) => {
  for (const list of lists) {
    const all = allPlaces(list);
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (all[middle] < place) low = middle + 1;
      else high = middle;
    }
    if (all[low] === place) return list.table[list.forms?.[low] ?? 0];
  }
  return "x "; // any word
};

/**
 * What counts in the shards of an index. `mask` is 0 for parts of documents that do not count.
 * @param {Shards} shards
 * @param {Characters} simplified
 * @param {Uint8Array} [mask]
 */
export const countingIn = (shards, simplified, mask) => {
  /** @type {Map<string, Float32Array>} */
  const tables = new Map();
  /** @type {(name: string, fill: (table: Float32Array) => void) => Float32Array} */
  const remembered = (name, fill) => {
    const known = tables.get(name);
    if (known) return known;
    const table = new Float32Array(shards.count);
    fill(table);
    if (shards.missing.size) return table;
    if (tables.size >= REMEMBERED) tables.clear();
    tables.set(name, table);
    return table;
  };
  /** @type {(table: Float32Array, list: List, weight: number) => void} */
  const addList = (table, { parts, starts }, weight) => {
    for (let n = 0; n < parts.length; n++) {
      if (!mask || mask[parts[n]]) table[Math.floor(parts[n] / PARTS)] += weight * (starts[n + 1] - starts[n]);
    }
  };
  /** @param {number} place */
  const partAt = (place) => Math.floor(place / ROOM);
  /** @type {(table: Float32Array, place: number, weight: number) => void} */
  const addPlace = (table, place, weight) => {
    const part = partAt(place);
    if (!mask || mask[part]) table[Math.floor(part / PARTS)] += weight;
  };
  /**
   * Where units stand one behind the other.
   * @param {Unit[]} units
   */
  const chained = (units) => {
    const found = units.map(({ key }) => united(shards.lists(key, true)));
    return found.slice(1).reduce((places, others, n) => followed(places, others, n + 1), found[0]);
  };
  return {
    /**
     * How often words stand in each document, as `count` tells of one: of the last word the
     * beginning counts half. If they are `whole`, it does not count.
     * @type {(words: string, whole?: boolean) => Float32Array}
     */
    of: (words, whole = false) => remembered(`${whole} ${words}`, (table) => {
      const units = unitsOf(words.split(" "), whole && !isHan(words));
      const last = units[units.length - 1];
      const lists = shards.lists(last.key, last.whole);
      const before = units.length > 1 ? chained(units.slice(0, -1)) : undefined;
      /** @type {(some: List[], weight: number) => void} */
      const add = (some, weight) => {
        if (!before) for (const list of some) addList(table, list, weight);
        else for (const place of followed(before, united(some), units.length - 1)) addPlace(table, place, weight);
      };
      const half = isHan(words) ? 1 : 0.5;
      add(lists.filter(({ key }) => key === last.key), 1);
      add(lists.filter(({ key }) => key !== last.key), half);
    }),
    /**
     * How often a phrase stands in each document, by its very words.
     * @param {string} phrase
     */
    ofPhrase: (phrase) => remembered(`"${phrase}`, (table) => {
      const units = unitsOfPhrase(phrase, simplified);
      const lists = units.map(({ key, whole }, n) => (key ? [
        ...shards.withForms(key, whole), ...(n || isHan(key) ? [] : shards.withForms(`'${key}`, whole)),
      ] : []));
      const known = lists.findIndex((_, n) => units[n].key);
      if (shards.missing.size || known < 0) return;
      let places = united(lists[known]);
      units.forEach(({ key }, n) => {
        if (key && n !== known) places = followed(places, united(lists[n]), n - known);
      });
      const test = phraseTest(phrase);
      /** @type {Map<string, number>} */
      const counts = new Map();
      for (const place of places) {
        if (partAt(place) % PARTS === HIDDEN) continue;
        const words = units.map(({ key }, n) => {
          const form = formAt(lists[n], place + n - known);
          // What it begins with stands behind the one before; so does the second of two characters.
          const begun = n ? form.slice(Math.max(0, form.search(WORD))) : form;
          return isHan(key) && [...key].length > 1 && n < units.length - 1 ? [...begun].slice(0, -1).join("") : begun;
        }).join("");
        const count = counts.get(words) ?? words.match(test)?.length ?? 0;
        counts.set(words, count);
        if (count) addPlace(table, place, count);
      }
    }),
    /**
     * How often the terms of some entries are mentioned in each document, taken together.
     * @param {string[]} ids
     */
    ofTerms: (ids) => remembered(`#${ids.join(" ")}`, (table) => {
      for (const id of ids) for (const list of shards.lists(`#${id}`, true)) addList(table, list, 1);
    }),
  };
};
