// The page that lists all private notes: links to their places, export and import.
(() => {
  "use strict";

  const page = document.querySelector(".your-notes");
  const { element, notes } = globalThis.Reader;
  const {
    PLACE, array, accept, merge, refresh, commit, notice, button, download, asJson, listIn,
    quoteOf, noteOf, placeOf, selectorOf, all, unread,
  } = notes;

  const linkTo = (item) => {
    const [of, id] = placeOf(item);
    const [base, end] = location.pathname.endsWith("notes.html") ? [".", ".html"] : ["..", "/"];
    const title = [...document.querySelectorAll(".md-tabs__link")]
      .find((link) => link.pathname.match(PLACE)?.[1] === of)?.textContent.trim() ?? of;
    return element("a", { href: `${base}/texts/${of}/${id}${end}#${id}` }, `${title}, ¶\u00a0${id.slice(1)}`);
  };

  const sorted = () => {
    const { compare } = new Intl.Collator("en", { numeric: true });
    const key = (item) => [...placeOf(item), selectorOf(item, "TextPositionSelector")?.start].join();
    return all().map((item) => [key(item), item]).sort(([one], [other]) => compare(one, other)).map(([, item]) => item);
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
    const old = all();
    const merged = merge(old, taken);
    const added = merged.length - old.length;
    const kept = new Set(merged);
    const replaced = old.filter((item) => !kept.has(item)).length;
    commit(() => merged, `Imported: ${added} new, ${replaced} newer than yours, ${
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
    page.querySelector(".own-none").hidden = all().length;
    body.replaceChildren();
    listIn(body, sorted(), linkTo);
  };

  page.append(element("p", { className: "own-tools" }, button("Export as JSON", asJson),
    button("Export as Markdown", asMarkdown), button("Import", () => file.click()), file), body);
  notes.show = list;
  const strange = unread();
  if (!refresh()) notice("Your notes cannot be read.");
  else if (strange) notice(`${strange} of your notes cannot be read. They are kept, and exported with the others.`);
  list();
})();
