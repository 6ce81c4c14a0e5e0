// The search engine: a pure function from an index and a query to results.
//
// It scans: every document is short, and a scan is exact. Words are compared by
// their beginnings, Chinese by any run of characters, phrases in quotation marks
// by their very words. Only what a scan does not find is looked for by spelling.
(() => {
  "use strict";

  const HAN = /\p{Script=Han}+/gu;
  const LIMIT = 200;
  const CONTEXT = 90;

  // ----- Folding: what makes no difference to a reader makes none here.

  const AMERICAN = [
    [/([a-z]{2})our(s|ed|ing|er|ers|able|al|ite|ites)?\b/g, "$1or$2"],
    [/([a-z]{2})is(e|es|ed|ing|ation|ations|er|ers)\b/g, "$1iz$2"],
    [/([a-z]{2})ys(e|es|ed|ing|er|ers)\b/g, "$1yz$2"],
    [/([a-z]{2})tre(s)?\b/g, "$1ter$2"],
    [/\bprogramme(s)?\b/g, "program$1"],
    [/([a-z]{2})ll(ed|ing|er|ers)\b/g, "$1l$2"],
    [/([a-z]{2})ence(s)?\b/g, "$1ense$2"],
    [/([a-z]{2})ogue(s)?\b/g, "$1og$2"],
  ];

  const plain = (words) =>
    words
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .toLowerCase()
      .replace(/['’‘ʼ`]/g, "")
      .replace(/[^\p{L}\p{N}]+/gu, " ");

  // Fold words for comparison; `simplified` maps traditional characters.
  const fold = (words, simplified = {}) => {
    let folded = plain(words).replace(HAN, (han) =>
      ` ${[...han].map((character) => simplified[character] ?? character).join("")} `
    );
    for (const [british, american] of AMERICAN) folded = folded.replace(british, american);
    return folded.replace(/ +/g, " ").trim();
  };

  const condensed = (folded) => folded.replaceAll(" ", "");

  // ----- The query

  const QUOTED = /["“”„«»「」『』]([^"“”„«»「」『』]*)["“”„«»「」『』]/gu;

  const parse = (query, simplified) => {
    const phrases = [];
    const rest = query.replace(QUOTED, (_, phrase) => {
      if (phrase.trim()) phrases.push(phrase.trim().replace(/\s+/g, " "));
      return " ";
    });
    const folded = fold(rest, simplified);
    return { phrases, folded, words: folded ? folded.split(" ") : [] };
  };

  const isHan = (word) => /\p{Script=Han}/u.test(word);

  // A phrase written with a capital asks for its letters as they are.
  const phraseTest = (phrase) => {
    const escaped = phrase.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/ /g, "\\s+");
    const edge = (character) => (/[\p{L}\p{N}]/u.test(character) && !isHan(character));
    const before = edge([...phrase][0]) ? "(?<![\\p{L}\\p{N}])" : "";
    const after = edge([...phrase].at(-1)) ? "(?![\\p{L}\\p{N}])" : "";
    const flags = /\p{Lu}/u.test(phrase) ? "gu" : "giu";
    return new RegExp(before + escaped + after, flags);
  };

  // ----- The index, prepared once

  const prepare = (data) => {
    const simplified = data.simplified ?? {};
    const vocabulary = new Set();
    const docs = data.docs.map((doc, number) => {
      const names = (doc.names ?? []).map(([words, weight]) => {
        const folded = fold(words, simplified);
        return { words, weight, folded, condensed: condensed(folded) };
      });
      const titled = doc.kind === "paragraph" ? [] : [doc.title];
      const raw = [...titled, doc.text ?? "", doc.more ?? ""];
      const folded = [...raw, ...(doc.hidden ?? [])]
        .map((part) => ` ${fold(part, simplified)}`)
        .join(" ");
      for (const word of `${folded} ${names.map((name) => name.folded).join(" ")}`.split(" ")) {
        if (word && !isHan(word)) vocabulary.add(word);
      }
      return { ...doc, number, names, folded, raw };
    });
    return { simplified, docs, vocabulary: [...vocabulary].sort() };
  };

  // ----- Spelling

  // Damerau-Levenshtein distance, given up beyond `most`.
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let older = [];
    let old = Array.from({ length: b.length + 1 }, (_, n) => n);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        const same = a[i - 1] === b[j - 1];
        row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          row[j] = Math.min(row[j], older[j - 2] + 1);
        }
      }
      if (Math.min(...row) > most) return most + 1;
      [older, old] = [old, row];
    }
    return old[b.length];
  };

  const tolerance = (word) => (word.length >= 7 ? 2 : word.length >= 4 ? 1 : 0);

  // The words nearest to one that begins no word of the index.
  const near = (index, word) => {
    let most = tolerance(word);
    let found = [];
    for (const candidate of most ? index.vocabulary : []) {
      const away = distance(word, candidate, most);
      if (away < most || (away === most && !found.length)) {
        if (away < most) found = [];
        most = away;
      }
      if (away === most) found.push(candidate);
    }
    return found;
  };

  const known = (index, word) =>
    isHan(word)
      ? index.docs.some((doc) => doc.folded.includes(word) || nameHas(doc, word))
      : index.vocabulary.some((candidate) => candidate.startsWith(word));

  const nameHas = (doc, han) => doc.names.some((name) => name.condensed.includes(han));

  // ----- Matching

  const holds = (folded, word) => folded.includes(isHan(word) ? word : ` ${word}`);

  // How well a name answers the query: 100 when it is the query, 0 when it is not.
  const nameScore = (name, query) => {
    if (!query.folded) return 0;
    const q = query.folded;
    const joined = condensed(q);
    const whole = ` ${name.folded}`;
    let score = 0;
    if (name.folded === q) score = 100;
    else if (name.condensed === joined) score = 98;
    else if (name.folded.startsWith(`${q} `)) score = 84;
    else if (name.folded.startsWith(q)) score = 80;
    else if (joined.length > 2 && name.condensed.startsWith(joined)) score = 76;
    else if (isHan(joined) && name.condensed.includes(joined)) score = 72;
    else if (whole.includes(` ${q}`)) score = 68;
    else if (query.words.every((word) => holds(whole, word))) score = 60;
    if (!score || score >= 98) return score && score - name.weight;
    return score + 8 * Math.min(1, joined.length / name.condensed.length) - name.weight;
  };

  const bestName = (doc, query) => {
    let best = { score: 0, name: null };
    for (const name of doc.names) {
      const score = nameScore(name, query);
      if (score > best.score) best = { score, name };
    }
    return best;
  };

  // How often a word stands in a text; as a whole word it counts double.
  const count = (folded, word) => {
    let hits = 0;
    const wanted = isHan(word) ? word : ` ${word}`;
    for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
      const next = folded[at + wanted.length];
      hits += next === undefined || next === " " ? 2 : 1;
    }
    return hits;
  };

  const phrasesIn = (doc, tests) =>
    tests.every((test) => doc.raw.some((part) => part.search(test) >= 0));

  // ----- Results

  const ORDER = { entry: 0, paragraph: 1, definition: 2, note: 3, page: 4 };

  const byScore = (a, b) => b.score - a.score || a.doc.number - b.doc.number;

  const find = (index, query, tests) => {
    const { words, folded } = query;
    const results = [];
    const strong = new Map();
    const fits = index.docs.map((doc) => phrasesIn(doc, tests));
    for (const doc of index.docs) {
      if (doc.kind !== "entry") continue;
      const { score, name } = bestName(doc, query);
      if (score >= 72) strong.set(doc.id, { score, doc, name });
      if (score && fits[doc.number]) {
        const places = Math.log2(1 + (doc.places ?? 0)) / 4;
        results.push({ doc, kind: "entry", score: score + places, name });
      }
    }
    // An exact name speaks for itself: those that merely contain it do not lend their places.
    const top = Math.max(0, ...[...strong.values()].map((item) => item.score));
    const lending = [...strong.values()].filter((item) => (top >= 92 ? item.score >= 92 : true));
    const named = new Set(results.map((result) => result.doc));
    for (const doc of index.docs) {
      if (named.has(doc) || !fits[doc.number]) continue;
      const direct = words.length > 0 && words.every((word) => holds(doc.folded, word));
      const lent = lending
        .map(({ doc: entry, score }) => ({ entry, score, uses: doc.mentions?.[entry.id] ?? [] }))
        .filter((loan) => loan.uses.length && !tests.length)
        .sort((a, b) => b.score * b.uses.length - a.score * a.uses.length);
      if (!direct && !lent.length && (words.length || !tests.length)) continue;
      const hits = words.reduce((sum, word) => sum + Math.min(10, count(doc.folded, word)), 0);
      const together = folded.includes(" ") && holds(doc.folded, folded) ? 10 : 0;
      const score =
        (lent.length ? (lent[0].score * (lent[0].uses.length + 1)) / 10 : 0) + hits + together +
        (doc.boost ?? 0) +
        tests.reduce((sum, test) => sum + doc.raw.join("\n").match(test).length, 0);
      results.push({
        doc,
        kind: doc.kind === "entry" ? "definition" : doc.kind,
        score,
        loan: direct ? null : lent[0],
        loans: lent,
      });
    }
    return results.sort((a, b) => ORDER[a.kind] - ORDER[b.kind] || byScore(a, b)).slice(0, LIMIT);
  };

  // Look for a query. The answer says what was found, and how it was read:
  // `corrected` maps a misspelled word to the word that was taken for it.
  const search = (index, text) => {
    const query = parse(text, index.simplified);
    if (!query.words.length && !query.phrases.length) {
      return { results: [], corrected: {}, near: [], query };
    }
    const tests = query.phrases.map(phraseTest);
    let results = find(index, query, tests);
    const corrected = {};
    if (results.length) return { results, corrected, near: [], query };
    for (const word of query.words) {
      if (isHan(word) || known(index, word)) continue;
      const [candidate] = near(index, word);
      if (candidate) corrected[word] = candidate;
    }
    const words = query.words.map((word) => corrected[word] ?? word);
    const spelled = { ...query, words, folded: words.join(" ") };
    if (Object.keys(corrected).length) results = find(index, spelled, tests);
    if (results.length) return { results, corrected, near: [], query: spelled };
    return { results, corrected: {}, near: nearby(index, query), query };
  };

  // Nothing was found: entries that share a word, or a character, with the query.
  const nearby = (index, query) => {
    const parts = query.words.flatMap((word) =>
      isHan(word) && word.length > 2 ? [word.slice(0, 2), word.slice(-2)] : [word]
    );
    return index.docs
      .filter((doc) => doc.kind === "entry")
      .map((doc) => {
        const names = doc.names.map((name) => ` ${name.folded}`).join(" ");
        const score = parts.filter((part) => part.length > 1 && holds(names, part)).length;
        return { doc, kind: "near", score };
      })
      .filter((item) => item.score)
      .sort(byScore)
      .slice(0, 3);
  };

  // ----- Words in context

  const escape = (words) =>
    words.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

  // Where the words and phrases of a query stand in a passage, as [start, end) pairs.
  const spans = (passage, query, simplified) => {
    const found = [];
    for (const phrase of query.phrases) {
      for (const match of passage.matchAll(phraseTest(phrase))) {
        found.push([match.index, match.index + match[0].length]);
      }
    }
    for (const match of passage.matchAll(/[\p{L}\p{N}\p{M}'’]+/gu)) {
      for (const run of match[0].matchAll(/\p{Script=Han}+|\P{Script=Han}+/gu)) {
        const start = match.index + run.index;
        for (const word of query.words) {
          const folded = fold(run[0], simplified);
          if (isHan(word)) {
            for (let at = folded.indexOf(word); isHan(folded) && at >= 0; at = folded.indexOf(word, at + 1)) {
              found.push([start + at, start + at + word.length]);
            }
          } else if (folded.startsWith(word)) {
            found.push([start, start + run[0].length]);
          }
        }
      }
    }
    return merged(found);
  };

  const merged = (pairs) => {
    const found = [];
    for (const [start, end] of pairs.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
      const last = found.at(-1);
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else found.push([start, end]);
    }
    return found;
  };

  const marked = (passage, pairs) => {
    let html = "";
    let place = 0;
    for (const [start, end] of pairs) {
      html += `${escape(passage.slice(place, start))}<mark>${escape(passage.slice(start, end))}</mark>`;
      place = end;
    }
    return html + escape(passage.slice(place));
  };

  // The part of a passage around its first hit, as HTML with the hits marked.
  const teaser = (passage, pairs) => {
    const first = pairs[0]?.[0] ?? 0;
    let start = Math.max(0, first - CONTEXT);
    if (start) start = passage.indexOf(" ", start) + 1 || start;
    let end = Math.min(passage.length, first + 2 * CONTEXT);
    if (end < passage.length) end = Math.max(passage.lastIndexOf(" ", end), pairs[0]?.[1] ?? 0);
    const inside = pairs
      .filter(([a, b]) => a >= start && b <= end)
      .map(([a, b]) => [a - start, b - start]);
    const words = marked(passage.slice(start, end), inside);
    return `${start ? "… " : ""}${words}${end < passage.length ? " …" : ""}`;
  };

  self.ReaderSearch = { fold, parse, prepare, search, spans, teaser, marked, escape, distance };
})();
