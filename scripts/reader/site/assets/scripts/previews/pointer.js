// Resting on a link, focusing it or tapping a term shows its card; leaving it puts it away.
import { markAt, off, pressed } from "../cards/asking.js";
import { around, get } from "../reader/elements.js";
import { say } from "../reader/say.js";
import { linkAround, previewOf, subjectOf } from "./links.js";
import { close, focusLevel, hasRoom, isShown, later, levelOf, narrow, putAway, returning, show, stack, wait } from "./stack.js";

const [SHOW, LEAVE] = [500, 300]; // milliseconds

/**
 * The link around an event that has a card, unless a card below it is about the same.
 * @param {HeardEvent} event
 */
const linkAt = (event) => {
  const mark = markAt(event);
  if (mark) return mark;
  const link = linkAround(event);
  const path = link && previewOf(link);
  const level = levelOf(link ?? null);
  return path && hasRoom(level) && !stack.slice(0, level).some((shown) => subjectOf(shown.link) === path) ? link : null;
};

/** @param {HeardEvent} event */
const over = (event) => {
  const { clientX: x, clientY: y } = event;
  // What was pressed may go away and leave a term under a pointer that has not moved.
  if (x === pressed.x && y === pressed.y) return;
  const link = linkAt(event);
  // What has the focus stays, and so does what the pointer is on, with the card of its link.
  const level = Math.max(levelOf(event.target) + +(!!link && isShown(link)), focusLevel());
  if (link && !isShown(link) && !off()) later(SHOW, () => show(link, y));
  else if (stack.length > level) later(LEAVE, () => close(level));
  else wait();
};

/** @param {HeardEvent} event */
const focused = (event) => {
  const link = linkAt(event);
  if (link && !returning && !off() && link.matches(":focus-visible")) later(LEAVE, () => show(link));
  else if (!link && !returning) close(levelOf(event.target));
};

/** @param {PointerEvent} event */
const down = (event) => {
  if (!levelOf(event.target) && !linkAt(event)) close();
};

/** @param {HeardEvent} event */
const clicked = async (event) => {
  const card = await show(/** @type {HTMLAnchorElement} */ (markAt(event)));
  if (!card) return;
  say(card.ariaLabel);
  if (!event.detail) get(".card-title", card).focus();
};

/** @param {HeardEvent} event */
export const heed = (event) => {
  if (event.type === "click") clicked(event);
  else if (event.type === "focusin") focused(event);
  else over(event);
};

export const followPointer = () => {
  document.addEventListener("pointerover", (event) => event.pointerType !== "touch" && over(event));
  document.addEventListener("focusin", (event) => focused(/** @type {any} */ (event)));
  document.addEventListener("pointerdown", down);
  document.addEventListener("click", (event) => {
    if (around(event, ".card-step")) close();
  });
  addEventListener("scroll", () => {
    // One that is not shown yet may come: the pointer rests where the page came to rest.
    if (!focusLevel() && !narrow.matches) putAway();
  }, { passive: true });
};
