// By keyboard: from a link into its card, on into a further one, and out again.
import { all } from "../reader/elements.js";
import { close, focusLevel, stack } from "./stack.js";

/** @param {KeyboardEvent} event */
const goThrough = (event) => {
  if (!stack.length) return;
  if (event.key === "Escape") {
    close(stack.length - 1);
    event.stopImmediatePropagation();
  }
  if (event.key !== "Tab") return;
  const here = document.activeElement;
  const own = stack.find(({ link }) => link === here)?.card;
  const level = focusLevel();
  const stops = level ? all("a[href], button", stack[level - 1].card) : [];
  if (own && !event.shiftKey) {
    event.preventDefault();
    all("a[href]", own)[0].focus();
  } else if (event.shiftKey && level && here === stops[1]) {
    event.preventDefault();
    close(level - 1, true);
  } else if (!event.shiftKey && level && here === stops.at(-1)) {
    close(level - 1, true); // and Tab goes on from the link
  }
};

export const followKeys = () => document.addEventListener("keydown", goThrough, true);
