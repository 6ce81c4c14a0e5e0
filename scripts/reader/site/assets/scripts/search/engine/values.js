// The values that operators can name, and which documents have them.
import { fold } from "./folding.js";

/** @typedef {import("./index.js").Doc} Doc */
/** @typedef {import("./index.js").Index} Index */

/**
 * What can be named: by what group of choices, as what, and what readers are shown for it; of a
 * series or a year, which texts it has. Of one group any will do, of several each has to hold.
 * @typedef {{ group: keyof typeof HAS, name: string, value: string, label: string, title?: string, texts?: string[] }} Value
 */

/** The parts of the site, by the kinds of documents. */
const PLACES = { texts: "paragraph", glossary: "entry", notes: "note", pages: "page" };
const LABELS = { texts: _("Texts"), glossary: _("Glossary"), notes: _("Notes"), pages: _("Pages") };

/** @typedef {{ value: string, texts?: string[] }} Asked */

/** @type {(doc: Doc, asked: Asked) => boolean} */
const isOfTexts = (doc, { texts }) => doc.within.some((text) => texts?.includes(text));

/** Whether a document has a value, by the group of that. */
export const HAS = {
  place: (/** @type {Doc} */ doc, /** @type {Asked} */ { value }) => doc.kind === PLACES[/** @type {keyof typeof PLACES} */ (value)],
  text: (/** @type {Doc} */ doc, /** @type {Asked} */ { value }) => doc.within.includes(value),
  series: isOfTexts,
  year: isOfTexts,
  kind: (/** @type {Doc} */ doc, /** @type {Asked} */ { value }) => doc.type === value,
  theme: (/** @type {Doc} */ doc, /** @type {Asked} */ { value }) => doc.theme === value,
  note: (/** @type {Doc} */ doc, /** @type {Asked} */ { value }) => !!doc.kinds?.includes(value),
  lang: () => true, // the engine looks into other documents for it
};

/**
 * All values, by the name of their operator.
 * @param {NamedByOperators} given
 * @returns {Record<string, Value[]>}
 */
export const valuesOf = ({ kind = [], theme = [], note = [], lang = [], text = [], series = [], year = [] }) => {
  /** @type {(group: Value["group"], pairs: string[][], name?: string) => Value[]} */
  const all = (group, pairs, name = group) => pairs.map(([value, label, title]) => ({ group, name, value, label, title }));
  /** @type {(group: Value["group"], given: [string, string, string[]][]) => Value[]} */
  const grouped = (group, given) => given.map(([value, label, texts]) => ({ group, name: group, value, label, texts }));
  return {
    in: [...all("text", text, "in"), ...all("place", Object.entries(LABELS), "in")],
    series: grouped("series", series),
    year: grouped("year", year),
    kind: all("kind", kind),
    theme: all("theme", theme),
    note: all("note", note),
    lang: all("lang", lang),
  };
};

/**
 * How well a value is named: by its very name, by the beginning of one, of a word of one.
 * @param {Value} value
 * @param {string} said folded
 */
const grade = ({ value, label, title = "" }, said) => {
  const names = [value, label, title].map((name) => fold(name));
  if (names.includes(said)) return 3;
  if (names.some((name) => name.startsWith(said))) return 2;
  return names.some((name) => ` ${name}`.includes(` ${said}`)) ? 1 : 0;
};

/**
 * The values of an operator that somebody named, as far as it was typed.
 * @param {Index} index
 * @param {string} name
 * @param {string} said
 */
export const named = ({ values }, name, said) => {
  const span = name === "year" && /^(\d{0,4})\s*[-–—－]\s*(\d{0,4})$/.exec(said);
  if (span) return values[name].filter(({ value }) => value >= span[1] && (!span[2] || value <= span[2]));
  const folded = fold(said);
  const graded = values[name].map((value) => ({ value, score: folded ? grade(value, folded) : 0 }));
  const best = Math.max(0, ...graded.map(({ score }) => score));
  return best ? graded.filter(({ score }) => score === best).map(({ value }) => value) : [];
};
