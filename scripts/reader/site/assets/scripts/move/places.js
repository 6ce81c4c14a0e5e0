// The place in the whole: the paragraph that is read.
import { all, get } from "../reader/elements.js";

/** The paragraphs of a whole text. On the page of one paragraph there are none to go through. */
export const units = all(".unit:has(> p > .label)");

/**
 * The link that is the number of a paragraph.
 * @param {HTMLElement} unit
 * @returns {HTMLAnchorElement}
 */
export const labelOf = (unit) => get(".label", unit);
/** @param {ParentNode} unit */
export const idOf = (unit) => get(".words", unit).id;

const header = () => get(".md-header").getBoundingClientRect().bottom;

/** The paragraph at the top of the screen. */
export const current = () => units.findLast((unit) => unit.getBoundingClientRect().top < header() + 100);
