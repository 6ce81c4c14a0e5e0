// Take a place along: its link, its words as a quotation, a citation of it. Here are the buttons,
// at each paragraph and at an entry.
import { numberOf } from "../reader/addresses.js";
import { element, find } from "../reader/elements.js";
import { here, labelOf, pageOf, paragraphs } from "./links.js";
import { share } from "./menu.js";
import "./missing.js";
import { quoted } from "./quoting.js";

/**
 * @param {string} name
 * @param {() => Omit<import("./menu.js").Shared, "name">} shared
 */
const opener = (name, shared) => {
  const button = element("button", {
    type: "button",
    className: "copy-link",
    ariaLabel: _("Copy {name}: link, quotation or citation", { name }),
    ariaHasPopup: "true",
  }, _("Copy"));
  button.addEventListener("click", () => share(button, button, { name, ...shared() }));
  return button;
};

for (const paragraph of paragraphs) {
  const number = numberOf(paragraph.id);
  const link = pageOf(paragraph);
  const made = opener(_("paragraph {number}", { number }),
    () => ({ number, link, words: paragraph.textContent, quotation: quoted(paragraph.textContent, number, link) }));
  (labelOf(paragraph) ?? find(".place h1"))?.after(made);
}
if (!paragraphs.length && find(".cite-fold")) {
  find(".crumb")?.append(" ", opener(_("this entry"), () => ({ link: here })));
}
