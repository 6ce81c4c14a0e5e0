// What makes no difference to a reader who looks for words on a page makes none here.

/** @param {string} words */
export const fold = (words) =>
  words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[\s\-'’]+/g, " ").trim();
