// Conveniences. Everything on the page works without them, and nothing leaves the device: the
// words of a search stand in the fragment of an address, which is never sent.
//
// What is kept in the browser, and why, is told on the page "Your notes".
(() => {
  "use strict";

  const store = {
    get(name, fallback) {
      try {
        return localStorage.getItem(`reader.${name}`) ?? fallback;
      } catch {
        return fallback;
      }
    },
    set(name, value) {
      try {
        localStorage.setItem(`reader.${name}`, value);
      } catch {
        // Storage can be refused: the choice then lasts as long as the page.
      }
    },
  };

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const status = element("p", { className: "sr-only", role: "status" });
  document.body.append(status);
  const say = (words) => {
    status.textContent = "";
    requestAnimationFrame(() => {
      status.textContent = words;
    });
  };

  // Put a box by what it is about, never on it; the style sheet decides for small screens.
  const place = (box, near) => {
    const { top, bottom, left } = near.getBoundingClientRect();
    const high = box.offsetHeight + 8;
    const low = bottom + high < innerHeight;
    box.style.setProperty("--top", `${low ? bottom + 8 : Math.min(top, innerHeight) - high}px`);
    box.style.setProperty("--left", `${Math.min(left, innerWidth - box.offsetWidth - 8)}px`);
    return !low && top > 2 * high;
  };

  // What makes no difference to a reader who looks for words makes none here.
  const fold = (words) =>
    words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[\s\-'’]+/g, " ").trim();

  const disclose = (place) => {
    const closed = place.closest("details:not([open])");
    if (closed) closed.open = true;
    return closed;
  };

  globalThis.Reader = { store, element, say, place, fold, disclose };

  // The reading face, where it would have come late: for the next page.

  if (document.documentElement.matches(".no-face")) addEventListener("load", async () => {
    const styles = ["400", "italic 400", "600"];
    await Promise.all(styles.map((style) => document.fonts.load(`${style} 1em "Source Serif 4"`)));
    store.set("face", "here");
  });

  // The drawer of a narrow screen: its label becomes a button, and nothing beside it is reached
  // while it is open.

  const drawer = document.getElementById("__drawer");
  const label = document.querySelector(".md-header [for=__drawer]");
  const opener = element("button", { className: `${label.className} drawer-opener`, ariaExpanded: false }, ...label.childNodes);
  const shut = () => drawer.checked && drawer.click();
  label.replaceWith(opener);
  opener.addEventListener("click", () => drawer.click());
  drawer.addEventListener("change", () => {
    const rest = document.querySelectorAll("[data-md-component=skip], .md-header, .md-content, footer");
    for (const part of rest) part.inert = drawer.checked;
    opener.ariaExpanded = drawer.checked;
    (drawer.checked ? document.querySelector(".md-nav--primary .md-nav__link") : opener).focus();
  });
  addEventListener("keydown", ({ key }) => key === "Escape" && shut());
  matchMedia("(min-width: 76.25em)").addEventListener("change", shut);

  // How one reads: the bare text, a text to study, or everything. The head has put what was chosen
  // on the root. What a way of reading does not mark is no link: the page comes as one studies it.

  const chosen = document.documentElement.dataset;
  const terms = [".words .term", ".heading .term", ".original-words .term"].join();
  let linked = "study";
  const link = (way) => {
    if (way === linked) return;
    linked = way;
    for (const term of document.querySelectorAll(terms)) {
      term.dataset.href ??= term.getAttribute("href");
      const marked = way === "check" || (way === "study" && term.classList.contains("key"));
      for (const [name, value] of [["href", term.dataset.href], ["role", "doc-glossref"]]) {
        if (marked) term.setAttribute(name, value);
        else term.removeAttribute(name);
      }
    }
    for (const mark of document.querySelectorAll(".note-mark")) {
      mark.ariaLabel = mark.ariaLabel.replace(/\d+/, (number) => mark.dataset[way] ?? number);
    }
  };

  // The original of each paragraph, if it is there; and what stands for a term in it.
  const originals = document.querySelectorAll(".in-original");
  const reveal = () => {
    for (const fold of originals) fold.open = /original|both/.test(chosen.shown);
  };
  const target = ({ dataset, href }) => dataset.href ?? href;
  const light = ({ target: place }) => {
    const here = place.closest?.(".term");
    const unit = here?.closest(".unit:has(.in-original)");
    for (const term of document.querySelectorAll(".unit .term")) {
      const same = unit?.contains(term) && new URL(target(term), location).href === new URL(target(here), location).href;
      term.classList.toggle("lit", !!same);
    }
  };
  if (originals.length) for (const kind of ["pointerover", "focusin"]) addEventListener(kind, light);

  // Change the page, and keep the paragraph that is being read where it is.
  const inPlace = (change) => {
    const units = [...document.querySelectorAll(".unit")];
    const unit = units.find((candidate) => candidate.getBoundingClientRect().bottom > 100);
    const before = unit?.getBoundingClientRect().top;
    change();
    if (unit && scrollY) scrollBy({ top: unit.getBoundingClientRect().top - before, behavior: "instant" });
  };

  const wide = matchMedia("(min-width: 76rem)");
  const apply = () => {
    link(chosen.reading);
    for (const margin of document.querySelectorAll(".margin")) margin.open = wide.matches;
    reveal();
    globalThis.Reader.setOver?.();
  };
  const choose = (name, value) => {
    store.set(name, value);
    inPlace(() => {
      chosen[name] = value;
      apply();
    });
  };
  Object.assign(globalThis.Reader, { choose, originals });
  for (const way of document.querySelectorAll(".ways input")) {
    way.checked = way.value === chosen.reading;
    way.addEventListener("change", () => choose("reading", way.value));
  }
  apply();
  wide.addEventListener("change", () => inPlace(apply));

  // What is seldom chosen has a script of its own.
  const display = document.querySelector(".reader-switches details");
  const fill = () => {
    const { script } = display.dataset;
    if (script) document.head.append(element("script", { src: script }));
    delete display.dataset.script;
  };
  display?.addEventListener("toggle", fill);
  if (display && chosen.over === "on") fill();

  // Arriving from a search: its hits are marked, n and p go from one to the next. Links of
  // earlier releases bring the words before the fragment, from where a server was sent them.

  const LONGEST = 300; // characters: longer than any query the search reads
  const NAMES = ["find", "term", "words", "said", "at", "q"];
  const given = () => {
    const address = new URL(location.href);
    const within = /^#(find|at|q)=/.test(address.hash);
    const sources = [address.searchParams, new URLSearchParams(within ? address.hash.slice(1) : "")];
    const arrival = {};
    for (const source of sources) {
      for (const name of NAMES) if (source.has(name)) arrival[name] = source.get(name).slice(0, LONGEST);
    }
    for (const name of NAMES) address.searchParams.delete(name);
    if (within) address.hash = "";
    return { arrival, clean: address.href };
  };

  const arrive = (first) => {
    const { arrival: { at, q, ...words }, clean } = given();
    if (q !== undefined) ask(q, clean);
    if (at === undefined && words.find === undefined) {
      if (first && history.state?.found) mark(history.state.found);
      return;
    }
    history.replaceState(history.state, "", clean);
    // Replaced, so that Back leads to the search; by location, so that :target applies. What is
    // marked is still known when the page is loaded again.
    const settle = () => {
      if (at) location.replace(`#${at}`);
      history.replaceState({ ...history.state, found: words }, "");
    };
    settle();
    // When a page has loaded, Firefox goes by the fragment that it came with once more.
    if (document.readyState !== "complete") addEventListener("load", () => setTimeout(settle));
    mark(words);
  };

  // The script that marks them is loaded when there are some; the page knows its address.
  const mark = (words) => {
    const { hits } = document.querySelector("[data-hits]").dataset;
    const begin = () => globalThis.Reader.mark(words);
    if (!words.find || !globalThis.Highlight) return;
    if (globalThis.Reader.mark) begin();
    else document.head.append(element("script", { src: hits, onload: begin }));
  };

  // The search box: the query stands in the fragment of the address, and the count is announced.

  const box = document.querySelector("[data-md-component=search-query]");
  const search = document.getElementById("__search");
  let ask = () => {};
  if (box) {
    let before = ""; // the address without the query
    const show = (query) => {
      if (!/^#q=/.test(location.hash)) before = location.href;
      const hash = query && `#${new URLSearchParams({ q: query.slice(0, LONGEST) })}`;
      history.replaceState(history.state, "", hash || before);
    };
    ask = (query, elsewhere) => {
      history.replaceState(history.state, "", elsewhere);
      box.value = query;
      show(query);
      if (!search.checked) search.click();
      box.focus();
      box.dispatchEvent(new KeyboardEvent("keyup"));
    };
    box.addEventListener("input", (event) => {
      show(box.value);
      // Material opens the search on focus, of which a window in the background tells nothing.
      if (!search.checked) search.click();
      // Material listens to keys alone, so it misses what is pasted, dictated or cleared.
      if (event.isTrusted) box.dispatchEvent(new KeyboardEvent("keyup"));
    });
    // Material would close the search on Tab, which leads to the results.
    box.closest("[data-md-component=search]").addEventListener("keydown", (event) => {
      if (event.key === "Tab") event.stopPropagation();
    });
    // Put away, the search leaves the address; whoever follows a result comes back to it.
    let following = false;
    box.closest("[data-md-component=search]").addEventListener("click", ({ target }) => {
      following = !!target.closest("a");
    }, true);
    search.addEventListener("change", () => {
      if (!search.checked && !following && /^#q=/.test(location.hash)) history.replaceState(history.state, "", before);
      following = false;
    });
    // Where there are several texts, "in:name" in the query keeps it to one; a choice writes it.
    const within = document.querySelector(".search-within");
    if (within) {
      const named = /(?<=^|\s)in:(\S*)/;
      const read = () => {
        within.value = box.value.match(named)?.[1] ?? "";
        if (within.selectedIndex < 0) within.value = "";
      };
      for (const type of ["input", "focus"]) box.addEventListener(type, read);
      read();
      within.addEventListener("change", () => {
        const rest = box.value.replace(named, "").replace(/\s+/g, " ").trim();
        box.value = within.value ? `${rest} in:${within.value}`.trim() : rest;
        box.dispatchEvent(new Event("input"));
        box.dispatchEvent(new KeyboardEvent("keyup"));
      });
      // Material would lead every key but these into the box.
      within.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") event.stopPropagation();
      });
    }
    const meta = document.querySelector(".md-search-result__meta");
    meta.setAttribute("role", "status");
    new MutationObserver(() => {
      for (const part of document.querySelectorAll("[data-arrival]")) {
        part.closest("a").hash = part.dataset.arrival;
        part.removeAttribute("data-arrival");
      }
      const near = document.querySelector(".md-search-result [data-found=near]");
      if (near && meta.textContent !== "Nothing found") meta.textContent = "Nothing found";
    }).observe(document.querySelector(".md-search-result"), { childList: true, subtree: true });
  }

  // Old links. An address that is gone leads on, with its anchor; a mention that is gone,
  // as in #p4-term-2, leads to its paragraph.
  const land = () => {
    const name = location.hash.slice(1);
    const exact = name && document.getElementById(name);
    const whole = document.getElementById(name.match(/^[hp]\d+(?=-)/)?.[0]);
    const onward = document.querySelector("a.onward");
    if (onward) {
      const old = exact || whole;
      const heir = old?.href ?? old?.closest("li")?.querySelector("a")?.href;
      location.replace(heir ?? onward.href + (onward.hash ? "" : location.hash));
    } else if (whole && !exact) location.replace(`#${whole.id}`);
    else if (exact && disclose(exact)) exact.scrollIntoView();
  };
  addEventListener("hashchange", () => {
    arrive();
    land();
  });
  arrive(true);
  land();

  // A table that is wider than the screen can be scrolled by keyboard too. Material has put
  // it into a box by then.
  addEventListener("load", () => {
    for (const box of document.querySelectorAll(".md-typeset__scrollwrap")) {
      if (box.scrollWidth > box.clientWidth) {
        Object.assign(box, { tabIndex: 0, role: "group", ariaLabel: "Table" });
      }
    }
  });
})();
