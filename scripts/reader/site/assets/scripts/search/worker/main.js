// The search worker: it speaks Material's protocol, and leaves the finding to the engine.
//
// Messages in: 0 set up, 2 query. Messages out: 1 ready, 3 result; behind a result 4, which
// Material does not heed: what can be chosen by hand. The engine and the index
// are loaded at the first query, not before; the address of this script names them. In a
// folder (file://) it runs in the page, in a scope that the script "here" made: there
// importScripts returns a promise.
import { countOf, findable, grouped, present } from "./results.js";
import { loaderOf, pause } from "./shards.js";

/** @typedef {import("../engine/main.js").Answer} Answer */
/**
 * A query, the order if it asks for none, and how many results are wanted of paragraphs in shards.
 * @typedef {{ data: string, order?: import("../engine/operators.js").Order, most?: number }} Query
 */

const SAID = 100; // characters of a query that the page repeats
const PAUSE = 100; // milliseconds without another letter, before choices are counted
const UNFINISHED = /\s[^\s\p{sc=Han}]$/u; // one letter of a word begins too many

/** @type {any} */
const script = self.document?.currentScript;
/** @type {EventTarget & { location: URL, postMessage: (data: unknown) => void, importScripts: (...sources: string[]) => Promise<void> | void }} */
const scope = script?.scope ?? self;
const sources = scope.location.hash.slice(1).split(",").map((name) => new URL(name, scope.location.href).href);

/** @typedef {import("../engine/index.js").Index} Index */
/** @typedef {{ index: Index, load: (names: string[]) => Promise<void> }} Loaded */

/** @type {Promise<Loaded> | null} */
let loading;
const loaded = () => {
  loading ??= (async () => {
    await scope.importScripts(...sources);
    const index = ReaderSearch.prepare(READER_INDEX);
    const run = script ? scope.importScripts : undefined;
    return { index, load: loaderOf(index, sources[1], run) };
  })();
  return loading;
};

let latest = "";

/**
 * What can be chosen by hand is told later: nobody waits for it, and while somebody types, it is
 * not counted at every letter.
 * @param {Loaded} loaded
 * @param {Answer} found
 */
const tellChoices = async ({ index, load }, found) => {
  await pause(PAUSE);
  const { given, order, parts: { words } } = found;
  const chosen = await ReaderSearch.whenLoaded(index, load, () => ReaderSearch.choices(index, found), () => given === latest);
  if (!chosen) return;
  const more = !!index.thin && found.found.length > found.results.length;
  scope.postMessage({ type: 4, data: { given, words, order, count: found.found.length, more, ...chosen } });
};

/**
 * What is found, or nothing, if something else was asked for since: only an index in shards takes
 * so long that it could be.
 * @param {Loaded} loaded
 * @param {Query} asked
 */
const foundFor = async ({ index, load }, { data: query, order, most }) => {
  if (index.thin) await pause(UNFINISHED.test(query) ? PAUSE : 0);
  return ReaderSearch.whenLoaded(index, load, () => ReaderSearch.search(index, query, order, most),
    () => !index.thin || latest === query.trim());
};

/** @param {Query} asked */
const answer = async (asked) => {
  latest = asked.data.trim();
  if (!latest) return { items: [], count: 0 };
  const all = await loaded();
  const { index } = all;
  const found = await foundFor(all, asked);
  if (!found) return undefined;
  latest = found.given;
  tellChoices(all, found).catch(() => {});
  const results = found.results.length ? found.results : found.near;
  const find = findable(index, found.query);
  const { words } = found.parts;
  const same = !found.cut && find.toLowerCase() === words.toLowerCase();
  const shown = present(index, same ? words : find, words.slice(0, SAID), found);
  const items = grouped(index, found, results).map((group, place) => group.flatMap((result, n) => {
    const [item] = shown(result, place + n);
    // Material shows at once what weighs as much as the first of a group.
    return { ...item, score: n ? Math.min(item.score, group[0].score - 1) : item.score };
  }));
  return { items, count: Math.max(items.length, countOf(index, found.found)) };
};

// What did not load is asked for again by the next query; if some was loaded, only the rest.
const failed = async () => {
  const whole = await loading?.catch(() => undefined);
  if (!whole) loading = null;
  const text = `<p>${_("Try again in a moment, or reload the page.")}</p>`;
  const title = whole ? _("A part of the search could not be loaded") : _("The search could not be loaded");
  return { items: [[{ location: "", title, text, score: 1, terms: {} }]], count: 1, failed: true };
};

scope.addEventListener("message", async (event) => {
  /** @type {{ type: number } & Query} */
  const message = /** @type {MessageEvent} */ (event).data;
  if (message.type === 0) scope.postMessage({ type: 1 });
  if (message.type !== 2) return;
  const data = await answer(message).catch(failed);
  if (data) scope.postMessage({ type: 3, data });
});
