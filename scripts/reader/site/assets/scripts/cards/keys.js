// By keyboard: from the term into its card and out again.
import { all } from "../reader/elements.js";
import { card, hasFocus, hide, shownFor } from "./card.js";

/** @param {KeyboardEvent} event */
const goThrough = (event) => {
  if (card.hidden) return;
  if (event.key === "Escape") {
    hide(hasFocus());
    event.stopImmediatePropagation();
  }
  if (event.key !== "Tab") return;
  const stops = all("a[href], button", card);
  const [, first] = stops;
  const here = document.activeElement;
  if (here === shownFor && !event.shiftKey) {
    event.preventDefault();
    first.focus();
  } else if (event.shiftKey && here === first) {
    event.preventDefault();
    hide(true);
  } else if (!event.shiftKey && here === stops.at(-1)) {
    hide(true); // and Tab goes on from the term
  }
};

export const followKeys = () => document.addEventListener("keydown", goThrough, true);
