// For other sites: a link to a paragraph or an entry of this reader shows its card there.
//
//   <script src="https://…/assets/embed.js" defer></script>
//
// Where anything is missing, or refused, a link stays the link it is. Nothing is kept and
// nothing is sent but one request for the file of a card, when it is shown. On touch there
// is no card: a tap follows the link. WCAG 2.2, 1.4.13: Escape puts a card away, the pointer
// may enter it, it stays until it is left.
import { empty, fill, host, place, prepare } from "./card.js";
import { get, root, target } from "./site.js";

const [SHOW, LEAVE] = [500, 300]; // milliseconds
/** @typedef {HTMLAnchorElement | null | undefined} Link */

/** @type {Link} */
let shown; // the link whose card is up
/** @type {Link} */
let aimed; // the link whose card is up, or will be in a moment
/** @type {Link} */
let over; // the link under the pointer
/** @type {Link} */
let focused; // the link that the keyboard came to
let y = -1; // where the pointer came upon the link
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {Event} event */
const linkAt = (event) => /** @type {Link} */ (event.composedPath().find((node) =>
  /** @type {Element} */ (node).localName === "a" && target(/** @type {HTMLAnchorElement} */ (node))));

const follow = () => {
  if (shown && !place(shown, y)) hide();
};

/** @param {HTMLAnchorElement} link */
const show = async (link) => {
  if (link === shown) return;
  const turn = timer;
  prepare(link === focused);
  const [path, sentence] = target(link) ?? [];
  const data = path && await get(path);
  if (turn !== timer) return;
  hide();
  if (!fill(data, sentence)) return;
  shown = link;
  host?.showPopover?.();
  follow();
};

const hide = () => {
  clearTimeout(timer);
  timer = undefined;
  if (!shown) return;
  shown = null;
  empty();
};

/** @param {Link} link */
const aim = (link) => {
  if (link === aimed) return;
  aimed = link;
  clearTimeout(timer);
  timer = setTimeout(() => (link ? show(link) : hide()), link ? SHOW : LEAVE);
};

/**
 * @template {keyof WindowEventMap} T
 * @param {T} type
 * @param {(event: WindowEventMap[T]) => void} action
 */
const listen = (type, action) => addEventListener(type, action, true);

const start = () => {
  listen("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    over = event.target === host ? shown : linkAt(event);
    if (over !== shown) y = event.clientY;
    aim(over ?? focused);
  });
  listen("pointerout", (event) => {
    if (event.relatedTarget) return;
    over = null;
    aim(focused);
  });
  listen("focusin", (event) => {
    const link = linkAt(event);
    focused = link?.matches(":focus-visible") ? link : null;
    if (focused) y = -1;
    aim(focused ?? over);
  });
  listen("focusout", () => {
    focused = null;
    aim(over);
  });
  listen("pointerdown", (event) => {
    if (event.target !== host) hide();
  });
  listen("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (shown) event.stopPropagation(); // it was meant for the card
    focused = null;
    hide();
  });
  listen("scroll", follow);
  listen("resize", follow);
};

// Included twice, the second asks the first, and leaves.
const isFirst = () => {
  const name = `reader-card ${root}`;
  const first = dispatchEvent(new CustomEvent(name, { cancelable: true }));
  if (first) addEventListener(name, (event) => event.preventDefault(), true);
  return first;
};
// From a folder no browser gives a file to a script.
const possible = root?.protocol.startsWith("http") && "adoptedStyleSheets" in document;
// The texts of the reader have cards of their own.
const own = location.href.startsWith(`${root}`) && document.querySelector("script#cards, script#uses");
if (possible && !own && isFirst()) start();
