// What a judgment says, in words.
import { leftOut } from "./check.js";

/** @typedef {import("./check.js").Judgment} Judgment */
/** @typedef {import("./check.js").Place} Place */
/** @typedef {import("./judged.js").Judged} Judged */

/** @type {Record<string, string>} */
const FORGIVEN = {
  quotes: _("quotation marks"),
  traditional: _("traditional characters"),
  capital: _("capital letters"),
  accents: _("accents"),
  spelling: _("spelling"),
  hyphen: _("hyphens or spaces"),
  punctuation: _("punctuation"),
};

/** @param {Judgment} judgment */
export const verdictOf = ({ verdict, differences, near }) => ({
  verbatim: _("Word for word"),
  differs: ngettext("Not word for word: {count} difference", "Not word for word: {count} differences", differences.length),
  name: _("A name, not a passage"),
  unchecked: _("Cannot be checked: no text in this language"),
  nowhere: near ? _("Not in the texts. This comes closest") : _("Not in the texts"),
})[verdict];

/**
 * In what a quotation of the same words is written differently.
 * @param {Judgment["forgiven"]} forgiven
 */
export const forgivenOf = (forgiven) => {
  const kinds = forgiven.flatMap((kind) => FORGIVEN[kind] ?? []);
  const brackets = forgiven.includes("brackets") ? _("What stands in brackets is not in the text.") : "";
  return [kinds.length ? _("Written differently: {kinds}.", { kinds: kinds.join(pgettext("between items of a list", ", ")) }) : "", brackets].filter(Boolean).join(" ");
};

/** @param {Place} place */
export const leftOutOf = (place) => leftOut(place).map(({ words, denies }) => [
  _("Left out: “{words}”.", { words }),
  ...(denies ? [_("It contains a negation: does the quotation still say the same?")] : []),
].join(" "));

/**
 * Notes of which somebody who quotes a passage has to know.
 * @param {Place} place
 * @param {SearchDocument[]} notes
 */
export const notesOn = ({ version: { blocks, words, at }, first, behind }, notes) => notes.filter(({ grave, of }) =>
  grave?.some(([sentence, start, end]) => words.slice(first, behind).some((word, n) => {
    const { doc, sentences } = blocks[at[first + n]];
    return doc.of === of && sentences[0][0] === sentence && word.start < end && start < word.end;
  }))
);

/**
 * The texts that are quoted.
 * @param {Judged[]} all
 */
export const textsOf = (all) => [...new Set(all.flatMap(({ judgment: { places, near, verdict } }) =>
  [places[0], verdict === "differs" ? near : undefined].flatMap((place) => (place ? [place.version.text] : []))
))];
