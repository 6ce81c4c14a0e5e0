// A table that is wider than the screen can be scrolled by keyboard too. One that is far from the
// screen is as wide as the screen until it is laid out, which changes its height.
import { all } from "./elements.js";

const boxes = new ResizeObserver((changes) => {
  for (const { target: box } of changes) {
    if (box.scrollWidth > box.clientWidth) {
      Object.assign(box, { tabIndex: 0, role: "group", ariaLabel: _("Table") });
    }
  }
});
for (const box of all(".md-typeset__scrollwrap")) boxes.observe(box);
