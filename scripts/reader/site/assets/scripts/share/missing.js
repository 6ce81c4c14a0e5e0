// A link whose words are no longer here still leads to its sentence, and says so.
import { byId, element, get } from "../reader/elements.js";
import { nearestLink } from "../reader/nearest.js";
import { missingWords } from "./fragments.js";

const [visit] = performance.getEntriesByType("navigation");
const [, sought] = (visit?.name ?? "").split(":~:text=");
const missing = sought ? missingWords(sought, get("article").textContent) : [];
if (missing.length) {
  const close = element("button", { type: "button", ariaLabel: _("Close") }, "×");
  const gone = missing.join(" … ").slice(0, 300);
  const bar = element("div", { className: "hit-bar", role: "status" },
    element("span", {}, ...parts("The words of this link are no longer here: {words}", { words: element("q", {}, gone) }), " ", nearestLink(gone)), close);
  close.addEventListener("click", () => bar.remove());
  document.body.append(bar);
  // Chromium goes to the sentence by itself, but not on a page whose scripts have run.
  byId(location.hash.slice(1))?.scrollIntoView();
}
