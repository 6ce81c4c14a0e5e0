// The display: how large and how wide the words are set, in which face, what stands over them.
// Loaded when its fold is opened, or where the Chinese stands over the words.
(() => {
  "use strict";

  const { element, choose, original, originals } = globalThis.Reader;
  const chosen = document.documentElement.dataset;
  const fold = document.querySelector(".reader-switches details");

  // Of each choice its name, the value that holds where nothing was chosen, and all values.
  const yes = { on: "on", off: "off" };
  const choices = {
    size: ["Text size", "normal", { small: "small", normal: "normal", large: "large", huge: "very large" }],
    lines: ["Lines", "normal", { narrow: "narrow", normal: "normal", wide: "wide" }],
    type: ["Typeface", "serif", { serif: "serif", sans: "sans serif" }],
    over: ["Chinese over the terms", "off", yes],
    cards: ["Cards", "on", yes],
  };
  if (!original) delete choices.over;
  if (originals.length) {
    choices.shown = ["Show", "translation", { translation: "translation", original: "original", both: "both" }];
  }

  const set = (name, legend, values, current, change) => {
    const made = element("fieldset", {}, element("legend", {}, legend));
    for (const [value, words] of Object.entries(values)) {
      const input = element("input", { type: "radio", name, value, checked: value === current });
      input.addEventListener("change", () => change(value));
      made.append(element("label", {}, input, words));
    }
    fold.append(made);
  };

  for (const [name, [legend, usual, values]] of Object.entries(choices)) {
    const current = Object.hasOwn(values, chosen[name]) ? chosen[name] : usual;
    set(name, legend, values, current, (value) => choose(name, value));
  }

  // Light or dark is the theme's to keep: its own switches are turned.
  const schemes = [...document.querySelectorAll("[name=__palette]")];
  const names = Object.fromEntries(["as the device", "light", "dark"].map((words, n) => [n, words]));
  const scheme = Math.max(0, schemes.findIndex(({ checked }) => checked));
  set("scheme", "Colors", names, `${scheme}`, (n) => schemes[n].click());
  fold.append(document.querySelector(".key-opener"));

  // ----- The Chinese over the terms: each character with its syllable

  // A syllable that begins with a vowel has an apostrophe before it: n, ng and r before a vowel
  // begin the next one.
  const vowel = "[aeiou][\\u0300-\\u036f]*";
  const SYLLABLE = new RegExp(`(?:[zcs]h|[b-df-hj-np-tw-z])?(?:${vowel})+(?:ng?(?!${vowel})|r(?!${vowel}))?`, "giu");
  const HAN = /[\p{Script=Han}\d]/u; // digits are spoken too

  const annotated = (base, said) => element("ruby", {}, base, element("rt", {}, said));
  const syllabic = ({ chinese, pinyin }) => {
    const syllables = pinyin.normalize("NFD").match(SYLLABLE)?.map((one) => one.normalize()) ?? [];
    const signs = [...chinese];
    if (signs.filter((sign) => HAN.test(sign)).length !== syllables.length) return [annotated(chinese, pinyin)];
    return signs.map((sign) => (HAN.test(sign) ? annotated(sign, syllables.shift()) : sign));
  };

  // It stands in a shadow of the words, so that they stay what they are for those who copy, cite
  // or note them.
  const STYLE = "ruby{ruby-align:center}.over{font:400 .72em/1.25 var(--hans);color:var(--ink);user-select:none;text-align:center}"
    + ".over ruby{display:inline-flex;flex-direction:column-reverse;align-items:center;min-width:1.7em}"
    + ".over ruby rt{display:block;font:.62em/1.2 var(--interface);color:var(--quiet)}";
  const cover = (link) => {
    const words = element("span", { className: "covered" }, ...link.childNodes);
    const over = element("rt", { className: "over", lang: "zh-Hans", ariaHidden: "true" }, ...syllabic(original(link)));
    words.attachShadow({ mode: "open" }).append(
      element("style", {}, STYLE), element("ruby", {}, element("slot"), over)
    );
    link.append(words);
  };

  globalThis.Reader.setOver = () => {
    for (const words of document.querySelectorAll(".covered")) words.replaceWith(...words.childNodes);
    for (const link of document.querySelectorAll(".words .term[href], .heading .term[href]")) {
      link.normalize();
      if (chosen.over === "on") cover(link);
    }
  };
  if (original && chosen.over === "on") globalThis.Reader.setOver();
})();
