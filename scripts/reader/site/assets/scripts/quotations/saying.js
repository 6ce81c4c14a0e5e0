// What a judgment says, in words.
import { root, sentenceOf } from "../reader/addresses.js";
import { leftOut, sentenceOfPlace } from "./check.js";
import { passageOf } from "./library.js";

/** @typedef {import("./check.js").Judgment} Judgment */
/** @typedef {import("./check.js").Place} Place */

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

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export const counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

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
 * Where a place is: the title of its paragraph, and the sentence.
 * @param {Place} place
 */
export const nameOf = (place) => {
  const { title } = blockOf(place);
  const [number, ...label] = title.split(" · ");
  const { number: sentence } = sentenceOf(sentenceOfPlace(place));
  return { label: label.join(" · "), number, where: sentence ? `${number}, sentence ${sentence}` : number };
};

/** @param {Place} place */
export const blockOf = ({ version: { blocks, at }, first }) => blocks[at[first]].doc;

/**
 * The address of a place, by its sentence.
 * @param {Place} place
 */
export const linkTo = (place) => `${new URL(blockOf(place).url, root()).href}#${sentenceOfPlace(place)}`;

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

/** @param {Place} place */
export const wordsAt = ({ version, first, behind }) => passageOf(version, first, behind);
