// Where a private note stands in the text: found again by its very words, or not at all. Nothing
// here asks for a page.
import { quoteOf, sentencesOf, startOf } from "./annotations.js";

const LEAST_AGREEMENT = 24; // characters that do not agree by chance

/**
 * How many characters at the beginning of two texts are the same.
 * @param {string} one
 * @param {string} other
 */
const commonLength = (one, other) => {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
};
/** @param {string} words */
const backwards = (words) => words.split("").reverse().join("");

/**
 * The words before and after a place that count for a note, if it names its sentences: as much as
 * these hold. Null, if the place is not in them.
 * @param {Passage} paragraph
 * @param {number} at
 * @param {Quotation} quotation
 * @param {(string | undefined)[]} [named] the ids of the first and the last sentence
 */
const contextOf = ({ sentences }, at, { exact, prefix, suffix }, named) => {
  if (!named) return [prefix, suffix];
  const end = at + exact.length;
  const [first, last] = [at, end - 1].map((place) => sentences.find((sentence) => place < sentence.end));
  if (!first || !last || first.id !== named[0] || last.id !== named[1]) return null;
  return [prefix.slice(Math.max(0, prefix.length - at + first.start)), suffix.slice(0, last.end - end)];
};

/**
 * Where a quotation stands in a paragraph with its context, the best first. All of the context
 * must agree; within the sentences that are named, most of it is enough.
 * @template {Passage} P
 * @param {P} paragraph
 * @param {Quotation} quotation
 * @param {(string | undefined)[]} [named]
 */
const candidates = (paragraph, quotation, named) => {
  const { words } = paragraph;
  const { exact } = quotation;
  const found = [];
  for (let at = words.indexOf(exact); at >= 0; at = words.indexOf(exact, at + 1)) {
    const context = contextOf(paragraph, at, quotation, named);
    if (!context) continue;
    const [before, after] = context;
    const agree = commonLength(backwards(before), backwards(words.slice(Math.max(0, at - before.length), at)))
      + commonLength(after, words.slice(at + exact.length));
    const whole = agree === before.length + after.length;
    if (whole || (named && agree >= LEAST_AGREEMENT)) found.push({ paragraph, at, agree: whole ? Infinity : agree });
  }
  return found.sort((one, other) => other.agree - one.agree);
};

/**
 * Where the words of a note stand now. Words that look alike are never taken for them: a note
 * names its sentences, and an id goes with its words wherever they are moved. Of a note that
 * names none, as from elsewhere, all the context must agree, and outside its paragraph only
 * one place may have it.
 * @template {Passage} P
 * @param {Annotation} item
 * @param {P[]} paragraphs
 * @param {(id: string) => Heir<P> | undefined} heirOf the sentence that took the words of another
 * @returns {Place<P> | undefined}
 */
export const anchor = (item, paragraphs, heirOf) => {
  const [quote] = item.target.selector;
  const named = sentencesOf(item)?.split(",").map(heirOf);
  const home = named ? named[0]?.paragraph : paragraphs.find(({ source }) => source === item.target.source);
  const all = home ? candidates(home, quote, named && [named[0]?.id, named.at(-1)?.id]) : [];
  if (!all.length && !named && quote.prefix.length + quote.suffix.length >= LEAST_AGREEMENT) {
    const elsewhere = paragraphs.flatMap((paragraph) => candidates(paragraph, quote));
    return elsewhere.length === 1 ? elsewhere[0] : undefined;
  }
  const best = all.filter(({ agree }) => agree === all[0].agree);
  if (!home || best.length < 2) return best[0];
  const stored = [...home.words].slice(0, startOf(item)).join("").length;
  return best.find(({ at }) => at === stored) ?? (best[0].agree === Infinity ? best[0] : undefined);
};

/**
 * What a note says of its place.
 * @param {Place<Passage>} place
 * @param {string} exact
 * @returns {Target}
 */
export const describe = ({ paragraph: { source, words, sentences }, at }, exact) => {
  const end = at + exact.length;
  const before = [...words.slice(0, at)];
  const start = before.length;
  const ids = sentences.filter((sentence) => sentence.start < end && sentence.end > at).map(({ id }) => id);
  return {
    source,
    selector: [
      {
        type: "TextQuoteSelector",
        exact,
        prefix: before.slice(-32).join(""),
        suffix: [...words.slice(end)].slice(0, 32).join(""),
      },
      { type: "TextPositionSelector", start, end: start + [...exact].length },
      { type: "FragmentSelector", value: [...new Set([ids[0], ids.at(-1)])].join() },
    ],
  };
};

/**
 * A note that says where it stands now, or that its words are gone; itself, if nothing changed.
 * @param {Annotation} item
 * @param {Place<Passage> | undefined} found
 * @returns {Annotation}
 */
export const judged = (item, found) => {
  const target = found ? describe(found, quoteOf(item)) : item.target;
  const moved = target.source !== item.target.source || sentencesOf({ target }) !== sentencesOf(item);
  if (!moved && !found === !!item.orphan) return item;
  return { ...item, target: moved ? target : item.target, orphan: found ? undefined : true };
};
