// The page that checks quotations. What is pasted stays on the page.
import { element, get } from "../reader/elements.js";
import { library } from "../texts/library.js";
import { judgeAll } from "../judging/judged.js";
import { onTexts, reportButton, result } from "./results.js";

const page = get(".quotations");
const box = element("textarea", { id: "quotation", rows: 7, spellcheck: false });
const output = element("div", { className: "quotations-found" });
/** @type {import("../texts/library.js").Library | undefined} */
let texts;

/** @type {[verdict: string, said: (count: number) => string][]} */
const SAID = [
  ["verbatim", (count) => _("{count} word for word", { count })],
  ["differs", (count) => _("{count} not word for word", { count })],
  ["name", (count) => _("{count} only a name", { count })],
  ["nowhere", (count) => _("{count} not in the texts", { count })],
  ["unchecked", (count) => _("{count} that cannot be checked", { count })],
];

/** @param {import("../judging/judged.js").Judged[]} found */
const summaryOf = (found) => {
  const verdicts = SAID.flatMap(([verdict, said]) => {
    const count = found.filter(({ judgment }) => judgment.verdict === verdict).length;
    return count ? [said(count)] : [];
  });
  const quotations = ngettext("{count} quotation", "{count} quotations", found.length);
  return _("{quotations}: {verdicts}.", { quotations, verdicts: verdicts.join(pgettext("between items of a list", ", ")) });
};

const show = () => {
  texts ??= library(READER_INDEX);
  const { found, short } = judgeAll(texts, box.value);
  if (!found.length) {
    output.replaceChildren(element("p", { role: "status" }, box.value.trim() ? _("No quotation of three words or more.") : _("Paste a quotation first.")));
    return;
  }
  const summary = summaryOf(found);
  const heading = element("h2", { tabIndex: -1 }, summary);
  output.replaceChildren(
    heading, ...onTexts(found),
    ...(short ? [element("p", {}, ngettext("{count} quotation of one or two words was passed over.",
      "{count} quotations of one or two words were passed over.", short))] : []),
    ...found.map((judged) => result(judged, /** @type {import("../texts/library.js").Library} */ (texts))),
    element("p", { className: "own-tools" }, reportButton(found, summary)),
  );
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "nearest" });
};

const form = element("form", {},
  element("label", { htmlFor: box.id }, _("A quotation, or an article with quotations")), box,
  element("p", { className: "own-tools" },
    element("button", { className: "own-button", type: "submit" }, _("Check")),
    element("button", { className: "own-button", type: "button", onclick: () => {
      box.value = "";
      output.replaceChildren();
      box.focus();
    } }, _("Clear"))));
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
