// Ways of reading: the bare text, a text to study, or everything. What a way does not mark is no
// link: the page comes as one studies it.
import { all } from "./elements.js";

const TERMS = [".words .term", ".heading .term", ".original-words .term"].join();
let marked = "study";

/**
 * Mark the terms and number the notes that belong to a way of reading.
 * @param {string} way
 */
export const markFor = (way) => {
  if (way === marked) return;
  marked = way;
  for (const term of all(TERMS)) {
    term.dataset.href ??= /** @type {string} */ (term.getAttribute("href"));
    const linked = way === "check" || (way === "study" && term.classList.contains("key"));
    for (const [name, value] of [["href", term.dataset.href], ["role", "doc-glossref"]]) {
      if (linked) term.setAttribute(name, value);
      else term.removeAttribute(name);
    }
  }
  for (const mark of all(".note-mark")) {
    mark.ariaLabel = (/** @type {string} */ (mark.ariaLabel)).replace(/\d+/, (number) => mark.dataset[way] ?? number);
  }
};
