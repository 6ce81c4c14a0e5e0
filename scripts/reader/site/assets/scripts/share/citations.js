// Citations, as the build has made them; what it could not know is filled in here.
import { all, byId, element } from "../reader/elements.js";
import { line } from "./line.js";
import { here } from "./links.js";

const today = () => new Date().toISOString().slice(0, 10);

/**
 * The day of the visit, as each style and format has it.
 * @type {Record<string, (day: string) => string>}
 */
const VISITS = {
  gbt7714: (day) => `[${day}]`,
  bibtex: (day) => `  urldate = {${day}},\n`,
  ris: (day) => `Y2  - ${day.replaceAll("-", "/")}/\n`,
  "csl-json": (day) => `"accessed": {"date-parts": [[${day.split("-").map(Number)}]]}, `,
};
// In a folder only the owner of the folder could use the address, so that the path stays.
const published = location.protocol !== "file:";

/**
 * @param {HTMLElement} box
 * @param {string | undefined} style
 * @param {string} address
 */
const complete = (box, style, address) => {
  for (const day of all("[data-accessed]", box)) day.replaceWith(VISITS[/** @type {string} */ (style)](today()));
  for (const path of all("[data-address]", box)) path.replaceWith(published ? address : path.textContent);
};

// The forms on the page of a paragraph or an entry.
const written = all(".cite-fold [data-style]");
for (const form of written) complete(form, form.dataset.style, here);

/**
 * @param {CitationTemplates} templates
 * @param {string} number
 * @param {string} address
 */
const filled = ({ number: sign, visit, open, close, forms }, number, address) =>
  forms.map(({ name, style, html, template }) => {
    const words = template.replaceAll(sign, number);
    if (html) {
      const box = element("div", { innerHTML: words });
      complete(box, style, address);
      return { name, words: line(box.textContent), html: box.innerHTML };
    }
    const [before, path, after] = words.replace(visit, () => VISITS[style](today())).split(RegExp(`[${open}${close}]`));
    return { name, words: path ? before + (published ? address : path) + after : before };
  });

/**
 * The citations of a place: their names, their words, and how these are formatted.
 * @param {string} number of the paragraph
 * @param {string} address
 * @returns {{ name: string, words: string, html?: string }[]}
 */
export const citations = (number, address) => {
  const templates = byId("citations");
  if (templates) return filled(JSON.parse(templates.innerHTML), number, address);
  return written.map((form) => {
    const name = form.closest("dd")?.previousElementSibling?.textContent ?? "";
    const words = form.textContent;
    return form.closest("pre") ? { name, words } : { name, words: line(words), html: form.innerHTML };
  });
};
