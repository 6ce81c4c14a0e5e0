// What this panel and the search give each other. Material owns the worker and tells nobody of it:
// it is met when a query is sent.
import { LONGEST, box, pressKey } from "../../reader/query.js";
import { store } from "../../reader/store.js";

/** @typedef {ReturnType<typeof import("../engine/choices.js").choices>} Choices */
/** @typedef {{ given: string, words: string, order: string, count: number, more: boolean } & Choices} Told */
/** @typedef {{ location: string, title: string, text: string }} Item */
/**
 * What comes first: the results that are shown, in how many places of the list, how many there are,
 * whether something failed.
 * @typedef {{ items: Item[], shown: number, count: number, failed: boolean }} Answer
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

/** Have the query answered that has been answered: Material asks for none twice. */
export const askAgain = () => {
  const { value } = input;
  if (!value.trim()) return;
  input.value = `${value} `;
  pressKey();
  input.value = value;
};

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

/**
 * Hear what the search answers: the results as Material gets them, then what can be chosen.
 * @param {(answer: Answer) => void} onAnswer
 * @param {(told: Told) => void} onTold
 */
export const hear = (onAnswer, onTold) => {
  const heard = new WeakSet();
  const { postMessage } = Worker.prototype;
  /** @type {(this: Worker, message: { type?: number }, ...rest: any[]) => void} */
  const sent = function (message, ...rest) {
    if (!heard.has(this)) {
      heard.add(this);
      this.addEventListener("message", ({ data: { type, data } }) => {
        if (type === 3) onAnswer({ count: 0, failed: false, ...data, shown: data.items.length, items: data.items.flat() });
        if (type === 4) onTold(data);
      });
    }
    postMessage.call(this, completed(message), ...rest);
  };
  Object.assign(Worker.prototype, { postMessage: sent });
  askAgain();
};
