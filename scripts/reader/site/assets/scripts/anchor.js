// Where a private note stands in the text: found again by its very words, or not at all.
globalThis.Reader.anchoring = (text) => {
  "use strict";

  const { offset } = globalThis.Reader;
  const paragraphs = [...document.querySelectorAll(".unit .words")];

  const sourceOf = (paragraph) => `texts/${text}/${paragraph.id}/`;
  const selectorOf = (item, type) => item.target.selector.find((selector) => selector.type === type);
  const sentencesOf = (item) => selectorOf(item, "FragmentSelector")?.value;

  // Asked for once, since the words of a page stay as they are: those of a paragraph, and its
  // sentences by id, start and end.
  const once = (work) => {
    const known = new Map();
    return (thing) => known.get(thing) ?? known.set(thing, work(thing)).get(thing);
  };
  const wordsOf = once((paragraph) => paragraph.textContent);
  const cut = once((paragraph) => [...paragraph.querySelectorAll(".sentence")].map((sentence) => {
    const start = offset(paragraph, sentence, 0);
    return { id: sentence.id, start, end: start + sentence.textContent.length };
  }));

  // An id that is gone stands, empty, before the sentence that took its words.
  const heir = (id) => {
    let place = document.getElementById(id);
    while (place && !place.textContent) place = place.nextElementSibling;
    return place;
  };

  // How many characters at the beginning of two texts are the same.
  const run = (one, other) => {
    let length = 0;
    while (length < one.length && one[length] === other[length]) length += 1;
    return length;
  };
  const backwards = (words) => words.split("").reverse().join("");

  // Where a quotation stands in a paragraph, with its context: what the note says of the words
  // before and after. All of it must agree; within the sentences that are named, as much of it
  // counts as they hold, and most of it is enough.
  const CERTAIN = 24; // characters that do not agree by chance
  const candidates = (paragraph, { exact, prefix, suffix }, named) => {
    const words = wordsOf(paragraph);
    const found = [];
    for (let at = words.indexOf(exact); at >= 0; at = words.indexOf(exact, at + 1)) {
      const end = at + exact.length;
      let [before, after] = [prefix, suffix];
      if (named) {
        const [first, last] = [at, end - 1].map((place) => cut(paragraph).find(({ end }) => place < end));
        if (first?.id !== named[0] || last?.id !== named[1]) continue;
        before = prefix.slice(Math.max(0, prefix.length - at + first.start));
        after = suffix.slice(0, last.end - end);
      }
      const agree = run(backwards(before), backwards(words.slice(Math.max(0, at - before.length), at)))
        + run(after, words.slice(end));
      const whole = agree === before.length + after.length;
      if (whole || (named && agree >= CERTAIN)) found.push({ paragraph, at, agree: whole ? Infinity : agree });
    }
    return found.sort((one, other) => other.agree - one.agree);
  };

  // Where the words of a note stand now. Words that look alike are never taken for them: a note
  // names its sentences, and an id goes with its words wherever they are moved. Of a note that
  // names none, as from elsewhere, all the context must agree, and outside its paragraph only
  // one place may have it.
  const anchor = (item) => {
    const [quote] = item.target.selector;
    const named = sentencesOf(item)?.split(",").map(heir);
    const home = named ? named[0]?.closest(".words") : paragraphs.find((it) => sourceOf(it) === item.target.source);
    let found = [];
    if (paragraphs.includes(home)) found = candidates(home, quote, named && [named[0].id, named.at(-1)?.id]);
    if (!found.length && !named && quote.prefix.length + quote.suffix.length >= CERTAIN) {
      found = paragraphs.flatMap((paragraph) => candidates(paragraph, quote));
      return found.length === 1 ? found[0] : undefined;
    }
    found = found.filter(({ agree }) => agree === found[0].agree);
    if (found.length < 2) return found[0];
    const { start } = selectorOf(item, "TextPositionSelector") ?? {};
    const stored = [...wordsOf(home)].slice(0, start).join("").length;
    return found.find(({ at }) => at === stored) ?? (found[0].agree === Infinity ? found[0] : undefined);
  };

  const describe = ({ paragraph, at }, exact) => {
    const end = at + exact.length;
    const before = [...wordsOf(paragraph).slice(0, at)];
    const after = [...wordsOf(paragraph).slice(end)];
    const start = before.length;
    const ids = cut(paragraph).filter((sentence) => sentence.start < end && sentence.end > at).map(({ id }) => id);
    return {
      source: sourceOf(paragraph),
      selector: [
        { type: "TextQuoteSelector", exact, prefix: before.slice(-32).join(""), suffix: after.slice(0, 32).join("") },
        { type: "TextPositionSelector", start, end: start + [...exact].length },
        { type: "FragmentSelector", value: [...new Set([ids[0], ids.at(-1)])].join() },
      ],
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

  return { anchor, describe, rangeOf, sourceOf, selectorOf, sentencesOf };
};
