// Lists that are sorted or filtered: the texts of a shelf, the glossary, the notes of a text.
import { find, get } from "../reader/elements.js";
import { filter } from "./filter.js";
import "./shelf.js";

const glossary = find(".glossary-filter");
if (glossary) filter(glossary, get(".glossary"), "Filter the entries", "entries");
const notes = find(".notes-filter");
if (notes) {
  filter(notes, get("dl.notes"), "Filter the notes", "notes", [
    ["kinds", "All kinds", (kind) => kind.replaceAll("-", " ")],
    ["places", "All paragraphs", (id) => id.replace("p", "¶ ").replace("h", "heading ")],
  ]);
}
