"""A sharded static index of the paragraphs, made of ``/data/edition.json``.

What a large shelf would do: entries, of which there are few, stay in the reader's own index,
which knows pinyin, other names and misspellings. Paragraphs, of which there are many, go to
Pagefind, of whose index a reader fetches the shards alone that hold the words of a query. In
its pages each term that a paragraph mentions is a word, so that an entry finds its paragraphs.
"""

from __future__ import annotations

import subprocess
from collections import defaultdict
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from reader.history import paths

PAGE = '<!doctype html><html lang="{}"><title>-</title><body><p>{}</p><p>{}</p></body></html>'
SETUP = """async base => {
    self.index = ReaderSearch.prepare(READER_INDEX);
    self.pagefind = await import(`${base}pagefind/pagefind.js`);
    await pagefind.options({baseUrl: "/"});
    await pagefind.init();
}"""
# The entries that the whole query names, then the paragraphs that hold its words or the first.
SEARCH = """async query => {
    const start = performance.now();
    const found = ReaderSearch.search(index, query);
    const entries = found.results.filter(({kind}) => kind === "entry");
    const words = Object.entries(found.corrected)
        .reduce((all, [wrong, right]) => all.replace(wrong, right), query);
    const asked = [words.replace(/[“”]/g, '"')];
    if (entries[0]?.score >= 50 && !/["“]/.test(query))
        asked.push(`term${entries[0].doc.id.replaceAll("-", "")}`);
    const places = entries.map(({doc}) => doc.url);
    for (const one of asked) {
        const {results} = await pagefind.search(one);
        const shown = await Promise.all(results.slice(0, 20).map(result => result.data()));
        places.push(...shown.map(({url}) => url.slice(1)));
    }
    return {places: [...new Set(places)], time: performance.now() - start};
}"""


def pages(edition: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Return a small page for each paragraph of the data, with its address."""
    within: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for mention in edition["mentions"]:
        term = "term" + mention["term"].replace("-", "")
        within[mention["text"], mention["paragraph"]][term] = None
    for text in edition["texts"]:
        for block in text["paragraphs"]:
            words = "".join(sentence["words"] for sentence in block["sentences"])
            terms = " ".join(within[text["id"], block["id"]])
            address = paths.url(paths.paragraph(text["id"], block["id"]))
            yield address, PAGE.format(text["language"], escape(words), terms)


def index(python: str, folder: Path, edition: Mapping[str, Any]) -> tuple[int, int]:
    """Lay down the pages and have Pagefind index them.

    Returns the number of files of the index and their bytes. Raises CalledProcessError.
    """
    for address, page in pages(edition):
        path = folder / address / "index.html"
        path.parent.mkdir(parents=True)
        path.write_text(page, encoding="utf-8")
    command = (python, "-m", "pagefind", "--site", str(folder), "--quiet")
    subprocess.run(command, check=True, capture_output=True)
    files = [path for path in (folder / "pagefind").rglob("*") if path.is_file()]
    return len(files), sum(path.stat().st_size for path in files)
