// What can be chosen by hand, each with its count: a choice writes its operator into the query.
import { element } from "../../reader/elements.js";
import { order, put } from "./asking.js";

/** @typedef {import("./asking.js").Told} Told */

/** @type {Record<string, string>} */
const GROUPS = { place: "In", text: "Text", kind: "Kind", theme: "Theme", note: "Note", lang: "Language" };
/** @type {Record<string, [one: string, many: string]>} */
const NAMES = {
  in: ["text or part", "Texts and parts"],
  kind: ["kind", "Kinds"],
  theme: ["theme", "Themes"],
  note: ["kind of note", "Kinds of notes"],
  lang: ["language", "Languages"],
};
const ORDERS = { weight: "By weight", text: "In the order of the text" };
const MOST = 12; // names that are offered where one is missing

/**
 * @param {string} label
 * @param {boolean} pressed
 * @param {() => void} onclick
 * @param {string} [count]
 */
const choice = (label, pressed, onclick, count = "") => {
  const made = element("button", { type: "button", onclick }, label);
  if (count) made.append(" ", element("span", { className: "search-count" }, count));
  made.setAttribute("aria-pressed", `${pressed}`);
  return made;
};

/**
 * @param {string} label
 * @param {HTMLElement[]} buttons
 */
const group = (label, buttons) =>
  element("span", { className: "search-group", role: "group", ariaLabel: label }, element("span", {}, label), ...buttons);

/** @param {Told} told */
export const groupsOf = ({ groups }) => groups.map(({ group: name, choices }) =>
  group(GROUPS[name], choices.map(({ label, pressed, count, query }) =>
    choice(label, pressed, () => put(query), `${count}`))));

/**
 * The order of the results: it is kept, and a query that asks for one loses that.
 * @param {Told} told
 */
export const ordersOf = (told) => {
  const buttons = Object.entries(ORDERS).map(([value, label]) => choice(label, told.order === value, () => {
    order.set(value);
    put(told.reordered[/** @type {keyof typeof ORDERS} */ (value)]);
  }));
  return told.count > 1 ? [element("span", { className: "search-group", role: "group", ariaLabel: "Order" }, ...buttons)] : [];
};

/**
 * A query in a line of its own, to go on with.
 * @param {string} words
 * @param {string} query
 */
const onward = (words, query) => element("button", { type: "button", onclick: () => put(query) }, words);

/**
 * What is to be said of the query: an operator that names nothing, and what it can name; what
 * there is without operators.
 * @param {Told} told
 */
export const linesOf = ({ unnamed, wider }) => {
  const lines = unnamed.map(({ name, said, choices }) => {
    const [one, many] = NAMES[name];
    const offered = choices.slice(0, MOST).flatMap(({ label, query }) => [onward(label, query), " "]);
    const rest = choices.length > MOST ? ["…"] : [];
    return element("p", {}, said ? `No ${one} is called “${said}”. ` : "", `${many}: `, ...offered, ...rest);
  });
  if (wider) {
    const count = wider.count === 1 ? "1 result" : `${wider.count} results`;
    lines.push(element("p", {}, onward(`${count} for “${wider.query}” alone`, wider.query)));
  }
  return lines;
};
