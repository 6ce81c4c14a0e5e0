// Keys, and a sheet that lists them.
import { around, element, find } from "../reader/elements.js";
import { say } from "../reader/say.js";
import { store } from "../reader/store.js";
import { current, labelOf, units } from "./places.js";

/**
 * Go to the next paragraph or the one before, on this page or another; return whether there is one.
 * @param {number} direction 1 or -1
 */
const turn = (direction) => {
  const link = find(`.pager [rel=${direction > 0 ? "next" : "prev"}]`);
  const unit = units[units.indexOf(/** @type {HTMLElement} */ (current())) + direction];
  if (unit) {
    const label = labelOf(unit);
    unit.scrollIntoView({ block: "start" });
    label.focus({ preventScroll: true });
    say(label.ariaLabel);
  } else link?.click();
  return unit ?? link;
};

const KEYS = [
  [_("→ and ←"), _("next and previous paragraph")],
  ["Tab", _("from term to term; into the card of a term")],
  ["Escape", _("close a card, this sheet or the search")],
  [_("/, s or f"), _("search")],
  [_("n and p"), _("next and previous hit of a search")],
  ["h", _("highlight or note the words selected, or the sentence")],
  ["i", _("terms, notes and citation of the sentence")],
  ["?", _("this sheet")],
];

const sheet = element("dialog", { className: "key-sheet md-typeset", ariaLabel: _("Keys") });
const letters = element("input", { type: "checkbox", checked: store.get("letters", "on") === "on" });
letters.addEventListener("change", () => store.set("letters", letters.checked ? "on" : "off"));
const close = element("button", { type: "button", className: "md-button" }, _("Close"));
close.addEventListener("click", () => sheet.close());
sheet.append(
  element("h2", {}, _("Keys")),
  element("dl", {}, ...KEYS.flatMap(([key, what]) => [element("dt", {}, key), element("dd", {}, what)])),
  element("label", {}, letters, " ", _("Single-key shortcuts (/, s, f, n, p, h, i)")),
  element("p", {}, close)
);
document.body.append(sheet);

const opener = element("button", { type: "button", className: "key-opener" }, _("Keys"));
opener.addEventListener("click", () => sheet.showModal());
find(".reader-switches details")?.append(opener);

// Before Material's own listener, whose letters cannot be turned off (WCAG 2.1.4).
window.addEventListener("keydown", (event) => {
  const typing = around(event, "input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "?") sheet.showModal();
  else if (event.shiftKey && event.key.startsWith("Arrow")) return; // it extends a selection
  else if (event.key === "ArrowRight" && turn(1)) event.preventDefault();
  else if (event.key === "ArrowLeft" && turn(-1)) event.preventDefault();
  else if (event.key.length === 1 && !letters.checked) event.stopImmediatePropagation();
}, true);
