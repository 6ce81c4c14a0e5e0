// For other sites: a link to a paragraph or an entry of this reader shows its card there.
//
//   <script src="https://…/assets/embed.js" defer></script>
//
// Where anything is missing, or refused, a link stays the link it is. Nothing is kept and
// nothing is sent but one request for the file of a card, when it is shown. On touch there
// is no card: a tap follows the link. WCAG 2.2, 1.4.13: Escape puts a card away, the pointer
// may enter it, it stays until it is left.
(() => {
  "use strict";

  const own = document.currentScript ?? document.querySelector("script[src*='assets/embed.js']");
  if (!own?.src || !("adoptedStyleSheets" in document)) return;
  const root = new URL("..", own.src);
  // From a folder no browser gives a file to a script.
  if (!root.protocol.startsWith("http")) return;
  // The texts of the reader have cards of their own.
  if (location.href.startsWith(root) && document.querySelector("script#cards, script#uses")) return;
  // Included twice, the second asks the first, and leaves.
  const name = `reader-card ${root}`;
  if (!dispatchEvent(new CustomEvent(name, { cancelable: true }))) return;

  const [SHOW, LEAVE, GAP] = [500, 300, 8]; // milliseconds, milliseconds, pixels
  const STYLE = ":host{all:initial!important;position:fixed!important;z-index:2147483647!important}"
    + "div{position:fixed;box-sizing:border-box;max-width:min(25em,96vw);overflow:auto;overflow-wrap:anywhere;font:.95em/1.5 system-ui,sans-serif;color-scheme:light dark;color:CanvasText;background:Canvas}"
    + "div:not(:empty){padding:.7em .9em;border:1px solid #777;border-radius:.4em;box-shadow:0 .3em 1em #0003}"
    + "p{margin:0 0 .4em}p:last-child{margin:0;font-size:.85em;opacity:.8}span{unicode-bidi:isolate;margin-inline-end:.5em}"
    + "@media print{:host{display:none!important}}";

  // What a link leads to: the path of its card, and the number of a sentence, if it names one.
  const base = root.host + root.pathname;
  const PAGE = /^(glossary|texts)\/(?!index\.)([\w-]+)(?:\/(p\d+))?(?:\/index)?(?:\.html|\/)?$/;
  const target = (link) => {
    const url = `${link.host}${link.pathname}`; // a link in an SVG has neither
    const [, folder, id, block] = (url.startsWith(base) && url.slice(base.length).match(PAGE)) || [];
    const [, at, sentence] = link.hash?.match(/^#(p\d+)(?:s(\d+))?\b/) ?? [];
    const unit = block ?? at;
    if (folder === "glossary") return [`${folder}/${id}`];
    return folder && unit ? [`${folder}/${id}/${unit}`, at === unit && sentence] : null;
  };
  const linkAt = (event) => event.composedPath().find((node) => node.localName === "a" && target(node));

  // One request for each card; refused once, no more are made.
  const asked = new Map();
  let refused = false;
  const get = (path) => {
    if (!refused && !asked.has(path)) {
      const address = new URL(`data/cards/${path}.json`, root);
      const answer = fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" }).then(
        (response) => (response.ok ? response.json() : null),
        () => { refused = true; }
      );
      asked.set(path, answer.catch(() => null));
    }
    return asked.get(path);
  };

  // Throws where there are no words.
  const element = (tag, words, lang = "en") =>
    Object.assign(document.createElement(tag), { lang, textContent: words.trim() });
  const line = (...parts) => {
    const made = element("p", "");
    made.append(...parts);
    return made;
  };

  const lines = (data, sentence) => {
    const all = data.sentences;
    const words = all?.[sentence - 1];
    return all
      ? [
          line(element("b", `${data.label} ${data.title}`)),
          line(element("span", words ?? all[0], data.language), words || !all[1] ? "" : " …"),
          line(element("span", data.status), root.host),
        ]
      : [
          line(element("b", data.headword)),
          line(element("span", data.chinese, "zh-Hans"), element("span", data.pinyin, "zh-Latn-pinyin")),
          line(element("span", data.text)),
          line(root.host),
        ];
  };

  let host, box, timer;
  let shown; // the link whose card is up
  let aimed; // the link whose card is up, or will be in a moment
  let over; // the link under the pointer
  let focused; // the link that the keyboard came to
  let y; // where the pointer came upon the link

  const build = () => {
    host = element("reader-card", "");
    host.popover = "manual"; // above all else, where the browser knows how
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    const shadow = host.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [sheet];
    box = element("div", "");
    box.dir = "ltr";
    shadow.append(box);
  };

  // Beside the line of the link that the pointer is on: below it, or where there is more room.
  const place = () => {
    if (!shown) return;
    const all = [...shown.getClientRects()];
    const at = all.find((rect) => y >= rect.top && y <= rect.bottom) ?? all[0];
    if (!at || at.bottom < 0 || at.top > innerHeight) {
      hide();
      return;
    }
    box.style.cssText = "left:0;top:0";
    const { width, height } = box.getBoundingClientRect();
    const above = at.top - 2 * GAP;
    const below = innerHeight - at.bottom - 2 * GAP;
    const under = height <= below || below >= above;
    const room = Math.min(height, under ? below : above);
    const left = Math.max(GAP, Math.min(at.left, innerWidth - width - 2 * GAP));
    const top = under ? at.bottom + GAP : at.top - GAP - room;
    box.style.cssText = `left:${left}px;top:${top}px;max-height:${room}px`;
  };

  const show = async (link) => {
    if (link === shown) return;
    const turn = timer;
    if (!host) build();
    if (!host.isConnected) document.documentElement.append(host);
    // Only who came by the keyboard is told: the pointer's user sees it.
    box.ariaLive = link === focused ? "polite" : "off";
    const [path, sentence] = target(link) ?? [];
    const data = await get(path);
    if (turn !== timer) return;
    hide();
    try {
      box.replaceChildren(...lines(data, sentence));
    } catch {
      return; // there are no data, or they are not a card
    }
    shown = link;
    host.showPopover?.();
    place();
  };

  const hide = () => {
    clearTimeout(timer);
    timer = 0;
    if (!shown) return;
    shown = null;
    box.replaceChildren();
    host.hidePopover?.();
  };

  const aim = (link) => {
    if (link === aimed) return;
    aimed = link;
    clearTimeout(timer);
    timer = setTimeout(link ? show : hide, link ? SHOW : LEAVE, link);
  };

  const listen = (type, action) => addEventListener(type, action, true);
  listen(name, (event) => event.preventDefault());
  listen("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    over = event.target === host ? shown : linkAt(event);
    if (over !== shown) y = event.clientY;
    aim(over ?? focused);
  });
  listen("pointerout", (event) => {
    if (event.relatedTarget) return;
    over = null;
    aim(focused);
  });
  listen("focusin", (event) => {
    const link = linkAt(event);
    focused = link?.matches(":focus-visible") ? link : null;
    if (focused) y = -1;
    aim(focused ?? over);
  });
  listen("focusout", () => {
    focused = null;
    aim(over);
  });
  listen("pointerdown", (event) => {
    if (event.target !== host) hide();
  });
  listen("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (shown) event.stopPropagation(); // it was meant for the card
    focused = null;
    hide();
  });
  listen("scroll", place);
  listen("resize", place);
})();
