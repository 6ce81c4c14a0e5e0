// The hits of the search that led to a page: they are marked, n and p go from one to the next.
// It is loaded on arrival from a search, not before.
(() => {
  "use strict";

  const { element, say, fold, disclose } = globalThis.Reader;
  let close = () => {};

  // Mark what was found: the query, its terms, and those of its words that name no term.
  globalThis.Reader.mark = ({ find: query, term, words, said }) => {
    close();
    const article = document.querySelector(".md-content article");
    const ranges = hits(article, query, term?.split(" ") ?? [], words ?? "");
    if (!ranges.length) return;
    CSS.highlights.set("found", highlight(ranges));
    let here = -1;
    const go = (step) => {
      here = (here + step + ranges.length) % ranges.length;
      CSS.highlights.set("found-here", new Highlight(ranges[here]));
      const around = ranges[here].startContainer.parentElement;
      disclose(around);
      around.scrollIntoView({ block: "center" });
      say(`Hit ${here + 1} of ${ranges.length}`);
      place.textContent = `${here + 1} of ${ranges.length}`;
    };
    const button = (label, words, step) => {
      const made = element("button", { type: "button" }, words);
      made.setAttribute("aria-label", label);
      made.addEventListener("click", () => go(step));
      return made;
    };
    const place = element("span", {}, `${ranges.length} ${ranges.length === 1 ? "hit" : "hits"}`);
    const away = element("button", { type: "button", ariaLabel: "Put the marks of the search away" }, "×");
    const bar = element(
      "div",
      { className: "hit-bar", role: "group" },
      element("q", {}, said ?? query),
      place,
      button("Previous hit (key p)", "↑", -1),
      button("Next hit (key n)", "↓", 1),
      away
    );
    bar.setAttribute("aria-label", "Hits of the search");
    const keys = (event) => {
      const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "n") go(1);
      else if (event.key === "p") go(-1);
      else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener("keydown", keys, true);
    close = () => {
      for (const name of ["found", "found-here"]) CSS.highlights.delete(name);
      window.removeEventListener("keydown", keys, true);
      bar.remove();
    };
    away.addEventListener("click", () => {
      close();
      history.replaceState({ ...history.state, found: undefined }, "");
    });
    document.body.append(bar);
  };

  // One by one: as arguments of a call, many ranges are more than a browser takes.
  const highlight = (ranges) => {
    const made = new Highlight();
    for (const range of ranges) made.add(range);
    return made;
  };

  // The ranges in which words or phrases of a query stand, and the mentions of its terms;
  // `words` are those of its words that name no term.
  const hits = (root, query, terms, words) => {
    const ranges = [];
    const phrases = [];
    const rest = query.replace(/["“”]([^"“”]+)["“”]/g, (_, phrase) => {
      phrases.push(fold(phrase));
      return " ";
    });
    const mentions = [...root.querySelectorAll(".term, .hit")].filter((link) => terms.some((term) =>
      link.id.replace(/^\w+-|-\d+$/g, "") === term
      || link.hash.includes(`-${term}-`)));
    for (const link of mentions) {
      const range = new Range();
      range.selectNodeContents(link);
      ranges.push(range);
    }
    const linked = new Set(mentions);
    const wanted = new Set([...phrases, ...fold(mentions.length ? words : rest).split(" ")]);
    // All words in a row, since a hit may begin before a link and end in it.
    const nodes = [];
    let whole = "";
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.parentElement.closest("button, fieldset, script, [hidden]")) continue;
      nodes.push([whole.length, node]);
      whole += node.data;
    }
    const point = (offset, least) => {
      let [low, high] = [0, nodes.length - 1];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (nodes[middle][0] < offset + least) low = middle;
        else high = middle - 1;
      }
      const [start, node] = nodes[low];
      return [node, offset - start];
    };
    wanted.delete("");
    for (const words of wanted) {
      const escaped = words.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&");
      const pattern = /\p{Script=Han}/u.test(words)
        ? escaped.replaceAll(" ", "").replace(/(?<=\p{L})(?=\p{L})/gu, "\\s*")
        : `(?<![\\p{L}\\p{N}])${escaped.replaceAll(" ", "[\\s-]+")}`;
      for (const match of whole.matchAll(new RegExp(pattern, "giu"))) {
        const range = new Range();
        range.setStart(...point(match.index, 1));
        range.setEnd(...point(match.index + match[0].length, 0));
        const around = range.commonAncestorContainer;
        if (!linked.has((around.closest ? around : around.parentElement).closest(".term, .hit"))) ranges.push(range);
      }
    }
    return ranges.sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b));
  };
})();
