// The query stands in the fragment of the address, which is never sent.
import { find, get } from "./elements.js";

/** Characters: longer than any query that the search reads. */
export const LONGEST = 300;
/** @type {HTMLInputElement | null} */
export const box = find("[data-md-component=search-query]");
/** @type {HTMLInputElement} */
export const opened = get("#__search");
let before = ""; // the address without the query

/** Have Material answer what stands in the box: it listens to keys alone. */
export const pressKey = () => box?.dispatchEvent(new KeyboardEvent("keyup"));

export const inAddress = () => /^#q=/.test(location.hash);

/** @param {string} query */
export const showQuery = (query) => {
  if (!inAddress()) before = location.href;
  const hash = query && `#${new URLSearchParams({ q: query.slice(0, LONGEST) })}`;
  history.replaceState(history.state, "", hash || before);
};

export const leaveAddress = () => history.replaceState(history.state, "", before);

/**
 * Open the search with a query; the address without it is given.
 * @param {string} query
 * @param {string} elsewhere
 */
export const ask = (query, elsewhere) => {
  if (!box) return;
  history.replaceState(history.state, "", elsewhere);
  box.value = query;
  showQuery(query);
  if (!opened.checked) opened.click();
  box.focus();
  pressKey();
};
