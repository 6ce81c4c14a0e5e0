// Take a place along: its link, its words as a quotation, a citation of it.
(() => {
  "use strict";

  const { element, say, place } = globalThis.Reader;
  const paragraphs = [...document.querySelectorAll(".unit .words")];
  const templates = document.getElementById("citations");
  const [here] = location.href.split(/[?#]/);
  // On one line. In wrapped Chinese a line end is nothing.
  const UNSPACED = "[\\u2e80-\\u9fff\\uf900-\\ufaff\\uff01-\\uff60]";
  const WRAPPED = new RegExp(`(?<=${UNSPACED})[^\\S\\n]*\\n\\s*(?=${UNSPACED})`, "g");
  const line = (words) => words.replace(WRAPPED, "").replace(/\s+/g, " ").trim();

  // ----- To the clipboard

  // As formatted text too, so that italics arrive in a word processor.
  const copy = async (words, html) => {
    try {
      const parts = { "text/plain": words, ...(html && { "text/html": html }) };
      const blobs = Object.entries(parts).map(([type, part]) => [type, new Blob([part], { type })]);
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      return true;
    } catch {
      // Refused, or an old browser, or plain http: the older way.
    }
    const field = element("textarea", { value: words, className: "sr-only" });
    (document.querySelector("dialog[open]") ?? document.body).append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  };

  // ----- Links to words: the id of the sentence, then a text fragment

  const labelOf = (paragraph) => paragraph.closest(".unit").querySelector(".label");
  const pageOf = (paragraph) => labelOf(paragraph)?.href ?? here;

  // How many characters of a paragraph stand before a place in it.
  const offset = (paragraph, node, at) => {
    const range = new Range();
    range.setStart(paragraph, 0);
    range.setEnd(node, at);
    return `${range}`.length;
  };

  // Whole words are what a browser looks for; those around them tell one place from another.
  const AROUND = 3;
  const wordsOf = (paragraph) => {
    const { lang } = paragraph.closest("[lang]");
    const segments = new Intl.Segmenter(lang, { granularity: "word" }).segment(paragraph.textContent);
    return [...segments]
      .filter(({ isWordLike }) => isWordLike)
      .map(({ index, segment }) => [index, index + segment.length]);
  };
  const encoded = (words) => encodeURIComponent(line(words)).replaceAll("-", "%2D");

  const passage = (paragraph, start, end) => {
    const words = wordsOf(paragraph);
    const first = words.findIndex(([, to]) => to > start);
    const last = words.findLastIndex(([from]) => from < end);
    if (first < 0 || last < first) return null;
    const part = (from, to) => paragraph.textContent.slice(from, to);
    const [from, to] = [Math.min(start, words[first][0]), Math.max(end, words[last][1])];
    return {
      from,
      exact: part(from, to),
      opening: part(from, words[Math.min(first + AROUND, last)][1]),
      closing: part(words[Math.max(last - AROUND, first)][0], to),
      before: part(words[Math.max(0, first - AROUND)][0], from),
      after: part(to, words[Math.min(last + AROUND, words.length - 1)][1]),
    };
  };

  const linkTo = (range) => {
    const touched = paragraphs.filter((paragraph) => range.intersectsNode(paragraph));
    const [first, last] = [touched[0], touched.at(-1)];
    const inside = (paragraph, node) => paragraph.contains(node);
    const start = inside(first, range.startContainer) ? offset(first, range.startContainer, range.startOffset) : 0;
    const end = inside(last, range.endContainer)
      ? offset(last, range.endContainer, range.endOffset) : last.textContent.length;
    const sentence = [...first.querySelectorAll(".sentence")]
      .findLast((candidate) => offset(first, candidate, 0) <= start);
    const id = sentence?.id ?? first.id;
    if (first !== last) {
      const from = passage(first, start, first.textContent.length);
      const to = passage(last, 0, end);
      const text = from && to ? `:~:text=${encoded(from.opening)},${encoded(to.closing)}` : "";
      return `${here}#${id}${text}`;
    }
    const found = passage(first, start, end);
    if (!found) return `${pageOf(first)}#${id}`;
    const { exact, opening, closing, before, after } = found;
    const text = exact.length > 150 ? `${encoded(opening)},${encoded(closing)}` : encoded(exact);
    const prefix = before.trim() && `${encoded(before)}-,`;
    const suffix = after.trim() && `,-${encoded(after)}`;
    return `${pageOf(first)}#${id}:~:text=${prefix}${text}${suffix}`;
  };

  // ----- Citations, as the build has made them

  const today = () => new Date().toISOString().slice(0, 10);

  // The day of the visit, as each style and format has it.
  const VISITS = {
    gbt7714: (day) => `[${day}]`,
    bibtex: (day) => `  urldate = {${day}},\n`,
    ris: (day) => `Y2  - ${day.replaceAll("-", "/")}/\n`,
    "csl-json": (day) => `"accessed": {"date-parts": [[${day.split("-").map(Number)}]]}, `,
  };
  // In a folder only the owner of the folder could use the address, so that the path stays.
  const published = location.protocol !== "file:";

  // Fill in what the build could not know.
  const complete = (box, style, address) => {
    for (const day of box.querySelectorAll("[data-accessed]")) day.replaceWith(VISITS[style](today()));
    for (const path of box.querySelectorAll("[data-address]")) {
      path.replaceWith(published ? address : path.textContent);
    }
  };

  const citation = ({ style, name }, html, address) => {
    const box = element("div", { innerHTML: html });
    complete(box, style, address);
    return { name, words: line(box.textContent), html: box.innerHTML };
  };

  for (const form of document.querySelectorAll(".cite-fold [data-style]")) complete(form, form.dataset.style, here);

  const citations = (number, address) => {
    if (templates) {
      const { number: sign, visit, open, close, forms } = JSON.parse(templates.textContent);
      return forms.map((form) => {
        const words = form.template.replaceAll(sign, number);
        if (form.html) return citation(form, words, address);
        const [before, path, after] = words.replace(visit, () => VISITS[form.style](today())).split(RegExp(`[${open}${close}]`));
        return { name: form.name, words: path ? before + (published ? address : path) + after : before };
      });
    }
    return [...document.querySelectorAll(".cite-fold [data-style]")].map((form) => {
      const name = form.closest("dd").previousElementSibling.textContent;
      const words = form.textContent;
      return form.closest("pre") ? { name, words } : { name, words: line(words), html: form.innerHTML };
    });
  };

  // ----- The menu

  const menu = element("div", { className: "share-menu", popover: "auto", role: "group" });
  document.body.append(menu);

  const choice = (name, spoken, words, html) => {
    const button = element("button", { type: "button", className: "own-button" }, name);
    button.setAttribute("aria-label", `Copy the ${spoken}`);
    button.addEventListener("click", async () => {
      if (await copy(words, html)) {
        menu.hidePopover();
        say(`The ${spoken} is copied`);
        told.textContent = "Copied";
        told.classList.add("copied");
        setTimeout(() => {
          told.textContent = told.dataset.words;
          told.classList.remove("copied");
        }, 2500);
      } else {
        const field = element("textarea", { value: words, rows: 4, readOnly: true });
        menu.replaceChildren(element("label", {}, "It could not be copied. Here it is:", field));
        field.select();
      }
    });
    return button;
  };
  let told = element("span"); // the button that opened the menu

  const share = (near, opener, { name, number, link, quotation }) => {
    told = opener;
    told.dataset.words ??= told.textContent;
    menu.replaceChildren(
      choice("Link", `link to ${name}`, link),
      ...(quotation ? [choice("Quotation", "quotation", quotation)] : []),
      element("p", {}, "Citation"),
      ...citations(number, link.split("#")[0]).map((form) => choice(form.name, `citation, ${form.name}`, form.words, form.html))
    );
    menu.setAttribute("aria-label", `Copy of ${name}`);
    menu.showPopover();
    place(menu, near);
    menu.querySelector("button").focus({ preventScroll: true });
  };

  // The source of a quotation: the title of the text is on its page and on those of its parts.
  const title = line(document.querySelector(".pager .whole, h1")?.textContent ?? "");
  const quoted = (words, numbers, link) => `“${line(words)}” (${title}, ${numbers})\n${link}`;

  // What is shared of the words selected.
  const shareWords = (range, opener) => {
    const touched = paragraphs.filter((paragraph) => range.intersectsNode(paragraph));
    const [first, last] = [touched[0], touched.at(-1)].map((paragraph) => paragraph.id.slice(1));
    const number = first === last ? first : `${first}–${last}`;
    const link = linkTo(range);
    const words = line(touched.map((paragraph) => {
      const part = range.cloneRange();
      if (!paragraph.contains(part.startContainer)) part.setStart(paragraph, 0);
      if (!paragraph.contains(part.endContainer)) part.setEnd(paragraph, paragraph.childNodes.length);
      return `${part}`;
    }).join(" "));
    const quotation = quoted(words, `¶ ${number}`, link);
    share(range, opener, { name: "these words", number, link, quotation });
  };

  Object.assign(globalThis.Reader, { offset, shareWords });

  // ----- Its buttons: at each paragraph, and at an entry

  const opener = (name, options) => {
    const button = element("button", { type: "button", className: "copy-link" }, "Copy");
    button.setAttribute("aria-label", `Copy: link, quotation or citation of ${name}`);
    button.setAttribute("aria-haspopup", "true");
    button.addEventListener("click", () => share(button, button, options()));
    return button;
  };

  for (const paragraph of paragraphs) {
    const number = paragraph.id.slice(1);
    const name = `paragraph ${number}`;
    const link = pageOf(paragraph);
    const quotation = () => quoted(paragraph.textContent, `¶ ${number}`, link);
    const made = opener(name, () => ({ name, number, link, quotation: quotation() }));
    const beside = labelOf(paragraph) ?? document.querySelector(".place h1");
    beside?.after(made);
  }
  if (!paragraphs.length && document.querySelector(".cite-fold")) {
    document.querySelector(".crumb")?.append(" ", opener("this entry", () => ({ name: "this entry", link: here })));
  }

  // ----- A link whose words are no longer here still leads to its sentence, and says so

  // What is no percent-encoding is taken as it stands.
  const decoded = (words) => {
    try {
      return decodeURIComponent(words);
    } catch {
      return words;
    }
  };
  const [visit] = performance.getEntriesByType("navigation");
  const [, fragment] = (visit?.name ?? "").split(":~:text=");
  const whole = fragment && line(document.querySelector("article").textContent).toLowerCase();
  const missing = (fragment ?? "").split("&")[0].split(",", 4)
    .filter((part) => part && !/^-|-$/.test(part))
    .map(decoded)
    .filter((part) => !whole.includes(part.toLowerCase()));
  if (missing.length) {
    const close = element("button", { type: "button", ariaLabel: "Close" }, "×");
    const words = ["The words of this link no longer stand here: ", element("q", {}, missing.join(" … ").slice(0, 300))];
    const bar = element("div", { className: "hit-bar", role: "status" }, element("span", {}, ...words), close);
    close.addEventListener("click", () => bar.remove());
    document.body.append(bar);
    // Chromium goes to the sentence by itself, but not on a page whose scripts have run.
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }
})();
