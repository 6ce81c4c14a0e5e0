// Operators: what a query says besides its words, as in kind:person or -word.
import { fold, isHan } from "./folding.js";
import { SIGNS, phraseTest } from "./query.js";
import { named } from "./values.js";

/** @typedef {import("./index.js").Doc} Doc */
/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./values.js").Value} Value */

/**
 * An operator as it stands in a query, and the values that it names: none, if there is no such
 * value, or if it is only begun.
 * @typedef {{ name: string, said: string, not: boolean, span: Span, values: Value[] }} Operator
 */
/**
 * What a query says, apart: its words, its operators, what must not be found, an order if it asks
 * for one.
 * @typedef {{ words: string, operators: Operator[], refused: ((doc: Doc) => boolean)[],
 *   order: Order | undefined, orders: Span[] }} Parts
 */
/** @typedef {"text" | "weight"} Order */
/** @typedef {{ at: number, token: string, groups: Groups }} Token */
/** @typedef {Partial<Record<"not" | "name" | "phrase" | "plain" | "unwanted" | "word", string>>} Groups */

/** @param {string} name */
const quoted = (name) => `[${SIGNS}](?<${name}>[^${SIGNS}]*)[${SIGNS}]?`;
// Keyboards of Chinese write a wide colon. What stands in quotation marks is no operator.
const TOKEN = new RegExp(
  `(?<=^|\\s)(?<not>[-－−]?)(?<name>in|series|year|kind|theme|note|lang|order)[:：](?:${quoted("phrase")}|(?<plain>[^\\s${SIGNS}]*))` +
    `|[${SIGNS}][^${SIGNS}]*[${SIGNS}]` +
    `|(?<=^|\\s)[-－−](?:${quoted("unwanted")}|(?<word>[\\p{L}\\p{N}][^\\s${SIGNS}]*))`,
  "giu"
);

/**
 * What tells whether a document has a word that it must not have: the very word, or with a star
 * its beginning; Chinese anywhere.
 * @param {string} word
 * @param {Index} index
 */
const wordTest = (word, { simplified, thin }) => {
  const folded = fold(word, simplified);
  const whole = !/[*＊]$/.test(word);
  const wanted = isHan(folded) ? folded : ` ${folded}${whole ? " " : ""}`;
  const counts = thin?.counting.of(folded, whole);
  return (/** @type {Doc} */ doc) =>
    counts && doc.thin ? counts[doc.thin.number] > 0 : `${doc.folded} ${doc.called}`.includes(wanted);
};

/**
 * @param {string} given
 * @param {Index} index
 */
const exactTest = (given, { thin }) => {
  const phrase = given.trim().replace(/\s+/g, " ");
  const test = phraseTest(phrase);
  const counts = thin?.counting.ofPhrase(phrase);
  return (/** @type {Doc} */ doc) => counts && doc.thin ? counts[doc.thin.number] > 0
    : [...doc.raw, ...doc.names.map(({ words }) => words)].some((part) => part.search(test) >= 0);
};

/**
 * A text with some of its parts replaced, by a space if nothing is said.
 * @param {string} text
 * @param {[start: number, end: number, words?: string][]} parts in order
 */
const replaced = (text, parts) => {
  let [rest, place] = ["", 0];
  for (const [start, end, words = ""] of parts) {
    rest += `${text.slice(place, start)} ${words} `;
    place = end;
  }
  return (rest + text.slice(place)).replace(/\s+/g, " ").trim();
};

/**
 * A query without some parts of it, and with an operator more.
 * @param {string} query
 * @param {Span[]} parts in order
 * @param {string} [operator]
 */
export const rewritten = (query, parts, operator = "") => `${replaced(query, parts)} ${operator}`.trim();

/**
 * What stands in a query as operators do. Where there are no series or years to name, words in
 * front of a colon are words.
 * @param {Index["values"]} values
 * @param {string} query
 */
const tokensOf = (values, query) => {
  /** @type {Token[]} */
  const tokens = [];
  for (const { index: at, 0: token, ...match } of query.matchAll(TOKEN)) {
    const groups = /** @type {Groups} */ (match.groups);
    const said = groups.phrase ?? groups.plain ?? groups.unwanted ?? groups.word;
    if (/^(series|year)$/i.test(`${groups.name}`) && !values[`${groups.name}`.toLowerCase()].length) continue;
    const last = !query.slice(at + token.length).trim();
    // "note: wrong" is no operator; one that is only begun ends the query.
    if (said?.trim() || (groups.name && last)) tokens.push({ at, token, groups });
  }
  return tokens;
};

/** @param {Token} token */
const spanOf = ({ at, token }) => /** @type {Span} */ ([at, at + token.length]);

/**
 * Read the operators of a query. What names no value is looked for as a word.
 * @param {Index} index
 * @param {string} query
 * @returns {Parts}
 */
export const read = (index, query) => {
  const tokens = tokensOf(index.values, query).map((token) => {
    const { groups: { name = "", not, phrase, plain, unwanted, word } } = token;
    const said = (phrase ?? plain ?? "").trim();
    const kind = name.toLowerCase();
    const values = name && kind !== "order" ? named(index, kind, said) : [];
    return { name: kind, said, not: !!not, span: spanOf(token), values, unwanted, word };
  });
  const orders = tokens.filter(({ name }) => name === "order");
  const operators = tokens.filter(({ name }) => name && name !== "order");
  const asked = orders.at(-1)?.said.toLowerCase();
  return {
    words: replaced(query, tokens.map(({ name, span, said, values }) =>
      [...span, name && name !== "order" && !values.length ? said : ""])),
    operators,
    refused: tokens.flatMap(({ unwanted, word }) =>
      unwanted ? exactTest(unwanted, index) : word ? wordTest(word, index) : []),
    order: asked ? ("text".startsWith(asked) ? "text" : "weight") : undefined,
    orders: orders.map(({ span }) => span),
  };
};
