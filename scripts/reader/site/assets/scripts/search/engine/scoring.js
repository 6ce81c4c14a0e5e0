// How well a text answers a query, by what was counted in it.

/**
 * How often a part of a query is answered in a text.
 * @param {boolean} direct whether by its words
 * @param {number} uses places of entries
 * @param {number} said places of all its words
 * @param {number} fewest places of the word that is there least often
 */
export const placesOf = (direct, uses, said, fewest) => {
  const apart = direct ? 0.1 * Math.min(5, fewest) : 0;
  return (uses ? Math.max(uses, said) + 0.5 : said) + apart;
};

/**
 * @param {number} least how often phrases stand there, and the part that is answered least often
 * @param {number} sum how often all parts are answered
 * @param {number} together how often all of the query stands there
 * @param {boolean} named whether the text was asked for by its id
 * @param {number} boost
 */
export const scoreOf = (least, sum, together, named, boost) => {
  const places = least + 2 * together + sum / 10;
  const titled = least < 0.5 ? 0 : 10 * boost; // words here and there make no title
  return (named ? 1e4 : 0) + 20 * places + titled;
};
