// The page that lists all private notes: links to their places, export and import.
import { addressOf, numberOf } from "../reader/addresses.js";
import { all, element, get } from "../reader/elements.js";
import { accept, array, merge, noteOf, placeOf, quoteOf, startOf } from "../notes/annotations.js";
import { asJson, button, commit, download, notice, view } from "../notes/notice.js";
import { listIn } from "../notes/panel.js";
import { allItems, refresh, unread } from "../notes/stored.js";

/** @param {Annotation} item */
const linkTo = (item) => {
  const [text, id] = placeOf(item);
  /** @type {HTMLAnchorElement[]} */
  const tabs = all(".md-tabs__link");
  const tab = tabs.find(({ href }) => href === addressOf(text));
  const title = tab?.textContent?.trim() ?? text;
  return element("a", { href: `${addressOf(text, id)}#${id}` }, `${title}, ¶\u00a0${numberOf(id)}`);
};

const sorted = () => {
  const { compare } = new Intl.Collator("en", { numeric: true });
  return allItems()
    .map((item) => ({ item, key: [...placeOf(item), startOf(item)].join() }))
    .sort((one, other) => compare(one.key, other.key))
    .map(({ item }) => item);
};

/** @param {string} words */
const plain = (words) => words.replace(/[\\`*_<>[\]#&]/g, "\\$&");
const asMarkdown = () => download("your-notes.md", "text/markdown", sorted().map((item) => {
  const { textContent, href } = linkTo(item);
  const quote = plain(quoteOf(item)).replaceAll("\n", "\n> ");
  return `> ${quote}\n>\n> [${textContent}](${href})\n\n${plain(noteOf(item))}\n`;
}).join("\n"));

/** @param {File} given */
const bring = async (given) => {
  const data = JSON.parse(await given.text());
  const items = array(data.items ?? data.first?.items ?? data);
  const taken = items.map(accept).filter((item) => !!item);
  if (!taken.length) throw data;
  refresh();
  const old = allItems();
  const merged = merge(old, taken);
  const added = merged.length - old.length;
  const kept = new Set(merged);
  const replaced = old.filter((item) => !kept.has(item)).length;
  const known = taken.length - added - replaced;
  commit(() => merged,
    _("Imported: {added} new, {replaced} newer than yours, {known} already here, {refused} left out.", {
      added, replaced, known, refused: items.length - taken.length,
    }),
    () => commit(() => old, _("Undone.")));
};

const file = element("input", {
  type: "file",
  hidden: true,
  onchange: () => bring(/** @type {FileList} */ (file.files)[0])
    .catch(() => notice(_("This file holds no notes on a text. Nothing was changed.")))
    .finally(() => {
      file.value = "";
    }),
});
const page = get(".your-notes");
const body = element("div");

const list = () => {
  get(".own-none", page).hidden = allItems().length > 0;
  body.replaceChildren();
  listIn(body, sorted(), linkTo);
};

page.append(element("p", { className: "own-tools" }, button(_("Export as JSON"), asJson),
  button(_("Export as Markdown"), asMarkdown), button(_("Import"), () => file.click()), file), body);
view.show = list;
const strange = unread();
if (!refresh()) notice(_("Your notes cannot be read."));
else if (strange) notice(ngettext("{count} of your notes cannot be read. It is kept, and exported with the others.",
  "{count} of your notes cannot be read. They are kept, and exported with the others.", strange));
list();
