// Where the words of a search stand on a page.
import { mentionOf } from "../../reader/addresses.js";
import { all } from "../../reader/elements.js";
import { fold } from "../../reader/folding.js";

const LINKS = ".term, .hit";

/**
 * The links that mention one of some terms, or lead to a mention of it.
 * @param {HTMLElement} root
 * @param {string[]} terms
 */
const mentionsIn = (root, terms) => {
  /** @type {HTMLAnchorElement[]} */
  const links = all(LINKS, root);
  const ids = links.map(({ id, hash }) => [id, hash.slice(1)].map((name) => mentionOf(name).term));
  return links.filter((_, n) => terms.some((term) => ids[n].includes(term)));
};

/**
 * All words of a part of the page in a row, since a hit may begin before a link and end in it;
 * and how a place in them becomes one in the page.
 * @param {HTMLElement} root
 */
const wordsIn = (root) => {
  /** @type {[start: number, node: Text][]} */
  const nodes = [];
  let whole = "";
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    if (node.parentElement?.closest("button, fieldset, script, [hidden]")) continue;
    nodes.push([whole.length, node]);
    whole += node.data;
  }
  /** @type {(offset: number, least: number) => [Text, number]} */
  const point = (offset, least) => {
    let [low, high] = [0, nodes.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (nodes[middle][0] < offset + least) low = middle;
      else high = middle - 1;
    }
    const [start, node] = nodes[low];
    return [node, offset - start];
  };
  return { whole, point };
};

/**
 * What finds folded words as they are written; Chinese without regard to breaks.
 * @param {string} words
 */
const patternOf = (words) => {
  const escaped = words.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&");
  return new RegExp(/\p{Script=Han}/u.test(words)
    ? escaped.replaceAll(" ", "").replace(/(?<=\p{L})(?=\p{L})/gu, "\\s*")
    : `(?<![\\p{L}\\p{N}])${escaped.replaceAll(" ", "[\\s-]+")}`, "giu");
};

/**
 * The ranges in which words or phrases of a query stand, and the mentions of its terms.
 * @param {HTMLElement} root
 * @param {string} query
 * @param {string[]} terms
 * @param {string} words those of its words that name no term
 */
export const hits = (root, query, terms, words) => {
  /** @type {string[]} */
  const phrases = [];
  const rest = query.replace(/["“”]([^"“”]+)["“”]/g, (_, phrase) => {
    phrases.push(fold(phrase));
    return " ";
  });
  /** @type {Element[]} */
  const mentions = mentionsIn(root, terms);
  const ranges = mentions.map((link) => {
    const range = new Range();
    range.selectNodeContents(link);
    return range;
  });
  const { whole, point } = wordsIn(root);
  const wanted = new Set([...phrases, ...fold(mentions.length ? words : rest).split(" ")]);
  wanted.delete("");
  for (const words of wanted) {
    for (const { index, 0: { length } } of whole.matchAll(patternOf(words))) {
      const range = new Range();
      range.setStart(...point(index, 1));
      range.setEnd(...point(index + length, 0));
      const around = range.commonAncestorContainer;
      const link = (around instanceof Element ? around : around.parentElement)?.closest(LINKS);
      if (!link || !mentions.includes(link)) ranges.push(range);
    }
  }
  return ranges.sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b));
};
