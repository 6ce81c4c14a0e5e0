// How often words stand in each document of an index in shards.
import { followed, partFrom, rarestFirst } from "./chaining.js";
import { WORD, fold, isHan } from "./folding.js";
import { visitParts } from "./postings.js";
import { phraseTest } from "./query.js";

/** @typedef {import("./postings.js").List} List */
/** @typedef {import("./postings.js").Places} Places */
/** @typedef {import("./shards.js").Formed} Formed */
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
 * The form of a word at a place in one of some lists.
 * @param {Formed[]} formed
 * @param {number} part
 * @param {number} place
 */
const formAt = (formed, part, place) => {
  for (const { list: { parts, starts, places }, table, forms } of formed) {
    const n = partFrom(parts, part);
    if (parts[n] !== part) continue;
    const at = places.subarray(starts[n], starts[n + 1]).indexOf(place);
    if (at >= 0) return table[forms?.[starts[n] + at] ?? 0];
  }
  return "x "; // any word
};

/**
 * The words of a phrase as they are written where it may stand.
 * @param {Unit[]} units
 * @param {Formed[][]} formed
 * @param {number} part
 * @param {number} place of the first unit
 */
const writtenAt = (units, formed, part, place) => units.map(({ key }, n) => {
  const form = formAt(formed[n], part, place + n);
  // What it begins with stands behind the one before; so does the second of two characters.
  const begun = n ? form.slice(Math.max(0, form.search(WORD))) : form;
  return isHan(key) && [...key].length > 1 && n < units.length - 1 ? [...begun].slice(0, -1).join("") : begun;
}).join("");

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
  /** @type {(table: Float32Array, row: import("./postings.js").Row, weight: number) => void} */
  const addRow = (table, row, weight) => visitParts(row, (part, count) => {
    if (!mask || mask[part]) table[Math.floor(part / PARTS)] += weight * count;
  });
  /** @type {(table: Float32Array, places: Places, weight: number) => void} */
  const add = (table, { parts, starts }, weight) => {
    for (let n = 0; n < parts.length; n++) {
      if (!mask || mask[parts[n]]) table[Math.floor(parts[n] / PARTS)] += weight * (starts[n + 1] - starts[n]);
    }
  };
  /** @type {Map<string, { places: Places, at: number } | undefined>} */
  const chains = new Map();
  /**
   * Where units stand one behind the other: the places of the one with the number `at`.
   * @param {Unit[]} units
   */
  const chained = (units) => {
    const name = units.map(({ key }) => key).join(" ");
    if (chains.has(name)) return chains.get(name);
    const lists = units.map(({ key }) => shards.lists(key, true));
    if (shards.missing.size) return undefined;
    const [at, ...others] = rarestFirst(lists);
    /** @type {Places | undefined} */
    const first = lists[at][0];
    const places = first && others.reduce((found, n) => followed(found, lists[n], n - at), first);
    const chain = places && { places, at };
    if (chains.size >= REMEMBERED) chains.clear();
    chains.set(name, chain);
    return chain;
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
      const half = isHan(words) ? 1 : 0.5;
      if (units.length > 1) {
        const before = chained(units.slice(0, -1));
        // That its shards are asked for with those of the others, whether there is a chain or not.
        const lists = shards.lists(last.key, last.whole, before?.places.parts ?? new Int32Array());
        if (!before || shards.missing.size) return;
        for (const list of lists) {
          const places = followed(before.places, [list], units.length - 1 - before.at);
          add(table, places, list.key === last.key ? 1 : half);
        }
      } else {
        shards.visitRows(last.key, last.whole, (row) => {
          if (!shards.missing.size) addRow(table, row, row[0] === last.key ? 1 : half);
        });
      }
    }),
    /**
     * How often a phrase stands in each document, by its very words.
     * @param {string} phrase
     */
    ofPhrase: (phrase) => remembered(`"${phrase}`, (table) => {
      const units = unitsOfPhrase(phrase, simplified);
      const formed = units.map(({ key, whole }, n) => (key ? [
        ...shards.withForms(key, whole), ...(n || isHan(key) ? [] : shards.withForms(`'${key}`, whole)),
      ] : []));
      if (shards.missing.size) return;
      const lists = formed.map((some) => some.map(({ list }) => list));
      const [rarest, ...others] = rarestFirst(lists).filter((n) => units[n].key);
      const test = phraseTest(phrase);
      /** @type {Map<string, number>} */
      const counts = new Map();
      const known = new Set(); // what begins within a word has the place of that word
      for (const list of lists[rarest] ?? []) {
        const { parts, starts, places } = others.reduce(
          (found, n) => followed(found, lists[n], n - rarest), /** @type {Places} */ (list));
        parts.forEach((part, n) => {
          if (part % PARTS === HIDDEN || (mask && !mask[part])) return;
          for (const place of places.subarray(starts[n], starts[n + 1])) {
            if (known.has(part * ROOM + place)) continue;
            if (lists[rarest].length > 1) known.add(part * ROOM + place);
            const words = writtenAt(units, formed, part, place - rarest);
            const count = counts.get(words) ?? words.match(test)?.length ?? 0;
            counts.set(words, count);
            table[Math.floor(part / PARTS)] += count;
          }
        });
      }
    }),
    /**
     * How often the terms of some entries are mentioned in each document, taken together.
     * @param {string[]} ids
     */
    ofTerms: (ids) => remembered(`#${ids.join(" ")}`, (table) => {
      for (const id of ids) shards.visitRows(`#${id}`, true, (row) => addRow(table, row, 1));
    }),
  };
};
