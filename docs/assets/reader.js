// Conveniences. Everything on the page works without them; nothing leaves the device.
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

  globalThis.Reader = { store, element, say, place };

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

  // How much the text carries: marks, notes, what stands beside it, cards. The head has put what
  // was chosen before on the root; where nothing was, the first value of each holds.

  const chosen = document.documentElement.dataset;
  const switches = document.querySelector(".reader-switches details");
  const beside = document.querySelector(".margin, .around");
  const choices = {
    terms: { legend: "Terms", values: { all: "all", first: "first in each paragraph", none: "none" } },
    notes: { legend: "Notes", values: { on: "on", off: "off" } },
    beside: { legend: "Beside the text", values: { notes: "notes", all: "notes and terms", nothing: "nothing" } },
    cards: { legend: "Cards", values: { on: "on", off: "off" } },
  };
  if (!beside) delete choices.beside;

  // The original of each paragraph, if it is there; and what stands for a term in it.
  const originals = document.querySelectorAll(".in-original");
  if (originals.length) choices.shown = {
    legend: "Show", values: { translation: "translation", original: "original", both: "both" },
  };
  const reveal = () => {
    for (const fold of originals) fold.open = chosen.shown !== "translation";
  };
  const light = ({ target }) => {
    const here = target.closest?.(".term");
    const unit = here?.closest(".unit:has(.in-original)");
    for (const link of document.querySelectorAll(".unit .term")) {
      link.classList.toggle("lit", unit?.contains(link) && link.href === here.href);
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
  const unfold = () => {
    const open = wide.matches && chosen.beside !== "nothing";
    for (const margin of document.querySelectorAll(".margin")) margin.open = open;
  };

  for (const [name, { legend, values }] of Object.entries(choices)) {
    if (!(chosen[name] in values)) [chosen[name]] = Object.keys(values);
    if (!switches) continue;
    const set = element("fieldset", { className: `switch-${name}` }, element("legend", {}, legend));
    for (const [value, words] of Object.entries(values)) {
      const input = element("input", { type: "radio", name, value, checked: value === chosen[name] });
      input.addEventListener("change", () => {
        store.set(name, value);
        inPlace(() => {
          chosen[name] = value;
          unfold();
          if (name === "shown") reveal();
        });
      });
      set.append(element("label", {}, input, words));
    }
    switches.append(set);
  }
  unfold();
  reveal();
  wide.addEventListener("change", () => inPlace(unfold));

  // Arriving from a search: its hits are marked, n and p go from one to the next.

  const arrive = () => {
    const address = new URL(location.href);
    const [query, terms, words, at] = ["find", "term", "words", "at"].map((name) => address.searchParams.get(name));
    if (at) {
      address.searchParams.delete("at");
      address.hash = at;
      // Replaced, so that Back leads to the search; by location, so that :target applies.
      history.replaceState(history.state, "", `${address.pathname}${address.search}`);
      location.replace(address.hash);
    }
    if (!query || !globalThis.Highlight) return;
    const article = document.querySelector("article");
    const ranges = hits(article, query, terms?.split(" ") ?? [], words ?? "");
    if (!ranges.length) return;
    CSS.highlights.set("found", new Highlight(...ranges));
    let here = -1;
    const go = (step) => {
      here = (here + step + ranges.length) % ranges.length;
      CSS.highlights.set("found-here", new Highlight(ranges[here]));
      const around = ranges[here].startContainer.parentElement;
      disclose(around);
      around.scrollIntoView({ block: "center" });
      say(`Hit ${here + 1} of ${ranges.length}`);
      place.textContent = `${here + 1} of ${ranges.length}`;
    };
    const button = (label, words, step) => {
      const made = element("button", { type: "button" }, words);
      made.setAttribute("aria-label", label);
      made.addEventListener("click", () => go(step));
      return made;
    };
    const place = element("span", {}, `${ranges.length} ${ranges.length === 1 ? "hit" : "hits"}`);
    const close = element("button", { type: "button" }, "×");
    close.setAttribute("aria-label", "Put the marks of the search away");
    const bar = element(
      "div",
      { className: "hit-bar", role: "group" },
      element("q", {}, query),
      place,
      button("Previous hit (key p)", "↑", -1),
      button("Next hit (key n)", "↓", 1),
      close
    );
    bar.setAttribute("aria-label", "Hits of the search");
    const keys = (event) => {
      const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "n") go(1);
      else if (event.key === "p") go(-1);
      else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener("keydown", keys, true);
    close.addEventListener("click", () => {
      for (const name of ["found", "found-here"]) CSS.highlights.delete(name);
      window.removeEventListener("keydown", keys, true);
      bar.remove();
      for (const name of ["find", "term", "words"]) address.searchParams.delete(name);
      history.replaceState(history.state, "", address);
    });
    document.body.append(bar);
  };

  // The ranges in which words or phrases of a query stand, and the mentions of its terms;
  // `words` are those of its words that name no term.
  const hits = (root, query, terms, words) => {
    const ranges = [];
    const phrases = [];
    const rest = query.replace(/["“”]([^"“”]+)["“”]/g, (_, phrase) => {
      phrases.push(fold(phrase));
      return " ";
    });
    const mentions = [...root.querySelectorAll(".term, .hit")].filter((link) => terms.some((term) =>
      link.pathname.replace(/(\/index)?(\.html|\/)$/, "").endsWith(`/glossary/${term}`)
      || link.hash.includes(`-${term}-`)));
    for (const link of mentions) {
      const range = new Range();
      range.selectNodeContents(link);
      ranges.push(range);
    }
    const wanted = [...phrases, ...fold(mentions.length ? words : rest).split(" ")];
    // All words in a row, since a hit may begin before a link and end in it.
    const nodes = [];
    let whole = "";
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.parentElement.closest("button, fieldset, script, [hidden]")) continue;
      nodes.push([whole.length, node]);
      whole += node.data;
    }
    const point = (offset, least) => {
      const [start, node] = nodes.findLast(([start]) => start < offset + least);
      return [node, offset - start];
    };
    for (const words of wanted.filter(Boolean)) {
      const escaped = words.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&");
      const pattern = /\p{Script=Han}/u.test(words)
        ? escaped.replaceAll(" ", "").replace(/(?<=\p{L})(?=\p{L})/gu, "\\s*")
        : `(?<![\\p{L}\\p{N}])${escaped.replaceAll(" ", "[\\s-]+")}`;
      for (const match of whole.matchAll(new RegExp(pattern, "giu"))) {
        const range = new Range();
        range.setStart(...point(match.index, 1));
        range.setEnd(...point(match.index + match[0].length, 0));
        if (!mentions.some((link) => link.contains(range.commonAncestorContainer))) ranges.push(range);
      }
    }
    return ranges.sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b));
  };

  // The search box: the query stands in the address, and the count is announced.

  const box = document.querySelector("[data-md-component=search-query]");
  if (box) {
    box.addEventListener("input", (event) => {
      const address = new URL(location.href);
      if (box.value) address.searchParams.set("q", box.value);
      else address.searchParams.delete("q");
      history.replaceState(history.state, "", address);
      // Material listens to keys alone, so it misses what is pasted, dictated or cleared.
      if (event.isTrusted) box.dispatchEvent(new KeyboardEvent("keyup"));
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
      // Material would close the search on Tab, and lead every other key into the box.
      within.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") event.stopPropagation();
      });
      box.addEventListener("keydown", (event) => {
        if (event.key === "Tab" && !event.shiftKey) event.stopPropagation();
      });
    }
    const meta = document.querySelector(".md-search-result__meta");
    meta.setAttribute("role", "status");
    new MutationObserver(() => {
      const near = document.querySelector(".md-search-result [data-found=near]");
      if (near && meta.textContent !== "Nothing found") meta.textContent = "Nothing found";
    }).observe(document.querySelector(".md-search-result"), { childList: true, subtree: true });
  }

  // The shelf: a button in the head of each column sorts it. What is empty stays last.
  const shelf = document.querySelector(".shelf table");
  for (const [n, head] of [...(shelf?.tHead.rows[0].cells ?? [])].entries()) {
    const sort = element("button", { type: "button" }, ...head.childNodes);
    const value = ({ cells }) => cells[n].querySelector("time")?.dateTime ?? cells[n].textContent.trim();
    sort.addEventListener("click", () => {
      const order = head.ariaSort === "ascending" ? -1 : 1;
      const rows = [...shelf.tBodies[0].rows].sort((a, b) => {
        const [left, right] = [value(a), value(b)];
        return !left - !right || order * left.localeCompare(right, "en", { numeric: true });
      });
      for (const other of shelf.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.ariaSort = order > 0 ? "ascending" : "descending";
      shelf.tBodies[0].append(...rows);
    });
    head.append(sort);
    if (n === 1) head.ariaSort = "ascending";
  }

  // Filter a list as one types: by English, Chinese, or pinyin with or without tones.

  const fold = (words) =>
    words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[\s\-'’]+/g, " ").trim();

  const keys = (item) => {
    const words = fold(item.textContent);
    return `${words} ${words.replaceAll(" ", "")}`;
  };

  // A choice of one value among those that the items of a list carry in a data attribute.
  const select = (items, name, all, words, changed) => {
    const values = new Set(items.flatMap(({ item }) => item.dataset[name].split(" ")));
    const box = element("select", { className: "filter" }, element("option", { value: "" }, all));
    for (const value of [...values].sort()) box.append(element("option", { value }, words(value)));
    box.setAttribute("aria-label", all);
    box.addEventListener("change", changed);
    return { box, fits: (item) => !box.value || item.dataset[name].split(" ").includes(box.value) };
  };

  const filter = (place, list, label, noun, choices = []) => {
    const items = [...list.querySelectorAll("li")].map((item) => ({ item, keys: keys(item) }));
    const field = element("input", { type: "search", className: "filter", placeholder: label });
    field.setAttribute("aria-label", label);
    const count = element("p", { className: "filter-status", role: "status" });
    const apply = () => {
      const wanted = fold(field.value);
      const narrowed = wanted || selects.some(({ box }) => box.value);
      const joined = wanted.replaceAll(" ", "");
      let shown = 0;
      for (const { item, keys } of items) {
        const found = keys.includes(wanted) || (joined && keys.includes(joined));
        const fits = found && selects.every((choice) => choice.fits(item));
        item.hidden = !fits;
        shown += fits;
      }
      for (const heading of list.querySelectorAll("h2")) {
        const group = heading.nextElementSibling;
        heading.hidden = group.hidden = !group.querySelector("li:not([hidden])");
      }
      count.textContent = narrowed ? `${shown} of ${items.length} ${noun}` : "";
    };
    const selects = choices.map(([name, all, words]) => select(items, name, all, words, apply));
    field.addEventListener("input", apply);
    place.append(field, ...selects.map(({ box }) => box), count);
    apply();
  };

  const glossary = document.querySelector(".glossary-filter");
  if (glossary) {
    filter(glossary, document.querySelector(".glossary"), "Filter the entries", "entries");
  }
  const notes = document.querySelector(".notes-filter");
  if (notes) {
    filter(notes, document.querySelector("ul.notes"), "Filter the notes", "notes", [
      ["kinds", "All kinds", (kind) => kind],
      ["places", "All paragraphs", (id) => id.replace("p", "¶ ").replace("h", "heading ")],
    ]);
  }

  // Old links. An address that is gone leads on, with its anchor; a mention that is gone,
  // as in #p4-term-2, leads to its paragraph.
  const disclose = (place) => {
    const closed = place.closest("details:not([open])");
    if (closed) closed.open = true;
    return closed;
  };
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
  addEventListener("hashchange", land);
  arrive();
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
