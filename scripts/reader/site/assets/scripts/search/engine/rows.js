// Paragraphs of an index in shards, by what their names follow from.

/**
 * Paragraphs in a row: the number of the first among all documents, and among the paragraphs.
 * @typedef {{ row: DocumentRow, number: number, first: number }} Row
 */

/**
 * The documents of an index, each with its number, and paragraphs in rows.
 * @param {SearchIndex} data
 */
export const laidOut = ({ docs }) => {
  /** @type {[doc: SearchDocument, number: number][]} */
  const whole = [];
  /** @type {Row[]} */
  const rows = [];
  let [number, first] = [0, 0];
  for (const doc of /** @type {(SearchDocument | DocumentRow)[]} */ (docs)) {
    if ("row" in doc) {
      rows.push({ row: doc, number, first });
      number += doc.row;
      first += doc.row;
    } else whole.push([doc, number++]);
  }
  return { whole, rows };
};

/**
 * The row of a paragraph.
 * @param {Row[]} rows
 * @param {number} n
 */
export const rowOf = (rows, n) => {
  let [low, high] = [0, rows.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (rows[middle].first <= n) low = middle;
    else high = middle - 1;
  }
  return rows[low];
};

/**
 * A paragraph of a row, as far as that tells of it: the rest comes with its words.
 * @param {Row} row
 * @param {number} n
 * @returns {SearchDocument & { thin: number }}
 */
export const docOf = ({ row, first }, n) => {
  const { row: size, title, url, block, counts, spoken, ...common } = row;
  const place = n - first;
  const titled = typeof title === "string" ? title : `${title[0]}${title[2] + place}${title[1]}`;
  const address = typeof url === "string" ? url : `${url[0]}${url[2] + place}${url[1]}`;
  return { ...common, title: titled, url: address, anchor: "", thin: n, ...(block ? { block: `${block[0]}${block[1] + place}` } : {}) };
};

/**
 * The ids and the numbers of paragraphs, which the list of all words leaves out.
 * @param {Row} row
 */
export const numbersOf = ({ row: { row, block, title } }) =>
  (block?.[0] === "p" && typeof title !== "string"
    ? Array.from({ length: row }, (_, place) => [`p${block[1] + place}`, `${title[2] + place}`]).flat() : []);

/**
 * What a query asks for by its id, by the numbers of paragraphs: the sentence, or the block, as in
 * p4, p4s2, ¶ 4.
 * @param {Row[]} rows
 * @param {string} joined
 * @param {(words: string) => string} folded
 */
export const askedById = (rows, joined, folded) => {
  /** @type {Map<number, string>} */
  const found = new Map();
  const [, name, digits, sentence] = /^(\D+)([1-9]\d*)(?:s([1-9]\d*))?$/.exec(joined) ?? [];
  const number = Number(digits);
  for (const { row: { row, block, counts = [], title }, first } of name ? rows : []) {
    if (!block) continue;
    const titled = typeof title === "string" ? -1 : number - title[2];
    if (!sentence && titled >= 0 && titled < row && folded(title[0]) === name) found.set(first + titled, `${title[0]}${number}`);
    const place = number - block[1];
    if (name !== block[0] || place < 0 || place >= row) continue;
    if (!sentence || Number(sentence) <= counts[place]) found.set(first + place, joined);
  }
  return found;
};
