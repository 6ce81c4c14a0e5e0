// Lists that are sorted or filtered: the texts of a shelf, the glossary, the notes of a text.
(() => {
  "use strict";

  const { element, fold } = globalThis.Reader;

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
    const items = [...list.querySelectorAll("li, .note")].map((item) => ({ item, keys: keys(item) }));
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
        const letter = document.querySelector(`.letters [href="#${heading.id}"]`);
        heading.hidden = group.hidden = !group.querySelector("li:not([hidden])");
        if (letter) letter.hidden = heading.hidden;
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
    filter(notes, document.querySelector("dl.notes"), "Filter the notes", "notes", [
      ["kinds", "All kinds", (kind) => kind.replaceAll("-", " ")],
      ["places", "All paragraphs", (id) => id.replace("p", "¶ ").replace("h", "heading ")],
    ]);
  }
})();
