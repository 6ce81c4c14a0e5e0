// The page that checks quotations. What is pasted stays on the page.
import { element, get } from "../reader/elements.js";
import { library } from "../texts/library.js";
import { judgeAll } from "../judging/judged.js";
import { onTexts, reportButton, result } from "./results.js";
import { counted } from "../texts/places.js";

const page = get(".quotations");
const box = element("textarea", { id: "quotation", rows: 7, spellcheck: false });
const output = element("div", { className: "quotations-found" });
/** @type {import("../texts/library.js").Library | undefined} */
let texts;

/** @type {[verdict: string, words: string][]} */
const SAID = [
  ["verbatim", "word for word"], ["differs", "not word for word"], ["name", "only a name"],
  ["nowhere", "not in the texts"], ["unchecked", "not to be checked"],
];

/** @param {import("../judging/judged.js").Judged[]} found */
const summaryOf = (found) => {
  const counts = SAID.map(([verdict, words]) => [found.filter(({ judgment }) => judgment.verdict === verdict).length, words]);
  return `${counted(found.length, "quotation")}: ${counts.filter(([count]) => count).map((pair) => pair.join(" ")).join(", ")}.`;
};

const show = () => {
  texts ??= library(READER_INDEX);
  const { found, short } = judgeAll(texts, box.value);
  if (!found.length) {
    output.replaceChildren(element("p", { role: "status" }, box.value.trim() ? "No quotation of three words or more." : "Paste a quotation first."));
    return;
  }
  const summary = summaryOf(found);
  const heading = element("h2", { tabIndex: -1 }, summary);
  output.replaceChildren(
    heading, ...onTexts(found),
    ...(short ? [element("p", {}, `${counted(short, "quotation")} of one or two words passed over.`)] : []),
    ...found.map((judged) => result(judged, /** @type {import("../texts/library.js").Library} */ (texts))),
    element("p", { className: "own-tools" }, reportButton(found, summary)),
  );
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "nearest" });
};

const form = element("form", {},
  element("label", { htmlFor: box.id }, "A quotation, or an article with quotations"), box,
  element("p", { className: "own-tools" },
    element("button", { className: "own-button", type: "submit" }, "Check"),
    element("button", { className: "own-button", type: "button", onclick: () => {
      box.value = "";
      output.replaceChildren();
      box.focus();
    } }, "Clear")));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  show();
});
box.addEventListener("paste", () => setTimeout(show));
page.append(form, output);

// What the search box hands over stands behind the address, which is never sent.
const handed = () => {
  const given = new URLSearchParams(location.hash.slice(1)).get("quotation");
  if (!given) return;
  box.value = given;
  show();
};
addEventListener("hashchange", handed);
handed();
