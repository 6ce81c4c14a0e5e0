// What can be chosen by hand, each with its count: a choice writes its operator into the query.
import { element } from "../../reader/elements.js";
import { order, put } from "./asking.js";

/** @typedef {import("./asking.js").Told} Told */

/** @type {Record<string, string>} */
const GROUPS = {
  place: _("In"), text: _("Text"), series: _("Series"), year: _("Year"), kind: _("Kind"), theme: _("Theme"), note: _("Kind of note"), lang: _("Language"),
};
/**
 * Of each operator, what is said where it names nothing, and before what it can name.
 * @type {Record<string, [nothing: (name: string) => string, offered: string]>}
 */
const NAMES = {
  in: [(name) => _("No text or part is called “{name}”.", { name }), _("Texts and parts:")],
  series: [(name) => _("No series is called “{name}”.", { name }), _("Series:")],
  year: [(name) => _("There are no texts of “{name}”.", { name }), _("Years:")],
  kind: [(name) => _("No kind is called “{name}”.", { name }), _("Kinds:")],
  theme: [(name) => _("No theme is called “{name}”.", { name }), _("Themes:")],
  note: [(name) => _("No kind of note is called “{name}”.", { name }), _("Kinds of notes:")],
  lang: [(name) => _("No language is called “{name}”.", { name }), _("Languages:")],
};
const ORDERS = { weight: _("By relevance"), text: _("In the order of the text") };
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
export const groupsOf = ({ groups }) => groups.map(({ group: name, choices, more }) => {
  const made = group(GROUPS[name], choices.map(({ label, pressed, count, query }) =>
    choice(label, pressed, () => put(query), `${count}`)));
  if (more) made.append("…");
  return made;
});

/**
 * The order of the results: it is kept, and a query that asks for one loses that.
 * @param {Told} told
 */
export const ordersOf = (told) => {
  const buttons = Object.entries(ORDERS).map(([value, label]) => choice(label, told.order === value, () => {
    order.set(value);
    put(told.reordered[/** @type {keyof typeof ORDERS} */ (value)]);
  }));
  return told.count > 1 ? [element("span", { className: "search-group", role: "group", ariaLabel: _("Order") }, ...buttons)] : [];
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
    const [nothing, before] = NAMES[name];
    const offered = choices.slice(0, MOST).flatMap(({ label, query }) => [onward(label, query), " "]);
    const rest = choices.length > MOST ? ["…"] : [];
    return element("p", {}, said ? `${nothing(said)} ` : "", before, " ", ...offered, ...rest);
  });
  if (wider) {
    const { count, query } = wider;
    const words = ngettext("{count} result for “{query}” alone", "{count} results for “{query}” alone", count, { query });
    lines.push(element("p", {}, onward(words, query)));
  }
  return lines;
};
