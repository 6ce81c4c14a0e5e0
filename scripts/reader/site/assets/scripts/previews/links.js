// Which links of ours have a card: those to entries and paragraphs, wherever they stand.
import { cardOf } from "../common/targets.js";
import { text, root } from "../reader/addresses.js";
import { around, byId, find } from "../reader/elements.js";

const { host, pathname } = root();
// Whoever has the browser save data gets no card that would have to be fetched.
const spared = location.protocol !== "file:" && /** @type {any} */ (navigator).connection?.saveData;
// Where the script for other sites is shown at work, its cards are.
const elsewhere = find("script[src$='assets/embed.js']");
// What leads on to the next page, and what stands beside what it leads to.
const PLAIN = ".pager a, .terms dt a";

/**
 * The path of the card of what a link leads to.
 * @param {HTMLAnchorElement} link
 */
export const subjectOf = (link) => cardOf(host + pathname, link)?.[0];

/**
 * The path of the card of a link; none, if it leads to where one is, or to what stands on the page.
 * @param {HTMLAnchorElement} link
 */
export const previewOf = (link) => {
  const path = subjectOf(link);
  if (!path || elsewhere || spared || link.matches(PLAIN) || link.pathname === location.pathname) return;
  const [folder, name, block] = path.split("/");
  // A note on a paragraph is no paragraph.
  if (folder === "texts" && ((link.hash && !/^#p\d/.test(link.hash)) || (name === text && byId(block)))) return;
  return path;
};

/**
 * The link around an event that may have a card.
 * @param {HeardEvent} event
 */
export const linkAround = (event) => /** @type {HTMLAnchorElement | null | undefined} */ (
  around(event, "article a[href], .card-of-term a[href]")
);
