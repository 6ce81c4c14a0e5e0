// What this panel and the search give each other. Material owns the worker and tells nobody of it:
// it is met when a query is sent.
import { LONGEST, box, pressKey } from "../../reader/query.js";
import { store } from "../../reader/store.js";

/** @typedef {ReturnType<typeof import("../engine/choices.js").choices>} Choices */
/** @typedef {{ given: string, words: string, order: string, count: number } & Choices} Told */
/** @typedef {{ location: string, title: string, text: string }} Item */

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
 * @param {(items: Item[]) => void} onItems
 * @param {(told: Told) => void} onTold
 */
export const hear = (onItems, onTold) => {
  const heard = new WeakSet();
  const { postMessage } = Worker.prototype;
  /** @type {(this: Worker, message: { type?: number }, ...rest: any[]) => void} */
  const sent = function (message, ...rest) {
    if (!heard.has(this)) {
      heard.add(this);
      this.addEventListener("message", ({ data: { type, data } }) => {
        if (type === 3) onItems(data.items.flat());
        if (type === 4) onTold(data);
      });
    }
    postMessage.call(this, message.type === 2 ? { ...message, order: order.get() } : message, ...rest);
  };
  Object.assign(Worker.prototype, { postMessage: sent });
  askAgain();
};
