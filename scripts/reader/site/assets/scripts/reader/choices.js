// How one reads. The head has put what was chosen on the root, before anything was painted.
import { all, element, find } from "./elements.js";
import { late } from "./late.js";
import { reveal } from "./originals.js";
import { store } from "./store.js";
import { markFor } from "./ways.js";

export const chosen = document.documentElement.dataset;

/**
 * Change the page, and keep the paragraph that is being read where it is.
 * @param {() => void} change
 */
const inPlace = (change) => {
  const unit = all(".unit").find((candidate) => candidate.getBoundingClientRect().bottom > 100);
  const before = unit?.getBoundingClientRect().top ?? 0;
  change();
  if (unit && scrollY) scrollBy({ top: unit.getBoundingClientRect().top - before, behavior: "instant" });
};

const wide = matchMedia("(min-width: 76rem)");
const apply = () => {
  markFor(/** @type {string} */ (chosen.reading));
  /** @type {HTMLDetailsElement[]} */
  const margins = all(".margin");
  for (const margin of margins) margin.open = wide.matches;
  reveal(chosen.shown);
  late.setOver?.();
};

/**
 * @param {string} name
 * @param {string} value
 */
export const choose = (name, value) => {
  store.set(name, value);
  inPlace(() => {
    chosen[name] = value;
    apply();
  });
};

/** @type {HTMLInputElement[]} */
const ways = all(".ways input");
for (const way of ways) {
  way.checked = way.value === chosen.reading;
  way.addEventListener("change", () => choose("reading", way.value));
}
apply();
wide.addEventListener("change", () => inPlace(apply));

// What is seldom chosen has a script of its own.
const display = find(".reader-switches details");
const fill = () => {
  const { script } = /** @type {HTMLElement} */ (display).dataset;
  if (script) document.head.append(element("script", { src: script }));
  delete display?.dataset.script;
};
display?.addEventListener("toggle", fill);
if (display && chosen.over === "on") fill();
