// The words of paragraphs that come after their titles: each takes the place that was kept for it.
import { all, find, get } from "../../reader/elements.js";

/** @typedef {import("./asking.js").Item} Item */

/** @type {Item[]} */
let worded = [];

/** @param {string} html */
const parsed = (html) => new DOMParser().parseFromString(html, "text/html").body;

const fillIn = () => {
  all(".md-search-result__item").forEach((row, n) => {
    const blank = find("p.coming, p.came", row); // what did not come may have come since
    const words = worded[n] && find("p", parsed(worded[n].text));
    if (!blank || !words) return;
    words.className = "came";
    blank.replaceWith(words);
    const link = /** @type {HTMLAnchorElement} */ (words.closest("a"));
    link.hash = `${find("[data-arrival]", parsed(worded[n].title))?.dataset.arrival}`;
  });
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
