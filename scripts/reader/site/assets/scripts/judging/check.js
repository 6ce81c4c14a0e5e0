// Whether a quotation is one: word for word, with words changed, or not at all. Nothing here asks
// for a page.
import { isHan } from "../search/engine/folding.js";
import { passageOf, placesOf, signsBehind } from "../texts/library.js";
import { itemsOf, nearest } from "./nearest.js";
import { eitherCase, quoted } from "./quoted.js";
import { isUnspaced, lettersOf } from "../texts/words.js";
import { forgivenIn } from "./writing.js";

/** @typedef {import("../texts/library.js").Library} Library */
/** @typedef {import("../texts/library.js").Version} Version */
/** @typedef {import("./quoted.js").Quoted} Quoted */
/**
 * A passage of a text: its words from the first to the one behind the last, those of them that a
 * quotation leaves out, and where in it each part of the quotation stands.
 * @typedef {{ version: Version, first: number, behind: number, left: Span[], parts: Span[] }} Place
 */
/** A word that a quotation has and the text has not, or the other way round. */
/** @typedef {{ wrote: string, has: string, at: Span }} Difference */
/**
 * What is said of a quotation.
 *
 * "verbatim": it stands at `places`; `forgiven` names what is written otherwise there. The
 *   `entries` have it as a name.
 * "differs": `near` is what the text has, and `differences` the words that are not those.
 * "name": it is no passage, but the name of `entries`.
 * "unchecked": no text is in its language; `entries` are named in it.
 * "nowhere": `near` is what comes nearest, if anything does.
 * @typedef {{ verdict: "verbatim" | "differs" | "name" | "unchecked" | "nowhere", words: number,
 *   places: Place[], forgiven: string[], near?: Place, differences: Difference[],
 *   entries: SearchDocument[] }} Judgment
 */

const PUT_IN = 12; // words of the text that brackets may take the place of
const LEAST = 3; // words that are not changed in a quotation that differs
const NEAR = 0.4; // of its weight, which the nearest passage has to have

/**
 * The places of a version where all parts of a quotation stand, in their order.
 * @param {Version} version
 * @param {Quoted} quotation
 * @returns {Place[]}
 */
const exactIn = (version, { parts, gaps }) => {
  const places = parts.map((part) => placesOf(version, part));
  /** @type {Place[]} */
  const found = [];
  for (const start of places[0]) {
    const stands = [start];
    const [first] = start;
    let behind = start[1];
    /** @type {Span[]} */
    const left = [];
    const whole = gaps.every(({ gap }, n) => {
      const next = places[n + 1].find(([from]) => from >= behind);
      if (!next || (gap === "brackets" && next[0] - behind > PUT_IN)) return false;
      if (gap === "ellipsis" && next[0] > behind) left.push([behind, next[0]]);
      stands.push(next);
      behind = next[1];
      return true;
    });
    if (whole) found.push({ version, first, behind, left, parts: stands });
  }
  // Of places that end at the same words the shortest is meant.
  return found.filter(({ behind }, n) => found[n + 1]?.behind !== behind);
};

/**
 * What is forgiven at a place, beside the signs of gaps.
 * @param {Place} place
 * @param {Quoted} quotation
 * @param {Characters} simplified
 */
const forgivenAt = ({ version, behind, parts: stands }, { plain, parts, marks }, simplified) => {
  const kinds = new Set(marks);
  parts.forEach((part, n) => {
    const passage = passageOf(version, ...stands[n]);
    const words = plain.slice(part[0].start, part[part.length - 1].end);
    const [one, other] = eitherCase(words).map((way) => forgivenIn(way, passage, simplified));
    for (const kind of one.length < other.length ? one : other) kinds.add(kind);
  });
  const last = /** @type {import("../texts/words.js").Word[]} */ (parts.at(-1));
  if (!endsAlike(plain.slice(last[last.length - 1].end), signsBehind(version, behind))) kinds.add("punctuation");
  return [...kinds];
};

/**
 * Whether a quotation ends as the text does there: it may leave out the sign that follows. Marks
 * of quotation are those of the quoter, and so are dots.
 * @param {string} written
 * @param {string} signs
 */
