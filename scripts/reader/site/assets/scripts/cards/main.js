// Cards: what a term or the mark of a note is, where it stands, and what a link leads to.
import { late } from "../reader/late.js";
import { heedReader } from "./asking.js";
import { holder, termOf } from "./given.js";
import { lightNotes } from "./notes.js";

if (holder) {
  late.original = termOf;
  lightNotes();
}
heedReader();
