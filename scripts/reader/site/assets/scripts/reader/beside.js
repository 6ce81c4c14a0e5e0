// Where a box stands that is about something on the page.

/**
 * Put a box by what it is about, never on it; the style sheet decides for small screens. Return
 * whether it stands above with room to spare.
 * @param {HTMLElement} box
 * @param {Element | Range} near
 */
export const placeBeside = (box, near) => {
  const { top, bottom, left } = near.getBoundingClientRect();
  const high = box.offsetHeight + 8;
  const low = bottom + high < innerHeight;
  box.style.setProperty("--top", `${low ? bottom + 8 : Math.min(top, innerHeight) - high}px`);
  box.style.setProperty("--left", `${Math.min(left, innerWidth - box.offsetWidth - 8)}px`);
  return !low && top > 2 * high;
};
