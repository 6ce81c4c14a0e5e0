// How well a text answers a query, by what was counted in it.

/**
 * How often a part of a query is answered in a text: `uses` are places of entries, `said` its
 * words, `each` the single words.
 * @param {{ direct: boolean, uses: number, said: number, each: number[] }} counted
 */
export const placesOf = ({ direct, uses, said, each }) => {
  const apart = direct ? 0.1 * Math.min(5, ...each) : 0;
  return (uses ? Math.max(uses, said) + 0.5 : said) + apart;
};

/**
 * @param {object} counted
 * @param {number[]} counted.each how often each part of the query is answered
 * @param {number} counted.quoted how often phrases stand there
 * @param {number} counted.together how often all of the query stands there
 * @param {boolean} counted.named whether the text was asked for by its id
 * @param {number} counted.boost
 */
export const scoreOf = ({ each, quoted, together, named, boost }) => {
  const least = quoted + (each.length ? Math.min(...each) : 0);
  const places = least + 2 * together + each.reduce((sum, count) => sum + count, 0) / 10;
  const titled = least < 0.5 ? 0 : 10 * boost; // words here and there make no title
  return (named ? 1e4 : 0) + 20 * places + titled;
};
