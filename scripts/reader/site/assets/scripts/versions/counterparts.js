// A term, and what stands for it in the other versions of the paragraph.
import { entryOf } from "../reader/addresses.js";
import { all, around } from "../reader/elements.js";

/** @param {Event} event */
const light = (event) => {
  /** @type {HTMLAnchorElement | null | undefined} */
  const here = around(event, ".term");
  const row = here?.closest("[data-columns] > *, .unit");
  for (const lit of all(".term.lit")) lit.classList.remove("lit");
  if (!here || !row) return;
  /** @type {HTMLAnchorElement[]} */
  const terms = all(".term", row);
  for (const term of terms) term.classList.toggle("lit", entryOf(term) === entryOf(here));
};
for (const kind of ["pointerover", "focusin"]) addEventListener(kind, light);
