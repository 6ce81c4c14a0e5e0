// What scripts add that come later, if they come: this script knows nothing of them.
import { element } from "./elements.js";

/** @type {Late} */
export const late = {};

/**
 * Use what a later script adds, which is loaded when it is asked for first.
 * @template {"mark" | "openSentence" | "search"} N
 * @param {N} name
 * @param {string | undefined} src its address, which the page knows
 * @param {Parameters<Required<Late>[N]>[0]} given
 */
export const lately = (name, src, given) => {
  const use = () => late[name]?.(/** @type {never} */ (given));
  if (late[name]) use();
  else document.head.append(element("script", { src, onload: use }));
};
