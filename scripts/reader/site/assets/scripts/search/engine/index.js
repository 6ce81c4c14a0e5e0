// The index, prepared once.
import { prepareDoc, prepareThin } from "./documents.js";
import { WORD, foldOnce, isHan } from "./folding.js";
import { letters } from "./spelling.js";
import { allDocs } from "./rows.js";
import { shardsOf } from "./shards.js";
import { thinOf } from "./thin.js";
import { valuesOf } from "./values.js";

/** @typedef {import("./documents.js").Doc} Doc */
/** @typedef {import("./documents.js").Name} Name */

/** @param {Iterable<string>} words */
const spelled = (words) => [...words].map((word) => /** @type {[string, number]} */ ([word, letters(word)]));

/**
 * The index: `named` has a name, loosely, with its entries; `whole` a name in one word;
 * `written` a folded word as it is written; `spoken` holds the index again, of what is said in a
 * language, once it was asked for.
 * @typedef {ReturnType<typeof prepare> & { said?: (doc: SearchDocument) => SearchDocument }} Index
 * @param {SearchIndex} data
 * @param {import("./shards.js").Shards} [shards] if the index is in shards, those that are loaded
 */
export const prepare = (data, shards = data.shards && shardsOf(data.shards)) => {
  const { simplified = {}, named: words = {} } = data;
  const given = allDocs(data);
  const only = words.text?.length === 1 ? words.text.map(([id]) => id) : undefined;
  const docs = given.map((doc, number) => (
    doc.thin ? prepareThin(doc, number, only) : prepareDoc(doc, number, simplified, only)));
  /** @type {Map<string, string>} */
  const written = new Map();
  /** @type {Map<string, number[]>} */
  const named = new Map();
  /** @type {Map<string, string>} */
  const whole = new Map();
  for (const { number, names, raw, hidden = [] } of docs) {
    for (const name of names) {
      named.set(name.loose, [...(named.get(name.loose) ?? []), number]);
      if (!isHan(name.condensed)) whole.set(name.condensed, name.words);
    }
    for (const part of [...raw, ...hidden, ...names.map((name) => name.words)]) {
      for (const word of part.match(WORD) ?? []) {
        const folded = foldOnce(word, simplified);
        if (folded && !written.has(folded) && !isHan(folded)) written.set(folded, word.toLowerCase());
      }
    }
  }
  const values = valuesOf(words);
  return {
    simplified,
    docs,
    only,
    entries: docs.filter((doc) => doc.names.length),
    data: { ...data, docs: given },
    thin: thinOf(docs, shards, simplified),
    values,
    many: !!(words.series?.length || words.year?.length), // texts, which have series and years then
    choosable: Object.values(values).flat().filter(({ group }) => group !== "text" || !only),
    /** @type {Map<string, any>} */
    spoken: new Map(),
    named,
    whole,
    written,
    vocabulary: [...written.keys()].sort(),
    wordLetters: spelled([...written.keys()].sort()),
    nameLetters: spelled(whole.keys()),
  };
};
