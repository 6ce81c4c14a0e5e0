// The texts that a quotation is looked for in, by language, and what stands around a place.
import { isUnspaced, lettersOf, wordsOf } from "./words.js";

/** @typedef {import("./words.js").Word} Word */

/**
 * A text in one language: its words in order, `at` which of its blocks each stands in, its
 * letters without spaces, and where in them each word begins.
 * @typedef {{ text: SearchText, blocks: Block[], words: Word[], at: number[], letters: string,
 *   begins: number[], where: Map<string, number[]>, unspaced: boolean, isOriginal: boolean }} Version
 */
/**
 * A paragraph or a heading in one language.
 * @typedef {{ doc: SearchDocument, words: string, sentences: Sentence[], lang: string }} Block
 */
/** @typedef {{ versions: Version[], notes: SearchDocument[], entries: SearchDocument[], names: Map<string, SearchDocument[]>, simplified: Characters }} Library */

/**
 * @param {SearchText} text
 * @param {Block[]} blocks
 * @param {Characters} simplified
 * @param {boolean} isOriginal whether it stands beside the text, which then translates it
 * @returns {Version}
 */
const versionOf = (text, blocks, simplified, isOriginal) => {
  const inBlocks = blocks.map(({ words }) => wordsOf(words, simplified));
  const words = inBlocks.flat();
  /** @type {Map<string, number[]>} */
  const where = new Map();
  words.forEach(({ folded }, n) => {
    const known = where.get(folded);
    if (known) known.push(n);
    else where.set(folded, [n]);
  });
  const begins = [0];
  for (const { folded } of words) begins.push(begins[begins.length - 1] + folded.length);
  return {
    text, blocks, words, where, isOriginal, unspaced: isUnspaced(words),
    at: inBlocks.flatMap((part, n) => part.map(() => n)),
    letters: lettersOf(words),
    begins,
  };
};

/**
 * Prepare the texts of an index, those of their originals included.
 * @param {SearchIndex} index
 * @returns {Library}
 */
export const library = ({ docs, texts = {}, simplified = {}, named = {} }) => {
  const versions = Object.entries(texts).flatMap(([id, text]) => {
    const own = docs.filter(({ kind, of }) => kind === "paragraph" && of === id);
    /** @type {Block[]} */
    const english = own.map((doc) => (
      { doc, words: doc.text ?? "", sentences: doc.sentences ?? [], lang: doc.lang ?? named.own ?? "" }
    ));
    /** @type {Block[]} */
    const originals = own.filter(({ more }) => more).map((doc) => (
      { doc, words: doc.more ?? "", sentences: doc.moreSentences ?? [], lang: doc.moreLang ?? "" }
    ));
    return [english, originals].filter((blocks) => blocks.length)
      .map((blocks) => versionOf(text, blocks, simplified, blocks === originals));
  });
  const entries = docs.filter(({ kind }) => kind === "entry");
  /** @type {Library["names"]} */
  const names = new Map();
  for (const entry of entries) {
    for (const [name] of entry.names ?? []) {
      const letters = lettersOf(wordsOf(name, simplified));
      names.set(letters, [...new Set([...names.get(letters) ?? [], entry])]);
    }
  }
  return { versions, entries, names, simplified, notes: docs.filter(({ kind }) => kind === "note") };
};

/**
 * The word that begins at a letter, or undefined.
 * @param {number[]} begins
 * @param {number} letter
 */
const wordAt = (begins, letter) => {
  let [low, high] = [0, begins.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (begins[middle] < letter) low = middle + 1;
    else high = middle;
  }
  return begins[low] === letter ? low : undefined;
};

/**
 * Where words stand, as pairs of words: the first, and the one behind the last. How they are
 * spaced and joined by hyphens makes no difference.
 * @param {Version} version
 * @param {Word[]} words
 * @returns {Span[]}
 */
export const placesOf = ({ letters, begins }, words) => {
  const wanted = lettersOf(words);
  /** @type {Span[]} */
  const found = [];
  for (let at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + 1)) {
    const [first, behind] = [wordAt(begins, at), wordAt(begins, at + wanted.length)];
    if (first !== undefined && behind !== undefined) found.push([first, behind]);
  }
  return found;
};

/**
 * What a version writes from one word to another, with the signs that follow a sentence.
 * @param {Version} version
 * @param {number} first
 * @param {number} behind
 */
export const passageOf = ({ blocks, words, at }, first, behind) => {
  const last = behind - 1;
  if (at[first] === at[last]) return blocks[at[first]].words.slice(words[first].start, words[last].end);
  const between = blocks.slice(at[first] + 1, at[last]).map((block) => block.words);
  return [
    blocks[at[first]].words.slice(words[first].start), ...between,
    blocks[at[last]].words.slice(0, words[last].end),
  ].join("\n");
};

/**
 * The signs that follow a word before the next.
 * @param {Version} version
 * @param {number} behind the word behind it
 */
export const signsBehind = ({ blocks, words, at }, behind) => {
  const block = at[behind - 1];
  const end = at[behind] === block ? words[behind].start : undefined;
  return blocks[block].words.slice(words[behind - 1].end, end).trim();
};

/**
 * The sentence that a word stands in.
 * @param {Version} version
 * @param {number} word
 */
export const sentenceAt = ({ blocks, words, at }, word) => {
  const { sentences } = blocks[at[word]];
  return sentences.findLast(([, start]) => start <= words[word].start)?.[0] ?? "";
};
