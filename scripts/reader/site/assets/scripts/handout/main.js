// The handout: what was gathered, in an order of one's own, to print or to take along.
import { all, element, find, get } from "../reader/elements.js";
import { say } from "../reader/say.js";
import { whenStored } from "../reader/store.js";
import { KEY } from "../share/gathering.js";
import { copyButton } from "../texts/copying.js";
import { docx } from "./docx.js";
import { items, readAgain, saved } from "./items.js";
import { markdown, quotedWords, referenceOf } from "./written.js";

const page = get(".handout");
const list = element("ol", { className: "handout-items" });
const foot = element("div", { className: "handout-foot" });
const refused = element("p", { role: "status" });
const heading = element("input", { placeholder: _("Give it a title"), ariaLabel: _("Title of the handout"), className: "handout-title" });

/** @param {HandoutItem} item */
const textOf = ({ link }) => /\/texts\/([^/]+)\//.exec(link)?.[1];

/**
 * The language of what was gathered: of a text, or that of what editors write.
 * @param {HandoutItem} item
 */
const languageOf = (item) => {
  const { docs, named } = READER_INDEX;
  const found = item.place ? docs.find(({ kind, of }) => kind === "paragraph" && of === textOf(item)) : undefined;
  return found?.lang ?? named?.own ?? "";
};

/** What whoever quotes a text is told of it, once for each text. */
const notes = () => {
  const quoted = new Map(items.map((item) => [textOf(item), item.title]));
  return Object.entries(READER_INDEX.texts ?? {})
    .filter(([id, { quoting }]) => quoting && quoted.has(id))
    .map(([id, { quoting }]) => `${quoted.get(id)}: ${quoting}`);
};
const handout = () => ({
  title: heading.value || _("Handout"), items, notes: notes(),
  edition: find(".handout-edition")?.textContent ?? "",
});

const store = () => {
  refused.textContent = saved() ? "" : _("This browser stores nothing: what you see is gone when you leave this page.");
};

/**
 * @param {string} words
 * @param {string} ariaLabel
 * @param {() => void} onclick
 * @param {boolean} [disabled]
 */
const button = (words, ariaLabel, onclick, disabled = false) =>
  element("button", { type: "button", className: "own-button", ariaLabel, onclick, disabled }, words);

/**
 * @param {number} at
 * @param {number} by
 */
const move = (at, by) => {
  items.splice(at + by, 0, ...items.splice(at, 1));
  store();
  show();
  const moved = /** @type {HTMLElement} */ (list.children[at + by]);
  (find(`button:nth-of-type(${by < 0 ? 1 : 2}):enabled`, moved) ?? find("button:enabled", moved))?.focus();
  say(_("Now number {n} of {total}", { n: at + by + 1, total: items.length }));
};

/** @param {number} at */
const remove = (at) => {
  const [gone] = items.splice(at, 1);
  store();
  show();
  const undo = button(_("Undo"), _("Put {name} back", { name: referenceOf(gone) }), () => {
    items.splice(at, 0, gone);
    store();
    show();
  });
  refused.append(_("Removed."), " ", undo);
  undo.focus();
};

/**
 * @param {HandoutItem} item
 * @param {number} at
 */
const shown = (item, at) => {
  const name = referenceOf(item);
  const comment = element("textarea", { value: item.comment, rows: 1, ariaLabel: _("Your comment on {name}", { name }), placeholder: _("Your comment") });
  comment.addEventListener("input", () => {
    item.comment = comment.value;
    store();
  });
  return element("li", {},
    ...(item.words ? [element("blockquote", { lang: languageOf(item), dir: "auto" }, quotedWords(item))] : []),
    element("p", {}, element("a", { href: item.link }, name)),
    comment,
    element("p", { className: "own-tools" },
      button("↑", _("Move {name} up", { name }), () => move(at, -1), at === 0),
      button("↓", _("Move {name} down", { name }), () => move(at, 1), at === items.length - 1),
      button(_("Remove"), _("Remove {name}", { name }), () => remove(at))));
};

const tools = element("p", { className: "own-tools" },
  copyButton(_("Copy as Markdown"), () => markdown(handout())),
  button(_("Save for Word"), _("Save for Word as a document"), () => {
    const type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    element("a", { href: URL.createObjectURL(new Blob([docx(handout())], { type })), download: "handout.docx" }).click();
  }),
  button(_("Print"), _("Print the handout"), () => print()));

const show = () => {
  refused.replaceChildren();
  list.replaceChildren(...items.map(shown));
  foot.replaceChildren(...notes().map((words) => element("p", {}, words)));
  tools.hidden = heading.hidden = get(".handout-edition").hidden = !items.length;
  get(".handout-none", page).hidden = items.length > 0;
};

/** Show what is kept now; whoever is writing goes on where they were. */
const again = () => {
  const written = () => /** @type {HTMLTextAreaElement[]} */ (all("textarea", list));
  const at = written().indexOf(/** @type {HTMLTextAreaElement} */ (document.activeElement));
  const { selectionStart, selectionEnd } = written()[at] ?? {};
  readAgain();
  show();
  written()[at]?.focus();
  written()[at]?.setSelectionRange(selectionStart, selectionEnd);
};

page.prepend(heading, tools);
page.append(list, refused, foot, get(".handout-edition"));
show();
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) again();
});
whenStored(KEY, again);
