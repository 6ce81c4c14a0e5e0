// What a judgment says, in words.
import { counted } from "../texts/places.js";
import { leftOut } from "./check.js";

/** @typedef {import("./check.js").Judgment} Judgment */
/** @typedef {import("./check.js").Place} Place */
/** @typedef {import("./judged.js").Judged} Judged */

/** @type {Record<string, string>} */
const FORGIVEN = {
  quotes: "quotation marks",
  traditional: "traditional characters",
  capital: "capital letters",
  accents: "accents",
  spelling: "spelling",
  hyphen: "hyphens or spaces",
  punctuation: "punctuation",
};

/** @param {Judgment} judgment */
export const verdictOf = ({ verdict, differences, near }) => ({
  verbatim: "Word for word",
  differs: `Not word for word: ${counted(differences.length, "difference")}`,
  name: "A name, not a passage",
  unchecked: "Cannot be checked: no text in this language",
  nowhere: near ? "Not in the texts. This comes nearest" : "Not in the texts",
})[verdict];

/**
 * In what a quotation of the same words is written differently.
 * @param {Judgment["forgiven"]} forgiven
 */
export const forgivenOf = (forgiven) => {
  const kinds = forgiven.flatMap((kind) => FORGIVEN[kind] ?? []);
  const brackets = forgiven.includes("brackets") ? "What stands in brackets is not in the text." : "";
  return [kinds.length ? `Written differently: ${kinds.join(", ")}.` : "", brackets].filter(Boolean).join(" ");
};

/** @param {Place} place */
export const leftOutOf = (place) => leftOut(place).map(({ words, denies }) =>
  `Left out: “${words}”.${denies ? " This denies something: does the quotation still say the same?" : ""}`
);

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
