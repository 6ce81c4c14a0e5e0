// What happens is told to those who do not see it.
import { element } from "./elements.js";

const status = element("p", { className: "sr-only", role: "status" });
document.body.append(status);

/** @param {string | null} words */
export const say = (words) => {
  status.textContent = "";
  requestAnimationFrame(() => {
    status.textContent = /** @type {string} */ (words);
  });
};
