// A mark and its note light each other.
import { all, around, find } from "../reader/elements.js";

const NOTES = ".note-mark, .note, .brief-notes li";

/** @param {HTMLElement} place */
const numberOf = (place) =>
  place.dataset.note ?? find("[id^=note-], [href*=note-]", place)?.outerHTML.match(/note-(\d+)/)?.[1];

/** @param {Event} event */
const light = (event) => {
  const place = around(event, NOTES);
  const unit = place?.closest(".spread, .unit");
  for (const other of all(NOTES)) {
    const beside = unit ? unit.contains(other) : other === place;
    other.classList.toggle("lit", !!place && beside && numberOf(other) === numberOf(place));
  }
};

export const lightNotes = () => {
  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, light);
};
