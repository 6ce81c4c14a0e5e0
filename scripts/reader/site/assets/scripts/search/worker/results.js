// Results as Material shows them, and what the page marks on arrival.

/** @typedef {import("../engine/main.js").Answer} Answer */
/** @typedef {import("../engine/main.js").Result} Result */
/** @typedef {import("../engine/index.js").Index} Index */
/** @typedef {import("../engine/index.js").Doc} Doc */

/**
 * A result as Material takes it, in the list of its group, and the number of its document.
 * @typedef {{ location: string, title: string, text: string, score: number, terms: {}, number: number }} Item
 */

const SAID = 100; // characters of a query that the page repeats

/** @param {string} html */
const reason = (html) => `<span class="reason">${html}</span> `;
/** @param {string} words */
const quoted = (words) => `<q><bdi>${ReaderSearch.escapeHtml(words)}</bdi></q>`;

/**
 * @param {string} html
 * @param {string | undefined} tag of its language, if that is not the page's
 */
const inLanguage = (html, tag) => (tag ? `<span lang="${tag}" dir="auto">${html}</span>` : html);

/**
 * Why a paragraph is found that does not hold the words of the query.
 * @param {Doc} doc
 * @param {import("../engine/answers.js").Loan} loan
 */
const lent = (doc, loan) => {
  const term = ReaderSearch.escapeHtml(loan.entry.title);
  const wordings = ReaderSearch.wordingsOf(doc, loan).map(quoted).join(pgettext("between items of a list", ", "));
  return reason(wordings ? _("{term}, here as {wordings}", { term, wordings }) : term);
};

/**
 * Why an entry is found that shows none of the words of the query.
 * @param {Doc} doc
 * @param {Result["name"]} name
 */
const called = (doc, name) => {
  const words = ReaderSearch.calledBy(doc, name);
  return words && reason(_("Also {name}", { name: quoted(words) }));
};

/**
 * How the query was read, where it was not read as it stands.
 * @param {Answer} answer
 */
const corrections = ({ corrected, cut }) => {
  if (cut) return reason(_("Only the beginning of the query was looked for"));
  const pairs = Object.values(corrected).map(quoted);
  return pairs.length ? reason(_("Read as {words}", { words: pairs.join(pgettext("between items of a list", ", ")) })) : "";
};

/**
 * The query in the words of the texts, for the page to mark them: misspelled words
 * corrected, British ones as they stand there, without those that were passed over.
 * @param {Index} index
 * @param {Answer["query"]} query
 */
const findable = (index, { phrases, words }) => {
  /** @param {string} word */
  const written = (word) => {
    const known = ReaderSearch.writtenIn(index, word);
    const whole = ReaderSearch.beginning(index, word);
    return known ?? (whole && ReaderSearch.writtenIn(index, whole)?.slice(0, word.length)) ?? word;
  };
  return [...phrases.map((phrase) => `"${phrase}"`), ...words.map(written)].join(" ");
};

/**
 * What the page is told of a result.
 * @param {Result} result
 * @param {string} find
 * @param {string} said
 * @param {string | undefined} at
 */
const arrivalOf = ({ terms, rest }, find, said, at) => {
  const arrival = new URLSearchParams({ find });
  if (said !== find) arrival.set("said", said);
  if (terms?.length) {
    arrival.set("term", terms.join(" "));
    arrival.set("words", `${rest?.join(" ")}`);
  }
  if (at) arrival.set("at", at);
  return `${arrival}`;
};

/**
 * Whether the words of a paragraph have yet to come.
 * @param {Doc} doc
 */
const lacks = ({ thin, text }) => thin !== undefined && text === undefined;

/**
 * A result as Material wants it.
 * @param {Index} index
 * @param {string} find what the page is to mark
 * @param {string} said what it says of it
 * @param {Answer} answer
 */
