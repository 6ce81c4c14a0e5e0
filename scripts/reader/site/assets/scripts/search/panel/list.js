// A list of results that stays beside the page, while one steps through them: no page has to search
// again.
import { all, around, element, get } from "../../reader/elements.js";
import { late } from "../../reader/late.js";
import { ask, opened } from "../../reader/query.js";
import { say } from "../../reader/say.js";
import { addressOfItem, read, session } from "./kept.js";

/** @typedef {import("./asking.js").Item} Item */
/** @typedef {import("./kept.js").Kept} Kept */

/** @type {Kept} */
let found = { query: "", items: [], current: -1 };

/**
 * @param {string} label
 * @param {string} words
 * @param {() => void} onclick
 */
const control = (label, words, onclick) =>
  element("button", { type: "button", className: "card-close", ariaLabel: label, title: label, onclick }, words);

const before = control(_("Previous result"), "↑", () => step(-1));
const after = control(_("Next result"), "↓", () => step(1));
const list = element("ol");
const title = element("button", { type: "button", className: "kept-query", title: _("Search again") });
const count = element("span");
const dock = element("aside", { className: "kept-list", ariaLabel: _("Search results") },
  element("header", {}, title, count,
    before, after, control(_("Close the list"), "×", () => close())), list);

/** @type {Kept | undefined} */
let kept;
/** @type {HTMLAnchorElement[]} */
let links = [];

/** Mark the result that the page shows. */
const mark = () => {
  if (!kept) return;
  const here = location.pathname;
  const first = links.findIndex((link) => link.pathname === here);
  const current = links[kept.current]?.pathname === here ? kept.current : first;
  kept.current = current;
  for (const link of links) link.removeAttribute("aria-current");
  links[current]?.setAttribute("aria-current", "true");
  count.textContent = current < 0 ? `${links.length}` : _("{n} of {total}", { n: current + 1, total: links.length });
  links[current]?.scrollIntoView({ block: "nearest" });
};

/**
 * Go to the next result, or to the one before; return whether there is one.
 * @param {number} by 1 or -1
 */
const step = (by) => {
  const link = links[(kept?.current ?? 0) + by];
  if (!kept || !link) return false;
  kept.current += by;
  session.set({ ...kept, by: dock.contains(document.activeElement) ? by : 0 });
  location.href = link.href;
  mark();
  return true;
};

const close = () => {
  kept = undefined;
  session.set(undefined);
  dock.remove();
  document.documentElement.classList.remove("with-list");
  delete late.onward;
  tellKeeper();
};

/**
 * Show a list, and keep it.
 * @param {Kept} chosen
 * @returns {boolean} whether it is stored
 */
const keep = (chosen) => {
  kept = chosen;
  links = kept.items.map((item, n) => element("a", {
    href: addressOfItem(item),
    onclick: () => {
      if (!kept) return;
      kept.current = n;
      session.set(kept);
    },
  }, element("strong", {}, ...read(item.title)), element("span", {}, ...read(item.text))));
  list.replaceChildren(...links.map((link) => element("li", {}, link)));
  title.textContent = kept.query;
  title.onclick = () => ask(chosen.query, location.href);
  document.body.append(dock);
  document.documentElement.classList.add("with-list");
  late.onward = step;
  mark();
  tellKeeper();
  return session.set({ ...kept, by: 0 });
};

export const keeper = element("button", { type: "button", className: "search-keep", hidden: true }, _("Keep the list open"));

/** Whether the list that is open is that of the query. */
const isKept = () => kept?.query === found.query;
const tellKeeper = () => keeper.setAttribute("aria-pressed", `${isKept()}`);

keeper.onclick = () => {
  if (isKept()) return close();
  const stored = keep(found);
  opened.click();
  say(stored ? _("The list stays open") : _("The list stays open on this page"));
  links[0]?.focus();
};

/**
 * Results as they come.
 * @param {string} query
 * @param {Item[]} items
 */
export const latest = (query, items) => {
  found = { query, items, current: -1 };
  keeper.hidden = !items.length;
  tellKeeper();
};

/** Show the list that is kept, from a page before this one; or none, if it was closed since. */
const again = () => {
  const stored = session.get();
  if (!stored) return close();
  keep(stored);
  if (!stored.by) return;
  // The place on the page takes the focus, in the end when all has loaded.
  const focus = () => setTimeout(() => (Number(stored.by) > 0 ? after : before).focus({ preventScroll: true }), 0);
  if (document.readyState === "complete") focus();
  else addEventListener("load", () => setTimeout(focus));
};

/** Where a list is open, whoever follows another search has its results in it. */
const replaced = (/** @type {Event} */ event) => {
  const link = around(event, ".md-search-result__link");
  if (kept && link) keep({ ...found, current: all(".md-search-result__link").indexOf(link) });
};

/** Begin with the list that is kept. */
export const keptList = () => {
  again();
  dock.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  addEventListener("hashchange", mark);
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) again();
  });
  get(".md-search-result").addEventListener("click", replaced);
};
