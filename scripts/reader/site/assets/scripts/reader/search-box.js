// The search box: what Material's own leaves to be wished.
import { all, find, get } from "./elements.js";
import { lately } from "./late.js";
import { box, inAddress, leaveAddress, opened, pressKey, showQuery } from "./query.js";

/**
 * What is pasted, dictated or cleared counts as what is typed.
 * @param {HTMLInputElement} box
 */
const heed = (box) => box.addEventListener("input", (event) => {
  showQuery(box.value);
  // Material opens the search on focus, of which a window in the background tells nothing.
  if (!opened.checked) opened.click();
  // Material listens to keys alone, so it misses what is pasted, dictated or cleared.
  if (event.isTrusted) pressKey();
});

// Put away, the search leaves the address; whoever follows a result comes back to it.
const follow = () => {
  const search = get("[data-md-component=search]");
  let following = false;
  let meant = false; // by the reader, in the task that runs
  for (const type of ["keydown", "click"]) {
    addEventListener(type, ({ isTrusted }) => {
      meant ||= isTrusted;
      setTimeout(() => { meant = false; });
    }, true);
  }
  // Material would close the search on Tab, which leads to the results.
  search.addEventListener("keydown", (event) => {
    if (event.key === "Tab") event.stopPropagation();
  });
  search.addEventListener("click", ({ target }) => {
    following = !!(/** @type {Element} */ (target).closest("a"));
  }, true);
  opened.addEventListener("change", () => {
    // Material closes the search 125 ms after the arrival at a place, though somebody may be
    // typing by then. A click within a click would count for nothing.
    if (!opened.checked && !meant && document.activeElement === box) {
      opened.checked = true;
      opened.dispatchEvent(new Event("change"));
    }
    if (!opened.checked && !following && inAddress()) leaveAddress();
    following = false;
  });
};

// What stands between the box and its results comes with the first question, or with a list of
// results that was kept open.
const prepare = () => {
  let asked = false;
  const load = () => {
    if (!asked) lately("search", get("[data-choices]").dataset.choices, undefined);
    asked = true;
  };
  for (const type of ["focus", "input"]) box?.addEventListener(type, load);
  // A list that was kept is said by the head; a quick reader is in the box before this script.
  if (document.documentElement.classList.contains("with-list") || document.activeElement === box) load();
  if (box?.value && document.activeElement === box) box.dispatchEvent(new InputEvent("input"));
};

// The count is announced, and results get the rest of their addresses.
const watch = () => {
  const meta = get(".md-search-result__meta");
  meta.role = "status";
  new MutationObserver(() => {
    for (const part of all("[data-arrival]")) {
      /** @type {HTMLAnchorElement} */ (part.closest("a")).hash = `${part.dataset.arrival}`;
      part.removeAttribute("data-arrival");
    }
    const near = find(".md-search-result [data-found=near]");
    if (near && meta.textContent !== _("Nothing found")) meta.textContent = _("Nothing found");
  }).observe(get(".md-search-result"), { childList: true, subtree: true });
};

if (box) {
  heed(box);
  follow();
  watch();
  prepare();
}
