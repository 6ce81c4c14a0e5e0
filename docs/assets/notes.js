// Private notes: Web Annotations, kept on this device. Paragraphs are not touched.
(() => {
  "use strict";

  const PLACE = /(?:^|\/)texts\/([a-z0-9-]+)(?:\/(p\d+))?\/?(?:index)?(?:\.html)?(?:[?#].*)?$/;
  const [, text, only] = location.pathname.match(PLACE) ?? [];
  const page = document.querySelector(".your-notes");
  if (!text && !page) return;

  const { element, say, place, offset, shareWords } = globalThis.Reader;
  const KEY = "reader.annotations";
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

  // A file is not trusted.
  const array = (value) => [value ?? []].flat();
  const accept = (given) => {
    const target = array(given?.target)[0];
    const [, of, id] = `${target?.source?.id ?? target?.source}`.match(PLACE) ?? [];
    const find = (type) => array(target?.selector).find((selector) => selector?.type === type);
    const quote = find("TextQuoteSelector");
    const position = find("TextPositionSelector");
    if (!id || !quote?.exact?.trim?.()) return null;
    const selector = [{ ...quote, prefix: `${quote.prefix ?? ""}`, suffix: `${quote.suffix ?? ""}` }];
    if (position?.start >= 0) selector.push(position);
    const date = (value) => (Date.parse(value) ? new Date(value).toISOString() : undefined);
    const bodies = array(given.body ?? given.bodyValue).map((body) => body?.value ?? body);
    return withNote({
      ...given,
      id: `${given.id ?? uuid()}`,
      type: "Annotation",
      bodyValue: undefined,
      created: date(given.created),
      modified: date(given.modified ?? given.created),
      target: { source: `texts/${of}/${id}/`, selector },
    }, bodies.filter((body) => body?.trim?.()).join("\n\n"));
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
  const merge = (list, given) => put(list, given.filter((item) =>
    !list.some(({ id, modified }) => id === item.id && !(item.modified > (modified ?? "")))));

  let items = [];
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
    const kept = JSON.parse(localStorage.getItem(KEY))?.first.items.map(accept) ?? [];
    if (kept.includes(null)) throw kept;
    items = unsaved ? merge(kept, items) : kept;
  });

  // What cannot be read is not overwritten; another tab may have written.
  const save = (edit) => {
    unsaved = !refresh();
    items = edit(items);
    unsaved ||= !succeeds(() => localStorage.setItem(KEY, JSON.stringify(collection(items))));
  };

  const commit = (edit, words, undo) => {
    save(edit);
    show(true);
    if (unsaved || undo) notice(words, undo && "Undo", undo);
    else say(words);
  };

  const download = (name, type, words) =>
    element("a", { href: URL.createObjectURL(new Blob([words], { type })), download: name }).click();
  const asJson = () =>
    download("your-notes.json", "application/ld+json", JSON.stringify(collection(items), null, 2));

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

  // Position, then paragraph, then the words around decide.
  const anchor = ({ target: { source, selector: [{ exact, prefix, suffix }, position] } }) => {
    const wanted = (prefix + exact + suffix).split("");
    let best = { score: 15 };
    for (const paragraph of paragraphs) {
      const words = paragraph.textContent;
      const padded = " ".repeat(prefix.length) + words;
      const own = source === sourceOf(paragraph);
      const stored = [...words].slice(0, position?.start).join("").length;
      for (let at = words.indexOf(exact); at >= 0; at = words.indexOf(exact, at + 1)) {
        const score = wanted.filter((sign, n) => sign === padded[at + n]).length
          + own * (at === stored ? 2e6 : 1e6);
        if (score > best.score) best = { paragraph, at, score };
      }
    }
    return best.paragraph && best;
  };

  const sourceOf = (paragraph) => `texts/${text}/${paragraph.id}/`;
  const describe = ({ paragraph, at }, exact) => {
    const before = [...paragraph.textContent.slice(0, at)];
    const after = [...paragraph.textContent.slice(at + exact.length)];
    const start = before.length;
    return {
      source: sourceOf(paragraph),
      selector: [
        { type: "TextQuoteSelector", exact, prefix: before.slice(-32).join(""), suffix: after.slice(0, 32).join("") },
        { type: "TextPositionSelector", start, end: start + [...exact].length },
      ],
    };
  };

  const rangeOf = ({ paragraph, at }, { length }) => {
    const spot = (offset) => {
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      while (walker.nextNode().length < offset) offset -= walker.currentNode.length;
      return [walker.currentNode, offset];
    };
    const range = new Range();
    range.setStart(...spot(at));
    range.setEnd(...spot(at + length));
    return range;
  };

  let marks = [];
  const notesOf = (paragraph) => items.filter((item) => item.target.source === sourceOf(paragraph));
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
      if (found) marks.push({ item, range: rangeOf(found, quoteOf(item)) });
      const moved = found && found.paragraph.id !== id;
      if (moved || !found === !item.orphan) {
        const target = moved ? describe(found, quoteOf(item)) : item.target;
        changed.push({ ...item, target, orphan: found ? undefined : true });
      }
    }
    // Not from another tab: two versions would answer each other forever.
    if (judge && changed.length) save((list) => put(list, changed));
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
      const drawn = marks.filter(({ item }) => !noteOf(item) === !noted);
      const highlight = new Highlight(...drawn.map(({ range }) => range));
      highlight.priority = -1; // below the hits of a search
      CSS.highlights.set(name, highlight);
    });
  };

  const cards = new Map();
  const card = (item, link = "") => {
    const [exact, note] = [quoteOf(item), noteOf(item)];
    const verb = note ? "Edit" : "Add a note";
    const day = item.modified ? new Date(item.modified).toLocaleDateString() : "";
    const made = element("article", { className: "own-item" },
      element("blockquote", {}, exact),
      element("p", { dir: "auto", className: "own-words" }, note),
      element("p", { className: "own-facts" }, link, element("time", { dateTime: item.modified ?? "" }, day),
        button(verb, () => write([item]), `${verb}: ${exact}`),
        button("Delete", () => remove(item), `Delete: ${exact}`)));
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

  const read = (notes, near) =>
    open(near, null, ...notes.map((item) => card(item)), button("Close", () => dialog.close()));

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
    open(chosen, leave, element("blockquote", {}, quoteOf(item)),
      element("label", {}, "Your note", field), button("Save", keep), button("Cancel", leave));
    field.focus();
  };

  const goOn = (item) => {
    if (!told.hidden) return;
    (counters[placeOf(item)[1]] ?? cards.get(item.id).querySelector("button")).focus({ preventScroll: true });
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

  const linkTo = (item) => {
    const [of, id] = placeOf(item);
    const [base, end] = location.pathname.endsWith("notes.html") ? [".", ".html"] : ["..", "/"];
    const title = [...document.querySelectorAll(".md-tabs__link")]
      .find((link) => link.pathname.match(PLACE)?.[1] === of)?.textContent.trim() ?? of;
    return element("a", { href: `${base}/texts/${of}/${id}${end}#${id}` }, `${title}, ¶\u00a0${id.slice(1)}`);
  };

  const sorted = () => {
    const key = (item) => [...placeOf(item), item.target.selector[1]?.start].join();
    return items.toSorted((one, other) => key(one).localeCompare(key(other), "en", { numeric: true }));
  };

  const plain = (words) => words.replace(/[\\`*_<>[\]#&]/g, "\\$&");
  const asMarkdown = () => download("your-notes.md", "text/markdown", sorted().map((item) => {
    const { textContent, href } = linkTo(item);
    const quote = plain(quoteOf(item)).replaceAll("\n", "\n> ");
    return `> ${quote}\n>\n> [${textContent}](${href})\n\n${plain(noteOf(item))}\n`;
  }).join("\n"));

  const bring = async () => {
    const data = JSON.parse(await file.files[0].text());
    const given = array(data.items ?? data.first?.items ?? data);
    const taken = given.map(accept).filter(Boolean);
    if (!taken.length) throw data;
    refresh();
    const old = items;
    const all = merge(old, taken);
    const added = all.length - old.length;
    const replaced = old.filter((item) => !all.includes(item)).length;
    commit(() => all, `Imported: ${added} new, ${replaced} newer than yours, ${
      taken.length - added - replaced} here already, ${given.length - taken.length} left out.`,
    () => commit(() => old, "Undone."));
  };

  const file = element("input", {
    type: "file",
    hidden: true,
    onchange: () => bring()
      .catch(() => notice("This file holds no notes on a text. Nothing was changed."))
      .finally(() => { file.value = ""; }),
  });
  const body = element("div");

  const list = () => {
    page.querySelector(".own-none").hidden = items.length;
    body.replaceChildren(...sorted().map((item) => card(item, linkTo(item))));
  };

  const show = page ? list : draw;
  globalThis.onstorage = globalThis.onpageshow = ({ key }) => {
    if (key && key !== KEY) return;
    refresh();
    show();
  };

  // The card comes after the bar, so that the style sheet can put it away while the bar is there.
  document.body.append(dialog, bar, told, ...document.querySelectorAll(".card-of-term"));
  page?.append(element("p", { className: "own-tools" }, button("Export as JSON", asJson),
    button("Export as Markdown", asMarkdown), button("Import", () => file.click()), file), body);
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
  if (!refresh() && page) notice("Your notes cannot be read.");
  show(true);
})();
