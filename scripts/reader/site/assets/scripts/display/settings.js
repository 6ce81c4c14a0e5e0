// The settings: how large and how wide the words are set, in which face, what stands over them.
import { choose, chosen } from "../reader/choices.js";
import { all, element, find, get } from "../reader/elements.js";
import { late } from "../reader/late.js";
import { originals } from "../reader/originals.js";

const fold = get(".reader-switches details");

/** Whether the page knows of a term what it is in another language. */
const named = find(".terms dt [lang]") || find("#cards")?.textContent?.includes('"originals":[');

const switched = { on: _("on"), off: _("off") };

/**
 * Of each setting its words, the value that holds where nothing was chosen, and all values.
 * @type {Record<string, [legend: string, usual: string, values: Record<string, string>]>}
 */
const settings = {
  size: [_("Text size"), "normal", { small: _("small"), normal: _("normal"), large: _("large"), huge: _("very large") }],
  lines: [_("Lines"), "normal", { narrow: _("narrow"), normal: _("normal"), wide: _("wide") }],
  type: [_("Typeface"), "serif", { serif: _("serif"), sans: _("sans serif") }],
  ...(late.original && named && { over: [_("Originals over the terms"), "off", switched] }),
  cards: [_("Cards"), "on", switched],
  ...(originals.length && {
    shown: [_("Show"), "translation", { translation: _("translation"), original: _("original"), both: _("both") }],
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
add("scheme", _("Colors"), { 0: _("as the device"), 1: _("light"), 2: _("dark") }, `${scheme}`, (n) => schemes[+n].click());
fold.append(find(".key-opener") ?? "");
