// To the clipboard.
import { element, find } from "../reader/elements.js";

/**
 * Copy words, as formatted text too, so that italics arrive in a word processor; return whether
 * it was possible.
 * @param {string} words
 * @param {string} [html]
 */
export const copy = async (words, html) => {
  try {
    const parts = { "text/plain": words, ...(html && { "text/html": html }) };
    const blobs = Object.entries(parts).map(([type, part]) => [type, new Blob([part], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    return true;
  } catch {
    // Refused, or an old browser, or plain http: the older way.
  }
  const field = element("textarea", { value: words, className: "sr-only" });
  (find("dialog[open]") ?? document.body).append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
};
