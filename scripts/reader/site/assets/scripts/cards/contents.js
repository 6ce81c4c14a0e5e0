// What a card says of a term or of a note: its name, and what stands below it.
import { addressOf, entryOf, mentionOf, whereIs, text } from "../reader/addresses.js";
import { all, byId, element, get } from "../reader/elements.js";
import { footnote, holder, listed, noteCard, termOf, usesOf } from "./given.js";

/** @param {(Node | string)[]} parts */
export const line = (...parts) => element("p", {}, ...parts);
/** The language of the names of entries, and which way it is read. */
const named = { lang: `${holder?.dataset.headwords}`, dir: "auto" };
/**
 * @param {HTMLAnchorElement} link
 * @param {string} words
 * @param {{}} [own] of the words, if they name an entry
 */
export const title = (link, words, own) => element("a", { href: entryOf(link), className: "card-title", ...own }, words);
/** @param {Named} original */
export const foreign = ([lang, words]) => element("span", { lang, dir: "auto" }, words);
/**
 * @param {Node | string} part
 * @returns {(Node | string)[]}
 */
const withHan = (part) => (typeof part === "string" ? hanIn(part) : [part]);
/** @param {string} words */
const hanIn = (words) =>
  words.split(/(\p{Script=Han}+)/u).map((part, n) => (n % 2 ? foreign(["zh-Hans", part]) : part));
/** @param {(Node | string)[]} parts */
export const said = (...parts) =>
  element("p", { className: "card-text" }, ...parts.flatMap(withHan));
/**
 * Words with links to entries and paragraphs in them.
 * @param {string} words
 * @param {LinkOfCard[]} [links] in order
 */
export const withLinks = (words, links = []) => {
  const signs = [...words];
  /** @param {number} from @param {number} [to] */
  const part = (from, to) => signs.slice(from, to).join("");
  const ends = [0, ...links.map(([, end]) => end)];
  return [
    ...links.flatMap(([start, end, id], n) => [part(ends[n], start), element("a", { href: whereIs(id) }, part(start, end))]),
    part(ends[links.length]),
  ];
};

/**
 * The ids of the uses of each term on this page, in order; asked for once.
 * @type {Record<string, string[]>}
 */
const uses = Object.create(null); // no name of a term is a name of JavaScript's
/** @param {string} term */
const usesHere = (term) => {
  if (!uses[term]) {
    for (const { id } of all(".words .term, .heading .term")) {
      const { term } = mentionOf(id);
      uses[term] ??= [];
      uses[term].push(id);
    }
  }
  return uses[term];
};

/**
 * The address of a use: on this page if it is here, else on its paragraph's page. A heading has
 * none of its own, and from a part of a text one goes on in the whole.
 * @param {string} id
 */
const address = (id) => {
  const { block } = mentionOf(id);
  if (byId(id)) return `#${id}`;
  /** @type {HTMLAnchorElement} */
  const whole = get(".pager .whole");
  return `${!listed || block[0] === "h" ? whole.href.split("#")[0] : addressOf(`${text}`, block)}#${id}`;
};

/**
 * @param {string} label
 * @param {string} words
 * @param {string | undefined} id
 */
const step = (label, words, id) => (id
  ? element("a", { className: "card-step", href: address(id), ariaLabel: label }, words)
  : element("span", { className: "card-step" }, words));

/** @param {HTMLElement} words */
const spelled = ({ innerText }) => innerText.toLowerCase().replace(/\s+/g, " ");

/**
 * @param {HTMLAnchorElement} link
 * @returns {[string, ...Node[]]}
 */
const ofNote = (link) => {
  const name = /** @type {string} */ (link.ariaLabel); // it says what the note means for a reader
  const data = noteCard(/** @type {string} */ (link.dataset.note));
  const better = data.better.map((wording) => ` — ${[wording].flat().join(": ")}`);
  return [name, line(title(link, name)), line(foreign([data.language ?? "zh-Hans", data.original ?? ""]), ...better), said(data.text)];
};

/**
 * @param {HTMLAnchorElement} link
 * @returns {[string, ...Node[]]}
 */
const ofTerm = (link) => {
  const { term } = mentionOf(link.id);
  const { headword, originals = [], text, links } = termOf(link);
  const here = usesHere(term);
  const { first, total, previous, next, wordings } = usesOf(term, here);
  const at = here.indexOf(link.id);
  const count = wordings?.[spelled(link)]
    ?? here.filter((id) => spelled(/** @type {HTMLElement} */ (byId(id))) === spelled(link)).length;
  const rank = total > 1 ? _("Mention {n} of {total}", { n: first + at, total }) : _("Only mention");
  return [
    `${headword}: ${rank}`,
    line(title(link, headword, named), ...originals.flatMap((original) => [" ", foreign(original)])),
    said(...withLinks(text, links)),
    element("p", { className: "card-places" },
      element("span", {}, total > 1 ? _("{mention}, {count} in this wording", { mention: rank, count }) : rank),
      step(_("Previous place"), "←", here[at - 1] ?? previous),
      step(_("Next place"), "→", here[at + 1] ?? next)),
  ];
};

/**
 * @param {HTMLAnchorElement} link
 * @returns {[string, ...Node[]]}
 */
const ofFootnote = (link) => {
  const name = /** @type {string} */ (link.ariaLabel);
  return [name, line(title(link, name)), said(footnote(link.hash.slice(1)))];
};

/** @param {HTMLAnchorElement} link */
export const contentsFor = (link) => (link.matches(".noteref") ? ofFootnote : link.id ? ofTerm : ofNote)(link);
