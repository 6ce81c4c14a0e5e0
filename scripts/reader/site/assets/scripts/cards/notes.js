// A mark and its note light each other.
import { all, around, find } from "../reader/elements.js";

const NOTES = ".note-mark, .note, .brief-notes li";

/** @param {HTMLElement} place */
const noteAt = (place) => {
  /** @type {HTMLAnchorElement | null} */
  const name = find("[id^=note-], [href*=note-]", place);
  return place.dataset.note ?? (name?.id || name?.hash)?.match(/\d+$/)?.[0];
};

/** @param {Event} event */
const light = (event) => {
  const place = around(event, NOTES);
  const unit = place?.closest(".spread, .unit");
  for (const other of all(NOTES)) {
    const beside = unit ? unit.contains(other) : other === place;
    other.classList.toggle("lit", !!place && beside && noteAt(other) === noteAt(place));
  }
};

export const lightNotes = () => {
  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, light);
};
