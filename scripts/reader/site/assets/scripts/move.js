// Getting about: keys, a sheet that lists them, and the place where reading stopped.
(() => {
  "use strict";

  const { element, store, say } = globalThis.Reader;
  const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");
  const plain = (event) => !(event.ctrlKey || event.metaKey || event.altKey);

  // ----- The place in the whole

  const units = [...document.querySelectorAll(".unit:has(> p > .label)")];
  const id = (unit) => unit.querySelector(".words").id;
  const header = () => document.querySelector(".md-header").getBoundingClientRect().bottom;

  // The paragraph at the top of the screen.
  const current = () => units.findLast((unit) => unit.getBoundingClientRect().top < header() + 100);

  const remember = (block, address) => {
    const text = document.title.split(" - ")[0].split(" · ").at(-1);
    store.set("place", JSON.stringify({ block, address, text }));
  };

  // A word that was left for its entry is named as long as it is on the screen.
  const atWord = () => {
    const word = document.getElementById(location.hash.slice(1));
    const { top, bottom } = (word ?? document.body).getBoundingClientRect();
    return word?.matches(".term") && bottom > 0 && top < innerHeight;
  };

  // The address follows the paragraph that is read; history is replaced, never filled.
  const follow = () => {
    if (document.getElementById("__search").checked) return; // what is looked for stands there
    const unit = current();
    const hash = unit ? `#${id(unit)}` : "";
    if (hash && !location.hash.startsWith(hash) && !atWord()) {
      history.replaceState(history.state, "", `${location.pathname}${location.search}${hash}`);
    }
    if (unit) remember(id(unit), unit.querySelector(".label").href);
  };
  if (units.length) {
    let waiting;
    addEventListener("scroll", () => {
      clearTimeout(waiting);
      waiting = setTimeout(follow, 250);
    }, { passive: true });
  } else if (document.querySelector(".place")) {
    remember(document.querySelector(".words").id, location.href.split(/[?#]/)[0]);
  }

  // On the home page: go on reading.
  const goOn = document.querySelector(".go-on");
  if (goOn) {
    // Other pages of the same origin may have written what is kept: only an address below this
    // page is followed.
    try {
      const { block, address, text } = JSON.parse(store.get("place"));
      const [, number] = /^p(\d{1,9})$/.exec(block);
      if (new URL(address).href.startsWith(new URL(".", location.href))) {
        const words = `Continue at ¶\u00a0${number}`;
        goOn.append(element("a", { href: address, className: "md-button" }, words), " ", `${text}`.slice(0, 200));
      }
    } catch {
      // Nothing was read, or nothing of this page's was kept: there is no place to go on from.
    }
  }

  // ----- Paper: folds are opened, and the address stands at the end

  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("details.margin")) fold.open = true;
    foot.dataset.address = location.href.split("?")[0].replace(/#q=.*/, "");
  });
  const foot = element("p", { className: "address-of-page" });
  document.querySelector("article")?.append(foot);

  // ----- Keys

  const turn = (direction) => {
    const link = document.querySelector(direction > 0 ? ".pager [rel=next]" : ".pager [rel=prev]");
    if (link) {
      link.click();
      return true;
    }
    if (!units.length) return false;
    const here = units.indexOf(current());
    const unit = units[Math.min(units.length - 1, Math.max(0, here + direction))];
    unit.scrollIntoView({ block: "start" });
    unit.querySelector(".label").focus({ preventScroll: true });
    say(unit.querySelector(".label").getAttribute("aria-label"));
    return true;
  };

  const KEYS = [
    ["→ and ←", "next and previous paragraph"],
    ["Tab", "from term to term; into the card of a term"],
    ["Escape", "put a card, a sheet or the search away"],
    ["/, s or f", "search"],
    ["n and p", "next and previous hit of a search"],
    ["h", "highlight or note the words selected, or the sentence"],
    ["?", "this sheet"],
  ];

  const sheet = element("dialog", { className: "key-sheet" });
  const letters = element("input", { type: "checkbox", checked: store.get("letters", "on") === "on" });
  letters.addEventListener("change", () => store.set("letters", letters.checked ? "on" : "off"));
  const close = element("button", { type: "button", className: "md-button" }, "Close");
  close.addEventListener("click", () => sheet.close());
  sheet.append(
    element("h2", {}, "Keys"),
    element(
      "dl",
      {},
      ...KEYS.flatMap(([key, what]) => [element("dt", {}, key), element("dd", {}, what)])
    ),
    element("label", {}, letters, " Keys of one letter or sign (/, s, f, n, p, h)"),
    element("p", {}, close)
  );
  sheet.setAttribute("aria-label", "Keys");
  sheet.classList.add("md-typeset");
  document.body.append(sheet);

  const opener = element("button", { type: "button", className: "key-opener" }, "Keys");
  opener.addEventListener("click", () => sheet.showModal());
  document.querySelector(".reader-switches details")?.append(opener);

  // Before Material's own listener, whose letters cannot be turned off (WCAG 2.1.4).
  window.addEventListener("keydown", (event) => {
    if (typing(event.target) || !plain(event)) return;
    if (event.key === "?") sheet.showModal();
    else if (event.shiftKey && event.key.startsWith("Arrow")) return; // it extends a selection
    else if (event.key === "ArrowRight" && turn(1)) event.preventDefault();
    else if (event.key === "ArrowLeft" && turn(-1)) event.preventDefault();
    else if (event.key.length === 1 && !letters.checked) event.stopImmediatePropagation();
  }, true);
})();
