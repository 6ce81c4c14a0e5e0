// What the card of a link to an entry or a paragraph says. Cards of terms and notes are made of what
// their page holds.
import { placeOfSentence } from "../common/targets.js";
import { markAt } from "../cards/asking.js";
import { contentsFor, foreign, line, said, title, withLinks } from "../cards/contents.js";
import { mentionOf } from "../reader/addresses.js";
import { chosen } from "../reader/choices.js";
import { fileOf } from "./files.js";
import { previewOf } from "./links.js";

const LENGTH = 280; // characters of a paragraph

/**
 * @param {HTMLAnchorElement} link
 * @param {EntryFile} data
 * @returns {[string, ...Node[]]}
 */
const ofEntry = (link, { headword, language: lang, originals = [], text, links = [], first }) => {
  const sentence = [...text].slice(0, first).join("");
  return [
    headword,
    line(title(link, headword, { lang, dir: "auto" }), ...originals.flatMap((original) => [" ", foreign(original)])),
    said(...withLinks(sentence, links.filter(([, end]) => end <= first))),
  ];
};

/**
 * The sentence with which a card begins: the one that its link names or whose term it names.
 * @param {HTMLAnchorElement} link
 * @param {ParagraphFile} data
 */
const beginning = ({ hash }, data) => {
  const [, , number] = /^#(p\d+)s(\d+)$/.exec(hash) ?? [];
  const { term } = mentionOf(hash.slice(1));
  const nth = term ? +(/** @type {RegExpExecArray} */ (/\d+$/.exec(hash)))[0] : 0;
  const mention = (data.mentions ?? []).filter(([, , , name]) => name === term)[nth - 1];
  return mention?.[0] ?? Math.max(0, placeOfSentence(data, number));
};

/**
 * How many signs of a paragraph a card shows: whole words.
 * @param {string[]} signs
 */
const room = (signs) => {
  if (signs.length <= LENGTH) return signs.length;
  const end = signs.slice(0, LENGTH + 1).findLastIndex((sign) => /[\s，。；：、！？]/u.test(sign));
  return end > LENGTH / 2 ? end : LENGTH;
};

/**
 * Whether a way of reading has a term as a link.
 * @param {0 | 1} key whether it is marked for those who study the text
 */
const isLinked = (key) => chosen.reading === "check" || (chosen.reading === "study" && !!key);

/**
 * @param {HTMLAnchorElement} link
 * @param {ParagraphFile} data
 * @returns {[string, ...Node[]]}
 */
const ofParagraph = (link, data) => {
  const begin = beginning(link, data);
  const sentences = data.sentences.slice(begin).map((sentence) => [...sentence]);
  const signs = sentences.flat();
  const end = room(signs);
  /** @type {LinkOfCard[]} */
  const links = [];
  for (const [sentence, from, to, term, key] of data.mentions ?? []) {
    const before = sentences.slice(0, sentence - begin).flat().length;
    if (sentence >= begin && before + to <= end && isLinked(key)) links.push([before + from, before + to, `glossary/${term}`]);
  }
  const words = said(begin ? "… " : "", ...withLinks(signs.slice(0, end).join("").trimEnd(), links), end < signs.length ? " …" : "");
  Object.assign(words, { lang: data.language, dir: "auto" });
  const name = `${data.label} ${data.title}`;
  return [name, line(title(link, name)), words];
};

/**
 * @param {HTMLAnchorElement} link
 * @param {string} path of its card
 */
const ofLink = async (link, path) => {
  const data = await fileOf(path);
  return data && ("sentences" in data ? ofParagraph(link, data) : ofEntry(link, data));
};

/**
 * What the card of a link says: its name, and what stands below that.
 * @param {HTMLAnchorElement} link
 * @returns {Promise<[string, ...Node[]] | null> | [string, ...Node[]]}
 */
export const contentsOf = (link) => {
  const path = !markAt({ target: link }) && previewOf(link);
  return path ? ofLink(link, path) : contentsFor(link);
};
