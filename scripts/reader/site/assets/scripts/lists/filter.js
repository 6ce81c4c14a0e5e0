// Filter a list as one types: by English, Chinese, or pinyin with or without tones.
import { all, element, find } from "../reader/elements.js";
import { fold } from "../reader/folding.js";

/**
 * A choice of one value among those that the items of a list carry in a data attribute: its name,
 * what stands for all, and how a value is called.
 * @typedef {[name: string, all: string, words: (value: string) => string]} Choice
 */

/** @param {HTMLElement} item */
const keysOf = (item) => {
  const words = fold(item.textContent);
  return `${words} ${words.replaceAll(" ", "")}`;
};

/**
 * @param {HTMLElement[]} items
 * @param {Choice} choice
 * @param {() => void} changed
 */
const select = (items, [name, label, words], changed) => {
  const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
  /** @param {HTMLElement} item */
  const valuesOf = (item) => `${item.dataset[name]}`.split(" ");
  const box = element("select", { className: "filter", ariaLabel: label }, element("option", { value: "" }, label));
  const options = [...new Set(items.flatMap(valuesOf))].map((value) => element("option", { value }, words(value)));
  box.append(...options.sort((one, other) => compare(one.text, other.text)));
  box.addEventListener("change", changed);
  /** @param {HTMLElement} item */
  const fits = (item) => !box.value || valuesOf(item).includes(box.value);
  return { box, fits };
};

/**
 * Hide the headings of a list, and the letters or years that lead to them, that have nothing left.
 * @param {HTMLElement} list
 */
const hideEmpty = (list) => {
  for (const heading of all("h2", list)) {
    const group = /** @type {HTMLElement} */ (heading.nextElementSibling);
    const letter = find(`:is(.letters, .years) [href="#${heading.id}"]`);
    heading.hidden = group.hidden = !find("li:not([hidden])", group);
    if (letter) letter.hidden = heading.hidden;
  }
};

/**
 * Add a filter to a list.
 * @param {HTMLElement} place where it stands
 * @param {HTMLElement} list
 * @param {string} label
 * @param {(shown: number, all: number) => string} counted how many of the items are shown
 * @param {Choice[]} [choices]
 */
export const filter = (place, list, label, counted, choices = []) => {
  const items = all("li, .note", list);
  const known = items.map((item) => ({ item, keys: keysOf(item) }));
  const field = element("input", { type: "search", className: "filter", placeholder: label, ariaLabel: label });
  const count = element("p", { className: "filter-status", role: "status" });
  const apply = () => {
    const wanted = fold(field.value);
    const narrowed = wanted || selects.some(({ box }) => box.value);
    const joined = wanted.replaceAll(" ", "");
    let shown = 0;
    for (const { item, keys } of known) {
      const found = keys.includes(wanted) || (joined && keys.includes(joined));
      const fits = !!found && selects.every((choice) => choice.fits(item));
      item.hidden = !fits;
      shown += +fits;
    }
    hideEmpty(list);
    count.textContent = narrowed ? counted(shown, items.length) : "";
  };
  const selects = choices.map((choice) => select(items, choice, apply));
  field.addEventListener("input", apply);
  place.append(field, ...selects.map(({ box }) => box), count);
  apply();
};
