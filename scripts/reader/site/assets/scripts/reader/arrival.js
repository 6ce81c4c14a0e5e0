// Arriving from a search: its hits are marked, n and p go from one to the next. Links of
// earlier releases bring the words before the fragment, from where a server was sent them.
import { get } from "./elements.js";
import { lately } from "./late.js";
import { LONGEST, ask } from "./query.js";

const NAMES = /** @type {const} */ (["find", "term", "words", "said", "at", "q"]);

// What an address brings, and the address without it.
const given = () => {
  const address = new URL(location.href);
  const within = /^#(find|at|q)=/.test(address.hash);
  const sources = [address.searchParams, new URLSearchParams(within ? address.hash.slice(1) : "")];
  /** @type {Arrival} */
  const arrival = {};
  for (const source of sources) {
    for (const name of NAMES) arrival[name] = source.get(name)?.slice(0, LONGEST) ?? arrival[name];
  }
  for (const name of NAMES) address.searchParams.delete(name);
  if (within) address.hash = "";
  return { arrival, clean: address.href };
};

/** @param {boolean} [first] */
export const arrive = (first) => {
  const { arrival: { at, q, ...words }, clean } = given();
  if (q !== undefined) ask(q, clean);
  if (at === undefined && words.find === undefined) {
    if (first && history.state?.found) mark(history.state.found);
    return;
  }
  history.replaceState(history.state, "", clean);
  // Replaced, so that Back leads to the search; by location, so that :target applies. What is
  // marked is still known when the page is loaded again.
  const settle = () => {
    if (at) location.replace(`#${at}`);
    history.replaceState({ ...history.state, found: words }, "");
  };
  settle();
  // When a page has loaded, Firefox goes by the fragment that it came with once more.
  if (document.readyState !== "complete") addEventListener("load", () => setTimeout(settle));
  mark(words);
};

/**
 * The script that marks them is loaded when there are some; the page knows its address.
 * @param {Arrival} words
 */
const mark = (words) => {
  if (words.find && globalThis.Highlight) lately("mark", get("[data-hits]").dataset.hits, words);
};
