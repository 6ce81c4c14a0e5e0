// Each character of a term with its syllable. Nothing here asks for a page; `chinese.py` does the
// same for books.

// A syllable that begins with a vowel has an apostrophe before it: n, ng and r before a vowel
// begin the next one.
const vowel = "[aeiou][\\u0300-\\u036f]*";
const SYLLABLE = new RegExp(`(?:[zcs]h|[b-df-hj-np-tw-z])?(?:${vowel})+(?:ng?(?!${vowel})|r(?!${vowel}))?`, "giu");
const HAS_SOUND = /\p{Script=Han}/u; // digits stay digits in pinyin

/**
 * The characters of a term, each with what stands over it; all in one if they do not match.
 * @param {{ original?: string, romanization?: string }} term
 * @returns {[signs: string, said?: string][]}
 */
export const syllables = ({ original = "", romanization = "" }) => {
  const said = romanization.normalize("NFD").match(SYLLABLE)?.map((one) => one.normalize()) ?? [];
  const signs = [...original];
  if (signs.filter((sign) => HAS_SOUND.test(sign)).length !== said.length) return [[original, romanization]];
  return signs.map((sign) => (HAS_SOUND.test(sign) ? [sign, said.shift()] : [sign]));
};
