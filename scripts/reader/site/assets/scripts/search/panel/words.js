// The words of paragraphs that come after their titles: each takes the place that was kept for it.
import { all, find, get } from "../../reader/elements.js";

/** @typedef {import("./asking.js").Item} Item */

/** @type {Item[]} */
let worded = [];

/** @param {string} html */
const parsed = (html) => new DOMParser().parseFromString(html, "text/html").body;

const fillIn = () => {
  for (const blank of all("p.coming, p.came")) { // what did not come may have come since
    const link = /** @type {HTMLAnchorElement} */ (blank.closest("a"));
    const { number } = get("[data-number]", link).dataset;
    const item = worded.find((one) => `${one.number}` === number);
    const words = item && find("p", parsed(item.text));
    if (!words) continue;
    words.className = "came";
    blank.replaceWith(words);
    link.hash = `${find("[data-arrival]", parsed(item.title))?.dataset.arrival}`;
  }
};

/**
 * Fill in the words of results; of none, when others are shown.
 * @param {Item[]} items
 */
export const wordsOf = (items) => {
  worded = items;
  fillIn();
};

/** Material draws results as far as one sees: the rest is filled as it comes. */
export const watchWords = () => new MutationObserver(fillIn).observe(get(".md-search-result__list"), { childList: true });
