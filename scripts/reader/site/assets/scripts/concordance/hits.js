// All places of a word, a phrase or a term. Nothing here asks for a page.
import { placesOf } from "../texts/library.js";
import { lettersOf, wordsOf } from "../texts/words.js";

/** @typedef {import("../texts/library.js").Library} Library */
/** @typedef {import("../texts/library.js").Version} Version */
/** @typedef {import("../texts/words.js").Word} Word */
/** @typedef {{ version: Version, first: number, behind: number }} Hit */

const OPEN = /\*(?=[\s\p{P}]|$)/gu; // a word that may go on

/**
 * Where words stand: one that ends in * stands for any that begins so.
 * @param {Library} library
 * @param {string} query
 * @returns {Hit[]}
 */
export const hitsOf = ({ versions, simplified }, query) => {
  const words = wordsOf(query, simplified);
  if (!words.length) return [];
  const stars = [...query.matchAll(OPEN)].map(({ index }) => index);
  const open = words.map(({ end }) => stars.includes(end));
  return versions.flatMap((version) => {
    const places = open.includes(true) ? openPlaces(version, words, open) : placesOf(version, words);
    return places.map(([first, behind]) => ({ version, first, behind }));
  });
};

/**
 * @param {Version} version
 * @param {Word[]} wanted
 * @param {boolean[]} open
 * @returns {Span[]}
 */
const openPlaces = ({ words }, wanted, open) => {
  /** @type {Span[]} */
  const found = [];
  for (let first = 0; first + wanted.length <= words.length; first++) {
    const fits = wanted.every(({ folded }, n) => {
      const word = words[first + n].folded;
      return open[n] ? word.startsWith(folded) : word === folded;
    });
    if (fits) found.push([first, first + wanted.length]);
  }
  return found;
};

/**
 * The entries that bear a name.
 * @param {Library} library
 * @param {string} query
 */
export const entriesOf = ({ names, simplified }, query) => names.get(lettersOf(wordsOf(query, simplified))) ?? [];

/**
 * The entries with a query in one of their names.
 * @param {Library} library
 * @param {string} query
 */
export const entriesWith = ({ names, simplified }, query) => {
  const letters = lettersOf(wordsOf(query, simplified));
  const found = [...names].flatMap(([name, entries]) => (letters && name.includes(letters) ? entries : []));
  return [...new Set(found)];
};

/**
 * Where a term stands, whatever the wording.
 * @param {Library} library
 * @param {string | undefined} term the id of its entry
 * @returns {Hit[]}
 */
export const mentionsOf = ({ versions }, term) => versions.flatMap((version) => {
  const { blocks, words, at, isOriginal } = version;
  if (isOriginal) return []; // nothing is marked there
  let n = 0;
  return blocks.flatMap(({ doc }, block) => (doc.mentions?.[`${term}`] ?? []).flatMap(([start, end]) => {
    while (n < words.length && (at[n] < block || (at[n] === block && words[n].start < start))) n += 1;
    let behind = n;
    while (at[behind] === block && words[behind].start < end) behind += 1;
    return behind > n ? [{ version, first: n, behind }] : [];
  }));
});

/** @typedef {"place" | "left" | "right" | "wording"} Order */

const NEAR = 4; // words beside a place by which lines are put in order

/**
 * @param {Hit} hit
 * @param {Order} order
 */
const keyOf = ({ version: { words, at }, first, behind }, order) => {
  /** @type {(from: number, to: number) => string[]} */
  const between = (from, to) => words.slice(Math.max(0, from), to)
    .filter((_, n) => at[Math.max(0, from) + n] === at[first]).map(({ folded }) => folded);
  if (order === "left") return between(first - NEAR, first).reverse().join(" ");
  return (order === "right" ? between(behind, behind + NEAR) : between(first, behind)).join(" ");
};

/**
 * Places in an order: as they come, by the words to the left or to the right, by wording.
 * @param {Hit[]} hits
 * @param {Order} order
 */
export const ordered = (hits, order) => {
  if (order === "place") return hits;
  const { compare } = new Intl.Collator();
  return hits.map((hit) => ({ hit, key: keyOf(hit, order) }))
    .sort((one, other) => compare(one.key, other.key)).map(({ hit }) => hit);
};
