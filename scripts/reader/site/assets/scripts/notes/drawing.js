// Private notes in the text: their highlights, and the count beside each paragraph.
import { numberOf, text } from "../reader/addresses.js";
import { find, get } from "../reader/elements.js";
import { paragraphs } from "../share/links.js";
import { anchor, judged } from "./anchoring.js";
import { noteOf, placeOf, put, quoteOf } from "./annotations.js";
import { button } from "./notice.js";
import { read } from "./panel.js";
import { heirOf, passages, rangeOf, sourceOf } from "./passages.js";
import { items, save } from "./stored.js";

const MOST = 2000; // notes that are drawn on a page, far beyond what anyone writes
/** The paragraph of a page that shows only one. */
const only = find("#uses") && paragraphs[0].id;
/** @type {{ item: Annotation, range: Range }[]} */
let marks = [];

/** @param {HTMLElement} paragraph */
const notesOn = (paragraph) => items.filter(({ target }) => target.source === sourceOf(paragraph.id));

/** @param {HTMLElement} paragraph */
const counter = (paragraph) => {
  const made = button("", () => read(notesOn(paragraph), paragraph));
  (find("p:has(> .label)", /** @type {HTMLElement} */ (paragraph.parentElement)) ?? get(".place")).append(made);
  return made;
};
/** @type {Record<string, HTMLElement>} */
export const counters = Object.fromEntries(paragraphs.map((paragraph) => [paragraph.id, counter(paragraph)]));

/** @param {Map<string, number>} counts by paragraph */
const count = (counts) => {
  for (const { id } of paragraphs) {
    const [shown, length] = [counters[id], counts.get(sourceOf(id)) ?? 0];
    shown.hidden = !length;
    shown.textContent = ngettext("{count} note of yours", "{count} notes of yours", length);
    shown.ariaLabel = _("{notes} on paragraph {number}", { notes: shown.textContent, number: numberOf(id) });
  }
};

/**
 * Draw the notes of this page.
 * @param {boolean} [judge] whether what became of them is kept: not if another tab wrote them,
 *   since two versions of a page would answer each other forever
 */
export const draw = (judge) => {
  /** @type {Annotation[]} */
  const changed = [];
  marks = [];
  for (const item of items) {
    const [of, id] = placeOf(item);
    // One paragraph judges its own notes, and takes in lost ones.
    if (of !== text || (only && id !== only && !item.orphan)) continue;
    const found = anchor(item, passages, heirOf);
    if (found && marks.length < MOST) marks.push({ item, range: rangeOf(found, quoteOf(item).length) });
    const now = judged(item, found);
    if (now !== item) changed.push(now);
  }
  if (judge && changed.length) save((list) => put(list, changed));
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { target: { source } } of items) counts.set(source, (counts.get(source) ?? 0) + 1);
  count(counts);
  paint();
};

export const paint = () => {
  if (!CSS.highlights) return;
  ["own-highlight", "own-note"].forEach((name, noted) => {
    const highlight = new Highlight();
    highlight.priority = -1; // below the hits of a search
    for (const { item, range } of marks) if (!noteOf(item) === !noted) highlight.add(range);
    CSS.highlights.set(name, highlight);
  });
};

/** @param {HTMLElement} place */
export const notesIn = (place) => marks.filter(({ range }) => range.intersectsNode(place)).map(({ item }) => item);

/**
 * The notes that are drawn at a point.
 * @param {number} x
 * @param {number} y
 */
export const marksAt = (x, y) => marks.filter(({ range }) => [...range.getClientRects()].some((box) =>
  x >= box.left && x <= box.right && y >= box.top && y <= box.bottom));
