// Documents, prepared once: what is looked for in each.
import { condensed, fold, foldWords, remembered, respelled } from "./folding.js";
import { asked } from "./query.js";
import { docOf } from "./rows.js";

/** @type {Map<string, string>} */
const NO_IDS = new Map();

/**
 * Where a query without spaces may begin in a name: at its words, at the syllables
 * of pinyin.
 * @param {string} folded
 * @param {boolean} isPinyin
 */
const tails = (folded, isPinyin) => {
  const parts = isPinyin
    ? folded.replace(/([zcs]h|[bpmfdtnlgkhjqxzcsryw])(?=[aeiou])/g, " $1").trim().split(/ +/)
    : folded.split(" ");
  return parts.slice(1).map((_, n) => respelled(parts.slice(n + 1).join("")));
};

/** The forms in which a name is compared, but for its tails. */
const formsOf = remembered((words, simplified) => {
  const folded = fold(words, simplified);
  const { joined, loose, bag } = asked(folded);
  return { words, folded, condensed: joined, loose, bag };
});
const tailsOf = remembered((words, simplified) => tails(fold(words, simplified), false));
const tailsOfPinyin = remembered((words, simplified) => tails(fold(words, simplified), true));

/**
 * A name of an entry in the forms in which it is compared.
 * @typedef {ReturnType<typeof prepareName>} Name
 * @param {string} words
 * @param {number} weight what it counts less than the first name
 * @param {boolean} isPinyin
 * @param {Characters} simplified
 */
const prepareName = (words, weight, isPinyin, simplified) => ({
  ...formsOf(words, simplified), weight, tails: (isPinyin ? tailsOfPinyin : tailsOf)(words, simplified),
});

/**
 * The names of an entry; where pinyin has ü, keyboards have v.
 * @param {SearchDocument} doc
 * @param {Characters} simplified
 */
const prepareNames = (doc, simplified) =>
  (doc.names ?? []).flatMap(([words, weight]) => {
    const isPinyin = !!doc.originals?.some(([lang, name]) => lang === "zh-Latn-pinyin" && name === words);
    const typed = isPinyin ? words.normalize("NFD").replace(/u\u0308/g, "v") : words;
    const spellings = isPinyin && typed !== words.normalize("NFD") ? [words, typed] : [words];
    return spellings.map((name) => prepareName(name, weight, isPinyin, simplified));
  });

/**
 * What a reader may type to get to a place: p4, p4s2, ¶ 4, heading 3, n6, note 6.
 * @param {SearchDocument} doc
 * @param {Characters} simplified
 */
const prepareIds = (doc, simplified) => {
  const sentences = (doc.sentences ?? []).map(([id]) => id);
  const blocks = sentences.map((id) => id.replace(/s\d+$/, ""));
  const title = doc.kind === "paragraph" ? doc.title.split(" · ")[0] : "";
  const note = doc.kind === "note" ? [doc.anchor, doc.anchor.replace("note-", "n")] : [];
  return new Map(
    [...blocks, ...sentences, title, ...note].map((id) => [condensed(fold(id, simplified)), id])
  );
};

/**
 * A document with what is looked for in it, folded: its head, all of it, the names of its entry.
 * @typedef {ReturnType<typeof prepareDoc>} Doc
 * @param {SearchDocument} doc
 * @param {number} number
 * @param {Characters} simplified
 * @param {string[]} [only] the text, where there is just one
 */
export const prepareDoc = (doc, number, simplified, only = []) => {
  const titled = doc.kind === "paragraph" ? [] : [doc.title];
  /** @param {string[]} parts */
  const folding = (parts) => parts.map((part) => ` ${foldWords(part, simplified)} `).join(" ");
  const head = folding([...titled, doc.text ?? ""]);
  const names = prepareNames(doc, simplified);
  return {
    ...doc,
    number,
    within: doc.in ?? (doc.kind === "page" ? [] : only),
    names,
    called: names.map((name) => ` ${name.folded} `).join(" "),
    head,
    folded: `${head} ${folding([doc.more ?? "", ...(doc.hidden ?? [])])}`,
    raw: [...titled, doc.text ?? "", doc.more ?? ""],
    ids: prepareIds(doc, simplified),
  };
};

/**
 * A paragraph of which the words are in shards.
 * @param {import("./rows.js").Row} row
 * @param {number} n its number among these
 * @param {string[]} [only]
 * @returns {Doc}
 */
export const prepareThin = (row, n, only = []) => {
  const doc = docOf(row, n);
  return {
    ...doc, number: row.number + n - row.first, within: doc.in ?? only, names: [], called: "", head: "", folded: "", raw: [],
    ids: doc.sentences ? prepareIds(doc, {}) : NO_IDS,
  };
};
