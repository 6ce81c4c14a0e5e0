// Gather passages and entries for the handout, which is kept on this device.
import { pageAt } from "../reader/addresses.js";
import { element, find } from "../reader/elements.js";
import { say } from "../reader/say.js";
import { store } from "../reader/store.js";
import { line } from "./line.js";
import { textTitle } from "./links.js";

const NAME = "handout";
export const KEY = `reader.${NAME}`; // in the browser's storage

/** @returns {HandoutItem[]} what is kept; what cannot be read counts as nothing */
export const gathered = () => {
  try {
    return [...JSON.parse(store.get(NAME) ?? "[]")];
  } catch {
    return [];
  }
};

/** @param {HandoutItem[]} items */
export const keep = (items) => {
  const written = JSON.stringify(items);
  store.set(NAME, written);
  return store.get(NAME) === written;
};

/**
 * A button that adds something to the handout, and then leads there.
 * @param {import("./menu.js").Shared} shared
 */
export const gatherer = ({ name, link, number, title = textTitle, words = find(".definition")?.textContent ?? "" }) => {
  const button = element("button", { type: "button", className: "own-button", ariaLabel: _("Add {name} to the handout", { name }) }, _("Handout"));
  button.addEventListener("click", () => {
    const kept = keep([...gathered(), { link, title, words: line(words), place: number ? `¶ ${number}` : "" }]);
    const open = element("a", { href: pageAt(NAME), className: "own-button" }, kept ? _("Open the handout") : _("This browser stores nothing"));
    button.replaceWith(open);
    open.focus();
    say(kept ? _("Added") : open.textContent);
  });
  return button;
};
