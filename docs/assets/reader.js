// Conveniences. Everything on the page works without them; nothing leaves the device.
(() => {
  "use strict";

  const store = {
    get(name, fallback) {
      try {
        return localStorage.getItem(`reader.${name}`) ?? fallback;
      } catch {
        return fallback;
      }
    },
    set(name, value) {
      try {
        localStorage.setItem(`reader.${name}`, value);
      } catch {
        // Storage can be refused: the choice then lasts as long as the page.
      }
    },
  };

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const status = element("p", { className: "sr-only", role: "status" });
  document.body.append(status);
  const say = (words) => {
    status.textContent = "";
    requestAnimationFrame(() => {
      status.textContent = words;
    });
  };

  // Copy the link of a paragraph.

  const copy = async (words) => {
    if (navigator.clipboard) {
      try {
        await navigator.clipboard.writeText(words);
        return true;
      } catch {
        // Refused, or the page has no focus: try the older way.
      }
    }
    const field = element("textarea", { value: words, className: "sr-only" });
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  };

  const copyButton = (label, address) => {
    const button = element("button", { type: "button", className: "copy-link" }, "Copy link");
    button.setAttribute("aria-label", `Copy the link to ${label}`);
    button.addEventListener("click", async () => {
      const done = await copy(address);
      button.textContent = done ? "Copied" : address;
      button.classList.add("done");
      say(done ? `Link to ${label} copied` : `Not copied. The link is ${address}`);
      setTimeout(() => {
        button.textContent = "Copy link";
        button.classList.remove("done");
      }, 2500);
    });
    return button;
  };

  for (const label of document.querySelectorAll(".unit .label")) {
    label.after(copyButton(label.getAttribute("aria-label").toLowerCase(), label.href));
  }
  const place = document.querySelector("h1.place");
  if (place) {
    const [page] = location.href.split(/[?#]/);
    place.after(copyButton("this paragraph", page));
  }

  // How many marks the text carries.

  const switches = document.querySelector(".reader-switches");
  const choices = {
    terms: { legend: "Terms", values: { all: "all", first: "first in each paragraph", none: "none" } },
    notes: { legend: "Notes", values: { on: "on", off: "off" } },
  };
  for (const [name, { legend, values }] of Object.entries(choices)) {
    const chosen = store.get(name, Object.keys(values)[0]);
    document.body.dataset[name] = chosen;
    if (!switches) continue;
    const set = element("fieldset", {}, element("legend", {}, legend));
    for (const [value, words] of Object.entries(values)) {
      const input = element("input", { type: "radio", name, value, checked: value === chosen });
      input.addEventListener("change", () => {
        document.body.dataset[name] = value;
        store.set(name, value);
      });
      set.append(element("label", {}, input, words));
    }
    switches.append(set);
  }

  // Filter a list as one types: by English, Chinese, or pinyin with or without tones.

  const fold = (words) =>
    words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[\s\-'’]+/g, " ").trim();

  const keys = (item) => {
    const words = fold(item.textContent);
    return `${words} ${words.replaceAll(" ", "")}`;
  };

  const filter = (place, list, label, noun) => {
    const items = [...list.querySelectorAll("li")].map((item) => ({ item, keys: keys(item) }));
    const field = element("input", { type: "search", className: "filter", placeholder: label });
    field.setAttribute("aria-label", label);
    const count = element("p", { className: "filter-status", role: "status" });
    const apply = () => {
      const wanted = fold(field.value);
      const joined = wanted.replaceAll(" ", "");
      let shown = 0;
      for (const { item, keys } of items) {
        const fits = keys.includes(wanted) || (joined && keys.includes(joined));
        item.hidden = !fits;
        shown += fits;
      }
      for (const heading of list.querySelectorAll("h2")) {
        const group = heading.nextElementSibling;
        heading.hidden = group.hidden = !group.querySelector("li:not([hidden])");
      }
      count.textContent = wanted ? `${shown} of ${items.length} ${noun}` : "";
    };
    field.addEventListener("input", apply);
    place.append(field, count);
    apply();
  };

  const glossary = document.querySelector(".glossary-filter");
  if (glossary) {
    filter(glossary, document.querySelector(".glossary"), "Filter the entries", "entries");
  }
  const notes = document.querySelector(".notes-filter");
  if (notes) {
    filter(notes, document.querySelector("ul.notes"), "Filter the notes: a word, a kind, ¶ 4", "notes");
  }
})();
