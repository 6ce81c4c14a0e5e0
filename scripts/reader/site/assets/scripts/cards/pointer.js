// Resting on a term or the mark of a note, focusing it or tapping it shows its card.
import { chosen } from "../reader/choices.js";
import { around, get } from "../reader/elements.js";
import { say } from "../reader/say.js";
import { card, hasFocus, hide, later, narrow, returning, show, shownFor, wait } from "./card.js";
import { listed } from "./given.js";

const [SHOW, LEAVE] = [500, 300]; // milliseconds

/** @param {Event} event */
const linkAt = (event) => /** @type {HTMLAnchorElement | null | undefined} */ (
  around(event, ".words .term[href], .heading .term[href], .note-mark, .noteref")
);
/** @param {Event} event */
const inCard = ({ target }) => card.contains(/** @type {Node} */ (target));
const off = () => chosen.cards === "off";

let touched = false;
let pressed = { x: -1, y: -1 };

/** @param {PointerEvent} event */
const over = (event) => {
  const { clientX: x, clientY: y } = event;
  // What was pressed may go away and leave a term under a pointer that has not moved.
  if (event.pointerType === "touch" || (x === pressed.x && y === pressed.y)) return;
  const link = linkAt(event);
  if (link && link !== shownFor && !off()) later(SHOW, () => show(link, y));
  else if (!link && !inCard(event) && !card.hidden && !hasFocus()) later(LEAVE, hide);
  else wait();
};

/** @param {Event} event */
const focused = (event) => {
  const link = linkAt(event);
  if (link && !returning && !off() && link.matches(":focus-visible")) later(LEAVE, () => show(link));
  else if (!link && !inCard(event)) hide();
};

/** @param {PointerEvent} event */
const down = (event) => {
  touched = event.pointerType === "touch";
  pressed = { x: event.clientX, y: event.clientY };
  if (!card.hidden && !inCard(event) && !linkAt(event)) hide();
};

/**
 * A tap shows the card; its title leads to the entry. On a whole text a note is read where its
 * mark stands.
 * @param {MouseEvent} event
 */
const clicked = (event) => {
  const link = linkAt(event);
  const opens = touched ? !off() : !listed && link?.matches(".note-mark");
  if (link && opens && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    wait();
    show(link);
    say(card.ariaLabel);
    if (!event.detail) get(".card-title", card).focus();
  } else if (link?.id) {
    // So that Back leads to the very word.
    history.replaceState(history.state, "", `#${link.id}`);
  }
  if (around(event, ".card-step")) hide();
};

export const followPointer = () => {
  document.addEventListener("pointerover", over);
  document.addEventListener("focusin", focused);
  document.addEventListener("pointerdown", down);
  document.addEventListener("click", clicked);
  addEventListener("scroll", () => {
    // One that is not shown yet may come: the pointer rests where the page came to rest.
    if (!hasFocus() && !narrow.matches && !card.hidden) hide();
  }, { passive: true });
};
