// The originals over the terms. It stands in a shadow of the words, so that they stay what they are
// for those who copy, cite or note them.
import { chosen } from "../reader/choices.js";
import { all, element } from "../reader/elements.js";
import { late } from "../reader/late.js";
import { syllables } from "./syllables.js";

const STYLE = "ruby{ruby-align:center}.over{font:400 .72em/1.25 var(--hans);color:var(--ink);user-select:none;text-align:center}"
  + ".over ruby{display:inline-flex;flex-direction:column-reverse;align-items:center;min-width:1.7em}"
  + ".over ruby rt{display:block;font:.62em/1.2 var(--interface);color:var(--quiet)}";

/**
 * @param {HTMLAnchorElement} link
 * @param {TermCard} term
 */
const cover = (link, term) => {
  const words = element("span", { className: "covered" }, ...link.childNodes);
  const [[lang, original], ...others] = /** @type {Named[]} */ (term.originals);
  const romanization = others.find(([tag]) => tag.startsWith(`${lang.split("-")[0]}-Latn`))?.[1];
  const signs = syllables({ original, romanization }).map(([sign, said]) => (said ? element("ruby", {}, sign, element("rt", {}, said)) : sign));
  const over = element("rt", { className: "over", lang, ariaHidden: "true" }, ...signs);
  words.attachShadow({ mode: "open" }).append(
    element("style", {}, STYLE), element("ruby", {}, element("slot"), over)
  );
  link.append(words);
};

const setOver = () => {
  for (const words of all(".covered")) words.replaceWith(...words.childNodes);
  /** @type {HTMLAnchorElement[]} */
  const links = all(".words .term[href], .heading .term[href]");
  for (const link of links) {
    link.normalize();
    const term = chosen.over === "on" ? late.original?.(link) : undefined;
    if (term?.originals?.length) cover(link, term);
  }
};

late.setOver = setOver;
if (late.original && chosen.over === "on") setOver();
