// Words that the text no longer has: what comes nearest is shown on the page that checks quotations.
import { element, find } from "./elements.js";

/**
 * A link to what comes nearest to some words, where that page is to be had.
 * @param {string} words
 */
export const nearestLink = (words) => {
  const { href } = /** @type {HTMLAnchorElement | null} */ (find("[data-name=quotation]")) ?? {};
  return href ? element("a", { href: `${href.split("#")[0]}#${new URLSearchParams({ quotation: words })}` }, _("What comes closest?")) : "";
};
