// A search that is kept to some documents, by the operators of its query.
import { isHan } from "./folding.js";
import { prepare } from "./index.js";
import { HAS } from "./values.js";

/** @typedef {import("./index.js").Doc} Doc */
/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./operators.js").Parts} Parts */
/** @typedef {import("./values.js").Value["group"]} Group */
/**
 * The index, kept to some documents: those that are looked through, and of what is found in them
 * those that have what is chosen. Whether the words of a query name entries, say, does not depend
 * on what is chosen.
 * @typedef {Index & { fits: (doc: Doc) => boolean, refuses: boolean, chosen: (doc: Doc) => boolean }} Narrowed
 */

/**
 * What tells whether a document has what is chosen: of several values of one group it needs one.
 * @param {Parts} parts
 * @param {Group} [except] a group that does not count
 */
const choosing = ({ operators }, except) => {
  /** @type {Map<Group, import("./values.js").Value[]>} */
  const wanted = new Map();
  /** @type {import("./values.js").Value[]} */
  const unwanted = [];
  for (const { not, values } of operators) {
    if (not) unwanted.push(...values.filter(({ group }) => group !== "lang"));
    for (const value of not ? [] : values) {
      if (value.group !== except) wanted.set(value.group, [...(wanted.get(value.group) ?? []), value]);
    }
  }
  const groups = [...wanted.values()];
  if (!groups.length && !unwanted.length) return () => true;
  /** @type {(doc: Doc) => (value: import("./values.js").Value) => boolean} */
  const has = (doc) => (value) => HAS[value.group](doc, value);
  return (/** @type {Doc} */ doc) =>
    groups.every((values) => values.some(has(doc))) && !unwanted.some(has(doc));
};

/**
 * A document with what it says in some languages. Places in it stay where they are.
 * @param {SearchDocument} doc
 * @param {(tag: string) => boolean} speaks
 * @param {NamedByOperators} named
 * @returns {SearchDocument}
 */
const spoken = (doc, speaks, named) => {
  const isOwn = speaks(`${named.own}`);
  const { kind, text = "", more, lang = `${named.own}`, moreLang = "", names = [], originals = [], original } = doc;
  if (doc.thin) {
    const [own, other] = [speaks(lang), !!moreLang && speaks(moreLang)];
    return { ...doc, absent: !own && !other, thin: { ...doc.thin, spoken: [own, other] } };
  }
  if (kind === "paragraph") {
    const [own, other] = [speaks(lang), !!more && speaks(moreLang)];
    const words = own ? {} : { text: "", mentions: {} };
    return { ...doc, ...words, more: other ? more : "", absent: !own && !other };
  }
  if (kind === "note") {
    const [tag, start, end] = original ?? ["", 0, 0];
    const said = speaks(tag);
    const blank = " ".repeat(start) + (said ? text.slice(start, end) : "");
    const rest = `${text.slice(0, start)}${" ".repeat(said ? 0 : end - start)}${text.slice(said ? start : end)}`;
    return isOwn ? { ...doc, text: rest } : { ...doc, title: "", text: blank, more: "", about: [], absent: !said };
  }
  const tags = new Map(originals.map(([tag, name]) => [name, tag]));
  // Traditional characters, say, are told by the script alone.
  const [han] = originals.find(([, name]) => isHan(name)) ?? [];
  const kept = names.filter(([name]) => {
    const tag = tags.get(name) ?? (isHan(name) ? han : undefined);
    return speaks(tag ?? `${named.names}`);
  });
  if (isOwn) return { ...doc, names: kept };
  return { ...doc, title: "", text: "", more: "", names: kept, absent: !kept.length };
};

/**
 * The index of what is said in some languages; their documents have the numbers of all.
 * @param {Index} index
 * @param {string[]} codes
 * @returns {Index}
 */
export const inLanguages = (index, codes) => {
  const key = codes.join(" ");
  const known = index.spoken.get(key);
  if (known) return known;
  /** @param {SearchDocument} doc */
  const said = (doc) => spoken(
    doc, (tag) => codes.some((code) => tag === code || tag.startsWith(`${code}-`)), index.data.named ?? {});
  const made = { ...prepare({ ...index.data, docs: index.data.docs.map(said) }, index.thin?.shards), said };
  index.spoken.set(key, made);
  return made;
};

/**
 * The languages that the operators of a query name, or all but those that it refuses.
 * @param {Index} index
 * @param {Parts} parts
 */
const languagesOf = ({ choosable }, { operators }) => {
  /** @param {boolean} refused */
  const named = (refused) => operators.filter(({ not }) => not === refused)
    .flatMap((operator) => operator.values.filter(({ group }) => group === "lang"));
  const unwanted = named(true);
  const others = choosable.filter((value) => value.group === "lang" && !unwanted.includes(value));
  return [...named(false), ...(unwanted.length ? others : [])].map(({ value }) => value);
};

/**
 * Whether a query asks for something else than words.
 * @param {Parts} parts
 */
export const isNarrow = ({ operators, refused }) =>
  operators.some(({ values }) => values.length) || refused.length > 0;

/**
 * The index as a query wants it: in its languages, and only what fits.
 * @param {Index} all
 * @param {Parts} parts
 * @param {Group} [except] a group of operators that does not count
 * @returns {Narrowed}
 */
export const narrowed = (all, parts, except) => {
  const languages = except === "lang" ? [] : languagesOf(all, parts);
  const index = languages.length ? inLanguages(all, languages) : all;
  return {
    ...index,
    refuses: parts.refused.length > 0,
    fits: (doc) => !doc.absent && !parts.refused.some((test) => test(all.docs[doc.number])),
    chosen: choosing(parts, except),
  };
};
