// In what two passages of the same words are written differently.
import { respelled } from "../search/engine/folding.js";

/** @typedef {(words: string, simplified: Characters) => string} Forgiving */

/** @param {string} word */
const spelled = (word) => {
  const small = word.toLowerCase();
  return respelled(small) === small ? word : respelled(small);
};

/**
 * What is seen through, by its name, in the order in which it is done; what is said of a passage is
 * as few of these as make it the same.
 * @type {[name: string, forgive: Forgiving][]}
 */
const KINDS = [
  ["quotes", (words) => words.replace(/['"‘’ʼ′＇`´“”„«»「」『』＂〝〞]/g, "")],
  ["traditional", (words, simplified) => words.replace(/\p{sc=Han}/gu, (sign) => simplified[sign] ?? sign)],
  ["capital", (words) => words.toLowerCase()],
  ["accents", (words) => words.normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC")],
  ["spelling", (words) => words.replace(/[\p{L}\p{M}'’]+/gu, spelled)],
  ["hyphen", (words) => words.replace(/[-‐‑\s]+/g, "")],
  ["punctuation", (words) => words.replace(/[^\p{L}\p{N}\p{M}\s-]/gu, "").replace(/\s+-+(?=\s)/g, "")],
];

/**
 * @param {string} words
 * @param {Set<string>} kinds
 * @param {Characters} simplified
 */
const written = (words, kinds, simplified) => {
  const clean = words.replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "")
    .replace(/[\p{L}\p{N}]+/gu, (word) => word.normalize("NFKC"));
  const seen = KINDS.reduce((seen, [name, forgive]) => (kinds.has(name) ? forgive(seen, simplified) : seen), clean);
  return seen.replace(/\s+/g, " ").replace(/(?<=[\p{sc=Han}\p{P}]) | (?=[\p{sc=Han}])/gu, "").trim();
};

/**
 * In what a quotation is written otherwise than the text, though its words are the same.
 * @param {string} quotation
 * @param {string} passage
 * @param {Characters} simplified
 */
export const forgivenIn = (quotation, passage, simplified) => {
  const kinds = new Set(KINDS.map(([name]) => name));
  /** @param {Set<string>} kinds */
  const same = (kinds) => written(quotation, kinds, simplified) === written(passage, kinds, simplified);
  if (!same(kinds)) return ["punctuation"]; // as where a sign stands for a word, which words are folded to
  for (const [name] of [...KINDS].reverse()) {
    kinds.delete(name);
    if (!same(kinds)) kinds.add(name);
  }
  return [...kinds];
};
