// The menu of what can be copied.
import { placeBeside } from "../reader/beside.js";
import { element, get } from "../reader/elements.js";
import { say } from "../reader/say.js";
import { citations } from "./citations.js";
import { copy } from "./clipboard.js";
import { gatherer } from "./gathering.js";

/**
 * What is shared: how it is called, its address, and what it needs that has a number or words.
 * @typedef {{ name: string, link: string, title?: string, number?: string, words?: string, quotation?: string }} Shared
 */

const menu = element("div", { className: "share-menu", popover: "auto", role: "dialog" });
document.body.append(menu);

/** @param {HTMLElement} told a button */
export const tell = (told) => {
  told.dataset.words ??= told.textContent;
  told.textContent = _("Copied");
  told.classList.add("copied");
  setTimeout(() => {
    told.textContent = /** @type {string} */ (told.dataset.words);
    told.classList.remove("copied");
  }, 2500);
};

/**
 * A button that copies something.
 * @param {string} name
 * @param {string} ariaLabel its name for those who hear it
 * @param {(button: HTMLElement) => void} done what is done when it is copied
 * @param {string} words
 * @param {string} [html]
 */
const choice = (name, ariaLabel, done, words, html) => {
  const button = element("button", { type: "button", className: "own-button", ariaLabel }, name);
  button.addEventListener("click", async () => {
    if (await copy(words, html)) {
      say(_("Copied: {what}", { what: name }));
      done(button);
    } else {
      const field = element("textarea", { value: words, rows: 4, readOnly: true });
      button.parentElement?.replaceChildren(element("label", {}, _("It could not be copied. Here it is:"), field));
      field.select();
    }
  });
  return button;
};

/**
 * What can be copied, as buttons.
 * @param {Shared} shared
 * @param {(button: HTMLElement) => void} done
 */
export const choices = (shared, done) => {
  const { link, number = "", quotation } = shared;
  return [
    choice(_("Link"), _("Copy the link"), done, link),
    ...(quotation ? [choice(_("Quotation"), _("Copy the quotation"), done, quotation)] : []),
    gatherer(shared),
    element("p", {}, _("Citation")),
    ...citations(number, link.split("#")[0])
      .map((form) => choice(form.name, _("Copy the citation: {style}", { style: form.name }), done, form.words, form.html)),
  ];
};

/**
 * Open the menu near what is shared.
 * @param {Element | Range} near
 * @param {HTMLElement} button that was pressed
 * @param {Shared} shared
 */
export const share = (near, button, shared) => {
  menu.replaceChildren(...choices(shared, () => {
    menu.hidePopover();
    tell(button);
  }));
  menu.ariaLabel = _("Copy {name}", { name: shared.name });
  menu.showPopover();
  placeBeside(menu, near);
  get("button", menu).focus({ preventScroll: true });
};
