// The card: one at a time. WCAG 2.2, 1.4.13: Escape puts it away, the pointer may enter it, it
// stays until it is left.
import { element } from "../reader/elements.js";
import { contentsFor } from "./contents.js";

const GAP = 8;
export const narrow = matchMedia("(max-width: 45rem)");
export const card = element("aside", { className: "card-of-term", hidden: true });
/** @type {HTMLAnchorElement | null} */
export let shownFor = null;
/** Whether the focus comes back from a card, which then does not show again. */
export let returning = false;
/** @type {ReturnType<typeof setTimeout>} */
let timer;

export const wait = () => clearTimeout(timer);
/**
 * @param {number} milliseconds
 * @param {() => void} action
 */
export const later = (milliseconds, action) => {
  wait();
  timer = setTimeout(action, milliseconds);
};

/** @param {HTMLAnchorElement} link */
const fill = (link) => {
  const [name, ...parts] = contentsFor(link);
  const close = element("button", { type: "button", className: "card-close", ariaLabel: _("Close") }, "×");
  close.addEventListener("click", () => hide(true));
  card.replaceChildren(close, ...parts);
  card.ariaLabel = name;
};

/**
 * Put it beside the line of the term that the pointer is on, above it if there is no room below.
 * The sheet of a narrow screen does not cover what it is about.
 * @param {HTMLAnchorElement} link
 * @param {number} [y] where the pointer is
 */
const place = (link, y = NaN) => {
  const size = card.getBoundingClientRect();
  if (narrow.matches) {
    card.style.cssText = "";
    const hidden = link.getBoundingClientRect().bottom + GAP - card.getBoundingClientRect().top;
    if (hidden > 0) scrollBy(0, hidden);
    return;
  }
  const lines = [...link.getClientRects()];
  const line = lines.find((box) => y >= box.top - 2 && y <= box.bottom + 2) ?? lines[0];
  const below = line.bottom + GAP + size.height < innerHeight;
  const top = below ? line.bottom + GAP : Math.max(GAP, line.top - GAP - size.height);
  const left = Math.min(Math.max(GAP, line.left), innerWidth - size.width - GAP);
  card.style.cssText = `top: ${top}px; left: ${left}px`;
};

/**
 * @param {HTMLAnchorElement} link
 * @param {number} [y] where the pointer is
 */
export const show = (link, y) => {
  shownFor = link;
  fill(link);
  card.hidden = false;
  place(link, y);
};

/** @param {boolean} [back] whether the focus goes back to the term */
export const hide = (back) => {
  wait();
  if (card.hidden) return;
  const focused = hasFocus();
  card.hidden = true;
  if (back || focused) {
    returning = true;
    shownFor?.focus({ preventScroll: true });
    returning = false;
  }
  shownFor = null;
};

export const hasFocus = () => card.contains(document.activeElement);
