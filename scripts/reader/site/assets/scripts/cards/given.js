// What the page says of its terms and notes: on a whole text as JSON, on the page of a paragraph
// in its own lists of terms and notes. Nothing is fetched.
import { entryOf, mentionOf } from "../reader/addresses.js";
import { all, byId, find } from "../reader/elements.js";

/** What holds the data, on a page that has cards. */
export const holder = find("#cards, #uses");
/** Whether the page shows one paragraph, and lists its terms and notes. */
export const listed = holder?.id === "uses";
/** @type {CardsOfText & UsesOfParagraph} */
const given = JSON.parse(holder?.innerHTML ?? "0");

/** @param {Element | null} element */
const words = (element) => element?.textContent ?? "";

/**
 * What the page of a paragraph says of a term, in the list below its words.
 * @param {HTMLAnchorElement} link
 * @returns {TermCard}
 */
const listedTerm = (link) => {
  const href = entryOf(link);
  const name = /** @type {HTMLElement} */ (all(".terms dt").find((dt) => dt.querySelector("a")?.href === href));
  /** @type {HTMLElement[]} */
  const [headword, ...originals] = all(":scope > *", name);
  return {
    headword: words(headword),
    originals: originals.map((own) => [own.lang, words(own)]),
    text: words(name.nextElementSibling),
  };
};

/**
 * And of a note: its original and what would be better, and what is said.
 * @param {string} number
 * @returns {NoteCard}
 */
const listedNote = (number) => {
  const [, , original, said] = byId(`note-${number}`)?.parentElement?.children ?? [];
  const [own, ...better] = words(original).split(" — ");
  return { language: find("[lang]", original)?.lang, original: own, better, text: words(said) };
};

/** @param {HTMLAnchorElement} link */
export const termOf = (link) => (listed ? listedTerm(link) : given.terms[mentionOf(link.id).term]);

/**
 * The uses of a term in the text. A whole text has them all; a part says which are in it.
 * @param {string} term
 * @param {string[]} here the ids of those on this page
 * @returns {Partial<Uses> & { first: number, total: number }}
 */
export const usesOf = (term, here) => (listed ? given : given["/"])?.[term] ?? { first: 1, total: here.length };

/** @param {string} number */
export const noteCard = (number) => (listed ? listedNote(number) : given.notes[number]);

/**
 * The words of a footnote of the text, by the id of its mark.
 * @param {string} id
 */
export const footnote = (id) => given["#"][id];
