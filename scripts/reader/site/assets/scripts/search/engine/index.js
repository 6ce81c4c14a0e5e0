// The index, prepared once.
import { prepareDoc } from "./documents.js";
import { WORD, foldOnce, isHan } from "./folding.js";
import { spelled } from "./spelling.js";
import { laidOut } from "./rows.js";
import { shardsOf } from "./shards.js";
import { thinOf } from "./thin.js";
import { valuesOf } from "./values.js";

/** @typedef {import("./documents.js").Doc} Doc */
/** @typedef {import("./documents.js").Name} Name */

/**
 * The index: `docs` are all but paragraphs in shards, `numbered` has them by their numbers; `named` has a name, loosely, with its entries; `whole` a name in one word;
 * `spoken` holds the index again, of what is said in a
 * language, once it was asked for.
 * @typedef {ReturnType<typeof prepare> & { said?: (doc: SearchDocument) => SearchDocument }} Index
 * @param {SearchIndex} data
 * @param {import("./shards.js").Shards} [shards] if the index is in shards, those that are loaded
 */
export const prepare = (data, shards = data.shards && shardsOf(data.shards)) => {
  const { simplified = {}, named: words = {} } = data;
  const { whole: given, rows } = laidOut(data);
  const only = words.text?.length === 1 ? words.text.map(([id]) => id) : undefined;
  const docs = given.map(([doc, number]) => prepareDoc(doc, number, simplified, only));
  /** @type {Doc[]} */
  const numbered = [];
  for (const doc of docs) numbered[doc.number] = doc;
  /** @type {Map<string, number[]>} */
  const named = new Map();
  /** @type {Map<string, string>} */
  const whole = new Map();
  for (const { number, names } of docs) {
    for (const name of names) {
      named.set(name.loose, [...(named.get(name.loose) ?? []), number]);
      if (!isHan(name.condensed)) whole.set(name.condensed, name.words);
    }
  }
  const values = valuesOf(words);
  return {
    simplified,
    docs,
    numbered,
    only,
    entries: docs.filter((doc) => doc.names.length),
    data,
    thin: thinOf(rows, shards, simplified, only),
    values,
    many: !!(words.series?.length || words.year?.length), // texts, which have series and years then
    choosable: Object.values(values).flat().filter(({ group }) => group !== "text" || !only),
    /** @type {Map<string, any>} */
    spoken: new Map(),
    named,
    whole,
    words: wordsIn(docs, simplified),
    nameLetters: spelled(whole.keys()),
  };
};

/**
 * All words of some documents, gathered when they are asked for: how each is written, and all in
 * order. What of a query is said in some language can be counted without them.
 * @param {Doc[]} docs
 * @param {Characters} simplified
 */
const wordsIn = (docs, simplified) => {
  /** @type {{ written: Map<string, string>, vocabulary: string[] } | undefined} */
  let known;
  const gathered = () => {
    /** @type {Map<string, string>} */
    const written = new Map();
    for (const { names, raw, hidden = [] } of docs) {
      for (const part of [...raw, ...hidden, ...names.map((name) => name.words)]) {
        for (const word of part.match(WORD) ?? []) {
          const folded = foldOnce(word, simplified);
          if (folded && !written.has(folded) && !isHan(folded)) written.set(folded, word.toLowerCase());
        }
      }
    }
    return { written, vocabulary: [...written.keys()].sort() };
  };
  return () => {
    known ??= gathered();
    return known;
  };
};
