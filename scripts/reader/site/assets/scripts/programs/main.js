// What programs ask: the search and the check of quotations, which answer in plain values. No page
// loads this, and nothing here asks for one; paths are those that the index gives.
import { judgeAll } from "../judging/judged.js";
import { leftOut } from "../judging/check.js";
import { forgivenOf, leftOutOf, notesOn, textsOf, verdictOf } from "../judging/saying.js";
import { library, passageOf, sentenceAt } from "../texts/library.js";

/** @typedef {import("../search/engine/main.js").Answer} Answer */
/** @typedef {import("../search/engine/main.js").Result} Result */
/** @typedef {import("../texts/library.js").Library} Library */
/** @typedef {import("../judging/judged.js").Judged} Judged */
/** @typedef {import("../judging/check.js").Place} Place */

/** @type {import("../search/engine/index.js").Index} */
let index;
/** @type {Library} */
let texts;

/**
 * The id of a paragraph or a heading, or nothing.
 * @param {Pick<SearchDocument, "sentences">} doc
 */
const blockOf = ({ sentences }) => sentences?.[0][0].replace(/s1$/, "") ?? "";

/** @param {Pick<SearchDocument, "id" | "title">} doc */
const entryOf = ({ id = "", title }) => ({ term: id, headword: title });

/** @param {Answer} answer */
const resultOf = ({ query }) => (/** @type {Result} */ result) => {
  const { doc, kind, name, loan } = result;
  const { shown, hit, pairs, at = "" } = ReaderSearch.shownOf(result, query, index.simplified);
  return {
    kind, title: doc.title, term: doc.id ?? "", text: doc.of ?? "", paragraph: blockOf(doc), at,
    path: at ? `${doc.url}#${at}` : doc.url,
    excerpt: ReaderSearch.excerpt(shown, hit ?? pairs[0]),
    originals: (doc.originals ?? []).map(([language, words]) => ({ language, words })),
    called: loan ? "" : ReaderSearch.calledBy(doc, name ?? null),
    stands_for: loan ? [{ ...entryOf(loan.entry), wordings: ReaderSearch.wordingsOf(doc, loan) }] : [],
  };
};

/** @param {Place} place */
const placeOf = (place) => {
  const { version, first, behind } = place;
  const { doc, lang } = version.blocks[version.at[first]];
  const sentence = sentenceAt(version, first);
  return {
    text: doc.of ?? "", paragraph: blockOf(doc), sentence, path: `${doc.url}#${sentence}`,
    language: lang, words: passageOf(version, first, behind),
    left_out: leftOut(place), to_consider: leftOutOf(place),
    notes: notesOn(place, texts.notes).map(({ title, url, anchor }) => ({ title, path: `${url}#${anchor}` })),
  };
};

/** @param {SearchText} text */
const idOf = (text) => texts.versions.find((version) => version.text === text)?.blocks[0].doc.of ?? "";

/** @param {Judged} judged */
const judgmentOf = ({ written, judgment }) => {
  const { verdict, places, near, forgiven, differences, entries } = judgment;
  return {
    quotation: written, verdict, said: verdictOf(judgment),
    places: places.map(placeOf), nearest: near ? placeOf(near) : null,
    differences: differences.map(({ wrote, has }) => ({ wrote, has })),
    written_differently: forgiven, forgiven: forgivenOf(forgiven), entries: entries.map(entryOf),
  };
};

const functions = {
  /**
   * Take an index, as JSON.
   * @param {string} written
   */
  prepare: (written) => {
    const data = JSON.parse(written);
    index = ReaderSearch.prepare(data);
    texts = library(data);
  },
  /**
   * What the search box finds.
   * @param {string} query
   * @param {number} limit
   */
  find: (query, limit) => {
    const answer = ReaderSearch.search(index, query);
    const { results, near, corrected, cut } = answer;
    const shown = results.length ? results : near;
    return {
      count: results.length, only_near: !results.length && near.length > 0, cut,
      read_as: Object.values(corrected), results: shown.slice(0, limit).map(resultOf(answer)),
    };
  },
  /**
   * What the page that checks quotations says.
   * @param {string} given
   */
  check: (given) => {
    const { found, short } = judgeAll(texts, given);
    return {
      quotations: found.map(judgmentOf), passed_over: short,
      texts: textsOf(found).map((text) => ({ id: idOf(text), title: text.title, status: text.status, quoting: text.quoting ?? "" })),
    };
  },
};

/** What a program calls: a function by its name, what it is given as JSON; it answers in JSON. */
Object.assign(globalThis, {
  ask: (/** @type {keyof typeof functions} */ name, /** @type {string} */ given) => {
    const called = /** @type {(...given: unknown[]) => unknown} */ (functions[name]);
    return JSON.stringify(called(...JSON.parse(given)) ?? null);
  },
});
