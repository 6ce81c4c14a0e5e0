// The search worker: it speaks Material's protocol, and leaves the finding to the engine.
//
// Messages in: 0 set up, 2 query. Messages out: 1 ready, 3 result; behind a result such as Material
// does not heed: 4, what can be chosen by hand, and 5, the results with the words of paragraphs that
// came after them. The engine and the index are loaded at the first query, which may be blank: then
// somebody is about to ask one. The address of this script names them. In a
// folder (file://) it runs in the page, in a scope that the script "here" made: there
// importScripts returns a promise.
import { countOf, itemsOf, lackingOf } from "./results.js";
import { loaderOf, pause, within } from "./shards.js";

/** @typedef {import("../engine/main.js").Answer} Answer */
/**
 * A query, the order if it asks for none, and how many results are wanted of paragraphs in shards.
 * @typedef {{ data: string, order?: import("../engine/operators.js").Order, most?: number }} Query
 */

const PATIENCE = 150; // milliseconds that entries wait for the paragraphs that come behind them
const GRACE = 50; // milliseconds that paragraphs wait for their words
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

/** @type {(items: unknown[], count: number, more?: { early?: true, failed?: true }) => void} */
const tell = (items, count, more) => scope.postMessage({ type: 3, data: { items, count, ...more } });

/**
 * What is found, or nothing, if something else was asked for since: only an index in shards takes
 * so long that it could be.
 * @param {Loaded} loaded
 * @param {Query} asked
 */
const foundFor = async ({ index, load }, { data: query, order, most }) => {
  if (index.thin) await pause(UNFINISHED.test(query) ? PAUSE : 0);
  return ReaderSearch.whenLoaded(index, load, () => ReaderSearch.look(index, query, order, most),
    () => !index.thin || latest === query.trim());
};

/**
 * Entries need no shard: if these take long, what is found of entries is shown first.
 * @param {Loaded} loaded
 * @param {Query} asked
 * @param {Promise<Answer | undefined>} found
 */
const tellEarly = async ({ index }, { data: query, order }, found) => {
  if (await within(found, PATIENCE) || latest !== query.trim()) return;
  const early = ReaderSearch.early(index, query, order);
  if (early?.results.length) tell(itemsOf(index, early), early.results.length, { early: true });
};

/**
 * Tell what is found, if the words of its paragraphs take long first without these.
 * @param {Loaded} loaded
 * @param {Answer} found
 */
const tellFound = async ({ index, load }, found) => {
  const coming = ReaderSearch.whenLoaded(index, load, () => ReaderSearch.complete(index, found), () => found.given === latest)
    .catch(() => null);
  const soon = await within(coming, GRACE);
  if (found.given !== latest) return;
  const bare = soon ?? found;
  const items = itemsOf(index, bare);
  const count = Math.max(items.length, countOf(index, found.found));
  tell(items, count);
  const whole = soon ?? await coming;
  if (bare === whole || found.given !== latest || whole === undefined) return;
  const worded = whole ? itemsOf(index, whole) : lackingOf(items);
  scope.postMessage({ type: 5, data: { items: worded, count, failed: !whole } });
};

/** @param {Query} asked */
const answer = async (asked) => {
  const before = latest;
  latest = asked.data.trim();
  if (!latest) {
    if (before || !asked.data) tell([], 0);
    if (asked.data) await loaded().catch(() => {});
    return;
  }
  const all = await loaded();
  const looking = foundFor(all, asked);
  if (all.index.thin) tellEarly(all, asked, looking).catch(() => {});
  const found = await looking;
  if (!found) return;
  latest = found.given;
  tellChoices(all, found).catch(() => {});
  await tellFound(all, found);
};

// What did not load is asked for again by the next query; if some was loaded, only the rest.
const failed = async () => {
  const whole = await loading?.catch(() => undefined);
  if (!whole) loading = null;
  const text = `<p>${_("Try again in a moment, or reload the page.")}</p>`;
  const title = whole ? _("A part of the search could not be loaded") : _("The search could not be loaded");
  tell([[{ location: "", title, text, score: 1, terms: {} }]], 1, { failed: true });
};

scope.addEventListener("message", async (event) => {
  /** @type {{ type: number } & Query} */
  const message = /** @type {MessageEvent} */ (event).data;
  if (message.type === 0) scope.postMessage({ type: 1 });
  if (message.type === 2) await answer(message).catch(failed);
});
