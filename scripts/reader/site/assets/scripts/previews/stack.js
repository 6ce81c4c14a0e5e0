// The cards that are shown. A link in a card opens one more above it, and that one goes first.
// WCAG 2.2, 1.4.13: Escape puts a card away, the pointer may enter it, it stays until it is left.
import { element } from "../reader/elements.js";
import { contentsOf } from "./contents.js";

const GAP = 8; // pixels
const DEPTH = 3; // cards at once; where they are sheets, there is room for two
export const narrow = matchMedia("(max-width: 45rem)");

/**
 * The cards, the lowest first, each with the link that it is for.
 * @type {{ card: HTMLElement, link: HTMLAnchorElement }[]}
 */
export const stack = [];
/** Whether the focus comes back from a card, which then does not show again. */
export let returning = false;
/** @type {ReturnType<typeof setTimeout>} */
let timer;
/** Which question for a card was the last: the answer to another comes too late. */
let turn = 0;

export const wait = () => {
  clearTimeout(timer);
  turn += 1;
};
/**
 * @param {number} milliseconds
 * @param {() => void} action
 */
export const later = (milliseconds, action) => {
  wait();
  timer = setTimeout(action, milliseconds);
};

/**
 * How many cards there are up to the one that holds a place; 0 for a place on the page.
 * @param {EventTarget | null} place
 */
export const levelOf = (place) => stack.findIndex(({ card }) => card.contains(/** @type {Node} */ (place))) + 1;

/** How many cards there are up to the one that has the focus. */
export const focusLevel = () => levelOf(document.activeElement);

/** @param {HTMLAnchorElement} link */
export const isShown = (link) => stack.some((shown) => shown.link === link);

/** Whether one more card can be shown for a link in a card of a level. @param {number} level */
export const hasRoom = (level) => level < DEPTH - +narrow.matches;

/**
 * Put cards away, the topmost first, until so many are left. The focus goes back to where it came
 * from.
 * @param {number} [level]
 * @param {boolean} [back] whether it does so even if it is in none of them
 */
export const putAway = (level = 0, back = false) => {
  for (const { card, link } of stack.splice(level).reverse()) {
    const focused = card.contains(document.activeElement);
    card.remove();
    if (!back && !focused) continue;
    returning = true;
    link.focus({ preventScroll: true });
    returning = false;
  }
};

/**
 * The same, and show none that was about to come.
 * @param {number} [level]
 * @param {boolean} [back]
 */
export const close = (level, back) => {
  wait();
  putAway(level, back);
};

/**
 * Sheets from below, and the second one above the first; none covers what it is about.
 * @param {HTMLElement} card
 * @param {HTMLAnchorElement} link
 */
const placeSheet = (card, link) => {
  const [below] = stack.slice(-1);
  if (below) {
    card.classList.add("card-above");
    card.style.maxHeight = `${below.card.getBoundingClientRect().top - GAP}px`;
  } else {
    const hidden = link.getBoundingClientRect().bottom + GAP - card.getBoundingClientRect().top;
    if (hidden > 0) scrollBy(0, hidden);
  }
};

/**
 * Put a card beside the line of its link that the pointer is on, above it if there is no room below.
 * @param {HTMLElement} card
 * @param {HTMLAnchorElement} link
 * @param {number} y where the pointer is, if it is
 */
const place = (card, link, y) => {
  if (narrow.matches) {
    placeSheet(card, link);
    return;
  }
  const size = card.getBoundingClientRect();
  const lines = [...link.getClientRects()];
  const line = lines.find((box) => y >= box.top - 2 && y <= box.bottom + 2) ?? lines[0];
  const below = line.bottom + GAP + size.height < innerHeight;
  const top = below ? line.bottom + GAP : Math.max(GAP, line.top - GAP - size.height);
  const left = Math.min(Math.max(GAP, line.left), innerWidth - size.width - GAP);
  card.style.cssText = `top: ${top}px; left: ${left}px`;
};

/**
 * @param {string} ariaLabel
 * @param {Node[]} parts
 */
const made = (ariaLabel, parts) => {
  const button = element("button", { type: "button", className: "card-close", ariaLabel: _("Close") }, "×");
  const card = element("aside", { className: "card-of-term", ariaLabel }, button, ...parts);
  button.addEventListener("click", () => close(levelOf(card) - 1, true));
  return card;
};

/**
 * Show the card of a link, if there is one; return it.
 * @param {HTMLAnchorElement} link
 * @param {number} [y] where the pointer is
 */
export const show = async (link, y = NaN) => {
  wait();
  const mine = turn;
  const contents = await contentsOf(link);
  if (mine !== turn || !contents || !link.isConnected) return null;
  const [name, ...parts] = contents;
  putAway(levelOf(link));
  const card = made(name, parts);
  document.body.append(card);
  place(card, link, y);
  stack.push({ card, link });
  return card;
};
