// Lists that are sorted or filtered: the texts of a shelf, the glossary, the notes of a text.
import { find, get } from "../reader/elements.js";
import { filter } from "./filter.js";
import "./shelf.js";

const glossary = find(".glossary-filter");
if (glossary) filter(glossary, get(".glossary"), _("Filter the entries"),
  (shown, all) => _("{shown} of {all} entries", { shown, all }));
const texts = find(".shelf-filter");
if (texts) filter(texts, get(".by-years"), _("Filter the texts"), (shown, all) => _("{shown} of {all} texts", { shown, all }));
const notes = find(".notes-filter");
if (notes) {
  filter(notes, get("dl.notes"), _("Filter the notes"), (shown, all) => _("{shown} of {all} notes", { shown, all }), [
    ["kinds", _("All kinds"), (kind) => find(`.kind-${kind}`)?.textContent ?? kind],
    ["places", _("All paragraphs"), (id) => (id.startsWith("h") ? _("heading {number}", { number: id.slice(1) }) : id.replace("p", "¶ "))],
  ]);
}
