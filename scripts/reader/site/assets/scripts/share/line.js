// Words on one line.

// In wrapped Chinese a line end is nothing.
const UNSPACED = "[\\u2e80-\\u9fff\\uf900-\\ufaff\\uff01-\\uff60]";
const WRAPPED = new RegExp(`(?<=${UNSPACED})[^\\S\\n]*\\n\\s*(?=${UNSPACED})`, "g");

/** @param {string} words */
export const line = (words) => words.replace(WRAPPED, "").replace(/\s+/g, " ").trim();
