// The reader that this script comes from, and what a link into it leads to.

const script = /** @type {HTMLScriptElement | null} */ (
  document.currentScript ?? document.querySelector("script[src*='assets/embed.js']")
);
export const root = script?.src ? new URL("..", script.src) : null;

const PAGE = /^(glossary|texts)\/(?!index\.)([\w-]+)(?:\/(p\d+))?(?:\/index)?(?:\.html|\/)?$/;
const base = root ? root.host + root.pathname : "";

/**
 * The path of the card of a link, and the number of a sentence, if it names one; null, if it does
 * not lead into the reader.
 * @param {HTMLAnchorElement} link
 * @returns {[path: string, sentence?: string | false] | null}
 */
export const target = (link) => {
  const url = `${link.host}${link.pathname}`; // a link in an SVG has neither
  const [, folder, id, block] = (url.startsWith(base) && url.slice(base.length).match(PAGE)) || [];
  const [, at, sentence] = link.hash?.match(/^#(p\d+)(?:s(\d+))?\b/) ?? [];
  const unit = block ?? at;
  if (folder === "glossary") return [`${folder}/${id}`];
  return folder && unit ? [`${folder}/${id}/${unit}`, at === unit && sentence] : null;
};

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
