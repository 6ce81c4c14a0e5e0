// What is shown of a result: the passage with its hits, and why it was found.
import { chief, merged, spans } from "./context.js";

/** @typedef {import("./answers.js").Loan} Loan */
/** @typedef {import("./index.js").Doc} Doc */
/** @typedef {import("./query.js").Query} Query */
/** @typedef {import("./results.js").Result} Result */

/**
 * How a paragraph that does not hold the words of the query has the entry that does: in which
 * other wordings.
 * @param {Doc} doc
 * @param {Loan} loan
 */
export const wordingsOf = ({ text = "" }, { entry, uses }) => {
  const wordings = new Map(
    uses.map(([start, end]) => text.slice(start, end)).map((words) => [words.toLowerCase(), words])
  );
  wordings.delete(entry.title.toLowerCase());
  return [...wordings.values()];
};

/**
 * The name by which an entry is found that shows none of the words of the query, or nothing.
 * @param {Doc} doc
 * @param {Result["name"]} name
 */
export const calledBy = (doc, name) => {
  const shown = [doc.title, ...(doc.originals ?? []).map(([, words]) => words)].map((words) => words.toLowerCase());
  return !name?.weight || shown.includes(name.words.toLowerCase()) ? "" : name.words;
};

/**
 * The part of a document that is shown: its own words, or those of an original, with the hits.
 * @param {Result} result
 * @param {Query} words
 * @param {Characters} simplified
 */
const passageOf = ({ doc, kind, loans = [] }, words, simplified) => {
  const uses = loans.flatMap((item) => item.uses);
  // The very words go before the places of a term; those of an original stand in "more".
  const own = spans(doc.text ?? "", words, simplified);
  const inMore = doc.more && !own.length && (kind !== "entry" || !doc.text)
    ? spans(doc.more, words, simplified) : [];
  if (inMore.length || !doc.text) {
    return { shown: doc.more ?? "", pairs: inMore, lang: doc.moreLang, sentences: doc.moreSentences };
  }
  const pairs = merged([...own, ...uses]);
  return { shown: doc.text, pairs, lang: doc.lang, sentences: doc.sentences, chosen: uses.sort((a, b) => a[0] - b[0])[0] };
};

/**
 * The passage of a result, where its hits stand, the one to show, and the sentence of that.
 * @param {Result} result
 * @param {Query} query
 * @param {Characters} simplified
 */
export const shownOf = (result, query, simplified) => {
  const words = { ...query, words: result.rest ?? query.words };
  const { shown, pairs, lang, sentences, chosen } = passageOf(result, words, simplified);
  const hit = chosen ?? chief(shown, pairs, words, simplified);
  const sentence = sentences?.findLast(([, start]) => start <= (hit?.[0] ?? 0))?.[0];
  return { shown, pairs, lang, hit, at: result.at ?? sentence ?? result.doc.anchor };
};
