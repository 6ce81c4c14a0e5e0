// What this panel and the search give each other. Material owns the worker and tells nobody of it:
// it is met when a query is sent.
import { LONGEST, box, pressKey } from "../../reader/query.js";
import { store } from "../../reader/store.js";

/** @typedef {ReturnType<typeof import("../engine/choices.js").choices>} Choices */
/** @typedef {{ given: string, words: string, order: string, count: number, more: boolean } & Choices} Told */
/** @typedef {{ location: string, title: string, text: string, number: number }} Item */
/**
 * What comes first: the results that are shown, in how many places of the list, how many there are,
 * whether something failed; `early` are entries alone.
 * @typedef {{ items: Item[], shown: number, count: number, failed: boolean, early?: boolean }} Answer
 */

const input = /** @type {HTMLInputElement} */ (box);

/** The order that a reader has chosen, for queries that ask for none. */
export const order = {
  get: () => store.get("order", "weight"),
  /** @param {string} value */
  set: (value) => store.set("order", value),
};

/** What stands in the box, as the search reads it. */
export const asking = () => input.value.trim().slice(0, LONGEST);

let sent = ""; // what Material asked for last
let restored = ""; // what stands in the box since a query was asked again

/** Have the query answered that has been answered: Material asks for none twice. */
export const askAgain = () => {
  const { value } = input;
  if (!value.trim()) return;
  restored = "";
  input.value = sent === `${value} ` ? value : `${value} `;
  pressKey();
  input.value = value;
  restored = value;
};

/**
 * Whether a query has its answer: Material reads the box again when the focus leaves it. Results
 * that were drawn anew then, in the middle of a click, would swallow it.
 * @param {{ type?: number, data?: unknown }} message
 */
const isAnswered = ({ type, data }) => type === 2 && data === restored && sent !== restored && sent.trim() === restored.trim();

const STEP = 16; // results more
let wanted = { query: "", most: 0 };

/** Have more results of the same query. */
export const askForMore = () => {
  const { query, most } = wanted;
  wanted = { query: asking(), most: (query === asking() ? most : STEP / 2) + STEP };
  askAgain();
};

/**
 * A query as the search gets it: with the order that is chosen, and how many results are wanted.
 * @param {{ type?: number, data?: unknown }} message
 */
const completed = (message) => {
  if (message.type !== 2) return message;
  sent = `${message.data}`;
  const most = wanted.query === `${message.data}`.trim() && wanted.most ? { most: wanted.most } : {};
  return { ...message, order: order.get(), ...most };
};

/**
 * Put a query into the box, and have it answered.
 * @param {string} query
 */
export const put = (query) => {
  const same = query === asking();
  input.value = query;
  input.dispatchEvent(new Event("input"));
  if (same) askAgain();
  else pressKey();
};

/** Have the search load what every query needs, before there is one: a blank query asks for that. */
const wake = () => {
  input.value = " ";
  pressKey();
  input.value = "";
};

/**
 * Hear what the search answers: the results as Material gets them, then what can be chosen, and the
 * words of paragraphs that came later.
 * @param {(answer: Answer) => void} onAnswer
 * @param {(told: Told) => void} onTold
 * @param {(answer: Answer) => void} onWords
 */
export const hear = (onAnswer, onTold, onWords) => {
  const heard = new WeakSet();
  const { postMessage } = Worker.prototype;
  /** @type {(this: Worker, message: { type?: number }, ...rest: any[]) => void} */
  const post = function (message, ...rest) {
    if (!heard.has(this)) {
      heard.add(this);
      this.addEventListener("message", ({ data: { type, data } }) => {
        if (type === 3) onAnswer({ count: 0, failed: false, ...data, shown: data.items.length, items: data.items.flat() });
        if (type === 4) onTold(data);
        if (type === 5) onWords({ ...data, shown: data.items.length, items: data.items.flat() });
      });
    }
    if (isAnswered(message)) sent = restored; // Material has sent it, as far as it knows
    else postMessage.call(this, completed(message), ...rest);
  };
  Object.assign(Worker.prototype, { postMessage: post });
  if (input.value.trim()) askAgain();
  else if (document.activeElement === input) wake();
};
