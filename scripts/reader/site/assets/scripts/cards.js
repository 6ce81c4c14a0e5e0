// Cards: resting on a term or the mark of a note, focusing it or tapping it shows what it is.
//
// WCAG 2.2, 1.4.13: Escape puts a card away, the pointer may enter it, it stays until
// it is left. One at a time. The data stand in the page; nothing is fetched: on a whole text as
// JSON, on the page of a paragraph in its own lists of terms and notes.
(() => {
  "use strict";

  const data = document.querySelector("#cards, #uses");
  if (!data) return;
  const { element, say } = globalThis.Reader;
  const given = JSON.parse(data.textContent);
  const listed = data.id === "uses";
  const SHOW = 500;
  const LEAVE = 300;
  const GAP = 8;
  const TERMS = ".words .term, .heading .term";
  const LINKS = ".words .term[href], .heading .term[href], .note-mark";
  const off = () => document.documentElement.dataset.cards === "off";

  const narrow = matchMedia("(max-width: 45rem)");
  const card = element("aside", { className: "card-of-term", hidden: true });
  document.body.append(card);
  let shownFor = null;
  let timer;

  const later = (wait, action) => {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  };

  // p4-new-era-2 is the second use of new-era in paragraph 4.
  const PLACE = /^([hp]\d+)-(.+)-\d+$/;

  // The uses of each term on this page, in order; asked for once.
  let uses;
  const usesOf = (term) => {
    if (!uses) {
      uses = {};
      for (const { id } of document.querySelectorAll(TERMS)) (uses[id.match(PLACE)[2]] ??= []).push(id);
    }
    return uses[term];
  };

  // The address of a place: on this page if it is here, else on its paragraph's page.
  const address = (id) => {
    if (document.getElementById(id)) return `#${id}`;
    const block = id.match(PLACE)[1];
    const whole = document.querySelector(".pager .whole");
    const base = new URL(whole.href);
    base.hash = id;
    if (!block.startsWith("h")) {
      const file = /\.html$/.test(base.pathname);
      base.pathname = base.pathname.replace(/[^/]*$/, file ? `${block}.html` : `${block}/`);
    }
    return base.href;
  };

  const step = (label, words, place) => {
    if (!place) return element("span", { className: "card-step" }, words);
    const link = element("a", { className: "card-step", href: address(place) }, words);
    link.setAttribute("aria-label", label);
    return link;
  };

  const ordinal = (n) => {
    const ends = { one: "st", two: "nd", few: "rd", other: "th" };
    return `${n}${ends[new Intl.PluralRules("en", { type: "ordinal" }).select(n)]}`;
  };

  const line = (...parts) => element("p", {}, ...parts);
  const title = (link, words) => element("a", { href: link.href, className: "card-title" }, words);
  const chinese = (words) => element("span", { lang: "zh-Hans" }, words);
  const said = (words) => {
    const parts = words.split(/(\p{Script=Han}+)/u);
    const marked = parts.map((part, n) => (n % 2 ? chinese(part) : part));
    return element("p", { className: "card-text" }, ...marked);
  };

  // What the page of a paragraph says of a term, in the list below its words.
  const listedTerm = ({ href }) => {
    const name = [...document.querySelectorAll(".terms dt")].find((dt) => dt.firstChild.href === href);
    const [headword, pinyin] = [name.firstChild.textContent, name.lastChild.textContent];
    const chinese = name.textContent.slice(headword.length, -pinyin.length).trim();
    return { headword, chinese, pinyin, text: name.nextElementSibling.textContent };
  };

  // And of a note: its Chinese and what would be better, and what is said.
  const listedNote = (number) => {
    const [, , original, said] = document.getElementById(`note-${number}`).parentElement.children;
    const [chinese, ...better] = original.textContent.split(" — ");
    return { chinese, better, text: said.textContent };
  };

  // The Chinese of a term and its pinyin.
  globalThis.Reader.original = (link) => (listed ? listedTerm(link) : given.terms[link.id.match(PLACE)[2]]);

  // What a card says of a note: its name, and what stands below it.
  const ofNote = (link) => {
    const name = link.getAttribute("aria-label");
    const { note } = link.dataset;
    const data = listed ? listedNote(note) : given.notes[note];
    const better = data.better.map((wording) => ` — ${[wording].flat().join(": ")}`);
    return [
      name,
      line(title(link, name)), // it says what the note means for a reader
      line(chinese(data.chinese), ...better),
      said(data.text),
    ];
  };

  // And of a term.
  const ofTerm = (link) => {
    const term = link.id.match(PLACE)[2];
    const data = listed ? { ...listedTerm(link), ...given[term] } : { first: 1, ...given.terms[term] };
    const here = usesOf(term);
    data.total ??= here.length; // a whole text has them all
    const at = here.indexOf(link.id);
    const spelled = (words) => words.innerText.toLowerCase().replace(/\s+/g, " ");
    const count = data.wordings?.[spelled(link)]
      ?? here.filter((id) => spelled(document.getElementById(id)) === spelled(link)).length;
    const pinyin = element("span", { lang: "zh-Latn-pinyin", className: "pinyin" }, data.pinyin);
    const rank = data.total > 1 ? `${ordinal(data.first + at)} of ${data.total}` : "Only mention";
    const wording = data.total > 1 ? `, in this wording ${count}` : "";
    return [
      `${data.headword}: ${rank}`,
      line(title(link, data.headword), " ", chinese(data.chinese), " ", pinyin),
      said(data.text),
      element(
        "p",
        { className: "card-places" },
        element("span", {}, rank, wording),
        step("Previous place", "←", here[at - 1] ?? data.previous),
        step("Next place", "→", here[at + 1] ?? data.next)
      ),
    ];
  };

  const fill = (link) => {
    const close = element("button", { type: "button", className: "card-close" }, "×");
    close.setAttribute("aria-label", "Close");
    close.addEventListener("click", () => hide(true));
    const [name, ...parts] = link.id ? ofTerm(link) : ofNote(link);
    card.replaceChildren(close, ...parts);
    card.setAttribute("aria-label", name);
  };

  // Beside the line of the term that the pointer is on, above it if there is no room below.
  // The sheet of a narrow screen does not cover what it is about.
  const place = (link, point) => {
    if (narrow.matches) {
      card.style.cssText = "";
      const hidden = link.getBoundingClientRect().bottom + GAP - card.getBoundingClientRect().top;
      if (hidden > 0) scrollBy(0, hidden);
      return;
    }
    const lines = [...link.getClientRects()];
    const line =
      lines.find((box) => point && point.y >= box.top - 2 && point.y <= box.bottom + 2) ?? lines[0];
    const size = card.getBoundingClientRect();
    const below = line.bottom + GAP + size.height < innerHeight;
    const top = below ? line.bottom + GAP : Math.max(GAP, line.top - GAP - size.height);
    const left = Math.min(Math.max(GAP, line.left), innerWidth - size.width - GAP);
    card.style.cssText = `top: ${top}px; left: ${left}px`;
  };

  const show = (link, point) => {
    shownFor = link;
    fill(link);
    card.hidden = false;
    place(link, point);
  };

  const hide = (back = false) => {
    clearTimeout(timer);
    if (card.hidden) return;
    const focused = card.contains(document.activeElement);
    card.hidden = true;
    if (back || focused) {
      quiet = true;
      shownFor?.focus({ preventScroll: true });
      quiet = false;
    }
    shownFor = null;
  };
  let quiet = false;

  const linkAt = (event) => event.target.closest?.(LINKS);

  let pressed = {};
  document.addEventListener("pointerover", (event) => {
    // What was pressed may go away and leave a term under a pointer that has not moved.
    if (event.pointerType === "touch" || (event.clientX === pressed.x && event.clientY === pressed.y)) return;
    const link = linkAt(event);
    if (link && link !== shownFor && !off()) {
      later(SHOW, () => show(link, { x: event.clientX, y: event.clientY }));
    } else if (link || card.contains(event.target)) {
      clearTimeout(timer);
    } else if (!card.hidden && !card.contains(document.activeElement)) {
      later(LEAVE, hide);
    } else {
      clearTimeout(timer);
    }
  });

  document.addEventListener("focusin", (event) => {
    const link = linkAt(event);
    if (link && !quiet && !off() && link.matches(":focus-visible")) later(LEAVE, () => show(link));
    else if (!link && !card.contains(event.target)) hide();
  });

  // A tap shows the card; its title leads to the entry.
  let touched = false;
  document.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "touch";
    pressed = { x: event.clientX, y: event.clientY };
    if (!card.hidden && !card.contains(event.target) && !linkAt(event)) hide();
  });
  document.addEventListener("click", (event) => {
    const link = linkAt(event);
    // On a whole text a note is read where its mark stands.
    const opens = touched ? !off() : !listed && link?.matches(".note-mark");
    if (link && opens && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      clearTimeout(timer);
      show(link);
      say(card.getAttribute("aria-label"));
      if (!event.detail) card.querySelector(".card-title").focus();
    } else if (link?.id) {
      // So that Back leads to the very word.
      history.replaceState(history.state, "", `#${link.id}`);
    }
    if (event.target.closest?.(".card-step")) hide();
  });

  // From the term into its card and out again.
  document.addEventListener("keydown", (event) => {
    if (card.hidden) return;
    if (event.key === "Escape") {
      hide(card.contains(document.activeElement));
      event.stopImmediatePropagation();
    }
    if (event.key !== "Tab") return;
    const stops = [...card.querySelectorAll("a[href], button")];
    const first = stops[1];
    if (document.activeElement === shownFor && !event.shiftKey) {
      event.preventDefault();
      first.focus();
    } else if (event.shiftKey && document.activeElement === first) {
      event.preventDefault();
      hide(true);
    } else if (!event.shiftKey && document.activeElement === stops.at(-1)) {
      hide(true); // and Tab goes on from the term
    }
  }, true);

  // A mark and its note light each other.
  const NOTES = ".note-mark, .note, .brief-notes li";
  const noteOf = (place) => place.dataset.note ?? place.querySelector("[id^=note-], [href*=note-]").outerHTML.match(/note-(\d+)/)[1];
  const light = ({ target }) => {
    const place = target.closest?.(NOTES);
    const around = place?.closest(".spread, .unit");
    for (const other of document.querySelectorAll(NOTES)) {
      const beside = around ? around.contains(other) : other === place;
      other.classList.toggle("lit", !!place && beside && noteOf(other) === noteOf(place));
    }
  };
  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, light);

  addEventListener("scroll", () => {
    // One that is not shown yet may come: the pointer rests where the page came to rest.
    if (!card.hidden && !card.contains(document.activeElement) && !narrow.matches) hide();
  }, { passive: true });
})();
