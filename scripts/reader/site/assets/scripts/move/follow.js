// The address follows the paragraph that is read, and the place is kept for the home page.
import { byId, element, find } from "../reader/elements.js";
import { opened } from "../reader/query.js";
import { store } from "../reader/store.js";
import { current, idOf, labelOf, units } from "./places.js";

/**
 * @param {string} block
 * @param {string} address
 */
const remember = (block, address) => {
  const text = document.title.split(" - ")[0].split(" · ").at(-1);
  store.set("place", JSON.stringify({ block, address, text }));
};

// A word that was left for its entry is named as long as it is on the screen.
const atWord = () => {
  const word = byId(location.hash.slice(1));
  const { top, bottom } = (word ?? document.body).getBoundingClientRect();
  return word?.matches(".term") && bottom > 0 && top < innerHeight;
};

// History is replaced, never filled.
const follow = () => {
  if (opened.checked) return; // what is looked for stands there
  const unit = current();
  const hash = unit ? `#${idOf(unit)}` : "";
  if (hash && !location.hash.startsWith(hash) && !atWord()) {
    history.replaceState(history.state, "", `${location.pathname}${location.search}${hash}`);
  }
  if (unit) remember(idOf(unit), labelOf(unit).href);
};

if (units.length) {
  /** @type {ReturnType<typeof setTimeout>} */
  let waiting;
  addEventListener("scroll", () => {
    clearTimeout(waiting);
    waiting = setTimeout(follow, 250);
  }, { passive: true });
} else if (find(".place")) {
  remember(idOf(document), location.href.split(/[?#]/)[0]);
}

// On the home page: go on reading. Other pages of the same origin may have written what is kept:
// only an address below this page is followed.
const goOn = find(".go-on");
if (goOn) {
  try {
    const { block, address, text } = JSON.parse(`${store.get("place")}`);
    const [, number] = /** @type {string[]} */ (/^p(\d{1,9})$/.exec(block));
    if (new URL(address).href.startsWith(new URL(".", location.href).href)) {
      const words = _("Continue at {place}", { place: `¶\u00a0${number}` });
      goOn.append(element("a", { href: address, className: "md-button" }, words), " ", `${text}`.slice(0, 200));
    }
  } catch {
    // Nothing was read, or nothing of this page's was kept: there is no place to go on from.
  }
}
