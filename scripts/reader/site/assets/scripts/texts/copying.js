// Buttons that copy.
import { element } from "../reader/elements.js";
import { say } from "../reader/say.js";
import { copy } from "../share/clipboard.js";
import { tell } from "../share/menu.js";

/**
 * @param {string} words
 * @param {() => string} write what is copied
 */
export const copyButton = (words, write) => {
  const button = element("button", { className: "own-button" }, words);
  button.addEventListener("click", async () => {
    const written = write();
    if (await copy(written)) {
      tell(button);
      say(_("Copied"));
    } else button.replaceWith(element("textarea", { value: written, rows: 4, readOnly: true, ariaLabel: words }));
  });
  return button;
};
