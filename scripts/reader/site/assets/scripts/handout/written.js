// The handout as Markdown.

/** @typedef {{ title: string, items: HandoutItem[], notes: string[], edition: string }} Handout */

/** @param {string} words */
const plain = (words) => words.replace(/[\\`*_<>[\]#&|~]/g, "\\$&");

/** @param {HandoutItem} item */
export const referenceOf = ({ title, place }) => [title, place].filter(Boolean).join(", ");

/**
 * What is quoted stands between quotation marks; what the glossary says does not.
 * @param {HandoutItem} item
 */
export const quotedWords = ({ words, place }) => (place ? `“${words}”` : words);

/** @param {Handout} handout */
export const markdown = ({ title, items, notes, edition }) => [
  `# ${plain(title)}`,
  ...items.flatMap((item) => [
    ...(item.words ? [`> ${plain(quotedWords(item))}`] : []),
    `[${plain(referenceOf(item))}](<${item.link}>)`,
    ...(item.comment ? [plain(item.comment).replaceAll("\n", "  \n")] : []),
  ]),
  ...notes.map(plain),
  plain(edition),
].filter(Boolean).join("\n\n");
