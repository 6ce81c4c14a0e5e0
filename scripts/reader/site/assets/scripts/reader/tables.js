// A table that is wider than the screen can be scrolled by keyboard too. How wide one is that is far
// from the screen is not known until it is laid out: so long it can be, as any program may ask.
import { all } from "./elements.js";

/** @param {Element} box */
const isFar = (box) => box.firstElementChild?.checkVisibility?.({ contentVisibilityAuto: true }) === false;

/** @param {Element} box */
const measure = (box) => {
  if (isFar(box) || box.scrollWidth > box.clientWidth) {
    Object.assign(box, { tabIndex: 0, role: "group", ariaLabel: _("Table") });
  } else if (box !== document.activeElement) {
    for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
  }
};

const boxes = new ResizeObserver((changes) => {
  for (const { target } of changes) measure(target);
});
for (const box of all(".md-typeset__scrollwrap")) {
  boxes.observe(box);
  box.addEventListener("contentvisibilityautostatechange", (event) => {
    if (!(/** @type {ContentVisibilityAutoStateChangeEvent} */ (event)).skipped) measure(box);
  });
}
