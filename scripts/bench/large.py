"""An index in shards beside one in one file: the same answers, the bytes, the time of a reader."""

from __future__ import annotations

import gzip
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

from bench.corpus import ROOT, corpus
from reader.edition import annotate
from reader.edition.index import Index
from reader.history import paths
from reader.seeds import from_disk, parse
from reader.site import operators, scripts, search, shards

PAGE = "<!doctype html><meta charset=utf-8><title>x</title>"
HEAD, ALL, FOLDER = "search/head.js", "search/all.js", "head/"
WORKER, ENGINE = "assets/search/worker.js", "assets/search/engine.js"
TYPED = "new quality productive forces"
# The search as it runs in a folder: in the page, whose processor can be slowed down. Of a query it
# is told after how many milliseconds there is anything, all that is found, and its words.
START = """([base, head]) => new Promise((done) => {
    const load = (src, scope) => new Promise((onload, onerror) => document.head.append(
        Object.assign(document.createElement("script"), {src, scope, onload, onerror})));
    const scope = Object.assign(new EventTarget(), {
        location: new URL(
            `${base}assets/search/worker.js#../../assets/search/engine.js,../../${head}`),
        importScripts: (...sources) => Promise.all(sources.map((source) => load(source))),
        postMessage: (message) => self.heard?.(message),
    });
    const tell = (data) => scope.dispatchEvent(
        new MessageEvent("message", {data: {type: 2, data}}));
    self.wake = () => tell(" ");
    self.ask = (query, part = "words") => new Promise((answered) => {
        const start = performance.now();
        const times = {};
        self.heard = ({type, data}) => {
            if (type === 4) return;
            const now = performance.now() - start;
            times.first ??= now;
            if (data.early) return;
            times.found ??= now;
            if (part === "found") answered(times);
            if (type === 3 && JSON.stringify(data).includes("coming")) return;
            times.words ??= now;
            answered(times);
        };
        tell(query);
    });
    load(scope.location.href, scope).then(() => done());
})"""
FIRST = "query => ask(query)"
FOUND = "query => ask(query, 'found')"
# What both say of a query; the shards that this takes, each loaded anew, their bytes, and how many
# loads there are one after the other, to what is found and to its words.
BOTH = """async ([query, base]) => {
    const fresh = ReaderSearch.prepare(head);
    let [bytes, files, rounds] = [0, 0, 0];
    const load = (names) => {
        rounds++;
        files += names.length;
        return Promise.all(names.map(async (name) => {
            const answer = await fetch(`${base}search/head/${name}.js`);
            bytes += Number(answer.headers.get("Content-Length"));
            const words = await answer.text();
            const start = words.indexOf(`${name}=`) + name.length + 1;
            fresh.thin.shards.put(name, JSON.parse(words.slice(start, words.lastIndexOf(";"))));
        }));
    };
    const said = ({found, corrected}) => JSON.stringify([corrected, found.first().map(
        ({doc, kind, score, at}) => [doc.number, kind, Math.round(score * 1e6), at])]);
    const {search, look, complete, whenLoaded} = ReaderSearch;
    const found = await whenLoaded(fresh, load, () => look(fresh, query));
    const needed = rounds;
    const answer = await whenLoaded(fresh, load, () => complete(fresh, found));
    const urls = answer.results.map(({doc}) => doc.url);
    return {same: said(answer) === said(search(all, query)), bytes, files, needed, rounds, urls};
}"""


def edition(size: int) -> Index:
    """Return the real edition, of nine paragraphs, or one as large as is asked for."""
    real = from_disk.read(ROOT)
    entries = sum(file.path.startswith("seeds/glossary/") for file in real)
    files = real if size == 9 else corpus(size, entries)
    return Index(annotate.edition(parse.seeds(sorted(files, key=lambda file: file.path))[0]))


def lay_down(folder: Path, index: Index) -> tuple[float, Mapping[str, int]]:
    """Write both forms of an index; return the seconds of that in shards, and its bytes by file."""
    docs = list(search.documents(index))
    urls = {doc["path"]: paths.url(doc["path"]) for doc in docs}
    data = search.gathered(docs, urls, [], search.texts(index), operators.named(index))
    start = time.process_time()
    made = dict(shards.files(data, FOLDER))
    seconds = time.process_time() - start
    files = {HEAD if not name else f"search/{FOLDER}{name}.js": file for name, file in made.items()}
    joined = scripts.joined()
    files |= {path: joined[path] for path in (WORKER, ENGINE)}
    files |= {"index.html": PAGE, ALL: search.as_script(data)}
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    return seconds, {
        path: len(gzip.compress(file.encode(), mtime=0)) for path, file in files.items()
    }


