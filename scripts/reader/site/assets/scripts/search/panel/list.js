// A list of results that stays beside the page, while one steps through them. What it shows is
// kept for as long as the tab is open: no page has to search again.
import { root } from "../../reader/addresses.js";
import { element } from "../../reader/elements.js";
import { late } from "../../reader/late.js";
import { ask, opened } from "../../reader/query.js";
import { say } from "../../reader/say.js";

/** @typedef {import("./asking.js").Item} Item */
/** @typedef {{ query: string, items: Item[], current: number }} Kept */

const NAME = "reader.list";
/** @type {Kept} */
let found = { query: "", items: [], current: -1 };

/** @type {{ get: () => Kept | undefined, set: (kept: Kept | undefined) => boolean }} */
const session = {
  get: () => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(NAME) ?? "null");
      return Array.isArray(kept?.items) && typeof kept.query === "string" ? kept : undefined;
    } catch {
      return undefined;
    }
  },
  set: (kept) => {
    try {
      if (kept) sessionStorage.setItem(NAME, JSON.stringify(kept));
      else sessionStorage.removeItem(NAME);
      return true;
    } catch {
      return false; // refused, or full: the list lasts as long as the page
    }
  },
};

/**
 * What the search has marked of a result, without anything else that a store might hold.
 * @param {Node} node
 * @returns {(Node | string)[]}
 */
const copied = (node) => [...node.childNodes].flatMap((child) => {
  if (!(child instanceof HTMLElement)) return child.textContent ?? "";
  const parts = copied(child);
  if (!/^(MARK|SPAN|Q)$/.test(child.tagName)) return parts;
  const { lang, dir } = child;
  return element(/** @type {"span"} */ (child.tagName.toLowerCase()), { lang, dir }, ...parts);
});

/** @param {string} html */
const read = (html) => copied(new DOMParser().parseFromString(html, "text/html").body);

/**
 * The address of a result, with what the page marks on arrival.
 * @param {Item} item
 */
const addressOfItem = ({ location: path, title }) => {
  const address = new URL(path, root());
  const arrival = new DOMParser().parseFromString(title, "text/html").querySelector("[data-arrival]");
  if (arrival instanceof HTMLElement) address.hash = `${arrival.dataset.arrival}`;
  return address.href.startsWith(root().href) ? address.href : root().href;
};

/** @param {string} label @param {string} words @param {() => void} onclick */
const control = (label, words, onclick) =>
  element("button", { type: "button", className: "card-close", ariaLabel: label, title: label, onclick }, words);

const list = element("ol");
const title = element("button", { type: "button", className: "kept-query", title: "Search again" });
const count = element("span");
const dock = element("aside", { className: "kept-list", ariaLabel: "Search results" },
  element("header", {}, title, count,
    control("Previous result", "↑", () => step(-1)),
    control("Next result", "↓", () => step(1)),
    control("Close the list", "×", () => close())), list);

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
  count.textContent = current < 0 ? `${links.length}` : `${current + 1} of ${links.length}`;
  links[current]?.scrollIntoView({ block: "nearest" });
};

/**
 * Go to a result.
 * @param {number} number
 */
const go = (number) => {
  const link = links[number];
  if (!kept || !link) return false;
  kept.current = number;
  session.set(kept);
  location.href = link.href;
  mark();
  return true;
};

/** @param {number} by 1 or -1 */
const step = (by) => !!kept && go(kept.current + by);

const close = () => {
  kept = undefined;
  session.set(undefined);
  dock.remove();
  document.documentElement.classList.remove("with-list");
  keeper.setAttribute("aria-pressed", "false");
  delete late.onward;
};

const show = () => {
  if (!kept) return;
  const { query, items } = kept;
  links = items.map((item, n) => element("a", {
    href: addressOfItem(item),
    onclick: () => {
      if (kept) session.set({ ...kept, current: n });
      if (kept) kept.current = n;
    },
  }, element("strong", {}, ...read(item.title)), element("span", {}, ...read(item.text))));
  list.replaceChildren(...links.map((link) => element("li", {}, link)));
  title.textContent = query;
  title.onclick = () => ask(query, location.href);
  document.body.append(dock);
  document.documentElement.classList.add("with-list");
  keeper.setAttribute("aria-pressed", "true");
  late.onward = step;
  mark();
};

export const keeper = element("button", {
  type: "button",
  className: "search-keep",
  onclick: () => {
    if (kept) return close();
    kept = { ...found, current: -1 };
    const stored = session.set(kept);
    show();
    opened.click();
    say(stored ? "The list stays open" : "The list stays open on this page");
    links[0]?.focus();
  },
}, "Keep the list open");
keeper.setAttribute("aria-pressed", "false");

/**
 * Results as they come; a list that is open has the latest.
 * @param {string} query
 * @param {Item[]} items
 */
export const latest = (query, items) => {
  found = { query, items, current: -1 };
  keeper.hidden = !items.length;
  if (!kept || !items.length) return;
  kept = found;
  session.set(kept);
  show();
};

/** Show the list that is kept, from a page before this one. */
export const keptList = () => {
  kept = session.get();
  if (kept) show();
  else document.documentElement.classList.remove("with-list");
  dock.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  addEventListener("hashchange", mark);
};
