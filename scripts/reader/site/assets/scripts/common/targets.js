// Which card stands for what a link leads to. The script for other sites asks too.

const PAGE = /^(glossary|texts)\/(?!index\.)([\w-]+)(?:\/(p\d+))?(?:\/index)?(?:\.html|\/)?$/;

/**
 * The path of the card of a link below `data/cards/`, and the number of a sentence, if the link
 * names one; null, if it leads to no entry and no paragraph.
 * @param {string} base host and path of the root of the site
 * @param {HTMLAnchorElement} link
 * @returns {[path: string, sentence?: string | false] | null}
 */
export const cardOf = (base, link) => {
  const url = `${link.host}${link.pathname}`; // a link in an SVG has neither
  const [, folder, id, block] = (url.startsWith(base) && url.slice(base.length).match(PAGE)) || [];
  const [, at, sentence] = link.hash?.match(/^#(p\d+)(?:s(\d+))?\b/) ?? [];
  const unit = block ?? at;
  if (folder === "glossary") return [`${folder}/${id}`];
  return folder && unit ? [`${folder}/${id}/${unit}`, at === unit && sentence] : null;
};

/**
 * The sentence of a paragraph that a number in its id stands for: its place, from 0; -1 if it is
 * not there. What was published keeps its number wherever it stands.
 * @param {{ sentences?: string[], numbers?: number[] }} data
 * @param {string | false | undefined} number
 */
export const placeOfSentence = ({ sentences = [], numbers }, number) =>
  (number ? numbers?.indexOf(+number) ?? (sentences[+number - 1] === undefined ? -1 : +number - 1) : -1);
