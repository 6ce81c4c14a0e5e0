// The page of the concordance: all places of a word, a phrase or a term, in lines.
import { element, find, get } from "../reader/elements.js";
import { button, download } from "../notes/notice.js";
import { library } from "../texts/library.js";
import { copyButton } from "../texts/copying.js";
import { entryLink, linkTo, nameOf } from "../texts/places.js";
import { entriesOf, entriesWith, hitsOf, mentionsOf, ordered } from "./hits.js";
import { collocates, csv, lineOf, shortened } from "./lines.js";

/** @typedef {import("./hits.js").Hit} Hit */
/** @typedef {import("./hits.js").Order} Order */

const MOST = 1000; // lines that are drawn
const TERMS = 20; // terms that are offered where words stand nowhere
const NAMED = 12; // words that are named as standing beside the places
/** @type {[Order, string][]} */
const ORDERS = [
  ["place", _("place in the text")], ["left", _("words before")], ["right", _("words after")], ["wording", _("wording")],
];

const page = get(".kwic");
const texts = library(READER_INDEX);
const box = element("input", { type: "search", id: "kwic-words", autocomplete: "off", spellcheck: false });
const order = element("select", { id: "kwic-order" },
  ...ORDERS.map(([value, words]) => element("option", { value }, words)));
const asTerm = element("input", { type: "checkbox", checked: true });
const term = element("label", { className: "kwic-term", hidden: true }, asTerm, element("span"));
const output = element("div");
const status = element("div", { role: "status" });

/** @param {number} count */
const placesIn = (count) => ngettext("{count} place", "{count} places", count);

// What is looked for: words, or the entry of an address.
const asked = () => {
  const [entry] = entriesOf(texts, box.value);
  const hits = entry ? mentionsOf(texts, entry.id) : [];
  get("span", term).textContent = entry ? _("as the term {term}, in any wording", { term: entry.title }) : "";
  term.hidden = !hits.length;
  return hits.length && asTerm.checked ? { entry, hits } : { entry: undefined, hits: hitsOf(texts, box.value) };
};

// What has the words in its name, where the words themselves stand nowhere.
const terms = () => entriesWith(texts, box.value).map((entry) => ({ entry, count: mentionsOf(texts, entry.id).length }))
  .filter(({ count }) => count).sort((one, other) => other.count - one.count).slice(0, TERMS)
  .map(({ entry, count }) => element("li", {},
    element("a", { href: `#${new URLSearchParams({ term: `${entry.id}` })}` }, entry.title), ` ${entry.originals?.[0][1] ?? ""} ${placesIn(count)}`));

/** @param {Hit} hit */
const row = (hit) => {
  const { before, words, after, lang } = lineOf(hit);
  const { left, right } = shortened(before, after);
  const { label, where } = nameOf(hit);
  const name = Object.keys(READER_INDEX.texts ?? {}).length > 1 ? `${label}, ${where}` : where;
  /** @type {(className: string, ...parts: (Node | string)[]) => HTMLElement} */
  const cell = (className, ...parts) => element("td", { className, lang, dir: "auto" }, ...parts);
  return element("tr", {},
    cell("kwic-before", element("div", {}, element("span", {}, left))), cell("kwic-words", element("mark", {}, words)), cell("kwic-after", right),
    element("td", { className: "kwic-where" }, element("a", { href: linkTo(hit) }, name)));
};

/** @param {Hit[]} hits */
const asCsv = (hits) => csv([[_("Text"), _("Place"), _("Before"), _("Words"), _("After"), _("Address")], ...hits.map((hit) => {
  const { before, words, after } = lineOf(hit);
  const { label, where } = nameOf(hit);
  const { left, right } = shortened(before, after);
  return [label, where, left, words, right, linkTo(hit)];
})]);

/** @param {Hit[]} hits */
const save = (hits) => button(_("Save as CSV"), () => download("concordance.csv", "text/csv", `\ufeff${asCsv(hits)}`));

/** @param {HTMLElement[]} items */
const listOf = (items) => (items.length ? [element("p", {}, _("Terms with this in one of their names:")), element("ul", {}, ...items)] : []);

const show = () => {
  const { entry, hits } = asked();
  const paragraphs = new Set(hits.map(({ version: { at, text }, first }) => `${text.title} ${at[first]}`)).size;
  const summary = hits.length
    ? _("{places} {paragraphs}", {
        places: placesIn(hits.length), paragraphs: ngettext("in {count} paragraph", "in {count} paragraphs", paragraphs),
      })
    : box.value.trim() && _("Nothing found");
  const lines = ordered(hits, /** @type {Order} */ (order.value));
  const beside = collocates(hits, NAMED);
  status.replaceChildren(...(summary ? [element("h2", {}, summary)] : []));
  output.replaceChildren(
    ...(hits.length ? [] : listOf(terms())),
    ...(entry ? [element("p", {}, ...parts("Entry: {entry}", { entry: entryLink(entry) }))] : []),
    ...(beside.length ? [element("p", { className: "kwic-beside" }, ...parts("Often beside it: {words}", {
      words: beside.map(([word, count]) => `${word} ${count}`).join(" · "),
    }))] : []),
    ...(lines.length ? [
      element("table", { className: "kwic-lines" },
        element("thead", {}, element("tr", {}, ...[_("Before"), _("Words"), _("After"), _("Place")].map((name) => element("th", { scope: "col" }, name)))),
        element("tbody", {}, ...lines.slice(0, MOST).map(row))),
      ...(lines.length > MOST ? [element("p", {}, _("The first {count} are shown; all are copied and saved.", { count: MOST }))] : []),
      element("p", { className: "own-tools" }, copyButton(_("Copy as CSV"), () => asCsv(lines)), save(lines)),
    ] : []),
  );
};

// What is shown stands in the address, behind the sign that is never sent.
const keep = () => {
  const state = new URLSearchParams({ words: box.value, by: order.value });
  if (!asTerm.checked) state.set("as", "words");
  history.replaceState(history.state, "", box.value.trim() ? `#${state}` : location.pathname);
};
const again = () => {
  keep();
  show();
};
const arrive = () => {
  const state = new URLSearchParams(location.hash.slice(1));
  const named = texts.entries.find(({ id }) => id === state.get("term"));
  box.value = named?.title ?? state.get("words") ?? "";
  asTerm.checked = state.get("as") !== "words";
  if (ORDERS.some(([value]) => value === state.get("by"))) order.value = `${state.get("by")}`;
  show();
};

const form = element("form", { role: "search", ariaLabel: _("Concordance") },
  element("label", { htmlFor: box.id }, _("Word, phrase or term")), box,
  element("button", { className: "own-button", type: "submit" }, _("Show")),
  element("label", { htmlFor: order.id }, _("Sort by")), order, term);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  again();
});
for (const choice of [order, asTerm]) choice.addEventListener("change", again);
page.append(form, status, output);
addEventListener("hashchange", arrive);
arrive();
if (!location.hash) find("input", form)?.focus();
