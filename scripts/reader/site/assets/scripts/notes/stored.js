// What is kept on this device. What cannot be read is not overwritten; another tab may have
// written.
import { accept, collection, merge } from "./annotations.js";

export const KEY = "reader.annotations";
/** @type {Annotation[]} */
export let items = [];
/** @type {unknown[]} */
let strange = []; // what is stored among them and is no note: it is kept as it is
/** Whether the browser refuses to keep what is there. */
export let unsaved = false;

/** @param {() => void} action */
const succeeds = (action) => {
  try {
    action();
    return true;
  } catch {
    return false;
  }
};

/** All that is kept, as one document. */
export const whole = () => collection([...items, ...strange]);
export const allItems = () => items;
export const unread = () => strange.length;

/** Read what is stored; return whether it can be read. */
export const refresh = () => succeeds(() => {
  const data = JSON.parse(/** @type {string} */ (localStorage.getItem(KEY)));
  /** @type {any[]} */
  const stored = data ? data.first.items : [];
  const read = stored.map((item, n) => accept(item && { ...item, id: item.id ?? `urn:x-note:${n}` }));
  const kept = read.filter((item) => !!item);
  strange = stored.filter((_, n) => !read[n]);
  items = unsaved ? merge(kept, items) : kept;
});

/** @param {(list: Annotation[]) => Annotation[]} edit */
export const save = (edit) => {
  unsaved = !refresh();
  items = edit(items);
  unsaved ||= !succeeds(() => localStorage.setItem(KEY, JSON.stringify(whole())));
};
