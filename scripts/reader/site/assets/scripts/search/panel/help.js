// Help beside the box: what a query can say besides words, by examples of this collection. Its
// words come with the page on searching, in a script of their own, when they are asked for.
import { element, get } from "../../reader/elements.js";
import { asking, put } from "./asking.js";

/** @param {HTMLElement} list */
const fill = (list) => {
  list.replaceChildren(...READER_OPERATORS.flatMap(({ examples, says }) => [
    element("dt", {}, ...examples.flatMap((example) => [
      element("button", { type: "button", onclick: () => put(`${asking()} ${example}`.trim()) }, example), " "])),
    element("dd", {}, says),
  ]));
};

export const helpFold = () => {
  const { help, about } = get("[data-choices]").dataset;
  const list = element("dl");
  const summary = element("summary", {}, _("Search help"));
  const more = about ? [element("p", {}, element("a", { href: about }, _("More on searching")))] : [];
  const fold = element("details", { className: "search-help" }, summary, list, ...more);
  fold.addEventListener("toggle", () => {
    if (!fold.open || list.children.length) return;
    document.head.append(element("script", { src: help, onload: () => fill(list) }));
  });
  fold.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !fold.open) return;
    event.stopPropagation();
    fold.open = false;
    summary.focus();
  });
  return fold;
};
