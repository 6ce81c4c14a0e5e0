// The shelf: a button in the head of each column sorts it. What is empty stays last.
// A script does it, since a page for each column would hold the same table again.
import { element, find } from "../reader/elements.js";

/** @type {HTMLTableElement | null} */
const shelf = find(".shelf table");
const heads = [...(shelf?.tHead?.rows[0].cells ?? [])];

/**
 * @param {HTMLTableSectionElement} body
 * @param {number} column
 * @param {number} order 1 or -1
 */
const sort = (body, column, order) => {
  /** @param {HTMLTableRowElement} row */
  const value = ({ cells }) => cells[column].querySelector("time")?.dateTime ?? cells[column].textContent.trim();
  body.append(...[...body.rows].sort((a, b) => {
    const [left, right] = [value(a), value(b)];
    return +!left - +!right || order * left.localeCompare(right, "en", { numeric: true });
  }));
};

for (const [column, head] of heads.entries()) {
  const button = element("button", { type: "button" }, ...head.childNodes);
  button.addEventListener("click", () => {
    const order = head.ariaSort === "ascending" ? -1 : 1;
    for (const other of heads) other.removeAttribute("aria-sort");
    head.ariaSort = order > 0 ? "ascending" : "descending";
    if (shelf) sort(shelf.tBodies[0], column, order);
  });
  head.append(button);
  if (column === 1) head.ariaSort = "ascending";
}
