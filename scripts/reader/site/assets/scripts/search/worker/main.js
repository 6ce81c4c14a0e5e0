// The search worker: it speaks Material's protocol, and leaves the finding to the engine.
//
// Messages in: 0 set up, 2 query. Messages out: 1 ready, 3 result. The engine and the index
// are loaded at the first query, not before; the address of this script names them. In a
// folder (file://) it runs in the page, in a scope that the script "here" made: there
// importScripts returns a promise.
import { findable, present } from "./results.js";

const SAID = 100; // characters of a query that the page repeats

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

/** @param {string} query */
const answer = async (query) => {
  const asked = query.trim();
  if (!asked) return { items: [] };
  const index = await load();
  const found = ReaderSearch.search(index, query);
  const results = found.results.length ? found.results : found.near;
  const find = findable(index, found.query);
  const same = !found.cut && find.toLowerCase() === asked.toLowerCase();
  return { items: results.map(present(index, same ? asked : find, asked.slice(0, SAID), found)) };
};

// What did not load is asked for again by the next query.
const failed = () => {
  loading = null;
  const text = "<p>Try again in a moment, or load the page again.</p>";
  return { items: [[{ location: "", title: "The search could not be loaded", text, score: 1, terms: {} }]] };
};

scope.addEventListener("message", async (event) => {
  /** @type {{ type: number, data: string }} */
  const { type, data } = /** @type {MessageEvent} */ (event).data;
  if (type === 0) scope.postMessage({ type: 1 });
  if (type === 2) scope.postMessage({ type: 3, data: await answer(data).catch(failed) });
});
