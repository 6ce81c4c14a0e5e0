// Ids and addresses: what they say is read here, and nowhere else.
import { find, get } from "./elements.js";

/** The text that this page shows, or of which it shows a paragraph. */
export const text = find("#cards, #uses")?.dataset.text;

// In a folder each page is a file, on a server it is a folder.
const END = location.pathname.endsWith(".html") ? ".html" : "/";

/** The root of the site. */
export const root = () => new URL(`${JSON.parse(get("#__config").innerHTML).base}/`, location.href);

/**
 * The address of a text, or of a paragraph on its own page.
 * @param {string} text
 * @param {string} [id] as p4
 */
export const addressOf = (text, id = END === "/" ? "." : "index") =>
  new URL(`texts/${text}/${id}${END}`, root()).href;

/**
 * The address of what an id stands for: an entry, a paragraph or a sentence.
 * @param {string} id as glossary/carp, pond/p4, pond/p4s2
 */
export const whereIs = (id) => {
  const [text, block] = id.split("/");
  return text === "glossary" ? pageAt(id) : `${addressOf(text, block.split("s")[0])}#${block}`;
};

/**
 * The address of a page at the root of the site.
 * @param {string} name
 */
export const pageAt = (name) => new URL(name + END, root()).href;

/**
 * The address of the entry of a term, also where a way of reading does not mark it.
 * @param {HTMLAnchorElement} term
 */
export const entryOf = ({ dataset, href }) => new URL(dataset.href ?? href, location.href).href;

/**
 * The number of a paragraph, by its id.
 * @param {string} id as p4
 */
export const numberOf = (id) => id.slice(1);

/**
 * What the id of a sentence says: p4s2 is the second one of paragraph 4.
 * @param {string} id
 */
export const sentenceOf = (id) => {
  const [paragraph, number] = id.slice(1).split("s");
  return { paragraph, number };
};

/**
 * What the id of a mention says: p4-new-era-2 is the second use of new-era in paragraph 4. A
 * paragraph that an id names stands first in it, if the rest is gone.
 * @param {string} id
 */
export const mentionOf = (id) => {
  const [, block, term] = /^([hp]\d+)-(?:(.+)-\d+)?/.exec(id) ?? [];
  return { block, term };
};
