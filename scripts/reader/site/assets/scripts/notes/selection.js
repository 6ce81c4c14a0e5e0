// Words that are selected, and the bar beside them.
import { around, element, get } from "../reader/elements.js";
import { lately } from "../reader/late.js";
import { say } from "../reader/say.js";
import { offset, paragraphs } from "../share/links.js";
import { shareWords } from "../share/quoting.js";
import { describe } from "./anchoring.js";
import { accept, now, put } from "./annotations.js";
import { button, commit } from "./notice.js";
import { choose, chosen, dialog, goOn, putBeside, write } from "./panel.js";
import { passages } from "./passages.js";

/** @param {HTMLElement} sentence */
export const openSentence = (sentence) => lately("openSentence", get("#cards, #uses").dataset.panel, sentence);

/** @type {Annotation[]} */
let parts = [];
let pressed = false;
/** @type {ReturnType<typeof setTimeout>} */
let waiting;
const selection = () => /** @type {Selection} */ (getSelection());

/** A note for each paragraph that words are selected in. */
const selected = () => {
  if (selection().isCollapsed) return [];
  const range = selection().getRangeAt(0);
  const { startContainer, startOffset, endContainer, endOffset } = range;
  /** @param {Node} node */
  const inside = (node) => paragraphs.some((paragraph) => paragraph.contains(node));
  // Three clicks reach the beginning of what follows.
  if (!inside(startContainer) || (endOffset && !inside(endContainer))) return [];
  choose(range);
  return passages.flatMap((paragraph) => {
    const start = offset(paragraph.element, startContainer, startOffset);
    const words = paragraph.words.slice(start, offset(paragraph.element, endContainer, endOffset));
    const exact = words.trim();
    if (!exact) return [];
    const target = describe({ paragraph, at: start + words.indexOf(exact) }, exact);
    return accept({ created: now(), target }) ?? [];
  });
};

const finish = () => {
  bar.hidden = true;
  selection().empty();
  return parts;
};
export const bar = element("div", { className: "own-bar", role: "group", ariaLabel: _("Selected words"), hidden: true },
  button(_("Highlight"), () => {
    commit((list) => put(list, finish()), _("Highlighted."));
    goOn(parts[0]);
  }),
  button(pgettext("what a reader writes", "Note"), () => write(finish())),
  button(_("Copy"), ({ target }) => shareWords(/** @type {Range} */ (chosen), /** @type {HTMLElement} */ (target)),
    _("Copy {name}: link, quotation or citation", { name: _("these words") })));
bar.onmousedown = (event) => event.preventDefault();
// What is selected since the bar was last set counts, not what was before.
bar.onpointerdown = () => {
  const latest = selected();
  if (latest.length) parts = latest;
};

const consider = () => {
  if (pressed || dialog.open || bar.contains(document.activeElement)) return;
  parts = selected();
  if (parts.length && bar.hidden) say(_("Press h to highlight these words or write a note."));
  bar.hidden = !parts.length;
  follow();
};
/** Keep the bar beside the words. */
export const follow = () => {
  if (!bar.hidden && chosen) putBeside(bar, chosen);
};
export const soon = () => {
  clearTimeout(waiting);
  waiting = setTimeout(consider, 150);
};

/**
 * Write a note on a sentence.
 * @param {HTMLElement} sentence
 */
export const writeOn = (sentence) => {
  selection().selectAllChildren(sentence);
  parts = selected();
  write(finish());
};

const NEAR = 4; // pixels that a pointer moves in a click
let start = { x: 0, y: 0, selected: false };
/** @param {PointerEvent} event */
export const press = ({ pointerType, clientX: x, clientY: y }) => {
  start = { x, y, selected: !selection().isCollapsed };
  pressed = pointerType === "mouse";
};
/**
 * Whether a click is one on the words, and neither ends a selection nor clears one.
 * @param {MouseEvent} event
 */
export const isPlain = ({ clientX, clientY }) =>
  !start.selected && Math.hypot(clientX - start.x, clientY - start.y) < NEAR;
export const release = () => {
  pressed = false;
  soon();
};

// What has the focus, or is being read.
const sentenceNear = () => {
  const near = document.activeElement?.closest(".words .sentence, .unit")
    ?? paragraphs.findLast((paragraph) => paragraph.getBoundingClientRect().top < 200) ?? paragraphs[0];
  return near.matches(".sentence") ? /** @type {HTMLElement} */ (near) : get(".sentence", near);
};

/** @type {HTMLElement} */
let before; // what had the focus
let byKey = false; // whether the key h has selected the sentence
/** @param {KeyboardEvent} event */
export const keys = (event) => {
  if (event.key === "Escape" && !bar.hidden) {
    if (bar.contains(document.activeElement)) before.focus();
    bar.hidden = true;
    // Otherwise the change of selection that the key h made, heard late, shows the bar again.
    if (byKey) selection().empty();
  }
  if (around(event, "input, textarea, dialog") || event.ctrlKey || event.metaKey) return;
  const key = event.key.toLowerCase();
  if (key !== "h" && key !== "i") return;
  event.preventDefault();
  if (key === "i") {
    openSentence(sentenceNear());
    return;
  }
  before = /** @type {HTMLElement} */ (document.activeElement);
  byKey = selection().isCollapsed;
  if (byKey) selection().selectAllChildren(sentenceNear());
  consider();
  get("button", bar).focus();
};
