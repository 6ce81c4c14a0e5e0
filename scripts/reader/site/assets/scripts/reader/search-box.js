// The search box: what Material's own leaves to be wished.
import { all, find, get } from "./elements.js";
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
  // Material would close the search on Tab, which leads to the results.
  search.addEventListener("keydown", (event) => {
    if (event.key === "Tab") event.stopPropagation();
  });
  search.addEventListener("click", ({ target }) => {
    following = !!(/** @type {Element} */ (target).closest("a"));
  }, true);
  opened.addEventListener("change", () => {
    if (!opened.checked && !following && inAddress()) leaveAddress();
    following = false;
  });
};

/**
 * Where there are several texts, "in:name" in the query keeps it to one; a choice writes it.
 * @param {HTMLInputElement} box
 * @param {HTMLSelectElement | null} within
 */
const narrow = (box, within) => {
  if (!within) return;
  const named = /(?<=^|\s)in:(\S*)/;
  const read = () => {
    within.value = box.value.match(named)?.[1] ?? "";
    if (within.selectedIndex < 0) within.value = "";
  };
  for (const type of ["input", "focus"]) box.addEventListener(type, read);
  read();
  within.addEventListener("change", () => {
    const rest = box.value.replace(named, "").replace(/\s+/g, " ").trim();
    box.value = within.value ? `${rest} in:${within.value}`.trim() : rest;
    box.dispatchEvent(new Event("input"));
    pressKey();
  });
  // Material would lead every key but these into the box.
  within.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") event.stopPropagation();
  });
};

const PASSAGE = 7; // words, or characters of Chinese: so many may be a quotation

/**
 * Where a query leads beside its results: words to all their places, a passage to the check of
 * quotations.
 * @param {HTMLInputElement} box
 */
const leadOn = (box) => {
  for (const type of ["input", "focus"]) {
    box.addEventListener(type, () => {
      const { length } = box.value.match(/\p{sc=Han}|[^\s\p{sc=Han}]+/gu) ?? [];
      for (const link of /** @type {HTMLAnchorElement[]} */ (all(".search-lead"))) {
        const name = `${link.dataset.name}`;
        link.hidden = !length || (name === "quotation") !== length >= PASSAGE;
        link.hash = `${new URLSearchParams({ [name]: box.value })}`;
      }
    });
  }
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
    if (near && meta.textContent !== "Nothing found") meta.textContent = "Nothing found";
  }).observe(get(".md-search-result"), { childList: true, subtree: true });
};

if (box) {
  heed(box);
  follow();
  narrow(box, find(".search-within"));
  leadOn(box);
  watch();
}
