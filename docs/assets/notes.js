// Private notes: highlights and notes of the reader's own, kept on this device only.
//
// Each is a W3C Web Annotation. Its words are found by position and quote, so it outlives
// small changes of the text. Paragraphs are never touched: highlights are ranges.
(() => {
  "use strict";

  // By the end of the address, so that folders, sub-paths and files are all the same.
  const ADDRESS = /\/texts\/([a-z0-9-]+)(?:\/(p\d+))?(?:\.html|\/(?:index\.html)?)?$/;
  const SOURCE = /(?:^|\/)texts\/([a-z0-9-]+)\/(p\d+)(?:\.html|\/(?:index\.html)?)?(?:[?#].*)?$/;
  const [, text, only] = location.pathname.match(ADDRESS) ?? [];
  const listing = document.querySelector(".your-notes");
  if (!text && !listing) return;

  const { element, say } = globalThis.Reader;
  const KEY = "reader.annotations";
  const AROUND = 32;
  const ENOUGH = 12; // so much must agree before words count as moved to another paragraph
  const paragraphs = text ? [...document.querySelectorAll(".unit .words")] : [];

  const button = (words, action, label = words) => {
    const made = element("button", { type: "button", className: "own-button" }, words);
    made.setAttribute("aria-label", label);
    made.addEventListener("click", action);
    return made;
  };

  // ----- Annotations

  // Not randomUUID, which a plain http address lacks.
  const uuid = () =>
    "urn:uuid:10000000-1000-4000-8000-100000000000".replace(/[018](?=[\d-]*$)/g, (digit) =>
      (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16));

  const quoteOf = (item) => item.target.selector[0];
  const startOf = (item) => item.target.selector[1]?.start ?? 0;
  const noteOf = (item) => item.body?.value ?? "";
  const placeOf = (item) => item.target.source.match(SOURCE).slice(1);
  const number = (id) => `¶\u00a0${id.slice(1)}`;
  const many = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

  const withNote = (item, note) => ({
    ...item,
    motivation: note ? "commenting" : "highlighting",
    body: note ? { type: "TextualBody", value: note, format: "text/plain" } : undefined,
  });

  // A file is not trusted: what has no quote in a paragraph of a text gives null.
  const array = (value) => [value ?? []].flat();
  const accept = (given) => {
    const date = (value) => (Date.parse(value) ? new Date(value).toISOString() : null);
    for (const target of array(given?.target)) {
      const place = String(target?.source?.id ?? target?.source).match(SOURCE);
      const selectors = array(target?.selector);
      const of = (type) => selectors.find((selector) => selector?.type === type);
      const { exact, prefix, suffix } = of("TextQuoteSelector") ?? {};
      const { start, end } = of("TextPositionSelector") ?? {};
      if (!place || typeof exact !== "string" || !exact.trim()) continue;
      const bodies = [given.bodyValue, ...array(given.body).map((body) => body?.value ?? body)];
      // Without a date it counts as oldest, so that it never replaces anything.
      const created = date(given.created) ?? date(given.modified) ?? new Date(0).toISOString();
      return withNote({
        ...given,
        id: typeof given.id === "string" ? given.id : uuid(),
        type: "Annotation",
        created,
        modified: date(given.modified) ?? created,
        bodyValue: undefined,
        target: {
          source: `texts/${place[1]}/${place[2]}/`,
          selector: [
            { type: "TextQuoteSelector", exact, prefix: `${prefix ?? ""}`, suffix: `${suffix ?? ""}` },
            ...(start >= 0 && end > start ? [{ type: "TextPositionSelector", start, end }] : []),
          ],
        },
      }, bodies.filter((body) => typeof body === "string" && body.trim()).join("\n\n"));
    }
    return null;
  };

  const collection = (items) => ({
    "@context": "http://www.w3.org/ns/anno.jsonld",
    id: uuid(),
    type: "AnnotationCollection",
    label: "Your notes",
    total: items.length,
    first: { id: uuid(), type: "AnnotationPage", startIndex: 0, items },
  });

  // The newer of two with the same id stays.
  const merge = (own, given) => {
    const kept = new Map(own.map((item) => [item.id, item]));
    const counts = { added: 0, replaced: 0, known: 0 };
    for (const item of given) {
      const here = kept.get(item.id);
      const news = !here || item.modified > here.modified;
      if (news) kept.set(item.id, item);
      counts[here ? (news ? "replaced" : "known") : "added"] += 1;
    }
    return { items: [...kept.values()], counts };
  };

  const put = (items, changed) => {
    const fresh = new Map([...items, ...changed].map((item) => [item.id, item]));
    return [...fresh.values()];
  };

  // ----- Storage

  let items = [];
  let unsaved = false;

  // False if what is stored cannot be read; it is then not overwritten either.
  const refresh = () => {
    try {
      const stored = JSON.parse(localStorage.getItem(KEY))?.first.items.map(accept) ?? [];
      if (stored.includes(null)) return false;
      items = unsaved ? merge(stored, items).items : stored;
      return true;
    } catch {
      return false;
    }
  };

  // Read before writing, since another tab may have written.
  const save = (edit) => {
    const readable = refresh();
    items = edit(items);
    unsaved = true;
    try {
      if (readable) localStorage.setItem(KEY, JSON.stringify(collection(items)));
      unsaved = !readable;
    } catch {
      // Refused or full: the notes last as long as the page, and the reader is told.
    }
  };

  const commit = (edit, words, label, action) => {
    save(edit);
    show();
    if (unsaved || action) notice(words, label, action);
    else say(words);
  };

  const download = (name, type, words) => {
    const link = element("a", { href: URL.createObjectURL(new Blob([words], { type })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const asJson = () =>
    download("your-notes.json", "application/ld+json", JSON.stringify(collection(items), null, 2));

  addEventListener("beforeunload", (event) => {
    if (unsaved && items.length) event.preventDefault();
  });

  // ----- What is said, with a way back

  const told = element("div", { className: "own-notice", hidden: true });
  document.body.append(told);
  const notice = (words, label, action) => {
    const refused = unsaved ? " This browser did not store it, so it lasts only as long as this page. Save it as a file." : "";
    const hide = () => {
      told.hidden = true;
    };
    const act = action && button(label, () => {
      hide();
      action();
    });
    told.replaceChildren(
      element("p", {}, words + refused),
      ...(act ? [act] : []),
      ...(unsaved ? [button("Save as a file", asJson)] : []),
      button("×", hide, "Close this message")
    );
    told.hidden = false;
    say(words + refused);
    act?.focus({ preventScroll: true });
  };

  // ----- Finding the words again

  const agreeing = (one, other) => {
    let count = 0;
    while (count < one.length && one[count] === other[count]) count += 1;
    return count;
  };
  const backwards = (words) => [...words].reverse();

  const find = (paragraph, item) => {
    const words = paragraph.textContent;
    const { exact, prefix, suffix } = quoteOf(item);
    const stored = [...words].slice(0, startOf(item)).join("").length;
    if (item.target.selector[1] && words.startsWith(exact, stored)) return { paragraph, at: stored };
    let best = null;
    for (let at = words.indexOf(exact); at >= 0; at = words.indexOf(exact, at + 1)) {
      const score = agreeing(backwards(prefix), backwards(words.slice(0, at)))
        + agreeing([...suffix], [...words.slice(at + exact.length)]);
      if (!best || score > best.score) best = { paragraph, at, score };
    }
    return best;
  };

  const anchor = (item) => {
    const own = paragraphs.find((paragraph) => paragraph.id === placeOf(item)[1]);
    return (own && find(own, item)) ?? paragraphs
      .map((paragraph) => paragraph !== own && find(paragraph, item))
      .filter((found) => found && found.score + quoteOf(item).exact.length >= ENOUGH)
      .sort((one, other) => other.score - one.score)[0];
  };

  const describe = ({ paragraph, at }, exact) => {
    const before = [...paragraph.textContent.slice(0, at)];
    const after = [...paragraph.textContent.slice(at + exact.length)];
    return {
      source: `texts/${text}/${paragraph.id}/`,
      selector: [
        {
          type: "TextQuoteSelector",
          exact,
          prefix: before.slice(-AROUND).join(""),
          suffix: after.slice(0, AROUND).join(""),
        },
        { type: "TextPositionSelector", start: before.length, end: before.length + [...exact].length },
      ],
    };
  };

  const rangeOf = ({ paragraph, at }, length) => {
    const range = new Range();
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    let passed = 0;
    let begun = false;
    while (walker.nextNode()) {
      const { data } = walker.currentNode;
      if (!begun && at < passed + data.length) {
        range.setStart(walker.currentNode, at - passed);
        begun = true;
      }
      if (at + length <= passed + data.length) {
        range.setEnd(walker.currentNode, at + length - passed);
        break;
      }
      passed += data.length;
    }
    return range;
  };

  // ----- On a text: draw

  let marks = [];
  const counters = new Map();

  // A page of one paragraph judges its own notes, and takes in lost ones that it holds.
  const judged = (item) => {
    const [of, id] = placeOf(item);
    return of === text && (!only || id === only || item.orphan);
  };

  const draw = (judge) => {
    const changed = [];
    marks = [];
    for (const item of items.filter(judged)) {
      const found = anchor(item);
      const { exact } = quoteOf(item);
      if (found) marks.push({ item, range: rangeOf(found, exact.length), paragraph: found.paragraph });
      const moved = found && found.paragraph.id !== placeOf(item)[1];
      if (moved || !found !== !!item.orphan) {
        const target = moved ? describe(found, exact) : item.target;
        changed.push({ ...item, target, orphan: found ? undefined : true });
      }
    }
    // Only on arriving, or two tabs with two versions of a text would answer each other forever.
    if (judge && changed.length) save((all) => put(all, changed));
    paint();
    count();
  };

  const paint = () => {
    if (!globalThis.Highlight) return;
    for (const [name, noted] of [["own-highlight", false], ["own-note", true]]) {
      const ranges = marks.filter(({ item }) => !!noteOf(item) === noted).map(({ range }) => range);
      const highlight = new Highlight(...ranges);
      highlight.priority = -1; // the hits of a search lie above
      CSS.highlights.set(name, highlight);
    }
  };

  // The notes of a paragraph: those found in it, and those whose words it has lost.
  const notesOf = (paragraph) =>
    items.filter((item) => marks.find((mark) => mark.item.id === item.id)?.paragraph === paragraph
      || (item.orphan && `${placeOf(item)}` === `${text},${paragraph.id}`));

  const count = () => {
    for (const paragraph of paragraphs) {
      const notes = notesOf(paragraph);
      const spot = paragraph.parentElement.querySelector("p:has(> .label)") ?? document.querySelector(".place");
      if (!counters.has(paragraph)) {
        const made = button("", () => read(notesOf(paragraph), paragraph));
        made.classList.add("own-count");
        counters.set(paragraph, made);
        (spot ?? paragraph.parentElement).append(made);
      }
      const made = counters.get(paragraph);
      made.hidden = !notes.length;
      made.textContent = many(notes.length, "note");
      made.setAttribute("aria-label", `${made.textContent} on paragraph ${paragraph.id.slice(1)}`);
    }
  };

  // ----- One note, on a text and in the list

  const card = (item, ...facts) => {
    const { exact } = quoteOf(item);
    const note = noteOf(item);
    const name = exact.length > 40 ? `${exact.slice(0, 40)}…` : exact;
    const made = element("li", { className: "own-item" });
    made.dataset.note = item.id;
    if (item.orphan) made.append(element("p", { className: "own-orphan" }, "Its words are no longer in the text."));
    made.append(element("blockquote", {}, exact));
    if (note) made.append(element("p", { className: "own-words", dir: "auto" }, note));
    const day = new Date(item.modified);
    const time = element("time", { dateTime: item.modified }, day.getTime()
      ? day.toLocaleDateString(document.documentElement.lang, { dateStyle: "medium" }) : "no date");
    const verb = note ? "Edit" : "Add a note";
    made.append(element("p", { className: "own-facts" }, ...facts, time,
      button(verb, () => write(item), `${verb}: ${name}`),
      button("Delete", () => remove(item), `Delete: ${name}`)));
    return made;
  };

  const remove = (item) => {
    dialog.close();
    commit((all) => all.filter(({ id }) => id !== item.id), noteOf(item) ? "Note deleted." : "Highlight deleted.",
      "Undo", () => commit((all) => put(all, [item]), "It is back."));
  };

  const dialog = element("dialog", { className: "own-panel md-typeset" });
  document.body.append(dialog);
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog && !dialog.querySelector("textarea")) dialog.close();
  });

  const open = (label, near, ...content) => {
    dialog.setAttribute("aria-label", label);
    dialog.replaceChildren(...content);
    if (!dialog.open) dialog.showModal();
    dialog.style.cssText = "";
    if (near) place(dialog, near);
  };

  const read = (notes, near) => {
    const list = element("ul", {}, ...notes.map((item) => card(item)));
    dialog.oncancel = null;
    open("Your notes here", near, list, button("Close", () => dialog.close()));
  };

  const write = (item, others = [], draft = noteOf(item)) => {
    const field = element("textarea", { value: draft, rows: 5, dir: "auto" });
    const form = element("form", {},
      element("blockquote", {}, quoteOf(item).exact),
      element("label", {}, "Your note", field),
      element("p", {}, element("button", { className: "own-button" }, "Save"), button("Cancel", () => leave())));
    const leave = () => {
      dialog.close();
      if (field.value === noteOf(item)) return;
      notice("The note was not saved.", "Go on writing", () => write(item, others, field.value));
    };
    const keep = () => {
      dialog.close();
      const changed = { ...withNote(item, field.value.trim()), modified: new Date().toISOString() };
      commit((all) => put(all, [changed, ...others]), "Note saved.");
      away(item);
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      keep();
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) keep();
    });
    dialog.oncancel = (event) => {
      event.preventDefault();
      leave();
    };
    const here = marks.find((mark) => mark.item.id === item.id)?.range;
    open("Your note", here ?? (others.length || !listing ? chosen : null), form);
    field.focus();
  };

  // The keyboard goes on from the note that was changed.
  const away = (item) => {
    const inList = [...(listing?.querySelectorAll("li") ?? [])].find((li) => li.dataset.note === item.id);
    const made = counters.get(marks.find((mark) => mark.item.id === item.id)?.paragraph);
    if (told.hidden) (inList?.querySelector("button") ?? made)?.focus({ preventScroll: true });
  };

  // ----- On a text: select

  let parts = [];
  let chosen = null;
  let pressed = false;
  let waiting;
  let before;

  // The words selected in each paragraph; none if the selection reaches out of the text.
  const selected = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return [];
    const range = selection.getRangeAt(0);
    const inside = (node) => paragraphs.some((paragraph) => paragraph.contains(node));
    // Three clicks select up to the very beginning of what follows.
    if (!inside(range.startContainer) || !(inside(range.endContainer) || !range.endOffset)) return [];
    chosen = range.cloneRange();
    return paragraphs.filter((paragraph) => range.intersectsNode(paragraph)).flatMap((paragraph) => {
      const lead = new Range();
      lead.selectNodeContents(paragraph);
      const part = lead.cloneRange();
      if (paragraph.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
      if (paragraph.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
      lead.setEnd(part.startContainer, part.startOffset);
      const words = part.toString();
      const exact = words.trim();
      const at = lead.toString().length + words.length - words.trimStart().length;
      return exact ? [create({ paragraph, at }, exact)] : [];
    });
  };

  // The same words twice are one annotation.
  const create = (found, exact) => {
    const target = describe(found, exact);
    const now = new Date().toISOString();
    return items.find((item) => JSON.stringify(item.target) === JSON.stringify(target))
      ?? withNote({ id: uuid(), type: "Annotation", created: now, modified: now, target });
  };

  // Below what is selected, above it if there is no room: never on it.
  const place = (box, near) => {
    const around = near.getBoundingClientRect();
    const left = [...near.getClientRects()].at(-1)?.left ?? around.left;
    const { offsetHeight: high, offsetWidth: broad } = box;
    const fits = around.bottom + high + 16 < innerHeight;
    const top = fits ? around.bottom + 8 : around.top - high - 8;
    box.style.setProperty("--top", `${Math.max(8, Math.min(top, innerHeight - high - 8))}px`);
    box.style.setProperty("--left", `${Math.max(8, Math.min(left, innerWidth - broad - 8))}px`);
    // On a phone the bar lies at the bottom, or under the header if the words lie there.
    box.classList.toggle("at-top", around.bottom > innerHeight - high - 16 && around.top > high + 80);
  };

  const amount = element("span");
  const bar = element("div", { className: "own-bar", hidden: true }, amount,
    button("Highlight", () => finish(() =>
      commit((all) => put(all, parts), `${many(parts.length, "highlight")} made.`))),
    button("Note", () => finish(() => write(parts[0], parts.slice(1)))));
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "The words selected");
  document.body.append(bar);
  // Pressing must not take the selection away.
  bar.addEventListener("pointerdown", (event) => event.preventDefault());
  bar.addEventListener("mousedown", (event) => event.preventDefault());

  const finish = (action) => {
    const focused = bar.contains(document.activeElement);
    bar.hidden = true;
    getSelection().removeAllRanges();
    action();
    if (focused) away(parts[0]);
  };

  const consider = () => {
    if (pressed || dialog.open || bar.contains(document.activeElement)) return;
    const found = selected();
    if (!found.length) {
      bar.hidden = true;
      return;
    }
    parts = found;
    amount.textContent = found.length > 1 ? many(found.length, "paragraph") : "";
    if (bar.hidden) say("Press h to highlight these words or to write a note.");
    bar.hidden = false;
    place(bar, chosen);
  };

  const soon = (wait) => {
    clearTimeout(waiting);
    waiting = setTimeout(consider, wait);
  };

  // With nothing selected: the sentence that has the focus, or the first one being read.
  const choose = () => {
    const focused = document.activeElement;
    const reading = paragraphs.find((paragraph) => paragraph.getBoundingClientRect().bottom > 120);
    const unit = focused.closest(".unit")?.querySelector(".words") ?? reading;
    const sentence = focused.closest(".words .sentence") ?? unit?.querySelector(".sentence");
    if (sentence) getSelection().selectAllChildren(sentence);
  };

  const keys = (event) => {
    if (event.key === "Escape" && !bar.hidden) {
      const focused = bar.contains(document.activeElement);
      bar.hidden = true;
      if (focused) before?.focus({ preventScroll: true });
    }
    const typing = event.target.closest?.("input, textarea, select, [contenteditable], dialog");
    if (typing || event.ctrlKey || event.metaKey || event.key.toLowerCase() !== "h") return;
    if (bar.hidden && getSelection().isCollapsed) choose();
    before = document.activeElement;
    consider();
    bar.querySelector("button").focus({ preventScroll: true });
    event.preventDefault();
  };

  const caret = ({ clientX: x, clientY: y }) => {
    const at = document.caretPositionFromPoint?.(x, y);
    if (at) return [at.offsetNode, at.offset];
    const range = document.caretRangeFromPoint?.(x, y);
    return range && [range.startContainer, range.startOffset];
  };

  // A link stays a link: what is highlighted on it opens from the words beside it.
  const clicked = (event) => {
    if (globalThis.Highlight && !CSS.highlights.has("own-note")) paint(); // the search cleared all
    if (!event.target.closest(".words") || event.target.closest("a") || !getSelection().isCollapsed) return;
    const at = caret(event);
    const hit = marks.filter(({ range }) => at && range.isPointInRange(...at));
    if (hit.length) read(hit.map(({ item }) => item), hit[0].range);
  };

  const listen = () => {
    document.addEventListener("selectionchange", () => soon(200));
    document.addEventListener("pointerdown", (event) => {
      pressed = event.pointerType === "mouse" && !bar.contains(event.target);
    });
    for (const name of ["pointerup", "pointercancel", "dragend"]) {
      document.addEventListener(name, () => {
        pressed = false;
        soon(50);
      });
    }
    document.addEventListener("keydown", keys);
    document.addEventListener("click", clicked);
    addEventListener("scroll", () => bar.hidden || place(bar, chosen), { passive: true });
  };

  // ----- The page that lists them

  const titles = new Map([...document.querySelectorAll(".md-nav__link, .md-tabs__link")].map((link) =>
    [link.pathname?.match(ADDRESS)?.[1], link.textContent.trim()]));
  const titleOf = (id) => titles.get(id) ?? id.replaceAll("-", " ");
  const linkTo = ([of, id]) => {
    const { base } = JSON.parse(document.getElementById("__config").textContent);
    const file = /\.html$/.test(location.pathname) ? ".html" : "/";
    return new URL(`${base}/texts/${of}/${id}${file}#${id}`, location.href).href;
  };

  // In the order of the texts: [text, [paragraph, notes]...].
  const sorted = () => {
    const key = (item) => placeOf(item).join().replace(/\d+$/, (digits) => digits.padStart(6, "0"));
    const all = [...items].sort((one, other) =>
      key(one).localeCompare(key(other)) || startOf(one) - startOf(other));
    const texts = new Map();
    for (const item of all) {
      const [of, id] = placeOf(item);
      const within = texts.get(of) ?? new Map();
      texts.set(of, within.set(id, [...(within.get(id) ?? []), item]));
    }
    return texts;
  };

  // What Markdown would act on is shown as it was written.
  const plain = (words) =>
    words.replace(/[\\`*_<>[\]]|^(?=\s*#)|&(?=#?\w+;)/gm, "\\$&");
  const asMarkdown = () => {
    const lines = ["# Your notes"];
    for (const [of, within] of sorted()) {
      lines.push(`## ${plain(titleOf(of))}`);
      for (const [id, notes] of within) {
        for (const item of notes) {
          const quote = plain(quoteOf(item).exact).replaceAll("\n", "\n> ");
          lines.push(`> ${quote}\n>\n> — [${number(id)}](${linkTo([of, id])})`);
          if (item.orphan) lines.push("Its words are no longer in the text.");
          if (noteOf(item)) lines.push(plain(noteOf(item)));
        }
      }
    }
    download("your-notes.md", "text/markdown", `${lines.join("\n\n")}\n`);
  };

  const bring = (words) => {
    let data;
    try {
      data = JSON.parse(words);
    } catch {
      return notice("This file is not JSON. Nothing was changed.");
    }
    const given = array(data?.items ?? data?.first?.items ?? data);
    const taken = given.map(accept).filter(Boolean);
    const left = given.length - taken.length;
    if (!taken.length) return notice("This file holds no note on a paragraph of a text. Nothing was changed.");
    refresh();
    const old = items;
    const { added, replaced, known } = merge(old, taken).counts;
    const report = [
      `${many(added + replaced, "note")} imported.`,
      replaced && `${replaced} of them newer than yours, and put in its place.`,
      known && `${many(known, "note")} here already, left as before.`,
      left && `${many(left, "entry").replace("entrys", "entries")} without a quote from a paragraph, left out.`,
    ];
    commit((all) => merge(all, taken).items, report.filter(Boolean).join(" "), "Undo",
      () => commit(() => old, "The import was undone."));
  };

  const file = element("input", { type: "file", accept: ".json,.jsonld,application/json,application/ld+json", hidden: true });
  file.addEventListener("change", async () => {
    const [picked] = file.files;
    if (picked) bring(await picked.text());
    file.value = "";
  });
  const tools = element("p", { className: "own-tools" },
    button("Export as JSON", asJson), button("Export as Markdown", asMarkdown),
    button("Import", () => file.click()), file);
  const body = element("div");
  listing?.append(tools, body);

  const list = () => {
    for (const tool of [...tools.children].slice(0, 2)) tool.hidden = !items.length;
    body.replaceChildren(element("p", { className: "own-total" }, items.length ? many(items.length, "note")
      : "You have no notes yet: select words in a text, choose Highlight or Note, and they are listed here."));
    for (const [of, within] of sorted()) {
      body.append(element("h2", {}, titleOf(of)));
      for (const [id, notes] of within) {
        const link = () => element("a", { href: linkTo([of, id]) }, number(id));
        body.append(element("ul", {}, ...notes.map((item) => card(item, link()))));
      }
    }
  };

  // ----- Begin

  const show = (judge = true) => {
    if (listing) list();
    else draw(judge);
  };
  const again = () => {
    refresh();
    show(false);
  };
  addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) again();
  });
  addEventListener("pageshow", (event) => event.persisted && again());

  const readable = refresh();
  if (paragraphs.length) listen();
  show();
  if (!readable && listing) notice("Your browser does not let this page read what it keeps, or what it keeps is damaged. Nothing was changed.");
})();
