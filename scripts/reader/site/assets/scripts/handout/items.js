// What is gathered: read as something that anybody may have written, and changed.
import { root } from "../reader/addresses.js";
import { gathered, keep } from "../share/gathering.js";

/** @param {unknown} value */
const words = (value) => (typeof value === "string" ? value : "");

/**
 * Only links into this site are kept.
 * @param {any} item
 * @returns {HandoutItem[]}
 */
const accepted = (item) => {
  const { link, title, words: said, place, comment } = item ?? {};
  return words(link).startsWith(root().href)
    ? [{ link, title: words(title), words: words(said), place: words(place), comment: words(comment) }] : [];
};

const read = () => gathered().flatMap(accepted);
export const items = read();

/** Take what another window has gathered meanwhile: it would be lost with the next change here. */
export const readAgain = () => items.splice(0, items.length, ...read());

/** Keep what there is now; return whether the browser does. */
export const saved = () => keep(items);
