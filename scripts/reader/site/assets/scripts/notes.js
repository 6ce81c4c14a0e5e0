// Private notes: Web Annotations, kept on this device. Paragraphs are not touched.
(() => {
  "use strict";

  const MOST = 2000; // notes that are drawn on a page, far beyond what anyone writes
  const PART = 200; // notes that are listed at once
  const LONG = 5000; // characters of a note that are shown in a list
  const AROUND = 64; // characters that are kept of the words before and after a quotation
  const PLACE = /(?:^|\/)texts\/([a-z0-9-]+)(?:\/(p\d+))?\/?(?:index)?(?:\.html)?(?:[?#].*)?$/;
  const [, text, only] = location.pathname.match(PLACE) ?? [];
  if (!text && !document.querySelector(".your-notes")) return;

  const { element, say, place, offset, shareWords } = globalThis.Reader;
  const { anchor, describe, rangeOf, sourceOf, selectorOf, sentencesOf } = globalThis.Reader.anchoring(text);
  const KEY = "reader.annotations";
  const SENTENCES = /^p\d+s\d+(,p\d+s\d+)?$/; // the first and the last that a note is about
  const paragraphs = [...document.querySelectorAll(".unit .words")];

  const button = (words, onclick, ariaLabel = words) =>
    element("button", { className: "own-button", ariaLabel, onclick }, words);

  const quoteOf = (item) => item.target.selector[0].exact;
  const noteOf = (item) => item.body?.value ?? "";
  const placeOf = (item) => item.target.source.match(PLACE).slice(1);

  // A blob is named by a UUID; crypto.randomUUID is missing on plain http.
  const uuid = () => `urn:uuid:${URL.createObjectURL(new Blob()).slice(-36)}`;
  const now = () => new Date().toISOString();

  const withNote = (item, value) => ({
    ...item,
    motivation: value ? "commenting" : "highlighting",
    body: value ? { type: "TextualBody", value, format: "text/plain" } : undefined,
  });

  // Neither a file is trusted, nor what is stored: other pages of the same origin may write there.
  const array = (value) => [value ?? []].flat();
  const words = (value) => (typeof value === "string" ? value : "");
  const date = (value) => {
    const time = Date.parse(words(value));
    return time ? new Date(time).toISOString() : undefined;
  };
  const accept = (given) => {
    const target = array(given?.target)[0];
    const [, of, id] = words(target?.source?.id ?? target?.source).match(PLACE) ?? [];
    const find = (type) => array(target?.selector).find((selector) => selector?.type === type);
    const quote = find("TextQuoteSelector");
    const position = find("TextPositionSelector");
    const sentences = find("FragmentSelector");
    if (!id || !words(quote?.exact).trim()) return null;
    const around = { prefix: words(quote.prefix).slice(-AROUND), suffix: words(quote.suffix).slice(0, AROUND) };
    const selector = [{ ...quote, ...around }];
    if (position?.start >= 0) selector.push(position);
    if (SENTENCES.test(sentences?.value)) selector.push(sentences);
    const bodies = array(given.body ?? given.bodyValue).map((body) => words(body?.value ?? body));
    return withNote({
      ...given,
      id: `${given.id ?? uuid()}`,
      type: "Annotation",
      bodyValue: undefined,
      created: date(given.created),
      modified: date(given.modified ?? given.created),
      target: { source: `texts/${of}/${id}/`, selector },
    }, bodies.filter((body) => body.trim()).join("\n\n"));
  };

  const collection = (list) => ({
    "@context": "http://www.w3.org/ns/anno.jsonld",
    id: uuid(),
    type: "AnnotationCollection",
    total: list.length,
    first: { id: uuid(), type: "AnnotationPage", items: list },
  });

  const put = (list, changed) =>
    [...new Map([...list, ...changed].map((item) => [item.id, item])).values()];
  const merge = (list, given) => {
    const known = new Map(list.map((item) => [item.id, item]));
    const newer = ({ id, modified }) => !known.has(id) || modified > (known.get(id).modified ?? "");
    return put(list, given.filter(newer));
  };

  let items = [];
  let strange = []; // what is stored among them and is no note: it is kept as it is
  let unsaved = false;

  const succeeds = (action) => {
    try {
      action();
      return true;
    } catch {
      return false;
    }
  };
  const refresh = () => succeeds(() => {
    const data = JSON.parse(localStorage.getItem(KEY));
    const stored = data ? data.first.items : [];
    const read = stored.map((item, n) => accept(item && { ...item, id: item.id ?? `urn:x-note:${n}` }));
    const kept = read.filter(Boolean);
    strange = stored.filter((_, n) => !read[n]);
    items = unsaved ? merge(kept, items) : kept;
  });

  // What cannot be read is not overwritten; another tab may have written.
  const save = (edit) => {
    unsaved = !refresh();
    items = edit(items);
    unsaved ||= !succeeds(() => localStorage.setItem(KEY, JSON.stringify(collection([...items, ...strange]))));
  };

  const commit = (edit, words, undo) => {
    save(edit);
    notes.show(true);
    if (unsaved || undo) notice(words, undo && "Undo", undo);
    else say(words);
  };

  const download = (name, type, words) =>
    element("a", { href: URL.createObjectURL(new Blob([words], { type })), download: name }).click();
  const asJson = () =>
    download("your-notes.json", "application/ld+json", JSON.stringify(collection([...items, ...strange]), null, 2));

  const told = element("div", { className: "own-notice", hidden: true });
  told.addEventListener("click", () => { told.hidden = true; }, true);
  const notice = (words, label, action) => {
    const all = unsaved ? `${words} It is not stored, and lasts only as long as this page.` : words;
    const buttons = [button("×", () => {}, "Close")];
    if (unsaved) buttons.unshift(button("Save as a file", asJson));
    if (action) buttons.unshift(button(label, action));
    told.replaceChildren(all, ...buttons);
    told.hidden = false;
    say(all);
    if (action) buttons[0].focus();
  };

  let marks = [];
  let bySource = new Map();
  const notesOf = (paragraph) => bySource.get(sourceOf(paragraph)) ?? [];
  const counters = {};
  for (const paragraph of paragraphs) {
    counters[paragraph.id] = button("", () => read(notesOf(paragraph), paragraph));
    (paragraph.parentElement.querySelector("p:has(> .label)") ?? document.querySelector(".place"))
      .append(counters[paragraph.id]);
  }

  const draw = (judge) => {
    const changed = [];
    marks = [];
    for (const item of items) {
      const [of, id] = placeOf(item);
      // One paragraph judges its own notes, and takes in lost ones.
      if (of !== text || (only && id !== only && !item.orphan)) continue;
      const found = anchor(item);
      if (found && marks.length < MOST) marks.push({ item, range: rangeOf(found, quoteOf(item)) });
      const target = found ? describe(found, quoteOf(item)) : item.target;
      const moved = target.source !== item.target.source || sentencesOf({ target }) !== sentencesOf(item);
      if (moved || !found === !item.orphan) {
        changed.push({ ...item, target: moved ? target : item.target, orphan: found ? undefined : true });
      }
    }
    // Not from another tab: two versions would answer each other forever.
    if (judge && changed.length) save((list) => put(list, changed));
    bySource = new Map();
    for (const item of items) {
      const { source } = item.target;
      if (!bySource.get(source)?.push(item)) bySource.set(source, [item]);
    }
    for (const paragraph of paragraphs) {
      const counter = counters[paragraph.id];
      const { length } = notesOf(paragraph);
      counter.hidden = !length;
      counter.textContent = `${length} note${length > 1 ? "s" : ""}`;
      counter.ariaLabel = `${counter.textContent} on paragraph ${paragraph.id.slice(1)}`;
    }
    paint();
  };

  const paint = () => {
    if (!CSS.highlights) return;
    ["own-highlight", "own-note"].forEach((name, noted) => {
      const highlight = new Highlight();
      highlight.priority = -1; // below the hits of a search
      for (const { item, range } of marks) if (!noteOf(item) === !noted) highlight.add(range);
      CSS.highlights.set(name, highlight);
    });
  };

  const brief = (words, most = LONG) => (words.length > most
    ? `${words.slice(0, most)} … (${words.length} characters)` : words);

  // Put a list of notes into a box, a part at a time.
  const listIn = (box, notes, link = () => "", from = 0) => {
    const to = from + PART;
    box.append(...notes.slice(from, to).map((item) => card(item, link(item))));
    if (to >= notes.length) return;
    const more = button(`Show more: ${to} of ${notes.length} are listed`, () => {
      more.remove();
      listIn(box, notes, link, to);
    });
    box.append(more);
  };

  const cards = new Map();
  const card = (item, link = "") => {
    const [exact, note] = [quoteOf(item), noteOf(item)];
    const verb = note ? "Edit" : "Add a note";
    const name = brief(exact, 100);
    const day = item.modified ? new Date(item.modified).toLocaleDateString() : "";
    const made = element("article", { className: "own-item" },
      element("blockquote", {}, brief(exact)),
      element("p", { dir: "auto", className: "own-words" }, brief(note)),
      element("p", { className: "own-facts" }, link, element("time", { dateTime: item.modified ?? "" }, day),
        button(verb, () => write([item]), `${verb}: ${name}`),
        button("Delete", () => remove(item), `Delete: ${name}`)));
    cards.set(item.id, made);
    if (item.orphan) made.prepend(element("p", { className: "own-orphan" }, "Its words are no longer in the text."));
    return made;
  };

  const remove = (item) => {
    dialog.close();
    commit((list) => list.filter(({ id }) => id !== item.id), "Deleted.",
      () => commit((list) => put(list, [item]), "Undone."));
  };

  const dialog = element("dialog", { className: "own-panel md-typeset", ariaLabel: "Your notes" });
  const open = (near, oncancel, ...content) => {
    chosen = near;
    dialog.oncancel = oncancel;
    dialog.replaceChildren(...content);
    if (!dialog.open) dialog.showModal();
    if (near) beside(dialog, near);
  };

  const read = (notes, near) => {
    const box = element("div");
    listIn(box, notes);
    open(near, null, box, button("Close", () => dialog.close()));
  };

  const write = ([item, ...others], draft = noteOf(item)) => {
    const field = element("textarea", { value: draft, rows: 5 });
    const leave = (event) => {
      event.preventDefault();
      dialog.close();
      if (field.value === noteOf(item)) return;
      notice("Not saved.", "Go on writing", () => write([item, ...others], field.value));
    };
    const keep = () => {
      dialog.close();
      const changed = { ...withNote(item, field.value.trim()), modified: now() };
      commit((list) => put(list, [changed, ...others]), "Note saved.");
      goOn(item);
    };
    open(chosen, leave, element("blockquote", {}, brief(quoteOf(item))),
      element("label", {}, "Your note", field), button("Save", keep), button("Cancel", leave));
    field.focus();
  };

  const goOn = (item) => {
    if (!told.hidden) return;
    (counters[placeOf(item)[1]] ?? cards.get(item.id)?.querySelector("button"))?.focus({ preventScroll: true });
  };

  let parts = [];
  let chosen;
  let pressed = false;
  let waiting;

  const selected = () => {
    const selection = getSelection();
    if (selection.isCollapsed) return [];
    const range = selection.getRangeAt(0);
    const { startContainer, startOffset, endContainer, endOffset } = range;
    const inside = (node) => paragraphs.some((paragraph) => paragraph.contains(node));
    // Three clicks reach the beginning of what follows.
    if (!inside(startContainer) || (endOffset && !inside(endContainer))) return [];
    chosen = range;
    return paragraphs.flatMap((paragraph) => {
      const start = offset(paragraph, startContainer, startOffset);
      const words = paragraph.textContent.slice(start, offset(paragraph, endContainer, endOffset));
      const exact = words.trim();
      if (!exact) return [];
      const target = describe({ paragraph, at: start + words.indexOf(exact) }, exact);
      return [accept({ created: now(), target })];
    });
  };

  const beside = (box, near) => box.classList.toggle("own-above", place(box, near));

  const finish = () => {
    bar.hidden = true;
    getSelection().empty();
    return parts;
  };
  const bar = element("div", { className: "own-bar", role: "group", ariaLabel: "Words selected", hidden: true },
    button("Highlight", () => {
      commit((list) => put(list, finish()), "Highlighted.");
      goOn(parts[0]);
    }),
    button("Note", () => write(finish())),
    button("Copy", ({ target }) => shareWords(chosen, target), "Copy: link, quotation or citation of these words"));
  bar.onmousedown = (event) => event.preventDefault();
  // What is selected since the bar was last set counts, not what was before.
  bar.onpointerdown = () => {
    const latest = selected();
    if (latest.length) parts = latest;
  };

  const consider = () => {
    if (pressed || dialog.open || bar.contains(document.activeElement)) return;
    parts = selected();
    if (parts.length && bar.hidden) say("Press h to highlight or note.");
    bar.hidden = !parts.length;
    if (parts.length) beside(bar, chosen);
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(consider, 150);
  };

  let before;
  const keys = (event) => {
    if (event.key === "Escape" && !bar.hidden) {
      if (bar.contains(document.activeElement)) before.focus();
      bar.hidden = true;
    }
    if (event.target.closest?.("input, textarea, dialog") || event.ctrlKey || event.metaKey) return;
    if (event.key.toLowerCase() !== "h") return;
    event.preventDefault();
    before = document.activeElement;
    if (getSelection().isCollapsed) {
      // What has the focus, or is being read.
      const near = before.closest(".words .sentence, .unit")
        ?? paragraphs.findLast((paragraph) => paragraph.getBoundingClientRect().top < 200) ?? paragraphs[0];
      getSelection().selectAllChildren(near.querySelector(".sentence") ?? near);
    }
    consider();
    bar.querySelector("button").focus();
  };

  const clicked = ({ target, clientX: x, clientY: y }) => {
    paint(); // a search clears all when it is put away
    if (!target.closest(".words") || target.closest("a") || !getSelection().isCollapsed) return;
    const hit = marks.filter(({ range }) => [...range.getClientRects()].some((box) =>
      x >= box.left && x <= box.right && y >= box.top && y <= box.bottom));
    if (hit.length) read(hit.map(({ item }) => item), hit[0].range);
  };

  const listen = (names, action) => names.split(" ").forEach((name) => document.addEventListener(name, action));

  globalThis.onstorage = globalThis.onpageshow = ({ key }) => {
    if (key && key !== KEY) return;
    refresh();
    notes.show();
  };

  // What the page that lists all notes works with: it shows them in its own way.
  const notes = Object.assign(globalThis.Reader.notes = {}, {
    show: draw, PLACE, array, accept, merge, refresh, commit, notice, button, download, asJson, listIn,
    quoteOf, noteOf, placeOf, selectorOf, all: () => items, unread: () => strange.length,
  });

  // The card comes after the bar, so that the style sheet can put it away while the bar is there.
  document.body.append(dialog, bar, told, ...document.querySelectorAll(".card-of-term"));
  if (text) {
    listen("selectionchange", soon);
    listen("pointerdown", ({ pointerType }) => { pressed = pointerType === "mouse"; });
    listen("pointerup pointercancel", () => {
      pressed = false;
      soon();
    });
    listen("keydown", keys);
    listen("click", clicked);
    listen("scroll", () => bar.hidden || beside(bar, chosen));
  }
  refresh();
  draw(true);
})();
