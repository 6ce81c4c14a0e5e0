// Asking for a card: the script that shows cards is loaded when the first may be wanted.
import { chosen } from "../reader/choices.js";
import { around, element, find } from "../reader/elements.js";
import { late } from "../reader/late.js";
import { holder, listed } from "./given.js";

/** Where the page was pressed last, and whether by a finger. */
export const pressed = { touch: false, x: -1, y: -1 };
export const off = () => chosen.cards === "off";

/**
 * The term, or the mark of a note, around an event: the page holds its card.
 * @param {{ target: EventTarget | null }} event
 */
export const markAt = (event) => /** @type {HTMLAnchorElement | null | undefined} */ (
  holder && around(event, ".words .term[href], .heading .term[href], .note-mark, .noteref")
);

/** What was heard last while the script comes: a tap is not forgotten. @type {HeardEvent | undefined} */
let latest;
let previews = find("[data-previews]")?.dataset.previews;

const heed = () => latest && late.heed?.(latest);
// Where the script cannot be had, a term is the link that it is.
const giveUp = () => {
  previews = "";
  if (latest?.type === "click") location.assign(/** @type {HTMLAnchorElement} */ (markAt(latest)).href);
};

/** @param {MouseEvent} event its target is forgotten with it, if that is in a shadow */
const ask = ({ type, target, clientX, clientY, detail }) => {
  const first = !latest;
  if (late.heed || latest?.type !== "click") latest = { type, target, clientX, clientY, detail };
  if (late.heed) heed();
  else if (first) document.head.append(element("script", { src: previews, onload: heed, onerror: giveUp }));
};

/** @param {any} event */
const rested = (event) => {
  const counts = latest || markAt(event) || around(event, "article a[href]:not([href^=http])");
  if (previews && !late.heed && event.pointerType !== "touch" && counts) ask(event);
};

/**
 * A tap shows the card; its title leads to the entry. On a whole text a note is read where its
 * mark stands.
 * @param {MouseEvent} event
 */
const clicked = (event) => {
  const link = markAt(event);
  const opens = previews && (pressed.touch ? !off() : !listed && link?.matches(".note-mark"));
  if (link && opens && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    ask(event);
  } else if (link?.id) {
    // So that Back leads to the very word.
    history.replaceState(history.state, "", `#${link.id}`);
  }
};

export const heedReader = () => {
  document.addEventListener("pointerdown", ({ pointerType, clientX: x, clientY: y }) => {
    Object.assign(pressed, { touch: pointerType === "touch", x, y });
  });
  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, rested);
  document.addEventListener("click", clicked);
};
