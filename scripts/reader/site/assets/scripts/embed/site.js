// The reader that this script comes from, and what a link into it leads to.
import { cardOf } from "../common/targets.js";

const script = /** @type {HTMLScriptElement | null} */ (
  document.currentScript ?? document.querySelector("script[src*='assets/embed.js']")
);
export const root = script?.src ? new URL("..", script.src) : null;

const base = root ? root.host + root.pathname : "";

/**
 * The path of the card of a link, and the number of a sentence, if it names one; null, if it does
 * not lead into the reader.
 * @param {HTMLAnchorElement} link
 */
export const target = (link) => cardOf(base, link);

/** @type {Map<string, Promise<EmbedCard | null>>} */
const asked = new Map();
let refused = false;

/**
 * The file of a card: one request for each; refused once, no more are made.
 * @param {string} path
 */
export const get = (path) => {
  if (!refused && !asked.has(path)) {
    const address = new URL(`data/cards/${path}.json`, root ?? undefined);
    const answer = fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" }).then(
      (response) => (response.ok ? response.json() : null),
      () => {
        refused = true;
      }
    );
    asked.set(path, answer.catch(() => null));
  }
  return asked.get(path);
};