const present = ({ simplified, data: { named, texts = {} } }, find, said, answer) => (/** @type {Result} */ result, /** @type {number} */ position) => {
  const { doc, kind, name, loan } = result;
  const { spans, shownOf, teaser, marked, escapeHtml } = ReaderSearch;
  const { shown, pairs, lang, hit, at } = shownOf(result, answer.query, simplified);
  /** @param {string} part */
  const mark = (part) => marked(part, spans(part, answer.query, simplified));
  const names = (doc.originals ?? [])
    .map(([tag, words]) => ` ${inLanguage(mark(words), tag)}`).join("");
  const why = (position ? "" : corrections(answer)) + (loan ? lent(doc, loan) : called(doc, name));
  const arrival = arrivalOf(result, find, said, at);
  const title = inLanguage(mark(doc.title), doc.kind === "entry" && named?.names !== named?.own ? named?.names : undefined);
  const day = doc.kind === "paragraph" && texts[`${doc.of}`]?.day;
  const when = day ? ` <span>${escapeHtml(day)}</span>` : "";
  return {
    // The page puts what is marked on arrival behind the address, as a fragment: Material
    // leaves out the words of a result whose address has one.
    location: doc.url,
    title: `<span data-found="${doc.group ?? kind}" data-number="${doc.number}" data-arrival="${escapeHtml(arrival)}"></span>${title}${names}${when}`,
    text: `<p${lacks(doc) ? ' class="coming"' : ""}>${why}${inLanguage(teaser(shown, pairs, hit), lang)}</p>`,
    score: result.score,
    number: doc.number,
    terms: {},
  };
};

/** @typedef {(result: Result) => string} Place */

/**
 * The paragraph that a result is, the same for all versions of a text; "" of anything else.
 * @param {Index} index
 * @returns {Place}
 */
const rowOf = ({ data: { texts = {} } }) => ({ doc: { of, sentences, block } }) => {
  const { work, rows = {} } = texts[`${of}`] ?? {};
  const row = rows[block ?? `${sentences?.[0]?.[0]}`.replace(/s\d+$/, "")];
  return row === undefined ? "" : `${work} ${row}`;
};

/**
 * What stands together in one place of the list: the same paragraph in several versions, and where
 * there are many texts, what was found in the same one. Everything else stands alone.
 * @param {Index} index
 * @param {Answer} answer
 * @returns {Place}
 */
const placeOf = (index, { order, parts }) => {
  const { many, data: { texts = {} } } = index;
  const isOne = parts.operators.some(({ not, values: [value] }) => !not && value?.group === "text");
  if (order === "text" || isOne) return () => "";
  const row = rowOf(index);
  return (result) => {
    const { kind, of } = result.doc;
    if (kind !== "paragraph" || !of) return "";
    return many ? texts[of]?.work ?? of : row(result);
  };
};

/**
 * How many places were found: one that stands in several versions of a text is one.
 * @param {Index} index
 * @param {import("../engine/found.js").Found} found
 */
export const countOf = (index, found) => {
  const { texts = {} } = index.data;
  if (!Object.values(texts).some(({ rows }) => rows)) return found.length;
  const paragraphs = found.first().filter(({ doc }) => doc.kind === "paragraph").map(rowOf(index)).filter(Boolean);
  return found.length - paragraphs.length + new Set(paragraphs).size;
};

/**
 * Results in groups, each where its first one stands: Material folds the others of a group.
 * @param {Index} index
 * @param {Answer} answer
 * @param {Result[]} results
 */
const grouped = (index, answer, results) => {
  const place = placeOf(index, answer);
  /** @type {Map<string, Result[]>} */
  const known = new Map();
  /** @type {Result[][]} */
  const groups = [];
  for (const result of results) {
    const name = place(result);
    const group = known.get(name);
    if (name && group) group.push(result);
    else {
      groups.push([result]);
      known.set(name, groups[groups.length - 1]);
    }
  }
  return groups;
};

/**
 * The results of an answer, or what is near, as Material wants them: in groups.
 * @param {Index} index
 * @param {Answer} answer
 * @returns {Item[][]}
 */
export const itemsOf = (index, answer) => {
  const find = findable(index, answer.query);
  const { words } = answer.parts;
  const same = !answer.cut && find.toLowerCase() === words.toLowerCase();
  const results = answer.results.length ? answer.results : answer.near;
  const shown = present(index, same ? words : find, words.slice(0, SAID), answer);
  return grouped(index, answer, results).map((group, place) => group.map((result, n) => {
    const item = shown(result, place + n);
    // Material shows at once what weighs as much as the first of a group.
    return { ...item, score: n ? Math.min(item.score, group[0].score - 1) : item.score };
  }));
};

/**
 * Results of which the words did not come.
 * @param {Item[][]} items
 */
export const lackingOf = (items) => items.map((group) => group.map((item) => (
  { ...item, text: item.text.replace('class="coming">', `$&${_("A part of the search could not be loaded")} `) })));
