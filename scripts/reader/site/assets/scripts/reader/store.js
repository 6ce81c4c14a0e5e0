// What is kept in the browser, and why, is told on the page "Your notes".

/**
 * Act when another window has changed what is kept under a key, or deleted all.
 * @param {string} watched
 * @param {() => void} action
 */
export const whenStored = (watched, action) => addEventListener("storage", ({ key }) => {
  if (!key || key === watched) action();
});

export const store = {
  /**
   * @param {string} name
   * @param {string} [fallback]
   */
  get(name, fallback) {
    try {
      return localStorage.getItem(`reader.${name}`) ?? fallback;
    } catch {
      return fallback;
    }
  },
  /**
   * @param {string} name
   * @param {string} value
   */
  set(name, value) {
    try {
      localStorage.setItem(`reader.${name}`, value);
    } catch {
      // Storage can be refused: the choice then lasts as long as the page.
    }
  },
};