def slowed(browser: Browser, base: str, slowdown: int, line: Mapping[str, Any] | None) -> Page:
    """Open a page of a slow device in which the search can be asked."""
    page = browser.new_page()
    page.goto(base)
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    if line:
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", {"offline": False, **line})
    return page


def first_answer(
    browser: Browser, base: str, head: str, slowdown: int, line: Mapping[str, Any], *, woken: bool
) -> dict[str, float]:
    """Return the milliseconds to the first answer and to the rest of it.

    Only the worker is loaded, as by a page; if it was woken, by a box that has the focus, what
    every query needs is there too.
    """
    page = slowed(browser, base, slowdown, line)
    page.evaluate(START, [base, head])
    if woken:
        page.evaluate("() => wake()")
        page.wait_for_function("() => self.READER_INDEX")
        page.wait_for_timeout(1000)
    took: dict[str, float] = page.evaluate(FIRST, TYPED)
    page.close()
    return took


def keystrokes(
    browser: Browser, base: str, head: str, slowdown: int
) -> tuple[list[dict[str, float]], list[dict[str, float]]]:
    """Return what each keystroke takes: with shards to load, and once they are."""
    page = slowed(browser, base, slowdown, None)
    page.evaluate(START, [base, head])
    page.evaluate(FIRST, "p1")
    session = page.context.new_cdp_session(page)
    # Ticks of the thread: of a processor that others use too, only its own part.
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    loading, again = (list(_typed(page, session)) for _ in range(2))
    page.close()
    return loading, again


def _typed(page: Page, session: CDPSession) -> Iterator[dict[str, float]]:
    """Return for each keystroke its milliseconds, and those of the processor.

    The latter are told apart for what is found, and for what follows: words, and what can be
    chosen, which is counted a moment later.
    """
    for length in range(1, len(TYPED) + 1, 3):
        start = _busy(session)
        times: dict[str, float] = page.evaluate(FOUND, TYPED[:length])
        found = _busy(session)
        page.wait_for_timeout(400)
        processor = {"processor": found - start, "processor after": _busy(session) - found}
        yield {"found": times["found"], **processor}


def _busy(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return 1000 * float(next(e["value"] for e in metrics if e["name"] == "TaskDuration"))


def judged(browser: Browser, base: str, queries: Sequence[str]) -> list[dict[str, Any]]:
    """Return what both forms say of queries: whether it is the same, bytes, addresses."""
    page = browser.new_page()
    page.goto(base)
    page.add_script_tag(url=f"{base}{ENGINE}")
    page.add_script_tag(url=f"{base}{HEAD}")
    page.evaluate("() => { self.head = READER_INDEX }")
    page.add_script_tag(url=f"{base}{ALL}")
    page.evaluate("() => { self.all = ReaderSearch.prepare(READER_INDEX) }")
    found = [page.evaluate(BOTH, [query, base]) for query in queries]
    page.close()
    return found


def told(name: str, values: Sequence[float]) -> str:
    """Return the median and the greatest of some values, in words."""
    return f"{name} {statistics.median(values):,.0f}, at most {max(values):,.0f}"


def spread(name: str, taken: Sequence[Mapping[str, float]]) -> str:
    """Return medians and greatest of what was taken, by what it was taken for, in words."""
    return f"{name}: " + "; ".join(told(key, [one[key] for one in taken]) for key in taken[0])


def lines(sizes: Mapping[str, int]) -> str:
    """Return the bytes of an index in shards, in words."""
    parts = [size for path, size in sizes.items() if path.startswith(f"search/{FOLDER}")]
    return (
        f"head {sizes[HEAD]:,} bytes, engine {sizes[ENGINE]:,}, {len(parts)} shards of "
        f"{sum(parts):,}, the largest {max(parts):,}; in one file {sizes[ALL]:,}"
    )
