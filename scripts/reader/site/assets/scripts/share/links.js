// Links to a paragraph, and to words: the id of the sentence, then a text fragment.
import { all, find } from "../reader/elements.js";
import { fragment, longFragment } from "./fragments.js";
import { line } from "./line.js";

/** What a page is of: the title of the text is on its page and on those of its parts. */
export const textTitle = line(find(".pager .whole, h1")?.textContent ?? "");
export const paragraphs = all(".unit .words");
export const [here] = location.href.split(/[?#]/);

/**
 * The number of a paragraph as a link, on the page of a whole text.
 * @param {HTMLElement} paragraph
 * @returns {HTMLAnchorElement | null}
 */
export const labelOf = (paragraph) => find(".label", /** @type {Element} */ (paragraph.closest(".unit")));
/** @param {HTMLElement} paragraph */
export const pageOf = (paragraph) => labelOf(paragraph)?.href ?? here;
/** @param {HTMLElement} paragraph */
const languageOf = (paragraph) => /** @type {HTMLElement} */ (paragraph.closest("[lang]")).lang;

/** @param {Range} range */
export const touchedBy = (range) => paragraphs.filter((paragraph) => range.intersectsNode(paragraph));

/**
 * How many characters of a paragraph stand before a place in it.
 * @param {Node} paragraph
 * @param {Node} node
 * @param {number} at
 */
export const offset = (paragraph, node, at) => {
  const range = new Range();
  range.setStart(paragraph, 0);
  range.setEnd(node, at);
  return `${range}`.length;
};

/** @param {Range} range */
export const linkTo = (range) => {
  const touched = touchedBy(range);
  const [first, last] = [touched[0], /** @type {HTMLElement} */ (touched.at(-1))];
  const [opening, closing] = [first.textContent, last.textContent];
  const { startContainer, startOffset, endContainer, endOffset } = range;
  const start = first.contains(startContainer) ? offset(first, startContainer, startOffset) : 0;
  const end = last.contains(endContainer) ? offset(last, endContainer, endOffset) : closing.length;
  const sentence = all(".sentence", first).findLast((candidate) => offset(first, candidate, 0) <= start);
  const lang = languageOf(first);
  const words = first === last
    ? fragment(opening, lang, start, end) : longFragment(opening, start, closing, end, lang);
  return `${first === last ? pageOf(first) : here}#${sentence?.id ?? first.id}${words}`;
};