const endsAlike = (written, signs) => {
  const own = written.replace(/[\s"'“”‘’«»「」『』[\]()…]|\.{3,}/g, "");
  return signs.startsWith(own);
};

/**
 * @param {Version} version
 * @param {Quoted} quotation
 * @param {import("./nearest.js").Near} near
 * @returns {Difference[]}
 */
const differencesOf = (version, quotation, { changes }) => {
  const items = itemsOf(quotation);
  return changes.map(({ wrote: [from, behind], has: [first, end] }) => {
    const at = /** @type {Span} */ (from < behind
      ? [items[from].start, items[behind - 1].end]
      : Array(2).fill(items[from - 1]?.end ?? 0));
    return { wrote: quotation.written.slice(...at), has: first < end ? passageOf(version, first, end) : "", at };
  });
};

/**
 * Entries that a passage names in characters, the longest names first, and none within another.
 * @param {Library} library
 * @param {string} letters
 */
const namedIn = ({ names }, letters) => {
  let rest = letters;
  return [...names.keys()].filter((name) => isHan(name) && letters.includes(name))
    .sort((one, other) => other.length - one.length)
    .flatMap((name) => {
      if (!rest.includes(name)) return [];
      rest = rest.replaceAll(name, " ");
      return names.get(name) ?? [];
    });
};

/**
 * Judge a quotation.
 * @param {Library} library
 * @param {string} given
 * @returns {Judgment}
 */
export const check = (library, given) => {
  const quotation = quoted(given, library.simplified);
  const all = quotation.parts.flat();
  /** @type {Judgment} */
  const nothing = { verdict: "nowhere", words: all.length, places: [], forgiven: [], differences: [], entries: [] };
  if (!all.length) return nothing;
  const entries = library.names.get(lettersOf(all)) ?? [];
  const places = library.versions.flatMap((version) => exactIn(version, quotation));
  if (places.length) return { ...nothing, verdict: "verbatim", entries, ...best(places, quotation, library.simplified) };
  if (entries.length) return { ...nothing, verdict: "name", entries };
  const unspaced = isUnspaced(all);
  const versions = library.versions.filter((version) => version.unspaced === unspaced);
  if (!versions.length) return { ...nothing, verdict: "unchecked", entries: namedIn(library, lettersOf(all)) };
  return { ...nothing, ...nearestIn(versions, quotation, all.length) };
};

/**
 * The places, those first that are written most like the quotation.
 * @param {Place[]} places
 * @param {Quoted} quotation
 * @param {Characters} simplified
 */
const best = (places, quotation, simplified) => {
  const judged = places.map((place) => ({ place, forgiven: forgivenAt(place, quotation, simplified) }))
    .sort((one, other) => one.forgiven.length - other.forgiven.length);
  return { places: judged.map(({ place }) => place), forgiven: judged[0].forgiven };
};

/**
 * @param {Version[]} versions
 * @param {Quoted} quotation
 * @param {number} words
 */
const nearestIn = (versions, quotation, words) => {
  const found = versions.map((version) => nearest(version, quotation)).filter((near) => !!near)
    .sort((one, other) => one.cost - other.cost || other.share - one.share)[0];
  if (!found) return {};
  const { version, first, behind, cost, share } = found;
  const near = { version, first, behind, left: [], parts: [] };
  /** @type {Judgment["verdict"]} */
  const verdict = cost * 2 < words && words - cost >= LEAST ? "differs" : "nowhere";
  if (verdict === "differs") return { verdict, near, differences: differencesOf(version, quotation, found) };
  return share >= NEAR ? { near } : {};
};

const NOT = /^(?:not?|never|nor|neither|none|without|cannot|(?:ca|wo|do|does|did|is|are|was|were|has|had|would|should|could|must|need)nt|[不没沒無无非未勿])$/;

/**
 * What a quotation leaves out at a place, and whether that denies something.
 * @param {Place} place
 */
export const leftOut = ({ version, left }) => left.map(([first, behind]) => ({
  words: passageOf(version, first, behind),
  denies: version.words.slice(first, behind).some(({ folded }) => NOT.test(folded)),
}));
