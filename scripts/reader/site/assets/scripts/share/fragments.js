// Links to words: a text fragment, by which a browser finds them on the page. Nothing here asks
// for a page.
import { line } from "./line.js";

const AROUND = 3; // words beside a passage, and of the beginning and the end of a long one
const LONG = 150; // characters of a passage that is named by its beginning and its end

/**
 * Where the words of a paragraph stand.
 * @param {string} whole
 * @param {string} lang
 * @returns {Span[]}
 */
const wordsOf = (whole, lang) =>
  [...new Intl.Segmenter(lang, { granularity: "word" }).segment(whole)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ index, segment }) => [index, index + segment.length]);

/**
 * What is said of a passage: its words, its first and last ones, and those beside it. Whole words
 * are what a browser looks for; those around them tell one place from another. Null, if there is
 * no word in it.
 * @param {string} whole the words of the paragraph
 * @param {string} lang its language
 * @param {number} start
 * @param {number} end
 */
const passage = (whole, lang, start, end) => {
  const words = wordsOf(whole, lang);
  const first = words.findIndex(([, to]) => to > start);
  const last = words.findLastIndex(([from]) => from < end);
  if (first < 0 || last < first) return null;
  const [from, to] = [Math.min(start, words[first][0]), Math.max(end, words[last][1])];
  return {
    exact: whole.slice(from, to),
    opening: whole.slice(from, words[Math.min(first + AROUND, last)][1]),
    closing: whole.slice(words[Math.max(last - AROUND, first)][0], to),
    before: whole.slice(words[Math.max(0, first - AROUND)][0], from),
    after: whole.slice(to, words[Math.min(last + AROUND, words.length - 1)][1]),
  };
};

/** @param {string} words */
const encoded = (words) => encodeURIComponent(line(words)).replaceAll("-", "%2D");

/**
 * The fragment that names a passage of one paragraph, or "".
 * @param {string} whole
 * @param {string} lang
 * @param {number} start
 * @param {number} end
 */
export const fragment = (whole, lang, start, end) => {
  const found = passage(whole, lang, start, end);
  if (!found) return "";
  const { exact, opening, closing, before, after } = found;
  const text = exact.length > LONG ? `${encoded(opening)},${encoded(closing)}` : encoded(exact);
  const prefix = before.trim() && `${encoded(before)}-,`;
  const suffix = after.trim() && `,-${encoded(after)}`;
  return `:~:text=${prefix}${text}${suffix}`;
};

/**
 * The fragment that names a passage from one paragraph to another, or "".
 * @param {string} first the words of the first paragraph
 * @param {number} start where it begins in them
 * @param {string} last the words of the last paragraph
 * @param {number} end where it ends in them
 * @param {string} lang
 */
export const longFragment = (first, start, last, end, lang) => {
  const from = passage(first, lang, start, first.length);
  const to = passage(last, lang, 0, end);
  return from && to ? `:~:text=${encoded(from.opening)},${encoded(to.closing)}` : "";
};

/**
 * The words of a fragment that a page does not have.
 * @param {string} given a fragment directive, behind "text="
 * @param {string} words of the page
 */
export const missingWords = (given, words) => {
  const whole = line(words).toLowerCase();
  return given.split("&")[0].split(",", 4)
    .filter((part) => part && !/^-|-$/.test(part))
    .map(decoded)
    .filter((part) => !whole.includes(part.toLowerCase()));
};

/**
 * What is no percent-encoding is taken as it stands.
 * @param {string} words
 */
const decoded = (words) => {
  try {
    return decodeURIComponent(words);
  } catch {
    return words;
  }
};
