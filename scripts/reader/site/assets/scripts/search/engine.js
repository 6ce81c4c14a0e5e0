// The search engine: a pure function from an index and a query to results.
//
// It scans: every document is short, and a scan is exact. Words are compared by
// their beginnings, Chinese by any run of characters, phrases in quotation marks
// by their very words. Only what a scan does not find is looked for by spelling.
(() => {
  "use strict";

  const WORD = /[\p{L}\p{N}\p{M}'’‘ʼ\u00ad\u200b-\u200d\u2060]+|[¶§]/gu;
  const HAN = /\p{Script=Han}+/gu;
  const LIMIT = 200;
  const LONGEST = 300; // characters of a query, and
  const MOST = 40; // words of it: what is beyond is passed over
  const CONTEXT = 90;

  // ----- Folding: what makes no difference to a reader makes none here.

  // British and American spellings become one. A rule should hold for the beginning
  // of a word too, since words are compared while they are typed; and it must leave
  // pinyin alone, which is written with and without spaces.
  const SPELLINGS = [
    [/([iy])z/g, "$1s"],
    [/(lab|col|[flr]av|hon|avi|ghb|arb|[hrt]um|vap|ig|arm|lend|eav|glam|val|parl|mean)our/g, "$1or"],
    [/([a-z]{2})tre(s|d)?\b/g, "$1ter$2"],
    [/programme?/g, "program"],
    [/([a-z]{2})ll(ed|ing|ers?)\b/g, "$1l$2"],
    [/(enrol|fulfil|instal|skil)l/g, "$1"],
    [/(def|off|lic|pret)en[cs]/g, "$1ens"],
    [/practi[cs]/g, "practic"],
    [/logue?(s?)\b/g, "log$1"],
    [/\bgrey/g, "gray"],
    [/\bageing/g, "aging"],
    [/judgement/g, "judgment"],
    [/\b([ln])v/g, "$1u"], // pinyin ü typed as v
  ];

  const SPELLED = new RegExp(SPELLINGS.map(([from]) => from.source).join("|"));
  const respelled = (words) =>
    SPELLED.test(words) ? SPELLINGS.reduce((folded, [from, to]) => folded.replace(from, to), words) : words;

  const plain = (words) =>
    words
      .replace(/['’‘ʼ`´′＇]|[\u00ad\u200b-\u200d\u2060\ufeff]/g, "")
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .toLowerCase()
      .replace(/[¶§]/g, " paragraph ")
      .replace(/[^\p{L}\p{N}]+/gu, " ");

  // Fold words for comparison; `simplified` maps traditional characters.
  const fold = (words, simplified = {}) => {
    const folded = plain(words).replace(HAN, (han) =>
      ` ${[...han].map((character) => simplified[character] ?? character).join("")} `
    );
    return respelled(folded).replace(/ +/g, " ").trim();
  };

  // A function that remembers its results, apart for each map of characters: the same
  // words stand in every passage, and the same passages in the results of every letter.
  const remembered = (work) => {
    const results = new WeakMap();
    return (words, simplified) => {
      if (!results.has(simplified)) results.set(simplified, new Map());
      const known = results.get(simplified);
      if (!known.has(words)) known.set(words, work(words, simplified));
      return known.get(words);
    };
  };

  const foldOnce = remembered((word, simplified) => fold(word, simplified));

  const foldWords = (passage, simplified) =>
    (passage.match(WORD) ?? []).map((word) => foldOnce(word, simplified)).filter(Boolean).join(" ");

  const condensed = (folded) => respelled(folded.replaceAll(" ", ""));

  const isHan = (word) => /\p{Script=Han}/u.test(word);

  // Words that carry no meaning of their own: nobody is refused a name for them.
  const STOP = new Set("a an and as at by for from in of on or the to with".split(" "));

  // The words that count; if none does, all of them.
  const content = (folded) => {
    const words = folded ? folded.split(" ") : [];
    const counting = words.filter((word) => !STOP.has(word));
    return counting.length ? counting : words;
  };

  // A word without the ending of its plural; only names are compared so.
  const singular = (word) =>
    word.length > 3 && !/(ss|us|is)$/.test(word) ? word.replace(/ies$/, "y").replace(/s$/, "") : word;

  // ----- The query

  const QUOTED = /["“”„«»「」『』]([^"“”„«»「」『』]*)["“”„«»「」『』]/gu;

  // What to look for in a folded text, which begins and ends with a space: Chinese
  // anywhere, other words by their beginning. A letter counts whole, unless it is the
  // last, of which more may follow: "R&D" is not any word with r and any with d.
  const needle = (word, n, words) => {
    if (isHan(word)) return word;
    return word.length === 1 && n < words.length - 1 ? ` ${word} ` : ` ${word}`;
  };

  const asked = (folded) => {
    const words = content(folded);
    const stems = words.map(singular);
    // One or two letters alone are a word of a text, or the beginning of a name.
    const short = words.length === 1 && /^[a-z]{1,2}$/.test(words[0]);
    return {
      folded,
      words,
      needles: words.map(needle),
      inText: short ? [` ${words[0]} `] : words.map(needle),
      joined: condensed(folded),
      loose: stems.join(""),
      bag: stems.sort().join(" "),
    };
  };

  // The words that are read of a query: after folding, since a sign may fold to several words.
  const first = (folded) => folded.split(" ").slice(0, MOST).join(" ");

  const parse = (query, simplified) => {
    const phrases = [];
    const rest = query.replace(QUOTED, (_, phrase) => {
      if (phrase.trim()) phrases.push(phrase.trim().replace(/\s+/g, " "));
      return " ";
    });
    const folded = fold(rest, simplified);
    return { phrases, cut: folded !== first(folded), ...asked(first(folded)) };
  };

  // A phrase written with a capital asks for its letters as they are. Which key
  // makes an apostrophe or a hyphen is not the reader's doing.
  const phraseTest = (phrase) => {
    const escaped = phrase
      .normalize("NFC")
      .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
      .replace(/['’‘ʼ]/g, "['’‘ʼ]")
      .replace(/[-‐‑]/g, "[-‐‑]")
      .replace(/ /g, "\\s+");
    const edge = (character) => (/[\p{L}\p{N}]/u.test(character) && !isHan(character));
    const before = edge([...phrase][0]) ? "(?<![\\p{L}\\p{N}])" : "";
    const after = edge([...phrase].at(-1)) ? "(?![\\p{L}\\p{N}])" : "";
    const flags = /\p{Lu}/u.test(phrase) ? "gu" : "giu";
    return new RegExp(before + escaped + after, flags);
  };

  // ----- The index, prepared once

  // Where a query without spaces may begin in a name: at its words, at the syllables
  // of pinyin.
  const tails = (folded, syllables) => {
    const parts = syllables
      ? folded.replace(/([zcs]h|[bpmfdtnlgkhjqxzcsryw])(?=[aeiou])/g, " $1").trim().split(/ +/)
      : folded.split(" ");
    return parts.slice(1).map((_, n) => respelled(parts.slice(n + 1).join("")));
  };

  const prepareName = (words, weight, isPinyin, simplified) => {
    const folded = fold(words, simplified);
    const { joined, loose, bag } = asked(folded);
    return { words, weight, folded, condensed: joined, loose, bag, tails: tails(folded, isPinyin) };
  };

  // The names of an entry; where pinyin has ü, keyboards have v.
  const prepareNames = (doc, simplified) =>
    (doc.names ?? []).flatMap(([words, weight]) => {
      const isPinyin = words === doc.pinyin;
      const typed = isPinyin ? words.normalize("NFD").replace(/u\u0308/g, "v") : words;
      const spellings = isPinyin && typed !== words.normalize("NFD") ? [words, typed] : [words];
      return spellings.map((name) => prepareName(name, weight, isPinyin, simplified));
    });

  // What a reader may type to get to a place: p4, p4s2, ¶ 4, heading 3, n6, note 6.
  const prepareIds = (doc, simplified) => {
    const sentences = (doc.sentences ?? []).map(([id]) => id);
    const blocks = sentences.map((id) => id.replace(/s\d+$/, ""));
    const title = doc.kind === "paragraph" ? doc.title.split(" · ")[0] : "";
    const note = doc.kind === "note" ? [doc.anchor, doc.anchor.replace("note-", "n")] : [];
    return new Map(
      [...blocks, ...sentences, title, ...note].map((id) => [condensed(fold(id, simplified)), id])
    );
  };

  const prepare = (data) => {
    const simplified = data.simplified ?? {};
    const written = new Map(); // a folded word as it is written
    const named = new Map(); // a name, loosely, and its entries
    const whole = new Map(); // a name in one word
    const docs = data.docs.map((doc, number) => {
      const names = prepareNames(doc, simplified);
      for (const name of names) {
        named.set(name.loose, [...(named.get(name.loose) ?? []), number]);
        if (!isHan(name.condensed)) whole.set(name.condensed, name.words);
      }
      const titled = doc.kind === "paragraph" ? [] : [doc.title];
      const raw = [...titled, doc.text ?? "", doc.more ?? ""];
      const folding = (parts) => parts.map((part) => ` ${foldWords(part, simplified)} `).join(" ");
      const head = folding([...titled, doc.text ?? ""]);
      const folded = `${head} ${folding([doc.more ?? "", ...(doc.hidden ?? [])])}`;
      const called = names.map((name) => ` ${name.folded} `).join(" ");
      for (const part of [...raw, ...(doc.hidden ?? []), ...names.map((name) => name.words)]) {
        for (const word of part.match(WORD) ?? []) {
          const folded = foldOnce(word, simplified);
          if (folded && !written.has(folded) && !isHan(folded)) written.set(folded, word.toLowerCase());
        }
      }
      const ids = prepareIds(doc, simplified);
      return { ...doc, number, names, called, head, folded, raw, ids };
    });
    const entries = docs.filter((doc) => doc.names.length);
    const vocabulary = [...written.keys()].sort();
    const spelled = (words) => [...words].map((word) => [word, letters(word)]);
    const [wordLetters, nameLetters] = [spelled(vocabulary), spelled(whole.keys())];
    const texts = [...new Set(docs.flatMap((doc) => doc.in ?? []))]; // none, if there is only one
    return { simplified, docs, entries, texts, named, whole, written, vocabulary, wordLetters, nameLetters };
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

  // How many letters may be wrong: two in a long word, one in a middling, none in a short.
  const tolerance = (word) => (word.length >= 7 ? 2 : word.length >= 5 ? 1 : 0);

  // The letters of a word as bits. One wrong letter changes two of them at most, so
  // most words are seen to be too far away without being compared.
  const letters = (word) => {
    let bits = 0;
    for (let at = 0; at < word.length; at++) bits |= 1 << (word.charCodeAt(at) & 31);
    return bits;
  };

  const bitsOf = (bits) => {
    let count = 0;
    for (let left = bits; left; left &= left - 1) count++;
    return count;
  };

  // The nearest of some words, by the length of the word that may be meant.
  const nearest = (words, word) => {
    const own = letters(word);
    let most = 2;
    let found = [];
    for (const [candidate, bits] of words) {
      const allowed = Math.min(most, tolerance(candidate.length > word.length ? candidate : word));
      if (!allowed || Math.abs(candidate.length - word.length) > allowed) continue;
      if (bitsOf(own ^ bits) > 2 * allowed) continue;
      const away = distance(word, candidate, allowed);
      if (away > allowed) continue;
      if (away < most) found = [];
      most = away;
      found.push(candidate);
    }
    return found;
  };

  // The first word of the index that begins so, if there is one.
  const beginning = (index, word) => {
    let [low, high] = [0, index.vocabulary.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (index.vocabulary[middle] < word) low = middle + 1;
      else high = middle;
    }
    return index.vocabulary[low]?.startsWith(word) ? index.vocabulary[low] : undefined;
  };

  const known = (index, word) => isHan(word) || beginning(index, word) !== undefined;

  // A word that stands in the texts as several: "lowcarbon" for "low-carbon".
  const split = (index, word) => {
    for (let at = word.length - 3; at >= 2; at--) {
      const [left, right] = [word.slice(0, at), word.slice(at)];
      if (!index.written.has(left) || STOP.has(left)) continue;
      const rest = known(index, right) ? right : split(index, right);
      if (rest && index.docs.some((doc) => doc.folded.includes(` ${left} ${rest}`))) {
        return `${left} ${rest}`;
      }
    }
    return null;
  };

  // ----- Matching

  const holds = (folded, word) => folded.includes(isHan(word) ? word : ` ${word}`);

  const holdsAll = (folded, needles) => needles.every((part) => folded.includes(part));

  // The grades of a name: it is the query, the query is its first words, or part of it.
  const GRADES = [104, 88, 70];

  // How well a name answers the query; 0 when it does not.
  const nameScore = (name, query) => {
    const { folded, joined, words, needles, loose, bag } = query;
    if (!folded) return 0;
    if (name.folded === folded) return 120 - name.weight;
    if (name.condensed === joined) return 115 - name.weight;
    if (name.loose === loose) return 110 - name.weight;
    if (words.length > 1 && name.bag === bag) return 107 - name.weight;
    let score = 0;
    if (name.folded.startsWith(`${folded} `)) score = 92;
    else if (name.folded.startsWith(folded)) score = 80;
    else if (joined.length > 2 && name.condensed.startsWith(joined)) score = 77;
    else if (loose.length > 2 && name.loose.startsWith(loose)) score = 76;
    else if (isHan(joined) && name.condensed.includes(joined)) score = 73;
    else if (` ${name.folded}`.includes(` ${folded}`)) score = 62;
    else if (joined.length > 3 && name.tails.some((tail) => tail.startsWith(joined))) score = 58;
    else if (holdsAll(` ${name.folded} `, needles)) score = 54;
    if (!score) return 0;
    return score + 7 * Math.min(1, joined.length / name.condensed.length) - name.weight;
  };

  const bestName = (doc, query) => {
    let best = { score: 0, name: null };
    for (const name of doc.names) {
      const score = nameScore(name, query);
      if (score > best.score) best = { score, name };
    }
    // Words from several names of one entry, such as Chinese beside English.
    const all = query.words.length > 1 && holdsAll(doc.called, query.needles);
    return best.score || !all ? best : { score: 48, name: null };
  };

  // How often words stand in a text; the beginning of a longer word counts half.
  const count = (folded, words) => {
    let hits = 0;
    const wanted = isHan(words) ? words : ` ${words}`;
    for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
      const next = folded[at + wanted.length];
      hits += isHan(words) || next === undefined || next === " " ? 1 : 0.5;
    }
    return hits;
  };

  // ----- The parts of a query

  // Cut a query into names of entries and single words: whoever types the names of two
  // entries, or a name and a word, means both, and a name under any of its wordings.
  // If the query as a whole is a name, or the beginning of one, it is one part.
  const partsOf = (index, query) => {
    const scored = index.entries.map((entry) => ({ entry, score: bestName(entry, query).score }));
    // Only names of the best grade lend their places: "Xi" is not the "xin" of a term.
    for (const grade of GRADES) {
      const lenders = scored.filter(({ score }) => score >= grade);
      if (lenders.length) return [{ ...query, lenders }];
    }
    // An abbreviation: its letters stand together.
    if (query.words.length > 1 && query.words.every((word) => /^[a-z]$/.test(word))) {
      return [{ ...query, inText: [` ${query.folded} `], lenders: [] }];
    }
    const parts = [];
    for (let at = 0; at < query.words.length; ) {
      let end = query.words.length;
      let found;
      for (; end > at; end--) {
        found = index.named.get(query.words.slice(at, end).map(singular).join(""));
        if (found || end === at + 1) break;
      }
      const numbers = [...new Set(found ?? [])];
      parts.push({
        ...asked(query.words.slice(at, end).join(" ")),
        inText: query.inText.slice(at, end),
        lenders: numbers.map((number) => ({ entry: index.docs[number], score: GRADES[0] })),
      });
      at = end;
    }
    return parts;
  };

  // How a document answers a part: directly, by the places of an entry, or not (null).
  const answers = (doc, part) => {
    const { words, folded, joined, lenders } = part;
    const direct =
      holdsAll(doc.folded, part.inText) ||
      (words.length > 1 && joined.length > 4 && holds(doc.folded, joined));
    const loans = [];
    let uses = 0;
    let about = false; // itself the entry, or a note on it, which lends without a place
    for (const { entry, score } of lenders) {
      const own = doc.mentions?.[entry.id] ?? [];
      uses += own.length;
      about ||= entry === doc;
      if (own.length || doc.about?.includes(entry.id)) loans.push({ entry, score, uses: own });
    }
    if (!direct && !loans.length && !about) return null;
    if (loans.length > 1) loans.sort((a, b) => b.score * b.uses.length - a.score * a.uses.length);
    const said = direct ? count(doc.folded, folded) + (doc.mentions ? 0 : count(doc.head, folded)) : 0;
    const apart = direct ? 0.1 * Math.min(5, ...words.map((word) => count(doc.folded, word))) : 0;
    const places = (uses ? Math.max(uses, said) + 0.5 : said) + apart;
    const rest = uses && words.length > 1 ? [] : words;
    // The entry whose mentions are the hits, unless the word itself stands there more often.
    const more = () => loans.length > 1 || doc.folded.split(` ${folded} `).length - 1 > uses;
    const term = uses && !(direct && words.length === 1 && more()) ? loans[0].entry.id : null;
    return { direct, loans, places, rest, term };
  };

  // ----- Results

  const ORDER = { entry: 0, paragraph: 1, definition: 2, note: 3, person: 4, page: 5 };

  const byScore = (a, b) => b.score - a.score || a.doc.number - b.doc.number;

  const hasPhrases = (doc, tests) =>
    tests.every((test) =>
      [...doc.raw, ...doc.names.map((name) => name.words)].some((part) => part.search(test) >= 0)
    );

  // An entry is found as such by its names.
  const asEntry = (doc, query, tests) => {
    const { score, name } = bestName(doc, query.phrases.length ? query.full : query);
    const quoted = doc.names.find(({ words }) => tests.some((test) => words.search(test) >= 0));
    if (!score && !quoted) return null;
    const known = Math.log2(1 + (doc.places ?? 0)) / 5; // below the weight of a name
    return { doc, kind: "entry", score: (score || 50) + known, name: name ?? quoted ?? null };
  };

  const asText = (doc, query, tests, parts) => {
    const at = query.phrases.length ? undefined : doc.ids.get(query.joined);
    const found = parts.map((part) => answers(doc, part));
    if (!at && found.includes(null)) return null;
    const all = found.filter(Boolean);
    const quoted = tests.reduce((sum, test) => sum + (doc.raw.join("\n").match(test)?.length ?? 0), 0);
    const each = all.map((answer) => answer.places);
    const together = parts.length > 1 && query.folded.includes(" ") ? count(doc.folded, query.folded) : 0;
    const least = quoted + (each.length ? Math.min(...each) : 0);
    const places = least + 2 * together + each.reduce((sum, count) => sum + count, 0) / 10;
    const boost = least < 0.5 ? 0 : 10 * (doc.boost ?? 0); // words here and there make no title
    return {
      all,
      doc,
      kind: doc.kind !== "entry" ? doc.kind : doc.person ? "person" : "definition",
      score: (at ? 1e4 : 0) + 20 * places + boost,
      at: at?.includes("s") ? at : undefined,
    };
  };

  // What only the results need that are shown.
  const detailed = ({ all, ...result }) => all ? {
    ...result,
    loan: all.find((answer) => !answer.direct)?.loans[0] ?? null,
    loans: all.flatMap((answer) => answer.loans),
    terms: all.flatMap((answer) => answer.term ?? []),
    rest: all.flatMap((answer) => answer.rest),
  } : result;

  // Where there are several texts, "in:name" keeps a query to one; while it is typed, the
  // beginning of a name will do. An entry is in a text that mentions it.
  const IN = /(?<=^|\s)in:(\S*)/g;

  const narrowed = (index, text) => {
    const names = index.texts.length ? [...text.matchAll(IN)].map((match) => match[1]).filter(Boolean) : [];
    const texts = names.flatMap((name) =>
      index.texts.includes(name) ? [name] : index.texts.filter((id) => id.startsWith(name))
    );
    const fits = (doc) => !names.length || (doc.in ?? []).some((id) => texts.includes(id));
    return { index: { ...index, fits }, text: index.texts.length ? text.replace(IN, " ") : text };
  };

  const find = (index, query, tests) => {
    const parts = query.words.length ? partsOf(index, query) : [];
    const entries = new Map();
    const texts = [];
    for (const doc of index.docs) {
      if (!index.fits(doc) || !hasPhrases(doc, tests)) continue;
      const text = asText(doc, query, tests, parts);
      const entry = doc.kind === "entry" ? asEntry(doc, query, tests) : null;
      if (entry && (text || !tests.length || !parts.length)) entries.set(doc, entry);
      else if (text) texts.push(text);
    }
    // The entries that a query of several parts names: if all of it is named, or found.
    const whole = parts.every((part) => part.lenders.length) || texts.length || entries.size;
    for (const [n, { lenders }] of (whole && parts.length > 1 ? parts : []).entries()) {
      for (const { entry } of lenders) {
        const score = 68 - n / 10; // in the order of the query
        if (!index.fits(entry) || !hasPhrases(entry, tests) || entries.get(entry)?.score > score) continue;
        entries.set(entry, { doc: entry, kind: "entry", score, name: null });
      }
    }
    return [...entries.values(), ...texts.filter(({ doc }) => !entries.has(doc))]
      .sort((a, b) => ORDER[a.kind] - ORDER[b.kind] || byScore(a, b))
      .slice(0, LIMIT)
      .map(detailed);
  };

  // ----- Reading a query that finds nothing as it stands

  const withWords = (query, folded) => ({ ...query, ...asked(folded) });

  // A choice from each list, in all ways, but not in more than a reader would wait for.
  const combined = (lists) =>
    lists.reduce(
      (rows, list) => rows.flatMap((row) => list.map((item) => [...row, item])).slice(0, 8),
      [[]]
    );

  // The ways to read a query with misspelled words: those that name an entry first.
  const readings = (index, query) => {
    const all = query.folded.split(" ");
    const corrections = all.map((word) => {
      if (STOP.has(word) || known(index, word)) return [word];
      const found = nearest(index.wordLetters, word);
      const run = found.length ? found : nearest(index.nameLetters, word);
      return run.length ? run.slice(0, 8) : [word];
    });
    const best = (reading) =>
      Math.max(0, ...index.entries.map((entry) => bestName(entry, reading).score));
    const spelled = combined(corrections)
      .filter((words) => words.some((word, n) => word !== all[n]))
      .map((words) => {
        const changed = words.flatMap((word, n) => (word === all[n] ? [] : [[all[n], word]]));
        return { query: withWords(query, words.join(" ")), changed };
      });
    // A name in one word, such as pinyin typed by syllables; tones typed as numbers.
    for (const name of nearest(index.nameLetters, query.joined)) {
      spelled.push({ query: withWords(query, name), changed: [[query.folded, name]] });
    }
    const toneless = withWords(query, query.folded.replace(/(?<=[a-z]{2})[1-5](?![0-9])/g, ""));
    if (toneless.joined.length > 3 && toneless.folded !== query.folded && best(toneless)) {
      spelled.unshift({ query: toneless, changed: [] });
    }
    return spelled
      .map((reading) => ({ ...reading, score: best(reading.query) }))
      .sort((a, b) => b.score - a.score);
  };

  // Look for a query. The answer says what was found, and how it was read:
  // `corrected` maps a misspelled word to the word that was taken for it; `cut` says that
  // only the beginning of the query was read.
  const search = (all, given) => {
    const whole = given.trim();
    const asking = whole.slice(0, LONGEST);
    const answer = searchFor(all, asking);
    return { ...answer, cut: asking !== whole || answer.query.cut };
  };

  const searchFor = (all, asking) => {
    const { index, text } = narrowed(all, asking);
    let query = parse(text, index.simplified);
    const nothing = { results: [], corrected: {}, near: [], query };
    if (!query.words.length && !query.phrases.length) return nothing;
    const tests = query.phrases.map(phraseTest);
    const spaced = query.folded.split(" ").map((word) =>
      word.length > 4 && !known(index, word) ? split(index, word) ?? word : word
    );
    query = withWords(query, spaced.join(" "));
    query.full = asked(first(fold(text, index.simplified)));
    const results = find(index, query, tests);
    if (results.length) {
      // A misspelled name may still be made of words that stand somewhere.
      const named = tests.length || results.some(({ kind, name }) => kind === "entry" && name);
      const [name] = named ? [] : nearest(index.nameLetters, query.joined);
      const meant = name ? find(index, withWords(query, name), []) : [];
      const entries = meant.filter(({ kind }) => kind === "entry");
      const others = results.filter(({ doc }) => entries.every((entry) => entry.doc !== doc));
      const corrected = entries.length ? { [query.folded]: index.whole.get(name) } : {};
      return { ...nothing, results: [...entries, ...others], corrected, query };
    }
    for (const reading of readings(index, query)) {
      const found = find(index, reading.query, tests);
      if (!found.length) continue;
      const written = (word) => index.written.get(word) ?? index.whole.get(word) ?? word;
      const corrected = reading.changed.map(([word, meant]) => [word, written(meant)]);
      return { ...nothing, results: found, corrected: Object.fromEntries(corrected), query: reading.query };
    }
    return { ...nothing, near: nearby(index, query.full), query };
  };

  // Nothing was found: entries that share a word, or two characters, with the query.
  const nearby = (index, query) => {
    const parts = query.words.flatMap((word) =>
      isHan(word) ? [...word].slice(1).map((_, n) => word.slice(n, n + 2)) : [word]
    );
    return index.entries
      .filter(index.fits)
      .map((doc) => {
        const shared = parts.filter((part) => part.length > 1 && holds(doc.called, part)).length;
        if (!shared) return { doc, kind: "near", score: 0 };
        const away = doc.names.map((name) => distance(query.joined, name.condensed, 40));
        return { doc, kind: "near", score: shared - Math.min(...away) / 100 };
      })
      .filter((item) => item.score > 0)
      .sort(byScore)
      .slice(0, 3);
  };

  // ----- Words in context

  const escape = (words) =>
    words.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

  // The words of a passage, each with its place and folded; a run of Chinese is a word.
  const tokens = remembered((passage, simplified) =>
    [...passage.matchAll(WORD)].flatMap((match) =>
      [...match[0].matchAll(/\p{Script=Han}+|\P{Script=Han}+/gu)].map(({ index, 0: run }) => {
        const start = match.index + index;
        return [start, start + run.length, foldOnce(run, simplified)];
      })
    )
  );

  // Where the words and phrases of a query stand in a passage, as [start, end) pairs.
  const spans = (passage, query, simplified) => {
    const found = [];
    for (const phrase of query.phrases) {
      for (const match of passage.matchAll(phraseTest(phrase))) {
        found.push([match.index, match.index + match[0].length]);
      }
    }
    for (const [start, end, folded] of query.words.length ? tokens(passage, simplified) : []) {
      for (const word of query.words) {
        if (!isHan(word)) {
          if (folded.startsWith(word)) found.push([start, end]);
          continue;
        }
        for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
          found.push([start + at, start + at + word.length]);
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

  // The hit to show: that which has most others near it; whole words count more.
  const chief = (passage, pairs, query, simplified) => {
    const weights = pairs.map(([start, end]) =>
      query.words.includes(foldOnce(passage.slice(start, end), simplified)) ? 3 : 1
    );
    let best = { score: 0, pair: pairs[0] };
    for (const pair of pairs.slice(0, 99)) {
      const score = weights.reduce((sum, weight, n) => {
        const away = pairs[n][0] - pair[0];
        return away >= 0 && away < CONTEXT ? sum + weight : sum;
      }, 0);
      if (score > best.score) best = { score, pair };
    }
    return best.pair;
  };

  // The part of a passage around a hit, as HTML with the hits marked.
  const teaser = (passage, pairs, hit = pairs[0]) => {
    const first = hit?.[0] ?? 0;
    let start = Math.max(0, first - CONTEXT);
    if (start) start = passage.indexOf(" ", start) + 1 || start;
    let end = Math.min(passage.length, first + 2 * CONTEXT);
    if (end < passage.length) {
      const last = passage.lastIndexOf(" ", end);
      const behind = passage.indexOf(" ", hit?.[1] ?? 0); // of a hit that ends within a word, all of it
      end = last > (hit?.[1] ?? 0) ? last : behind < 0 ? passage.length : behind;
    }
    const inside = pairs
      .filter(([a, b]) => a >= start && b <= end)
      .map(([a, b]) => [a - start, b - start]);
    const words = marked(passage.slice(start, end), inside);
    return `${start ? "… " : ""}${words}${end < passage.length ? " …" : ""}`;
  };

  self.ReaderSearch = {
    fold, parse, prepare, search, beginning, spans, merged, chief, teaser, marked, escape, distance,
  };
})();
