// What was done, and how to undo it.
import { element } from "../reader/elements.js";
import { say } from "../reader/say.js";
import { save, unsaved, whole } from "./stored.js";

/**
 * @param {string} words
 * @param {(event: MouseEvent) => void} onclick
 * @param {string} [ariaLabel]
 */
export const button = (words, onclick, ariaLabel = words) =>
  element("button", { className: "own-button", ariaLabel, onclick }, words);

/**
 * @param {string} name
 * @param {string} type
 * @param {string} words
 */
export const download = (name, type, words) =>
  element("a", { href: URL.createObjectURL(new Blob([words], { type })), download: name }).click();
export const asJson = () => download("your-notes.json", "application/ld+json", JSON.stringify(whole(), null, 2));

export const told = element("div", { className: "own-notice", hidden: true });
told.addEventListener("click", () => {
  told.hidden = true;
}, true);

/**
 * Tell something, with a button to act on it.
 * @param {string} words
 * @param {string} [label]
 * @param {() => void} [action]
 */
export const notice = (words, label = "", action) => {
  const all = unsaved ? _("{done} It is not stored, and is gone when you leave this page.", { done: words }) : words;
  const buttons = [button("×", () => {}, _("Close"))];
  if (unsaved) buttons.unshift(button(_("Save as a file"), asJson));
  if (action) buttons.unshift(button(label, action));
  told.replaceChildren(all, ...buttons);
  told.hidden = false;
  say(all);
  if (action) buttons[0].focus();
};

/** How this page shows the notes; the page that lists them all has its own way. */
export const view = {
  /** @param {boolean} [_] whether the notes are judged: whether their words are still there */
  show: (_) => {},
};

/**
 * Change what is kept, show it and tell so.
 * @param {(list: Annotation[]) => Annotation[]} edit
 * @param {string} words
 * @param {() => void} [undo]
 */
export const commit = (edit, words, undo) => {
  save(edit);
  view.show(true);
  if (unsaved || undo) notice(words, _("Undo"), undo);
  else say(words);
};
