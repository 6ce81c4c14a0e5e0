// On paper folds are open, and the address stands at the end.
import { all, element, find } from "../reader/elements.js";

const foot = element("p", { className: "address-of-page" });
find("article")?.append(foot);
addEventListener("beforeprint", () => {
  /** @type {HTMLDetailsElement[]} */
  const folds = all("details.margin");
  for (const fold of folds) fold.open = true;
  foot.dataset.address = location.href.split("?")[0].replace(/#q=.*/, "");
});
