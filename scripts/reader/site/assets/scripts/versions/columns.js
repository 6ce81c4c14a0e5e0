// Which columns are shown. Without this script the boxes work, and nothing is kept.
import { all, element, find, get } from "../reader/elements.js";
import { say } from "../reader/say.js";
import { store } from "../reader/store.js";

const whole = find("[data-columns]");
/** @type {HTMLInputElement[]} */
const boxes = all("[data-columns] input");
const NAME = "versions";
// What is kept is kept for each text, by the names of its columns.
const page = location.pathname.replace(/\/versions\b.*/, "");
const heads = boxes.map((box) => /** @type {string} */ (box.dataset.name));

/** @returns {Record<string, string[]>} */
const kept = () => {
  try {
    const found = JSON.parse(store.get(NAME, "{}") ?? "");
    return typeof found === "object" && found ? found : {};
  } catch {
    return {};
  }
};

/**
 * Change what is shown, and keep the row that is being read where it is.
 * @param {() => void} change
 */
const inPlace = (change) => {
  const top = get("[data-heads]").getBoundingClientRect().bottom;
  const row = all("[data-columns] > [data-row]").find((candidate) => candidate.getBoundingClientRect().bottom > top);
  const before = row?.getBoundingClientRect().top ?? 0;
  change();
  tell();
  if (row && scrollY) scrollBy({ top: row.getBoundingClientRect().top - before, behavior: "instant" });
};

const shown = () => boxes.filter((box) => box.checked);

/** Say on the buttons which version alone is shown. */
const tell = () => {
  const [only, ...others] = shown();
  if (whole) whole.dataset.columns = `${others.length + 1}`;
  for (const [n, button] of buttons.entries()) {
    button.ariaPressed = `${boxes[n] === only && !others.length}`;
  }
};

const keep = () => store.set(NAME, JSON.stringify({ ...kept(), [page]: shown().map((box) => heads[boxes.indexOf(box)]) }));

/**
 * Show one version alone; or all again, if it is alone already.
 * @param {HTMLInputElement} box
 */
const alone = (box) => inPlace(() => {
  const was = box.checked && shown().length === 1;
  for (const other of boxes) other.checked = was || other === box;
  say(was ? _("All versions") : _("Only {version}", { version: box.dataset.name }));
  keep();
});

// The names above the columns become buttons where versions stand in turn.
const buttons = all("[data-heads] > *").map((head, n) => {
  const button = element("button", { type: "button", onclick: () => alone(boxes[n]) }, ...head.childNodes);
  head.append(button);
  return button;
});
if (whole) {
  get("[data-heads]").ariaHidden = null;
  const chosen = kept()[page];
  if (Array.isArray(chosen) && heads.some((name) => chosen.includes(name))) {
    for (const [n, box] of boxes.entries()) box.checked = chosen.includes(heads[n]);
  }
  for (const box of boxes) {
    box.addEventListener("click", (event) => {
      if (!shown().length) event.preventDefault(); // one stays
    });
    box.addEventListener("change", () => {
      const wanted = box.checked;
      box.checked = !wanted;
      inPlace(() => { box.checked = wanted; });
      keep();
    });
  }
  tell();
}
