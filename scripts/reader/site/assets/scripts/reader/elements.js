// Elements: looked for, and made.

/**
 * The first element that a selector matches, where there may be none.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [root]
 */
export const find = (selector, root = document) => /** @type {T | null} */ (root.querySelector(selector));

/**
 * The same where the page always has one.
 * @type {<T extends HTMLElement = HTMLElement>(selector: string, root?: ParentNode) => T}
 */
export const get = /** @type {any} */ (find);

/**
 * All elements that a selector matches.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [root]
 */
export const all = (selector, root = document) => /** @type {T[]} */ ([...root.querySelectorAll(selector)]);

/**
 * The element with an id, if there is one.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 */
export const byId = (id) => /** @type {T | null} */ (document.getElementById(id));

/**
 * The innermost element that a selector matches around the place of an event. The event may have
 * happened to the document, which is in no element.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {{ target: EventTarget | null }} event
 * @param {string} selector
 */
export const around = ({ target }, selector) => /** @type {T | null | undefined} */ (
  /** @type {HTMLElement} */ (target).closest?.(selector)
);

/**
 * A new element.
 * @template {keyof HTMLElementTagNameMap} N
 * @param {N} name
 * @param {Partial<HTMLElementTagNameMap[N]>} [properties]
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[N]}
 */
export const element = (name, properties = {}, ...children) => {
  /** @type {HTMLElement} */
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return /** @type {HTMLElementTagNameMap[N]} */ (made);
};

/**
 * Open the fold that a place is hidden in; return it, if there is one.
 * @param {Element} place
 */
export const disclose = (place) => {
  const closed = /** @type {HTMLDetailsElement | null} */ (place.closest("details:not([open])"));
  if (closed) closed.open = true;
  return closed;
};
