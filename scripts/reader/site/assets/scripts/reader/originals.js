// The original of each paragraph, if it is there; and what stands for a term in it.
import { entryOf } from "./addresses.js";
import { all, around } from "./elements.js";

/** @type {HTMLDetailsElement[]} */
export const originals = all(".in-original");

/**
 * Show the originals, or hide them.
 * @param {string | undefined} shown
 */
export const reveal = (shown) => {
  for (const fold of originals) fold.open = /original|both/.test(/** @type {string} */ (shown));
};

/** @param {Event} event */
const light = (event) => {
  /** @type {HTMLAnchorElement | null | undefined} */
  const here = around(event, ".term");
  const unit = here?.closest(".unit:has(.in-original)");
  /** @type {HTMLAnchorElement[]} */
  const terms = all(".unit .term");
  for (const term of terms) {
    term.classList.toggle("lit", !!here && !!unit?.contains(term) && entryOf(term) === entryOf(here));
  }
};
if (originals.length) for (const kind of ["pointerover", "focusin"]) addEventListener(kind, light);
