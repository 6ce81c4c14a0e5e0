// A list of results as it is kept for as long as the tab is open, and how it is read again: what a
// store holds may be anything.
import { root } from "../../reader/addresses.js";
import { element } from "../../reader/elements.js";

/** @typedef {import("./asking.js").Item} Item */
/**
 * A list, the number of the result that was gone to, and by which step, if a button led there.
 * @typedef {{ query: string, items: Item[], current: number, by?: number }} Kept
 */

const NAME = "reader.list";

/** @type {{ get: () => Kept | undefined, set: (kept: Kept | undefined) => boolean }} */
export const session = {
  get: () => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(NAME) ?? "null");
      return Array.isArray(kept?.items) && typeof kept.query === "string" ? kept : undefined;
    } catch {
      return undefined;
    }
  },
  set: (kept) => {
    try {
      if (kept) sessionStorage.setItem(NAME, JSON.stringify(kept));
      else sessionStorage.removeItem(NAME);
      return true;
    } catch {
      return false; // refused, or full: the list lasts as long as the page
    }
  },
};

/**
 * What the search has marked of a result, without anything else that a store might hold.
 * @param {Node} node
 * @returns {(Node | string)[]}
 */
const copied = (node) => [...node.childNodes].flatMap((child) => {
  if (!(child instanceof HTMLElement)) return child.textContent ?? "";
  const parts = copied(child);
  if (!/^(MARK|SPAN|Q)$/.test(child.tagName)) return parts;
  const { lang, dir } = child;
  return element(/** @type {"span"} */ (child.tagName.toLowerCase()), { lang, dir }, ...parts);
});

/** @param {string} html */
export const read = (html) => copied(new DOMParser().parseFromString(html, "text/html").body);

/**
 * The address of a result, with what the page marks on arrival.
 * @param {Item} item
 */
export const addressOfItem = ({ location: path, title }) => {
  const address = new URL(path, root());
  const arrival = new DOMParser().parseFromString(title, "text/html").querySelector("[data-arrival]");
  if (arrival instanceof HTMLElement) address.hash = `${arrival.dataset.arrival}`;
  return address.href.startsWith(root().href) ? address.href : root().href;
};
