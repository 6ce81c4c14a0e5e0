// Private notes: Web Annotations, kept on this device. Paragraphs are not touched.
import { text } from "../reader/addresses.js";
import { around, find } from "../reader/elements.js";
import { whenStored } from "../reader/store.js";
import { draw, marksAt, paint } from "./drawing.js";
import { told, view } from "./notice.js";
import { dialog, read } from "./panel.js";
import { bar, follow, isPlain, keys, openSentence, press, release, soon } from "./selection.js";
import { KEY, refresh } from "./stored.js";

/** @param {MouseEvent} event */
const clicked = (event) => {
  paint(); // a search clears all when its marks are cleared
  if (!around(event, ".words") || around(event, "a[href]") || !getSelection()?.isCollapsed) return;
  const hit = marksAt(event.clientX, event.clientY);
  const sentence = around(event, ".sentence");
  if (hit.length) read(hit.map(({ item }) => item), hit[0].range);
  else if (sentence && isPlain(event)) openSentence(sentence);
};

if (text || find(".your-notes")) {
  const again = () => {
    refresh();
    view.show();
  };
  globalThis.onpageshow = again;
  whenStored(KEY, again);
  view.show = draw;
  document.body.append(dialog, bar, told);
  if (text) {
    document.addEventListener("selectionchange", soon);
    document.addEventListener("pointerdown", press);
    document.addEventListener("pointerup", release);
    document.addEventListener("pointercancel", release);
    document.addEventListener("keydown", keys);
    document.addEventListener("click", clicked);
    document.addEventListener("scroll", follow);
  }
  refresh();
  draw(true);
}
