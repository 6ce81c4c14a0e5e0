// The search worker: it speaks Material's protocol, and leaves the finding to the engine.
//
// Messages in: 0 set up, 2 query. Messages out: 1 ready, 3 result; behind a result 4, which
// Material does not heed: what can be chosen by hand. The engine and the index
// are loaded at the first query, not before; the address of this script names them. In a
// folder (file://) it runs in the page, in a scope that the script "here" made: there
// importScripts returns a promise.
import { findable, present } from "./results.js";

/** @typedef {import("../engine/main.js").Answer} Answer */
/** @typedef {import("../engine/operators.js").Order} Order */

const SAID = 100; // characters of a query that the page repeats
const PAUSE = 100; // milliseconds without another letter, before choices are counted

/** @type {any} */
const script = self.document?.currentScript;
/** @type {EventTarget & { location: URL, postMessage: (data: unknown) => void, importScripts: (...sources: string[]) => Promise<void> | void }} */
const scope = script?.scope ?? self;
const sources = scope.location.hash.slice(1).split(",").map((name) => new URL(name, scope.location.href).href);

/** @type {Promise<import("../engine/index.js").Index> | null} */
let loading;
const load = () => {
  loading ??= (async () => {
    await scope.importScripts(...sources);
    return ReaderSearch.prepare(READER_INDEX);
  })();
  return loading;
};

let latest = "";

/**
 * What can be chosen by hand is told later: nobody waits for it, and while somebody types, it is
 * not counted at every letter.
 * @param {import("../engine/index.js").Index} index
 * @param {Answer} found
 */
const tellChoices = (index, found) => setTimeout(() => {
  if (found.given !== latest) return;
  const { given, order, parts: { words } } = found;
  const data = { given, words, order, count: found.found.length, ...ReaderSearch.choices(index, found) };
  scope.postMessage({ type: 4, data });
}, PAUSE);

/**
 * @param {string} query
 * @param {Order} [order] where the query asks for none
 */
const answer = async (query, order) => {
  latest = query.trim();
  if (!latest) return { items: [] };
  const index = await load();
  const found = ReaderSearch.search(index, query, order);
  latest = found.given;
  tellChoices(index, found);
  const results = found.results.length ? found.results : found.near;
  const find = findable(index, found.query);
  const { words } = found.parts;
  const same = !found.cut && find.toLowerCase() === words.toLowerCase();
  return { items: results.map(present(index, same ? words : find, words.slice(0, SAID), found)) };
};

// What did not load is asked for again by the next query.
const failed = () => {
  loading = null;
  const text = `<p>${_("Try again in a moment, or reload the page.")}</p>`;
  return { items: [[{ location: "", title: _("The search could not be loaded"), text, score: 1, terms: {} }]] };
};

scope.addEventListener("message", async (event) => {
  /** @type {{ type: number, data: string, order?: Order }} */
  const { type, data, order } = /** @type {MessageEvent} */ (event).data;
  if (type === 0) scope.postMessage({ type: 1 });
  if (type === 2) scope.postMessage({ type: 3, data: await answer(data, order).catch(failed) });
});
