// What is copied of a paragraph and of words selected.
import { numberOf } from "../reader/addresses.js";
import { line } from "./line.js";
import { linkTo, textTitle, touchedBy } from "./links.js";
import { share } from "./menu.js";

/**
 * A quotation with its place.
 * @param {string} words
 * @param {string} text its title
 * @param {string} place
 * @param {string} link
 */
export const quotationOf = (words, text, place, link) => `“${line(words)}” (${text}, ${place})\n${link}`;

/**
 * @param {string} words
 * @param {string} number of the paragraph, or of the first and the last
 * @param {string} link
 */
export const quoted = (words, number, link) => quotationOf(words, textTitle, `¶ ${number}`, link);

/**
 * Open the menu for the words selected.
 * @param {Range} range
 * @param {HTMLElement} button that was pressed
 */
export const shareWords = (range, button) => {
  const touched = touchedBy(range);
  const [first, last] = [0, -1].map((n) => numberOf(/** @type {HTMLElement} */ (touched.at(n)).id));
  const number = first === last ? first : `${first}–${last}`;
  const link = linkTo(range);
  const words = touched.map((paragraph) => {
    const part = range.cloneRange();
    if (!paragraph.contains(part.startContainer)) part.setStart(paragraph, 0);
    if (!paragraph.contains(part.endContainer)) part.setEnd(paragraph, paragraph.childNodes.length);
    return `${part}`;
  }).join(" ");
  share(range, button, { name: _("these words"), number, link, words, quotation: quoted(words, number, link) });
};
