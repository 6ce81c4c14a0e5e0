// What a panel says of a sentence: its notes, its terms, what can be copied, one's own notes.
import { contentsFor } from "../cards/contents.js";
import { entryOf, numberOf } from "../reader/addresses.js";
import { all, element, get } from "../reader/elements.js";
import { gatherer } from "../share/gathering.js";
import { choices, tell } from "../share/menu.js";
import { pageOf, textTitle } from "../share/links.js";
import { quoted } from "../share/quoting.js";
import { notesIn } from "../notes/drawing.js";
import { button } from "../notes/notice.js";
import { listIn } from "../notes/panel.js";
import { writeOn } from "../notes/selection.js";

/**
 * @param {string} name
 * @param {(Node | string)[]} parts
 */
const part = (name, parts) => (parts.length
  ? [element("section", {}, element("h3", {}, name), ...parts)] : []);

/**
 * What the cards of some links say, one below the other. A mark that this way of reading leaves
 * out has no number in it.
 * @param {HTMLAnchorElement[]} links
 */
const cards = (links) => links.map((link) => {
  const [name, ...lines] = contentsFor(link);
  const item = element("div", { className: "sentence-item" }, ...lines);
  if (link.dataset.note) item.append(gatherer({ ...noteOf(link), words: lines.slice(1).map(({ textContent }) => textContent).join(" ") }));
  if (!link.id && !link.checkVisibility()) get(".card-title", item).textContent = name.replace(/^\D*\d+\P{L}+./u, (start) => start.slice(-1).toUpperCase());
  return item;
});

/** @param {HTMLAnchorElement} link */
const noteOf = ({ dataset, href }) => ({
  name: _("note N{number}", { number: dataset.note }),
  link: href,
  title: _("Note N{number} on {text}", { number: dataset.note, text: textTitle }),
});

/**
 * The first mention of each term.
 * @param {HTMLElement} sentence
 */
const termsIn = (sentence) => {
  /** @type {HTMLAnchorElement[]} */
  const links = all("a.term", sentence);
  return [...new Map(links.reverse().map((link) => [entryOf(link), link])).values()].reverse();
};

/** @param {HTMLElement} sentence */
const copies = (sentence) => {
  const paragraph = /** @type {HTMLElement} */ (sentence.closest(".words"));
  const number = numberOf(paragraph.id);
  const link = `${pageOf(paragraph).split("#")[0]}#${sentence.id}`;
  const quotation = quoted(sentence.textContent, number, link);
  return element("div", { className: "sentence-copies" },
    ...choices({ name: _("this sentence"), number, link, words: sentence.textContent, quotation }, tell));
};

/**
 * @param {HTMLElement} sentence
 * @returns {{ said: string, parts: Node[] }} what is told of it, and what the panel holds
 */
export const contentsOf = (sentence) => {
  /** @type {HTMLAnchorElement[]} */
  const notes = all(".note-mark", sentence);
  const terms = termsIn(sentence);
  const own = element("div");
  listIn(own, notesIn(sentence));
  return {
    said: [
      ngettext("{count} term", "{count} terms", terms.length),
      ngettext("{count} note on the translation", "{count} notes on the translation", notes.length),
    ].join(pgettext("between items of a list", ", ")),
    parts: [
      ...part(_("Notes on the translation"), cards(notes)),
      ...part(_("Terms"), cards(terms)),
      ...part(_("Copy"), [copies(sentence)]),
      ...part(_("Your notes"), [own, button(_("Write a note"), () => writeOn(sentence), _("Write a note on this sentence"))]),
    ],
  };
};
