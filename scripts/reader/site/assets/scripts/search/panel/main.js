// What stands between the search box and its results: loaded with the first question.
import { all, element, find, get } from "../../reader/elements.js";
import { late } from "../../reader/late.js";
import { askAgain, askForMore, asking, hear } from "./asking.js";
import { groupsOf, linesOf, ordersOf } from "./groups.js";
import { helpFold } from "./help.js";
import { keeper, keptList, latest } from "./list.js";
import { watchWords, wordsOf } from "./words.js";

/** @typedef {import("./asking.js").Told} Told */

const PASSAGE = 7; // words, or characters of Chinese: so many may be a quotation

const orders = element("span", { className: "search-order" });
const lines = element("div", { className: "search-lines", role: "status" });
const groups = element("div", { className: "search-groups", role: "group", ariaLabel: _("Narrow the results") });
const more = element("button", { type: "button", className: "own-button search-more", hidden: true, onclick: askForMore }, _("More results"));
const retry = element("button", { type: "button", className: "own-button search-more", hidden: true, onclick: askAgain }, _("Try again"));
const tools = element("div", { className: "search-tools" });

/**
 * Where a query leads beside its results: words to all their places, a passage to the check of
 * quotations.
 * @param {string} words without operators
 */
const leadOn = (words) => {
  const { length } = words.match(/\p{sc=Han}|[^\s\p{sc=Han}]+/gu) ?? [];
  for (const link of /** @type {HTMLAnchorElement[]} */ (all(".search-lead"))) {
    const name = `${link.dataset.name}`;
    link.hidden = !length || (name === "quotation") !== length >= PASSAGE;
    link.hash = `${new URLSearchParams({ [name]: words })}`;
  }
};

/**
 * Draw what was told, and keep the focus on what was pressed.
 * @param {Told | undefined} told
 */
const draw = (told) => {
  if (told && told.given !== asking()) return;
  const focused = document.activeElement;
  const name = bar.contains(focused) && focused?.matches("[aria-pressed]") ? nameOf(focused) : "";
  orders.replaceChildren(...(told ? ordersOf(told) : []));
  lines.replaceChildren(...(told ? linesOf(told) : []));
  groups.replaceChildren(...(told ? groupsOf(told) : []));
  groups.hidden = !groups.children.length;
  more.hidden = !told?.more;
  leadOn(told?.words ?? "");
  if (name) (all("[aria-pressed]", bar).find((button) => nameOf(button) === name) ?? find("[aria-pressed]", bar))?.focus();
};

/**
 * Results as they come. Material counts those that are shown.
 * @param {import("./asking.js").Answer} answer
 */
const answered = ({ items, shown, count, failed, early }) => {
  latest(asking(), failed ? [] : items);
  wordsOf([]);
  retry.hidden = !failed;
  more.hidden = true;
  if (items.length && !failed) groups.hidden = false; // its room is kept until the choices come
  const told = get(".md-search-result__meta");
  if (early) told.textContent = _("Looking through the texts …");
  else if (count > shown) told.textContent = `${told.textContent}`.replace(/\d[\d.,kK]*/, `${count}`);
};

/**
 * The results again, with words that came later.
 * @param {import("./asking.js").Answer} answer
 */
const filledIn = ({ items, failed }) => {
  latest(asking(), items);
  wordsOf(items);
  retry.hidden = !failed;
};

/** @param {Element} button */
const nameOf = (button) => `${button.parentElement?.ariaLabel} ${button.firstChild?.textContent}`;

const bar = element("div", { className: "search-panel" }, tools, lines, groups);

const start = () => {
  const output = get(".md-search__output");
  tools.append(...all(".search-lead"), orders, keeper, helpFold());
  output.prepend(bar);
  // Material would lead every key but these into the box.
  bar.addEventListener("keydown", (event) => {
    if (!/^(Escape|ArrowUp|ArrowDown)$/.test(event.key)) event.stopPropagation();
  });
  get("[data-md-component=search-query]").addEventListener("input", () => {
    if (!asking()) draw(undefined);
  });
  get(".md-search-result").append(more, retry);
  watchWords();
  hear(answered, draw, filledIn);
  draw(undefined);
  keptList();
};
late.search = start;
