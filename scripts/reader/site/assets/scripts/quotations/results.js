// What is said of each quotation, as elements.
import { element } from "../reader/elements.js";
import { root } from "../reader/addresses.js";
import { quotationOf } from "../share/quoting.js";
import { copyButton } from "../texts/copying.js";
import { entryLink, linkTo, nameOf, wordsAt } from "../texts/places.js";
import { forgivenOf, leftOutOf, notesOn, textsOf, verdictOf } from "../judging/saying.js";

/** @typedef {import("../judging/judged.js").Judged} Judged */
/** @typedef {import("../judging/check.js").Place} Place */
/** @typedef {import("../judging/check.js").Difference} Difference */
/** @typedef {import("../texts/library.js").Library} Library */

const FEW = 3; // places that are named before the others are counted

/**
 * Words with some of them marked as those that differ.
 * @param {string} words
 * @param {Span[]} spans
 * @param {"del" | "ins"} name
 */
const marked = (words, spans, name) => {
  let from = 0;
  const parts = spans.flatMap(([start, end]) => {
    const part = [words.slice(from, start), ...(start < end ? [element(name, {}, words.slice(start, end))] : [])];
    from = end;
    return part;
  });
  return [...parts, words.slice(from)];
};

/**
 * Where the words that differ stand in what the text has.
 * @param {string} words
 * @param {Difference[]} differences
 * @returns {Span[]}
 */
const spansIn = (words, differences) => {
  let from = 0;
  return differences.filter(({ has }) => has).map(({ has }) => {
    const start = words.indexOf(has, from);
    from = start + has.length;
    return [start, from];
  });
};

/**
 * @param {string} name
 * @param {string} lang
 * @param {(Node | string)[]} words
 */
const row = (name, lang, words) => element("div", {}, element("dt", {}, name), element("dd", { lang, dir: "auto" }, ...words));

/** @param {Place} place */
const placeLink = (place) => {
  const { label, where } = nameOf(place);
  return element("a", { href: linkTo(place) }, `${label}, ${where}`);
};

/**
 * @param {(Node | string)[]} items
 */
const listed = (items) => items.flatMap((item, n) => (n ? [pgettext("between items of a list", ", "), item] : [item]));

/** @param {string | undefined} words */
const line = (words) => (words ? [element("p", {}, words)] : []);

/**
 * What whoever quotes a place is told of it, and what can be copied.
 * @param {Place} place
 * @param {Library} library
 * @param {string} label of the button that copies
 */
const onPlace = (place, { notes }, label) => {
  const grave = notesOn(place, notes).map(({ title, url, anchor }) =>
    element("a", { href: `${new URL(url, root()).href}#${anchor}` }, title.split(" · ").slice(0, 2).join(": "))
  );
  const { number } = nameOf(place);
  const reference = quotationOf(wordsAt(place), place.version.text.title, number, linkTo(place));
  return [
    ...(grave.length ? [element("p", {}, ...parts("Read before quoting: {notes}.", { notes: listed(grave) }))] : []),
    element("p", { className: "own-tools" }, copyButton(label, () => reference)),
  ];
};

/**
 * @param {Judged} judged
 * @param {Library} library
 */
const contents = ({ written, judgment }, library) => {
  const { verdict, places, near, forgiven, differences, entries } = judgment;
  const place = places[0] ?? near;
  const lang = place ? place.version.blocks[0].lang : "";
  const yours = row(_("Quoted"), lang, marked(written, differences.map(({ at }) => at), "del"));
  if (verdict === "verbatim") {
    const links = places.slice(0, FEW).map(placeLink);
    const more = places.length - FEW;
    return [
      element("dl", {}, yours),
      element("p", {}, ...(more > 0
        ? parts("In {places} and {count} more.", { places: listed(links), count: `${more}` })
        : parts("In {places}.", { places: listed(links) }))),
      ...line(forgivenOf(forgiven)), ...leftOutOf(place).flatMap(line),
      ...(entries.length ? [element("p", {}, ...parts("In the glossary: {entries}.", { entries: listed(entries.map(entryLink)) }))] : []),
      ...onPlace(place, library, _("Copy the quotation with its place")),
    ];
  }
  if (near) {
    const has = wordsAt(near);
    return [
      element("dl", {}, yours, row(_("The text"), lang, marked(has, spansIn(has, differences), "ins"))),
      element("p", {}, ...parts("In {places}.", { places: placeLink(near) })),
      ...(verdict === "differs" ? onPlace(near, library, _("Copy what the text has, with its place")) : []),
    ];
  }
  const linked = listed(entries.map(entryLink));
  const named = {
    name: parts("This is what the glossary calls {entries}.", { entries: linked }),
    unchecked: parts("Terms in it: {entries}.", { entries: linked }),
  }[/** @type {string} */ (verdict)];
  return [
    element("dl", {}, yours),
    ...(named && entries.length ? [element("p", {}, ...named)] : []),
  ];
};

/**
 * @param {Judged} judged
 * @param {Library} library
 */
export const result = (judged, library) => {
  const item = element("article", {}, element("h3", {}, verdictOf(judged.judgment)), ...contents(judged, library));
  item.dataset.verdict = judged.judgment.verdict;
  return item;
};

/**
 * What is to be known of the texts that are quoted.
 * @param {Judged[]} all
 */
export const onTexts = (all) => textsOf(all).map(({ title, status, quoting = "" }) =>
  element("p", { className: "quoting" }, element("cite", {}, title), `: ${status}. ${quoting}`)
);

/** @param {Difference} difference */
const changeOf = ({ wrote, has }) => {
  if (!has) return `  ${_("added: “{words}”", { words: wrote })}`;
  return `  ${wrote ? _("quoted: “{quoted}”, the text: “{text}”", { quoted: wrote, text: has }) : _("left out: “{words}”", { words: has })}`;
};

/**
 * The report as plain text.
 * @param {Judged[]} all
 * @param {string} summary
 */
const report = (all, summary) => [summary, ...all.map(({ written, judgment }) => {
  const { places, near, forgiven, differences } = judgment;
  const place = places[0] ?? near;
  return [
    _("“{words}”", { words: written }), verdictOf(judgment), ...differences.map(changeOf),
    ...(near ? [_("The text: “{words}”", { words: wordsAt(near) })] : []),
    forgivenOf(forgiven), ...(places[0] ? leftOutOf(places[0]) : []),
    ...(place ? [`${nameOf(place).label}, ${nameOf(place).where}: ${linkTo(place)}`] : []),
  ].filter(Boolean).join("\n");
})].join("\n\n");

/**
 * @param {Judged[]} all
 * @param {string} summary
 */
export const reportButton = (all, summary) => copyButton(_("Copy the report"), () => report(all, summary));

