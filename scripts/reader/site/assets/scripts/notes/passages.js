// The paragraphs of the page, as what anchoring asks for, and back.
import { text } from "../reader/addresses.js";
import { all, byId } from "../reader/elements.js";
import { offset, paragraphs } from "../share/links.js";

/** @typedef {Passage & { element: HTMLElement }} Paragraph */

/**
 * What a note names as the source of its words.
 * @param {string} id of a paragraph
 */
export const sourceOf = (id) => `texts/${text}/${id}/`;

/** @param {HTMLElement} paragraph */
const sentencesIn = (paragraph) => all(".sentence", paragraph).map((sentence) => {
  const start = offset(paragraph, sentence, 0);
  return { id: sentence.id, start, end: start + sentence.textContent.length };
});

/**
 * Its words stay as they are, so that its sentences are cut once, when they are asked for.
 * @param {HTMLElement} element
 * @returns {Paragraph}
 */
const passage = (element) => {
  /** @type {Passage["sentences"]} */
  let sentences;
  return {
    element,
    source: sourceOf(element.id),
    words: element.textContent,
    get sentences() {
      sentences ??= sentencesIn(element);
      return sentences;
    },
  };
};
export const passages = paragraphs.map(passage);

/**
 * An id that is gone stands, empty, before the sentence that took its words.
 * @param {string} id
 */
export const heirOf = (id) => {
  /** @type {Element | null | undefined} */
  let place = byId(id);
  while (place && !place.textContent) place = place.nextElementSibling;
  return place ? { id: place.id, paragraph: passages.find(({ element }) => element.contains(/** @type {Node} */ (place))) } : undefined;
};

/**
 * @param {Place<Paragraph>} place
 * @param {number} length
 */
export const rangeOf = ({ paragraph, at }, length) => {
  const range = new Range();
  for (const [bound, offset] of /** @type {const} */ ([["setStart", at], ["setEnd", at + length]])) {
    let rest = offset;
    const walker = document.createTreeWalker(paragraph.element, NodeFilter.SHOW_TEXT);
    /** @type {() => Text} */
    const next = () => /** @type {Text} */ (walker.nextNode());
    let node = next();
    for (; node.length < rest; node = next()) rest -= node.length;
    range[bound](node, rest);
  }
  return range;
};
