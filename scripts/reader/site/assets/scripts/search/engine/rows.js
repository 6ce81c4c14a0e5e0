// Paragraphs that an index in shards names by what their names follow from.

/** @typedef {NonNullable<SearchDocument["thin"]>} Thin */

/**
 * The documents of a row; one that is no row stands for itself. Of their names only those are
 * told that do not follow from the row: the rest comes with their words.
 * @param {SearchDocument | DocumentRow} doc
 * @param {{ thin: number }} counted how many paragraphs were before
 * @returns {SearchDocument[]}
 */
const expanded = (doc, counted) => {
  if (!("row" in doc)) return [doc];
  const { row, title, block, counts, ...common } = doc;
  return Array.from({ length: row }, (_, n) => {
    const thin = { number: counted.thin++, row: doc, place: n };
    return { ...common, title: typeof title === "string" ? title : "", url: "", anchor: "", thin };
  });
};

/**
 * All documents of an index.
 * @param {SearchIndex} data
 */
export const allDocs = ({ docs }) => {
  const counted = { thin: 0 };
  const given = /** @type {(SearchDocument | DocumentRow)[]} */ (docs);
  return given.flatMap((doc) => expanded(doc, counted));
};

/**
 * The id and the number of a paragraph, which the list of all words leaves out.
 * @param {Thin} thin
 */
export const numbersOf = ({ row: { block, title }, place }) =>
  (block?.[0] === "p" && typeof title !== "string" ? [`p${block[1] + place}`, `${title[2] + place}`] : []);

/**
 * The sentence, or the block, of a thin document that a query asks for by its id: p4, p4s2, ¶ 4.
 * @param {string} joined
 */
export const askedById = (joined) => {
  const [, name = "", digits = "", sentence] = /^(\D+)([1-9]\d*)(?:s([1-9]\d*))?$/.exec(joined) ?? [];
  const number = Number(digits);
  /**
   * @param {Thin} thin
   * @param {(words: string) => string} folded
   */
  return ({ row: { block, counts = [], title }, place }, folded) => {
    if (!name || !block) return undefined;
    if (name === block[0] && number === block[1] + place) {
      return !sentence || Number(sentence) <= counts[place] ? joined : undefined;
    }
    const titled = !sentence && typeof title !== "string" && number === title[2] + place && folded(title[0]) === name;
    return titled ? `${title[0]}${number}` : undefined;
  };
};
