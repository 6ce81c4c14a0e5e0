// Private notes in a list or a panel: to read, to write, to delete.
import { placeBeside } from "../reader/beside.js";
import { element, find } from "../reader/elements.js";
import { nearestLink } from "../reader/nearest.js";
import { noteOf, now, placeOf, put, quoteOf, withNote } from "./annotations.js";
import { counters } from "./drawing.js";
import { button, commit, notice, told } from "./notice.js";

const PART = 200; // notes that are listed at once
const LONG = 5000; // characters of a note that are shown in a list

/**
 * @param {string} words
 * @param {number} [most]
 */
const brief = (words, most = LONG) => (words.length > most
  ? _("{beginning} … ({count} characters)", { beginning: words.slice(0, most), count: words.length }) : words);

/** @type {Map<string, HTMLElement>} */
const listed = new Map();
/**
 * @param {Annotation} item
 * @param {Node | string} link to its place
 */
const card = (item, link) => {
  const [exact, note] = [quoteOf(item), noteOf(item)];
  const verb = note ? _("Edit") : _("Add a note");
  const name = brief(exact, 100);
  const day = item.modified ? new Date(item.modified).toLocaleDateString() : "";
  const made = element("article", { className: "own-item" },
    element("blockquote", { dir: "auto" }, brief(exact)),
    element("p", { dir: "auto", className: "own-words" }, brief(note)),
    element("p", { className: "own-facts" }, link, element("time", { dateTime: item.modified ?? "" }, day),
      button(verb, () => write([item]), `${verb}: ${name}`),
      button(_("Delete"), () => remove(item), _("Delete: {name}", { name }))));
  listed.set(item.id, made);
  if (item.orphan) made.prepend(element("p", { className: "own-orphan" }, _("Its words are no longer in the text."), " ", nearestLink(exact)));
  return made;
};

/**
 * Put a list of notes into a box, a part at a time.
 * @param {HTMLElement} box
 * @param {Annotation[]} notes
 * @param {(item: Annotation) => Node | string} [link]
 * @param {number} [from]
 */
export const listIn = (box, notes, link = () => "", from = 0) => {
  const to = from + PART;
  box.append(...notes.slice(from, to).map((item) => card(item, link(item))));
  if (to >= notes.length) return;
  const more = button(_("Show more: {shown} of {all} are listed", { shown: to, all: notes.length }), () => {
    more.remove();
    listIn(box, notes, link, to);
  });
  box.append(more);
};

/** @param {Annotation} item */
const remove = (item) => {
  dialog.close();
  commit((list) => list.filter(({ id }) => id !== item.id), _("Deleted."),
    () => commit((list) => put(list, [item]), _("Undone.")));
};

export const dialog = element("dialog", { className: "own-panel md-typeset", ariaLabel: _("Your notes") });
/**
 * What the panel is about, and the bar of what is selected.
 * @type {Element | Range | undefined}
 */
export let chosen;
/** @param {Element | Range} near */
export const choose = (near) => {
  chosen = near;
};

/**
 * @param {HTMLElement} box
 * @param {Element | Range} near
 */
export const putBeside = (box, near) => box.classList.toggle("own-above", placeBeside(box, near));

/**
 * @param {Element | Range | undefined} near
 * @param {((event: Event) => void) | null} oncancel
 * @param {(Node | string)[]} content
 */
const open = (near, oncancel, ...content) => {
  chosen = near;
  dialog.oncancel = oncancel;
  dialog.replaceChildren(...content);
  if (!dialog.open) dialog.showModal();
  if (near) putBeside(dialog, near);
};

/**
 * @param {Annotation[]} notes
 * @param {Element | Range} near
 */
export const read = (notes, near) => {
  const box = element("div");
  listIn(box, notes);
  open(near, null, box, button(_("Close"), () => dialog.close()));
};

/**
 * Write on the first of some notes that were made at once.
 * @param {Annotation[]} notes
 * @param {string} [draft]
 */
export const write = ([item, ...others], draft = noteOf(item)) => {
  const field = element("textarea", { value: draft, rows: 5 });
  /** @param {Event} event */
  const leave = (event) => {
    event.preventDefault();
    dialog.close();
    if (field.value === noteOf(item)) return;
    notice(_("Not saved."), _("Go on writing"), () => write([item, ...others], field.value));
  };
  const keep = () => {
    dialog.close();
    const changed = { ...withNote(item, field.value.trim()), modified: now() };
    commit((list) => put(list, [changed, ...others]), _("Note saved."));
    goOn(item);
  };
  open(chosen, leave, element("blockquote", { dir: "auto" }, brief(quoteOf(item))),
    element("label", {}, _("Your note"), field), button(_("Save"), keep), button(_("Cancel"), leave));
  field.focus();
};

/**
 * Lead the focus on from a note that is done.
 * @param {Annotation} item
 */
export const goOn = (item) => {
  const card = listed.get(item.id);
  if (told.hidden) (counters[placeOf(item)[1]] ?? (card && find("button", card)))?.focus({ preventScroll: true });
};
