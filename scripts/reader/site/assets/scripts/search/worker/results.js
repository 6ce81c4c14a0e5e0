// Results as Material shows them, and what the page marks on arrival.

/** @typedef {import("../engine/main.js").Answer} Answer */
/** @typedef {import("../engine/main.js").Result} Result */
/** @typedef {import("../engine/index.js").Index} Index */
/** @typedef {import("../engine/index.js").Doc} Doc */

/**
 * As Material takes it: a list for each result, of what it shows of it.
 * @typedef {{ location: string, title: string, text: string, score: number, terms: {} }[]} Item
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
const present = ({ simplified, data: { named } }, find, said, answer) => (/** @type {Result} */ result, /** @type {number} */ position) => {
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
  return [
    {
      // The page puts what is marked on arrival behind the address, as a fragment: Material
      // leaves out the words of a result whose address has one.
      location: doc.url,
      title: `<span data-found="${doc.group ?? kind}" data-arrival="${escapeHtml(arrival)}"></span>${title}${names}`,
      text: `<p${lacks(doc) ? ' class="coming"' : ""}>${why}${inLanguage(teaser(shown, pairs, hit), lang)}</p>`,
      score: result.score,
      terms: {},
    },
  ];
};

/**
 * The results of an answer, or what is near, as Material wants them.
 * @param {Index} index
 * @param {Answer} answer
 * @returns {Item[]}
 */
export const itemsOf = (index, answer) => {
  const find = findable(index, answer.query);
  const { words } = answer.parts;
  const same = !answer.cut && find.toLowerCase() === words.toLowerCase();
  const results = answer.results.length ? answer.results : answer.near;
  return results.map(present(index, same ? words : find, words.slice(0, SAID), answer));
};

/**
 * Results of which the words did not come.
 * @param {Item[]} items
 */
export const lackingOf = (items) => items.map(([item]) => [
  { ...item, text: item.text.replace('class="coming">', `$&${_("A part of the search could not be loaded")} `) }]);
