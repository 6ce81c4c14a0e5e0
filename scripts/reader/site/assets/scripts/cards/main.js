// Cards: what a term or the mark of a note is, where it stands.
import { late } from "../reader/late.js";
import { card } from "./card.js";
import { holder, termOf } from "./given.js";
import { followKeys } from "./keys.js";
import { lightNotes } from "./notes.js";
import { followPointer } from "./pointer.js";

if (holder) {
  document.body.append(card);
  late.original = termOf;
  followPointer();
  followKeys();
  lightNotes();
}
