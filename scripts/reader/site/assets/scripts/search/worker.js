// The search worker: it speaks Material's protocol, and leaves the finding to the engine.
//
// Messages in: 0 set up, 2 query. Messages out: 1 ready, 3 result. The engine and the index
// are loaded at the first query, not before; the address of this script names them. In a
// folder (file://) it runs in the page, in a scope that here.js made: there importScripts
// returns a promise.
(() => {
  "use strict";

  const scope = self.document?.currentScript.scope ?? self;
  const sources = scope.location.hash.slice(1).split(",").map((name) => new URL(name, scope.location).href);

  let loading;
  const load = () => {
    loading ??= (async () => {
      await scope.importScripts(...sources);
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

  // How the query was read, where it was not read as it stands.
  const corrections = ({ corrected, cut }) => {
    const { escape } = self.ReaderSearch;
    if (cut) return `<span class="reason">Only the beginning of the query was looked for</span> `;
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

  const SAID = 100; // characters of a query that the page repeats
  const present = (index, find, said, answer) => (result, position) => {
    const { doc, kind, name, loan, loans } = result;
    const { spans, merged, chief, teaser, marked, escape } = self.ReaderSearch;
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
    const read = position ? "" : corrections(answer);
    const hit = chosen ?? chief(shown, pairs, words, index.simplified);
    const arrival = new URLSearchParams({ find });
    if (said !== find) arrival.set("said", said);
    if (result.terms?.length) {
      arrival.set("term", result.terms.join(" "));
      arrival.set("words", result.rest.join(" "));
    }
    const sentence = sentences?.findLast(([, start]) => start <= (hit?.[0] ?? 0))?.[0];
    const at = result.at ?? sentence ?? doc.anchor;
    if (at) arrival.set("at", at);
    return [
      {
        // The page puts what is marked on arrival behind the address, as a fragment: Material
        // leaves out the words of a result whose address has one.
        location: doc.url,
        title: `<span data-found="${kind}" data-arrival="${escape(`${arrival}`)}"></span>${mark(doc.title)}${names}`,
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
    const same = !found.cut && find.toLowerCase() === query.trim().toLowerCase();
    return { items: results.map(present(index, same ? query.trim() : find, query.trim().slice(0, SAID), found)) };
  };

  // What did not load is asked for again by the next query.
  const failed = () => {
    loading = null;
    const text = "<p>Try again in a moment, or load the page again.</p>";
    return { items: [[{ location: "", title: "The search could not be loaded", text, score: 1, terms: {} }]] };
  };

  scope.addEventListener("message", async ({ data: { type, data } }) => {
    if (type === 0) scope.postMessage({ type: 1 });
    if (type === 2) scope.postMessage({ type: 3, data: await answer(data).catch(failed) });
  });
})();
