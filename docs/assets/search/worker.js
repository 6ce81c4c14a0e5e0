// The search worker: it speaks Material's protocol, and leaves the finding to the engine.
//
// Messages in: 0 set up, 2 query. Messages out: 1 ready, 3 result. The engine and
// the index are loaded at the first query, not before. In a folder (file://) a
// shim runs this file in a frame, where importScripts returns a promise.
(() => {
  "use strict";

  const here = self.location.href.startsWith("about:") || !self.WorkerGlobalScope
    ? document.querySelector("script[src]").src
    : self.location.href;
  const beside = (name) => new URL(name, here).href;

  let loading;
  const load = () => {
    loading ??= (async () => {
      await importScripts(beside("engine.js"), beside("../../search/reader_index.js"));
      return self.ReaderSearch.prepare(self.READER_INDEX);
    })();
    return loading;
  };

  // Why a paragraph is found that does not hold the words of the query.
  const reason = (doc, loan) => {
    const { escape } = self.ReaderSearch;
    const wordings = new Map(
      loan.uses.map(([start, end]) => doc.text.slice(start, end)).map((words) => [words.toLowerCase(), words])
    );
    wordings.delete(loan.entry.title.toLowerCase());
    const said = [...wordings.values()].map((words) => `<q>${escape(words)}</q>`).join(", ");
    const here = said ? `, here as ${said}` : "";
    return `<span class="reason">${escape(loan.entry.title)}${here}</span> `;
  };

  // Why an entry is found that shows none of the words of the query.
  const called = (doc, name) => {
    const shown = [doc.title, doc.chinese, doc.pinyin].map((words) => words?.toLowerCase());
    if (!name?.weight || shown.includes(name.words.toLowerCase())) return "";
    return `<span class="reason">Also <q>${self.ReaderSearch.escape(name.words)}</q></span> `;
  };

  const corrections = (corrected) => {
    const { escape } = self.ReaderSearch;
    const pairs = Object.values(corrected).map((word) => `<q>${escape(word)}</q>`);
    return pairs.length ? `<span class="reason">Read as ${pairs.join(", ")}</span> ` : "";
  };

  // The query in the words of the texts, for the page to mark them: misspelled words
  // corrected, British ones as they stand there, without those that were passed over.
  const findable = (index, { phrases, words }) => {
    const written = (word) => {
      const whole = self.ReaderSearch.beginning(index, word);
      return index.written.get(word) ?? index.written.get(whole)?.slice(0, word.length) ?? word;
    };
    return [...phrases.map((phrase) => `"${phrase}"`), ...words.map(written)].join(" ");
  };

  const spoken = (lang, html) => (lang ? `<span lang="${lang}">${html}</span>` : html);

  const present = (index, find, answer) => (result, position) => {
    const { doc, kind, name, loan, loans } = result;
    const { spans, merged, chief, teaser, marked } = self.ReaderSearch;
    const words = { ...answer.query, words: result.rest ?? answer.query.words };
    const uses = (loans ?? []).flatMap((item) => item.uses);
    const place = (part) => spans(part, words, index.simplified);
    // The very words go before the places of a term; those of an original stand in "more".
    const own = place(doc.text ?? "");
    const inMore = doc.more && !own.length && (kind !== "entry" || !doc.text) ? place(doc.more) : [];
    const [shown, pairs, lang, sentences] = inMore.length || !doc.text
      ? [doc.more ?? "", inMore, doc.moreLang, doc.moreSentences]
      : [doc.text, merged([...own, ...uses]), doc.lang, doc.sentences];
    const chosen = shown === doc.text ? uses.sort((a, b) => a[0] - b[0])[0] : undefined;
    const mark = (part) => marked(part, spans(part, answer.query, index.simplified));
    const names = doc.chinese
      ? ` <span lang="zh-Hans">${mark(doc.chinese)}</span>` +
        ` <span lang="zh-Latn-pinyin">${mark(doc.pinyin)}</span>`
      : "";
    const why = loan ? reason(doc, loan) : called(doc, name);
    const read = position ? "" : corrections(answer.corrected);
    const hit = chosen ?? chief(shown, pairs, words, index.simplified);
    const address = new URLSearchParams({ find });
    if (result.terms?.length) {
      address.set("term", result.terms.join(" "));
      address.set("words", result.rest.join(" "));
    }
    const sentence = sentences?.findLast(([, start]) => start <= (hit?.[0] ?? 0))?.[0];
    const at = result.at ?? sentence ?? doc.anchor;
    if (at) address.set("at", at);
    return [
      {
        location: `${doc.url}?${address}`,
        title: `<span data-found="${kind}"></span>${mark(doc.title)}${names}`,
        text: `<p>${read}${why}${spoken(lang, teaser(shown, pairs, hit))}</p>`,
        score: result.score,
        terms: {},
      },
    ];
  };

  const answer = async (query) => {
    if (!query.trim()) return { items: [] };
    const index = await load();
    const found = self.ReaderSearch.search(index, query);
    const results = found.results.length ? found.results : found.near;
    const find = findable(index, found.query);
    const same = find.toLowerCase() === query.trim().toLowerCase();
    return { items: results.map(present(index, same ? query.trim() : find, found)) };
  };

  // In a folder the message to set up is not waited for: Firefox tells the shim too early
  // that the frame is loaded, and the message is lost.
  const framed = !self.WorkerGlobalScope;
  if (framed) postMessage({ type: 1 });
  addEventListener("message", async ({ data: message }) => {
    if (message.type === 0 && !framed) postMessage({ type: 1 });
    if (message.type === 2) postMessage({ type: 3, data: await answer(message.data) });
  });
})();
