// The settings: how large and how wide the words are set, in which face, what stands over them.
import { choose, chosen } from "../reader/choices.js";
import { all, element, find, get } from "../reader/elements.js";
import { late } from "../reader/late.js";
import { originals } from "../reader/originals.js";

const fold = get(".reader-switches details");

/** Whether the page knows of a term what it is in another language. */
const named = find(".terms dt [lang]") || find("#cards")?.textContent?.includes('"originals":[');

/**
 * Of each setting its words, the value that holds where nothing was chosen, and all values.
 * @type {Record<string, [legend: string, usual: string, values: Record<string, string>]>}
 */
const settings = {
  size: ["Text size", "normal", { small: "small", normal: "normal", large: "large", huge: "very large" }],
  lines: ["Lines", "normal", { narrow: "narrow", normal: "normal", wide: "wide" }],
  type: ["Typeface", "serif", { serif: "serif", sans: "sans serif" }],
  ...(late.original && named && { over: ["Originals over the terms", "off", { on: "on", off: "off" }] }),
  cards: ["Cards", "on", { on: "on", off: "off" }],
  ...(originals.length && {
    shown: ["Show", "translation", { translation: "translation", original: "original", both: "both" }],
  }),
};

/**
 * @param {string} name
 * @param {string} legend
 * @param {Record<string, string>} values
 * @param {string | undefined} current
 * @param {(value: string) => void} change
 */
const add = (name, legend, values, current, change) => {
  const made = element("fieldset", {}, element("legend", {}, legend));
  for (const [value, words] of Object.entries(values)) {
    const input = element("input", { type: "radio", name, value, checked: value === current });
    input.addEventListener("change", () => change(value));
    made.append(element("label", {}, input, words));
  }
  fold.append(made);
};

for (const [name, [legend, usual, values]] of Object.entries(settings)) {
  const current = Object.hasOwn(values, `${chosen[name]}`) ? chosen[name] : usual;
  add(name, legend, values, current, (value) => choose(name, value));
}

// Light or dark is the theme's to keep: its own switches are turned.
/** @type {HTMLInputElement[]} */
const schemes = all("[name=__palette]");
const scheme = Math.max(0, schemes.findIndex(({ checked }) => checked));
add("scheme", "Colors", { 0: "as the device", 1: "light", 2: "dark" }, `${scheme}`, (n) => schemes[+n].click());
fold.append(find(".key-opener") ?? "");
