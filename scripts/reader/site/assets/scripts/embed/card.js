// The card, in a shadow of its own, so that neither page nor card changes the look of the other.
import { placeOfSentence } from "../common/targets.js";
import { root } from "./site.js";

const GAP = 8; // pixels
const STYLE = ":host{all:initial!important;position:fixed!important;z-index:2147483647!important}"
  + "div{position:fixed;box-sizing:border-box;max-width:min(25em,96vw);overflow:auto;overflow-wrap:anywhere;font:.95em/1.5 system-ui,sans-serif;color-scheme:light dark;color:CanvasText;background:Canvas}"
  + "div:not(:empty){padding:.7em .9em;border:1px solid #777;border-radius:.4em;box-shadow:0 .3em 1em #0003}"
  + "p{margin:0 0 .4em}p:last-child{margin:0;font-size:.85em;opacity:.8}span{unicode-bidi:isolate;margin-inline-end:.5em}"
  + "@media print{:host{display:none!important}}";

/**
 * Throws where there are no words.
 * @param {string} tag
 * @param {string} words
 * @param {string} [lang]
 */
const element = (tag, words, lang = "en") =>
  Object.assign(document.createElement(tag), { lang, textContent: words.trim() });
/** @param {(Node | string)[]} parts */
const line = (...parts) => {
  const made = element("p", "");
  made.append(...parts);
  return made;
};

/**
 * @param {EmbedCard} data
 * @param {string | false | undefined} sentence
 */
const lines = (data, sentence) => {
  const all = data.sentences;
  const words = all?.[placeOfSentence(data, sentence)];
  const site = `${root?.host}`;
  return all
    ? [
        line(element("b", `${data.label} ${data.title}`)),
        line(element("span", words ?? all[0], data.language), words || !all[1] ? "" : " …"),
        line(element("span", data.status), site),
      ]
    : [
        line(element("b", data.headword)),
        line(...(data.originals ?? []).map(([lang, words]) => element("span", words, lang))),
        line(element("span", data.text)),
        line(site),
      ];
};

/** @type {HTMLElement | undefined} */
export let host;
/** @type {HTMLElement} */
let box;
const build = () => {
  host = element("reader-card", "");
  host.popover = "manual"; // above all else, where the browser knows how
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  const shadow = host.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [sheet];
  box = element("div", "");
  box.dir = "ltr";
  shadow.append(box);
  return host;
};

/**
 * Have the card in the page. Only who came by the keyboard is told: the pointer's user sees it.
 * @param {boolean} told
 */
export const prepare = (told) => {
  const made = host ?? build();
  if (!made.isConnected) document.documentElement.append(made);
  box.ariaLive = told ? "polite" : "off";
};

/**
 * Fill the card; return whether it could be: there may be no data, or they are no card.
 * @param {any} data
 * @param {string | false | undefined} sentence
 */
export const fill = (data, sentence) => {
  try {
    box.replaceChildren(...lines(data, sentence));
    return true;
  } catch {
    return false;
  }
};
export const empty = () => {
  box.replaceChildren();
  host?.hidePopover?.();
};

/**
 * Put the card beside the line of a link that the pointer is on: below it, or where there is more
 * room. Return whether the link is on the screen.
 * @param {HTMLElement} link
 * @param {number} y where the pointer came upon the link
 */
export const place = (link, y) => {
  const all = [...link.getClientRects()];
  const at = all.find((rect) => y >= rect.top && y <= rect.bottom) ?? all[0];
  if (!at || at.bottom < 0 || at.top > innerHeight) return false;
  box.style.cssText = "left:0;top:0";
  const { width, height } = box.getBoundingClientRect();
  const above = at.top - 2 * GAP;
  const below = innerHeight - at.bottom - 2 * GAP;
  const under = height <= below || below >= above;
  const room = Math.min(height, under ? below : above);
  const left = Math.max(GAP, Math.min(at.left, innerWidth - width - 2 * GAP));
  const top = under ? at.bottom + GAP : at.top - GAP - room;
  box.style.cssText = `left:${left}px;top:${top}px;max-height:${room}px`;
  return true;
};
