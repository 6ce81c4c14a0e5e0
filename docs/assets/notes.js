// Private notes: W3C Web Annotations, kept on this device only. Paragraphs are never touched.
(() => {
  "use strict";

  const PLACE = /(?:^|\/)texts\/([a-z0-9-]+)(?:\/(p\d+))?(?:\.html|\/(?:index\.html)?)?(?:[?#].*)?$/;
  const [, text, only] = location.pathname.match(PLACE) ?? [];
  const page = document.querySelector(".your-notes");
  if (!text && !page) return;

  const { element, say } = globalThis.Reader;
  const KEY = "reader.annotations";
  const ENOUGH = 12; // so many characters must agree before words count as moved elsewhere
  const paragraphs = [...document.querySelectorAll(".unit .words")];

  const button = (words, action, label = words) => {
    const made = element("button", { className: "own-button", type: "button", ariaLabel: label }, words);
    made.addEventListener("click", action);
    return made;
  };
  const many = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

  // ----- Annotations

  const quoteOf = (item) => item.target.selector[0].exact;
  const startOf = (item) => item.target.selector[1]?.start;
  const noteOf = (item) => item.body?.value ?? "";
  const placeOf = (item) => item.target.source.match(PLACE).slice(1);

  // The name of a blob ends in a UUID; crypto.randomUUID is missing on plain http.
  const uuid = () => `urn:uuid:${URL.createObjectURL(new Blob()).slice(-36)}`;
  const now = () => new Date().toISOString();

  const withNote = (item, value) => ({
    ...item,
    motivation: value ? "commenting" : "highlighting",
    body: value ? { type: "TextualBody", value, format: "text/plain" } : undefined,
  });

  // A file is not trusted: what quotes no paragraph gives null.
  const array = (value) => [value ?? []].flat();
  const accept = (given) => {
    const target = array(given?.target)[0];
    const [, of, id] = String(target?.source?.id ?? target?.source).match(PLACE) ?? [];
    const find = (type) => array(target?.selector).find((selector) => selector?.type === type) ?? {};
    const { exact, prefix = "", suffix = "" } = find("TextQuoteSelector");
    const { start, end } = find("TextPositionSelector");
    if (!id || !exact?.trim?.()) return null;
    const date = (value) => (Date.parse(value) ? new Date(value).toISOString() : undefined);
    const created = date(given.created);
    const selector = [{ type: "TextQuoteSelector", exact, prefix: `${prefix}`, suffix: `${suffix}` }];
    if (start >= 0 && end > start) selector.push({ type: "TextPositionSelector", start, end });
    const bodies = [given.bodyValue, ...array(given.body).map((body) => body?.value ?? body)];
    return withNote({
      ...given,
      id: `${given.id ?? uuid()}`,
      type: "Annotation",
      created,
      modified: date(given.modified) ?? created,
      bodyValue: undefined,
      target: { source: `texts/${of}/${id}/`, selector },
    }, bodies.filter((body) => body?.trim?.()).join("\n\n"));
  };

  const collection = (list) => ({
    "@context": "http://www.w3.org/ns/anno.jsonld",
    id: uuid(),
    type: "AnnotationCollection",
    label: "Your notes",
    total: list.length,
    first: { id: uuid(), type: "AnnotationPage", items: list },
  });

  const put = (list, changed) =>
    [...new Map([...list, ...changed].map((item) => [item.id, item])).values()];
  // Of two with one id the newer stays; what has no date never replaces.
  const merge = (list, given) => given.reduce((merged, item) => {
    const known = merged.find(({ id }) => id === item.id);
    return known && !(item.modified > (known.modified ?? "")) ? merged : put(merged, [item]);
  }, list);

  // ----- Storage: it may be refused, full, or changed by another tab

  let items = [];
  let unsaved = false;

  // False if what is kept cannot be read: then it is not overwritten.
  const refresh = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY))?.first.items.map(accept) ?? [];
      if (kept.includes(null)) return false;
      items = unsaved ? merge(kept, items) : kept;
      return true;
    } catch {
      return false;
    }
  };

  const save = (edit) => {
    unsaved = !refresh();
    items = edit(items);
    try {
      if (!unsaved) localStorage.setItem(KEY, JSON.stringify(collection(items)));
    } catch {
      unsaved = true;
    }
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
  const notice = (words, label, action) => {
    const hide = () => { told.hidden = true; };
    const all = unsaved ? `${words} The browser did not store it: it lasts only as long as this page.` : words;
    told.replaceChildren(all, button("×", hide, "Close"));
    if (unsaved) told.lastChild.before(button("Save as a file", asJson));
    told.hidden = false;
    say(all);
    if (!action) return;
    const act = button(label, () => {
      hide();
      action();
    });
    told.lastChild.before(act);
    act.focus();
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
    const [{ exact, prefix, suffix }, position] = item.target.selector;
    const stored = [...words].slice(0, position?.start).join("").length;
    if (words.startsWith(exact, stored)) return { paragraph, at: stored, score: ENOUGH };
    let best;
    for (let at = words.indexOf(exact); at >= 0; at = words.indexOf(exact, at + 1)) {
      const score = agreeing(backwards(prefix), backwards(words.slice(0, at)))
        + agreeing(suffix, words.slice(at + exact.length));
      if (!(best?.score >= score)) best = { paragraph, at, score };
    }
    return best;
  };

  const anchor = (item) => {
    const found = paragraphs.map((paragraph) => find(paragraph, item)).filter(Boolean);
    return found.find(({ paragraph }) => paragraph.id === placeOf(item)[1])
      ?? found.filter(({ score }) => score + quoteOf(item).length >= ENOUGH)
        .sort((one, other) => other.score - one.score)[0];
  };

  const describe = ({ paragraph, at }, exact) => {
    const before = [...paragraph.textContent.slice(0, at)];
    const after = [...paragraph.textContent.slice(at + exact.length)];
    const [prefix, suffix] = [before.slice(-32).join(""), after.slice(0, 32).join("")];
    const [start, end] = [before.length, before.length + [...exact].length];
    return {
      source: `texts/${text}/${paragraph.id}/`,
      selector: [{ type: "TextQuoteSelector", exact, prefix, suffix }, { type: "TextPositionSelector", start, end }],
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

  // ----- On a text: what is noted

  let marks = [];
  const notesOf = (paragraph) => items.filter((item) => `${placeOf(item)}` === `${text},${paragraph.id}`);
  const counters = new Map(paragraphs.map((paragraph) => {
    const counter = button("", () => read(notesOf(paragraph), paragraph));
    (paragraph.parentElement.querySelector("p:has(> .label)") ?? document.querySelector(".place")).append(counter);
    return [paragraph.id, counter];
  }));

  const draw = (judge) => {
    const changed = [];
    marks = [];
    for (const item of items) {
      const [of, id] = placeOf(item);
      // A page of one paragraph judges its own notes, and takes in lost ones that it holds.
      if (of !== text || (only && id !== only && !item.orphan)) continue;
      const found = anchor(item);
      if (found) marks.push({ item, range: rangeOf(found, quoteOf(item)) });
      const moved = found && found.paragraph.id !== id;
      if (moved || !found === !item.orphan) {
        const target = moved ? describe(found, quoteOf(item)) : item.target;
        changed.push({ ...item, target, orphan: found ? undefined : true });
      }
    }
    // Not on word from another tab: two versions of a text would answer each other forever.
    if (judge && changed.length) save((list) => put(list, changed));
    for (const paragraph of paragraphs) {
      const counter = counters.get(paragraph.id);
      const { length } = notesOf(paragraph);
      counter.hidden = !length;
      counter.textContent = many(length, "note");
      counter.ariaLabel = `${counter.textContent} on paragraph ${paragraph.id.slice(1)}`;
    }
    paint();
  };

  const paint = () => {
    if (!globalThis.Highlight) return;
    for (const name of ["own-highlight", "own-note"]) {
      const drawn = marks.filter(({ item }) => !noteOf(item) === (name === "own-highlight"));
      const highlight = new Highlight(...drawn.map(({ range }) => range));
      highlight.priority = -1; // the hits of a search lie above
      CSS.highlights.set(name, highlight);
    }
  };

  // ----- Reading and writing one

  const card = (item, link = "") => {
    const [exact, note] = [quoteOf(item), noteOf(item)];
    const verb = note ? "Edit" : "Add a note";
    const day = item.modified ? new Date(item.modified).toLocaleDateString("en", { dateStyle: "medium" }) : "";
    const made = element("li", { id: item.id },
      element("blockquote", {}, exact),
      element("p", { dir: "auto", className: "own-words" }, note),
      element("p", {}, link, element("time", { dateTime: item.modified ?? "" }, day),
        button(verb, () => write([item]), `${verb}: ${exact}`),
        button("Delete", () => remove(item), `Delete: ${exact}`)));
    if (item.orphan) made.prepend(element("p", { className: "own-orphan" }, "Its words are no longer in the text."));
    return made;
  };

  const remove = (item) => {
    dialog.close();
    commit((list) => list.filter(({ id }) => id !== item.id), "Deleted.",
      () => commit((list) => put(list, [item]), "It is back."));
  };

  const dialog = element("dialog", { className: "own-panel md-typeset" });
  const open = (near, ...content) => {
    dialog.oncancel = null;
    dialog.ariaLabel = "Your notes";
    dialog.replaceChildren(...content);
    if (!dialog.open) dialog.showModal();
    if (near) place(dialog, near);
  };

  const read = (notes, near) =>
    open(near, element("ul", {}, ...notes.map((item) => card(item))), button("Close", () => dialog.close()));

  const write = ([item, ...others], draft = noteOf(item)) => {
    const field = element("textarea", { value: draft, rows: 5, dir: "auto" });
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
    open(marks.find((mark) => mark.item.id === item.id)?.range ?? chosen,
      element("blockquote", {}, quoteOf(item)),
      element("label", {}, "Your note", field), button("Save", keep), button("Cancel", leave));
    dialog.oncancel = leave;
    field.focus();
  };

  // The keyboard goes on from what was changed.
  const goOn = (item) => {
    const next = document.getElementById(item.id)?.querySelector("button") ?? counters.get(placeOf(item)[1]);
    if (told.hidden) next?.focus({ preventScroll: true });
  };

  // ----- On a text: selecting

  let parts = [];
  let chosen;
  let pressed = false;
  let waiting;

  // What is selected in each paragraph; nothing if the selection reaches out of the text.
  const selected = () => {
    const selection = getSelection();
    if (selection.isCollapsed) return [];
    const range = selection.getRangeAt(0);
    const inside = (node) => paragraphs.some((paragraph) => paragraph.contains(node));
    // Three clicks select up to the very beginning of what follows.
    if (!inside(range.startContainer) || (range.endOffset && !inside(range.endContainer))) return [];
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
      const at = `${lead}`.length + words.indexOf(exact);
      return exact ? [create(describe({ paragraph, at }, exact))] : [];
    });
  };

  // The same words twice are one annotation.
  const create = (target) =>
    items.find((item) => JSON.stringify(item.target) === JSON.stringify(target))
    ?? withNote({ id: uuid(), type: "Annotation", created: now(), modified: now(), target });

  // Below what is selected, or above it: never on it.
  const place = (box, near) => {
    const { top, bottom, left } = near.getBoundingClientRect();
    const high = box.offsetHeight + 8;
    const low = bottom + high < innerHeight;
    const fit = (value, room) => `${Math.max(8, Math.min(value, room - 8))}px`;
    box.style.setProperty("--top", fit(low ? bottom + 8 : top - high, innerHeight - high));
    box.style.setProperty("--left", fit(left, innerWidth - box.offsetWidth));
    box.classList.toggle("own-above", !low && top > 2 * high); // at the bottom of a phone
  };

  const finish = (action) => {
    bar.hidden = true;
    getSelection().empty();
    action();
  };
  const amount = element("span");
  const bar = element("div", { className: "own-bar", role: "group", ariaLabel: "Words selected", hidden: true },
    amount,
    button("Highlight", () => finish(() => {
      commit((list) => put(list, parts), `${many(parts.length, "highlight")} made.`);
      goOn(parts[0]);
    })),
    button("Note", () => finish(() => write(parts))));
  // Pressing must not take the selection away.
  bar.addEventListener("mousedown", (event) => event.preventDefault());

  const consider = () => {
    if (pressed || dialog.open || bar.contains(document.activeElement)) return;
    parts = selected();
    if (parts.length && bar.hidden) say("Press h to highlight these words or to write a note.");
    bar.hidden = !parts.length;
    if (bar.hidden) return;
    amount.textContent = parts.length > 1 ? many(parts.length, "paragraph") : "";
    place(bar, chosen);
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(consider, 150);
  };

  // With nothing selected: the sentence that has the focus, or the first one being read.
  const choose = (focused) => {
    const unit = focused.closest(".unit")
      ?? paragraphs.find((paragraph) => paragraph.getBoundingClientRect().bottom > 120);
    getSelection().selectAllChildren(focused.closest(".words .sentence") ?? unit.querySelector(".sentence"));
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
    if (getSelection().isCollapsed) choose(before);
    consider();
    bar.querySelector("button").focus();
  };

  // A link stays a link: a highlight on it opens from the words beside it.
  const clicked = ({ target, clientX: x, clientY: y }) => {
    paint(); // putting the hits of a search away clears all
    if (!target.closest(".words") || target.closest("a") || !getSelection().isCollapsed) return;
    const at = document.caretPositionFromPoint?.(x, y);
    const { startContainer, startOffset } = at ? {} : document.caretRangeFromPoint(x, y);
    const hit = marks.filter(({ range }) =>
      range.isPointInRange(at?.offsetNode ?? startContainer, at?.offset ?? startOffset));
    if (hit.length) read(hit.map(({ item }) => item), hit[0].range);
  };

  const listen = () => {
    document.addEventListener("selectionchange", soon);
    document.addEventListener("pointerdown", ({ pointerType }) => { pressed = pointerType === "mouse"; });
    for (const name of ["pointerup", "pointercancel", "dragend"]) {
      document.addEventListener(name, () => {
        pressed = false;
        soon();
      });
    }
    document.addEventListener("keydown", keys);
    document.addEventListener("click", clicked);
    addEventListener("scroll", () => bar.hidden || place(bar, chosen), { passive: true });
  };

  // ----- The page that lists them

  const titleOf = (id) => [...document.querySelectorAll(".md-tabs__link")]
    .find((link) => link.pathname.match(PLACE)?.[1] === id)?.textContent.trim() ?? id;
  const linkTo = (item) => {
    const [of, id] = placeOf(item);
    const { base } = JSON.parse(document.getElementById("__config").textContent);
    const end = location.pathname.endsWith(".html") ? ".html" : "/";
    return element("a", { href: `${base}/texts/${of}/${id}${end}#${id}` }, `¶\u00a0${id.slice(1)}`);
  };

  // By text and paragraph, with a heading where a text begins.
  const sorted = (heading, entry) => {
    const all = [...items].sort((one, other) => startOf(one) - startOf(other))
      .sort((one, other) => `${placeOf(one)}`.localeCompare(placeOf(other), "en", { numeric: true }));
    return all.flatMap((item, index) => {
      const [of] = placeOf(item);
      const begins = !index || placeOf(all[index - 1])[0] !== of;
      return [...(begins ? [heading(titleOf(of))] : []), entry(item)];
    });
  };

  // What Markdown would act on is shown as it was written.
  const plain = (words) => words.replace(/[\\`*_<>[\]#&]/g, "\\$&");
  const asMarkdown = () => download("your-notes.md", "text/markdown", sorted(
    (title) => `## ${plain(title)}\n\n`,
    (item) => {
      const link = linkTo(item);
      const quote = plain(quoteOf(item)).replaceAll("\n", "\n> ");
      return `> ${quote}\n>\n> [${link.textContent}](${link.href})\n\n${plain(noteOf(item))}\n\n`;
    }
  ).join(""));

  const bring = (words) => {
    let data;
    try {
      data = JSON.parse(words);
    } catch {
      return notice("This file is not JSON. Nothing was changed.");
    }
    const given = array(data?.items ?? data?.first?.items ?? data);
    const taken = given.map(accept).filter(Boolean);
    if (!taken.length) return notice("This file holds no note on a paragraph. Nothing was changed.");
    refresh();
    const old = items;
    const all = merge(old, taken);
    const added = all.length - old.length;
    const replaced = old.filter((item) => !all.includes(item)).length;
    const report = [`Imported: ${added} new`, `${replaced} newer than yours, put in their place`,
      `${taken.length - added - replaced} here already`, `${given.length - taken.length} not on a paragraph, left out`];
    commit(() => all, `${report.join("; ")}.`, () => commit(() => old, "The import is undone."));
  };

  const file = element("input", { type: "file", accept: ".json,.jsonld", hidden: true });
  file.addEventListener("change", async () => {
    bring(await file.files[0].text());
    file.value = "";
  });
  const body = element("div");

  const list = () => {
    const cards = sorted((title) => element("h2", {}, title), (item) => card(item, linkTo(item)));
    body.replaceChildren(items.length ? many(items.length, "note")
      : "No notes yet: select words in a text, choose Highlight or Note, and they are listed here.", ...cards);
  };

  // ----- Begin

  const show = page ? list : draw;
  const again = ({ key }) => {
    if (key && key !== KEY) return;
    refresh();
    show();
  };
  addEventListener("storage", again);
  addEventListener("pageshow", again);

  document.body.append(dialog, bar, told);
  page?.append(button("Export as JSON", asJson), button("Export as Markdown", asMarkdown),
    button("Import", () => file.click()), file, body);
  if (text) listen();
  if (!refresh() && page) notice("What the browser keeps could not be read.");
  show(true);
})();
