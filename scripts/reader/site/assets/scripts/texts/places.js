// Where a place in a text is, as readers are told.
import { root, sentenceOf } from "../reader/addresses.js";
import { element } from "../reader/elements.js";
import { passageOf, sentenceAt } from "./library.js";

/**
 * A place: words of a text, from the first to the one behind the last.
 * @typedef {{ version: import("./library.js").Version, first: number, behind: number }} Place
 */

/** @param {Place} place */
export const blockAt = ({ version: { blocks, at }, first }) => blocks[at[first]];

/**
 * The sentence that a place begins in.
 * @param {Place} place
 */
export const sentenceOfPlace = ({ version, first }) => sentenceAt(version, first);

/**
 * The name of a place: its text, its paragraph, and the sentence.
 * @param {Place} place
 */
export const nameOf = (place) => {
  const { title, boost } = blockAt(place).doc; // headings have one
  const [number, ...label] = title.split(" · ");
  const { number: sentence } = sentenceOf(sentenceOfPlace(place));
  return { label: label.join(" · "), number, where: boost ? number : _("{place}, sentence {number}", { place: number, number: sentence }) };
};

/**
 * The address of a place, by its sentence.
 * @param {Place} place
 */
export const linkTo = (place) => `${new URL(blockAt(place).doc.url, root()).href}#${sentenceOfPlace(place)}`;

/** @param {SearchDocument} entry */
export const entryLink = ({ url, title }) =>
  element("a", { href: new URL(url, root()).href, lang: READER_INDEX.named?.names ?? "" }, title);

/** @param {Place} place */
export const wordsAt = ({ version, first, behind }) => passageOf(version, first, behind);
