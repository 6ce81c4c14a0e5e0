// A table that is wider than the screen can be scrolled by keyboard too. Material has put
// it into a box by the time that the page has loaded.
import { all } from "./elements.js";

addEventListener("load", () => {
  for (const box of all(".md-typeset__scrollwrap")) {
    if (box.scrollWidth > box.clientWidth) {
      Object.assign(box, { tabIndex: 0, role: "group", ariaLabel: _("Table") });
    }
  }
});
