// The handout as a document of Word: the least that one needs.
import { quotedWords, referenceOf } from "./written.js";
import { zip } from "./zip.js";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const TYPES = `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;

/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** @param {string} words what XML cannot hold is left out */
const escaped = (words) => words
  .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
  .replace(/[&<>"]/g, (sign) => ENTITIES[sign]);

/**
 * @param {string} words
 * @param {string} [look] properties of the run
 */
const run = (words, look = "") => `<w:r>${look && `<w:rPr>${look}</w:rPr>`}${
  words.split("\n").map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`).join("<w:br/>")}</w:r>`;

/**
 * @param {string} inner
 * @param {string} [look] properties of the paragraph
 */
const paragraph = (inner, look = "") => `<w:p>${look && `<w:pPr>${look}</w:pPr>`}${inner}</w:p>`;

/** @param {Handout} handout */
const documentOf = ({ title, items, notes, edition }) => {
  const body = [
    paragraph(run(title, '<w:b/><w:sz w:val="32"/>')),
    ...items.flatMap((item, n) => [
      ...(item.words ? [paragraph(run(quotedWords(item)), '<w:ind w:left="567" w:right="567"/>')] : []),
      paragraph(`<w:hyperlink r:id="link${n}">${run(referenceOf(item), '<w:color w:val="12507B"/><w:u w:val="single"/>')}</w:hyperlink>`),
      ...(item.comment ? [paragraph(run(item.comment))] : []),
    ]),
    ...[...notes, edition].filter(Boolean).map((words) => paragraph(run(words, '<w:sz w:val="18"/>'))),
  ];
  return `${XML}<w:document xmlns:w="${WORD}" xmlns:r="${OFFICE}"><w:body>${body.join("")}</w:body></w:document>`;
};

/** @param {string} inner */
const relationships = (inner) => `${XML}<Relationships xmlns="${PACKAGE}/relationships">${inner}</Relationships>`;

/** @typedef {import("./written.js").Handout} Handout */

/** @param {Handout} handout */
export const docx = (handout) => zip([
  ["[Content_Types].xml", TYPES],
  ["_rels/.rels", relationships(`<Relationship Id="document" Type="${OFFICE}/officeDocument" Target="word/document.xml"/>`)],
  ["word/_rels/document.xml.rels", relationships(handout.items.map(({ link }, n) =>
    `<Relationship Id="link${n}" Type="${OFFICE}/hyperlink" Target="${escaped(link)}" TargetMode="External"/>`).join(""))],
  ["word/document.xml", documentOf(handout)],
]);
