// The panel: beside the text where there is room, from below where there is none. It covers
// nothing that is asked about, and goes from sentence to sentence.
import { view } from "../notes/notice.js";
import { sentenceOf } from "../reader/addresses.js";
import { all, element, get } from "../reader/elements.js";
import { say } from "../reader/say.js";
import { contentsOf } from "./contents.js";

const sentences = all(".unit .words .sentence").filter(({ textContent }) => textContent);
/** @type {HTMLElement | undefined} */
let asked;

const title = element("h2", { tabIndex: -1 });
const body = element("div", { className: "sentence-body" });
/**
 * @param {string} words
 * @param {string} ariaLabel
 * @param {() => void} onclick
 */
const control = (words, ariaLabel, onclick) =>
  element("button", { type: "button", className: "card-close", ariaLabel, onclick }, words);
const before = control("←", _("Previous sentence"), () => step(-1));
const after = control("→", _("Next sentence"), () => step(1));
const panel = element("aside", { className: "sentence-panel md-typeset", hidden: true },
  element("header", {}, title, before, after, control("×", _("Close"), () => close())), body);

/** @param {number} by 1 or -1 */
const step = (by) => show(sentences[sentences.indexOf(/** @type {HTMLElement} */ (asked)) + by]);

const fill = () => {
  if (!asked) return "";
  const { said, parts } = contentsOf(asked);
  body.replaceChildren(...parts);
  return said;
};

/** Bring the sentence above the sheet from below, or to where it can be seen. */
const uncover = () => {
  const { top, bottom } = /** @type {HTMLElement} */ (asked).getBoundingClientRect();
  const [highest, sheet] = [get(".md-header").getBoundingClientRect().bottom, panel.getBoundingClientRect()];
  const lowest = sheet.width < innerWidth ? innerHeight : sheet.top;
  if (bottom > lowest) scrollBy(0, Math.min(bottom - lowest + 16, top - highest - 16));
  else if (top < highest) scrollBy(0, top - highest - 16);
};

/** @param {HTMLElement} sentence */
const show = (sentence) => {
  asked?.classList.remove("asked");
  asked = sentence;
  asked.classList.add("asked");
  const { paragraph, number } = sentenceOf(sentence.id);
  const at = sentences.indexOf(sentence);
  title.textContent = panel.ariaLabel = _("{place}, sentence {number}", { place: `¶ ${paragraph}`, number });
  before.disabled = at === 0;
  after.disabled = at === sentences.length - 1;
  const said = fill();
  panel.hidden = false;
  document.documentElement.classList.add("with-panel");
  panel.scrollTop = 0;
  uncover();
  say(`${title.textContent}: ${said}`);
};

const close = () => {
  const focused = panel.contains(document.activeElement);
  panel.hidden = true;
  document.documentElement.classList.remove("with-panel");
  asked?.classList.remove("asked");
  if (focused) returnTo?.focus({ preventScroll: true });
  asked = undefined;
};

/** @type {HTMLElement | undefined} */
let returnTo; // what had the focus before the panel opened
/** @param {HTMLElement} sentence */
export const openSentence = (sentence) => {
  if (sentence === asked) {
    close();
    return;
  }
  if (!panel.contains(document.activeElement)) returnTo = /** @type {HTMLElement} */ (document.activeElement);
  show(sentence);
  title.focus({ preventScroll: true });
};

document.body.append(panel);
const drawNotes = view.show;
view.show = (judge) => {
  drawNotes(judge);
  if (!panel.hidden) fill();
};
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !panel.hidden && !event.defaultPrevented) close();
});
