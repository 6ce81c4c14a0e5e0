// The hits of the search that led to a page: they are marked, n and p go from one to the next.
// It is loaded on arrival from a search, not before.
import { around, disclose, element, get } from "../../reader/elements.js";
import { late } from "../../reader/late.js";
import { say } from "../../reader/say.js";
import { hits } from "./finding.js";

/**
 * One by one: as arguments of a call, many ranges are more than a browser takes.
 * @param {Range[]} ranges
 */
const highlight = (ranges) => {
  const made = new Highlight();
  for (const range of ranges) made.add(range);
  return made;
};

/**
 * A bar that says how many there are, with buttons to go from one to the next.
 * @param {string | undefined} words that were looked for
 * @param {Range[]} ranges
 * @param {() => void} clear
 */
const barFor = (words, ranges, clear) => {
  let here = -1;
  /** @param {number} step */
  const go = (step) => {
    const next = here + step;
    // Beyond the last hit goes on to the next result, where a list of them is open.
    if (here >= 0 && (next < 0 || next >= ranges.length) && late.onward?.(step)) return;
    here = (here + step + ranges.length) % ranges.length;
    CSS.highlights.set("found-here", new Highlight(ranges[here]));
    const holder = /** @type {Element} */ (ranges[here].startContainer.parentElement);
    disclose(holder);
    holder.scrollIntoView({ block: "center" });
    say(_("Hit {n} of {total}", { n: here + 1, total: ranges.length }));
    count.textContent = _("{n} of {total}", { n: here + 1, total: ranges.length });
  };
  /**
   * @param {string} ariaLabel
   * @param {string} words
   * @param {() => void} action
   */
  const button = (ariaLabel, words, action) => {
    const made = element("button", { type: "button", ariaLabel }, words);
    made.addEventListener("click", action);
    return made;
  };
  const count = element("span", {}, ngettext("{count} hit", "{count} hits", ranges.length));
  const bar = element("div", { className: "hit-bar", role: "group", ariaLabel: _("Search hits") },
    element("q", {}, `${words}`), count,
    button(_("Previous hit (key p)"), "↑", () => go(-1)),
    button(_("Next hit (key n)"), "↓", () => go(1)),
    button(_("Clear highlights"), "×", clear));
  return { bar, go };
};

/** Take away what is marked. */
let close = () => {};

/**
 * Mark what was found: the query, its terms, and those of its words that name no term.
 * @param {Arrival} arrival
 */
const mark = ({ find: query = "", term, words = "", said = query }) => {
  close();
  const ranges = hits(get(".md-content article"), query, term?.split(" ") ?? [], words);
  if (!ranges.length) return;
  CSS.highlights.set("found", highlight(ranges));
  const { bar, go } = barFor(said, ranges, () => {
    close();
    history.replaceState({ ...history.state, found: undefined }, "");
  });
  /** @param {KeyboardEvent} event */
  const keys = (event) => {
    const typing = around(event, "input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") go(1);
    else if (event.key === "p") go(-1);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  window.addEventListener("keydown", keys, true);
  close = () => {
    for (const name of ["found", "found-here"]) CSS.highlights.delete(name);
    window.removeEventListener("keydown", keys, true);
    bar.remove();
  };
  document.body.append(bar);
};
late.mark = mark;
