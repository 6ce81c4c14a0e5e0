// Runs parts of the front end outside a browser. Each line in is a call, as JSON: the name of one
// of the functions below and what it is given; each line out is its result, or its error.
import { createInterface } from "node:readline";

// What the build puts the words of a language in place of.
const filled = (english, values = {}) => english.replace(/\{(\w+)\}/g, (_, name) => values[name]);
Object.assign(globalThis, {
  _: filled,
  pgettext: (_, english, values) => filled(english, values),
  ngettext: (one, many, count, values) => filled(count === 1 ? one : many, { count, ...values }),
});

const scripts = new URL("../scripts/reader/site/assets/scripts/", import.meta.url);
const load = (path) => import(new URL(path, scripts));

const { engine } = await load("search/engine/main.js");
const { anchor, describe, judged } = await load("notes/anchoring.js");
const { accept, collection, merge } = await load("notes/annotations.js");
const { fragment, longFragment, missingWords } = await load("share/fragments.js");
const { check, leftOut } = await load("judging/check.js");
const { library, sentenceAt } = await load("texts/library.js");
const { hitsOf, mentionsOf, ordered } = await load("concordance/hits.js");
const { collocates, csv, lineOf } = await load("concordance/lines.js");
const { quotationsIn, sentencesIn } = await load("judging/article.js");
const { syllables } = await load("display/syllables.js");

let index;
let texts;
let sharded;
let files;
// All that an answer of the search says, but for what an index in shards loads of it.
const said = ({ found, results, near, corrected, query }, all) => ({
  found: found.first().map(({ doc, kind, score, at }) => [doc.number, kind, Math.round(score * 1e6), at ?? ""]),
  results: results.map((result) => [
    result.doc.url, result.doc.text, result.loan?.entry.id ?? "", result.terms ?? [], result.rest ?? [],
    (result.loans ?? []).map(({ uses }) => uses), engine.shownOf(result, query, all.simplified),
  ]),
  near: near.map(({ doc }) => doc.number), corrected, words: query.folded,
});
const functions = {
  prepare: (data) => {
    index = engine.prepare(data);
  },
  fold: (words) => words.map((word) => engine.fold(word, index.simplified)),
  // An answer names what it found by kind: an entry's id, p4, n6, or a page's title.
  ask: (query) => {
    const name = ({ kind, doc }) => doc.id ?? doc.sentences?.[0][0].replace(/s1$/, "")
      ?? (kind === "note" ? doc.anchor.replace("note-", "n") : doc.title);
    const { results, near, corrected } = engine.search(index, query);
    const answer = { all: results.map(name), near: near.map(name), entry: [], paragraph: [] };
    for (const result of results) answer[result.kind]?.push(name(result));
    return { ...answer, read: Object.values(corrected) };
  },
  shard: (head, given) => {
    sharded = engine.prepare(head);
    files = given;
  },
  // What an index in one file says of a query, what one in shards does, what that loads, and how many
  // loads there are, one after the other, to what is found.
  both: async (query, order, most = 200) => {
    const asked = [];
    let loads = 0;
    const load = async (names) => {
      loads++;
      for (const name of names) sharded.thin.shards.put(name, files[name]);
      asked.push(...names);
    };
    const bare = await engine.whenLoaded(sharded, load, () => engine.look(sharded, query, order, most));
    const needed = loads;
    const found = await engine.whenLoaded(sharded, load, () => engine.complete(sharded, bare));
    const choices = await engine.whenLoaded(sharded, load, () => engine.choices(sharded, found));
    const whole = engine.search(index, query, order);
    return {
      whole: { ...said(whole, index), choices: engine.choices(index, whole) },
      sharded: { ...said(found, sharded), choices }, asked, needed,
      titles: bare.results.map(({ doc }) => [doc.title, doc.url]),
      whole_titles: found.results.map(({ doc }) => [doc.title, doc.url]),
    };
  },
  // What can be chosen by hand: by group, each label with its count; what is chosen has a "+".
  choose: (query) => {
    const { groups, unnamed, wider } = engine.choices(index, engine.search(index, query));
    const said = ({ label, count, pressed }) => [label + (pressed ? "+" : ""), count];
    return {
      ...Object.fromEntries(groups.map(({ group, choices }) => [group, Object.fromEntries(choices.map(said))])),
      queries: Object.fromEntries(groups.flatMap(({ group, choices }) =>
        choices.map((choice) => [`${group} ${said(choice)[0]}`, choice.query]))),
      unnamed: unnamed.map(({ name, said: word, choices }) => [name, word, ...choices.map(({ label }) => label)]),
      wider: wider ?? null,
    };
  },
  // A note on words of one version of a text, and where it stands in another.
  follow: (before, at, exact, named, after, heirs) => {
    const target = describe({ paragraph: before, at }, exact);
    if (!named) target.selector.pop();
    const item = accept({ target });
    const heirOf = (id) => (id in heirs
      ? { id: heirs[id], paragraph: after.find(({ sentences }) => sentences.some((one) => one.id === heirs[id])) }
      : undefined);
    const found = anchor(item, after, heirOf);
    const { orphan = false, target: { source } } = judged(item, found);
    return { at: found?.at ?? null, source, orphan };
  },
  shelve: (data) => {
    texts = library(data);
  },
  // A judgment: what is said, and of each place its sentence and what is left out.
  judge: (quote) => {
    const { verdict, places, near, forgiven, differences, entries } = check(texts, quote);
    const place = (one) => ({ text: one.version.blocks[0].doc.of, sentence: sentenceAt(one.version, one.first), left: leftOut(one) });
    return {
      verdict, forgiven, differences,
      places: places.map(place), near: near ? place(near) : null, entries: entries.map(({ id }) => id),
    };
  },
  // The places of words, or of a term, in an order, each with the words beside it.
  lines: (words, term, order) => ordered(term ? mentionsOf(texts, term) : hitsOf(texts, words), order)
    .map((hit) => ({ sentence: sentenceAt(hit.version, hit.first), ...lineOf(hit) })),
  beside: (words, most) => collocates(hitsOf(texts, words), most),
  csv,
  quotations: (given) => quotationsIn(given).map(([start, end]) => given.slice(start, end)),
  sentences: sentencesIn,
  accept,
  merge,
  collection,
  fragment,
  longFragment,
  missingWords,
  syllables,
};

for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...given] = JSON.parse(line);
  let answer;
  try {
    answer = { result: await functions[name](...given) ?? null };
  } catch (error) {
    answer = { error: error.stack };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
