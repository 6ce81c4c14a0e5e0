// The files of cards: each is asked for when its card is to be shown, and once for each page.
import { root } from "../reader/addresses.js";
import { element } from "../reader/elements.js";

/** @param {string} path */
const addressOfCard = (path) => new URL(`data/cards/${path}.json`, root()).href;

/** @param {string} path */
const fetched = async (path) => {
  const response = await fetch(addressOfCard(path));
  return response.ok ? response.json() : null;
};

/**
 * From a folder no browser gives a file to a script, but it loads scripts.
 * @param {string} path
 */
const loaded = (path) => new Promise((resolve) => {
  const done = () => resolve(globalThis.READER_CARDS?.[path] ?? null);
  document.head.append(element("script", { src: `${addressOfCard(path)}.js`, onload: done, onerror: done }));
});

/** @type {Map<string, Promise<EntryFile | ParagraphFile | null>>} */
const asked = new Map();

/**
 * @param {string} path below `data/cards/`
 * @returns {Promise<EntryFile | ParagraphFile | null>}
 */
export const fileOf = (path) => {
  const get = location.protocol === "file:" ? loaded : fetched;
  const answer = asked.get(path) ?? get(path).catch(() => {
    asked.delete(path); // the line was down: it may be up again
    return null;
  });
  asked.set(path, answer);
  return answer;
};
