// What a reader can choose by hand: the operators that divide the results, each with its count.
import { narrowed } from "./narrowing.js";
import { rewritten } from "./operators.js";
import { parse } from "./query.js";
import { resultsOf } from "./results.js";
import { HAS } from "./values.js";

/** @typedef {import("./index.js").Index} Index */
/** @typedef {import("./main.js").Answer} Answer */
/** @typedef {import("./operators.js").Operator} Operator */
/** @typedef {import("./results.js").Result} Result */
/** @typedef {import("./values.js").Value} Value */

/**
 * A choice: how many results there are with it, whether it holds now, and the query that makes it
 * or takes it back.
 * @typedef {{ label: string, count: number, pressed: boolean, query: string }} Choice
 */
/** @typedef {{ group: Value["group"], choices: Choice[], more?: boolean }} Choices `more` are left out */
/**
 * An operator that names nothing, and what it can name. What is not said yet is "".
 * @typedef {{ name: string, said: string, choices: { label: string, query: string }[] }} Unnamed
 */

/** @type {Value["group"][]} */
const GROUPS = ["place", "series", "year", "text", "kind", "theme", "note", "lang"];
/**
 * What only the documents of one place have: who chooses all of it chooses the place.
 * @type {Partial<Record<Value["group"], string>>}
 */
const PLACED_IN = { kind: "entry", theme: "entry", note: "note" };

const CHOICES = 24; // choices of a group; of more, only so many are offered:
const OFFERED = 8;

/** @param {Value} value */
const written = ({ name, value }) => `${name}:${/\s/.test(value) ? `"${value}"` : value}`;

/**
 * How many results there are if a value is chosen, among those without a choice of its group.
 * @param {Index} all
 * @param {Answer} answer
 * @param {Result[]} results
 * @param {Value} value
 */
const countOf = (all, { parts, query }, results, value) => {
  if (value.group !== "lang") return results.filter(({ doc }) => HAS[value.group](doc, value)).length;
  const operators = parts.operators.filter(({ values }) => values[0]?.group !== "lang");
  operators.push({ name: "lang", said: "", not: false, span: [0, 0], values: [value] });
  const index = narrowed(all, { ...parts, operators });
  const among = new Set(results.map(({ doc }) => doc.number));
  return resultsOf({ ...index, refuses: true, fits: (doc) => among.has(doc.number) && index.fits(doc) }, query).length;
};

/**
 * The choices of a group, none if they do not divide the results.
 * @param {Index} all
 * @param {Answer} answer
 * @param {Value["group"]} group
 * @returns {Choices}
 */
const choicesOf = (all, answer, group) => {
  const { given, parts, query, found } = answer;
  // Who refuses a language has chosen the others.
  const chosen = parts.operators.filter(({ not, values }) => values[0]?.group === group && (!not || group === "lang"));
  const results = chosen.length ? resultsOf(narrowed(all, parts, group), query) : found;
  const spans = chosen.map(({ span }) => span);
  const place = PLACED_IN[group];
  const most = place ? results.filter(({ doc }) => doc.kind === place).length : results.length;
  const choices = all.choosable.filter((value) => value.group === group).map((value) => {
    const pressed = chosen.find(({ not, values }) => !not && values.includes(value));
    return {
      label: value.label,
      count: countOf(all, answer, results, value),
      pressed: !!pressed,
      query: pressed ? rewritten(given, [pressed.span]) : rewritten(given, spans, written(value)),
    };
  });
  return chosenOf(group, choices.filter(({ count, pressed }) => pressed || (count && count < most)));
};

/**
 * Of very many choices those that hold, and those with the most results.
 * @param {Value["group"]} group
 * @param {Choice[]} choices
 * @returns {Choices}
 */
const chosenOf = (group, choices) => {
  if (choices.length <= CHOICES) return { group, choices };
  const weight = (/** @type {Choice} */ { pressed, count }) => (pressed ? Infinity : count);
  const least = choices.map(weight).sort((one, other) => other - one)[OFFERED - 1];
  return { group, choices: choices.filter((choice) => weight(choice) >= least).slice(0, CHOICES), more: true };
};

/**
 * Where nothing was found, the query without operators, also without such as there are none.
 * @param {Index} all
 * @param {Answer} answer
 */
const widerThan = (all, { given, parts: { words }, found }) => {
  const query = words.replace(/(?<=^|\s)\p{L}+[:：](?=\S)/gu, "");
  if (found.length || !query || query === given) return undefined;
  const count = resultsOf({ ...all, fits: () => true, refuses: false, chosen: () => true }, parse(query, all.simplified)).length;
  return count ? { query, count } : undefined;
};

/**
 * What a search can go on from: the choices that divide its results; operators that name nothing;
 * if nothing was found, what there is without operators.
 * @param {Index} all
 * @param {Answer} answer
 */
export const choices = (all, answer) => {
  const { given, parts: { operators }, found } = answer;
  const unnamed = operators.filter(({ values }) => !values.length).map(({ name, said, span }) => ({
    name,
    said,
    choices: all.choosable.filter((value) => value.name === name).map((value) => ({ label: value.label, query: rewritten(given, [span], written(value)) })),
  }));
  const named = operators.length > unnamed.length;
  const groups = found.length || named ? GROUPS.map((group) => choicesOf(all, answer, group)) : [];
  const { orders } = answer.parts;
  return {
    groups: groups.filter(({ choices }) => choices.length),
    unnamed,
    wider: widerThan(all, answer),
    reordered: { weight: rewritten(given, orders), text: rewritten(given, orders, "order:text") },
  };
};
