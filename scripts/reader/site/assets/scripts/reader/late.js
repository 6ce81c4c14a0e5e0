// What scripts add that come later, if they come: this script knows nothing of them.

/** @type {Late} */
export const late = {};
