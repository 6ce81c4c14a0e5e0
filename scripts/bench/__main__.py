"""Benchmarks: ours beside plain Material, in one run, alternating; ratios are what counts.

python scripts/bench page      first paint, work and shift of a paragraph page, near and far
python scripts/bench whole     first paint of a whole text on a slow phone, by size
python scripts/bench search    the judged queries beside Material's search; time by size
python scripts/bench shards    the judged queries in a sharded index made of our data, by size
python scripts/bench build     build time and memory beside five peers, by size
python scripts/bench edit      what an edit costs, built and served, by size
python scripts/bench shelf     build time, memory, files of 100 texts, each of 100 paragraphs
python scripts/bench steps     our own steps without MkDocs, by size
python scripts/bench annotate  the matcher beside a bare pass of its library
python scripts/bench sentences the judged sentences beside the libraries that are installed

--texts N has shelf take so many, and --sizes as many paragraphs each, and terms;
--sharded has search measure an index in shards;
--large adds 10,000 paragraphs to build; --rounds N changes the number of rounds; --sizes
N-M,... takes other numbers of paragraphs and terms. READER_PEERS names a Python that has
the peers; without it they are installed for the run.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from bench import builds, large, live, sentences, shards, shelves, whole
from bench.corpus import ROOT, corpus
from reader.build import Build, build
from reader.edition import annotate
from reader.edition.index import Index
from reader.history import paths
from reader.model import SeedFile
from reader.seeds import from_disk, parse
from reader.site import scripts, search

TEXT = "politburo-study-session"
QUERIES = ROOT / "tests" / "data" / "queries.yml"
ENGINE = "assets/search/engine.js"
ROUNDS = 15
TEXTS, SHELF = 100, (100, 1_000)  # of a shelf; the paragraphs of each, and the terms of all
SLOWDOWN = 4  # of the processor of a slow phone
# How many times slower the processor is, and the network's milliseconds and bytes a second.
DEVICES = {"a slow phone on Fast 3G": (SLOWDOWN, 150, 200_000), "a good line": (1, 20, 6_000_000)}


def say(*words: object, sep: str = " ") -> None:
    """Print a line at once."""
    sys.stdout.write(sep.join(str(word) for word in words) + "\n")
    sys.stdout.flush()


def ours(folder: Path, files: Sequence[SeedFile]) -> Path:
    """Lay down a project of ours with the given seeds."""
    for name in ("docs", "scripts"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    return folder


def plain(folder: Path, made: Build) -> Path:
    """Lay down a project of stock Material: the same pages, without annotation."""
    config = {
        "site_name": "Plain",
        "site_url": "",
        "theme": {"name": "material", "font": False},
        "plugins": ["search"],
        "not_in_nav": "*",
    }
    folder.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    for path, content in _plain_pages(made):
        target = folder / "docs" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")
    return folder


def _plain_pages(made: Build) -> Iterator[tuple[str, str]]:
    yield paths.HOME, "# Plain\n"
    for text in made.edition.seeds.texts:
        for block in text.paragraphs:
            page = paths.paragraph(text.id, block.id)
            yield page, f"# Paragraph {block.number}\n\n{block.words}\n"
    for term in made.edition.seeds.terms:
        head = f"# {term.headword}\n\n{term.original} {term.romanization} {' '.join(term.also)}\n\n"
        yield paths.entry(term.id), head + term.prose.words


def run_mkdocs(project: Path, site: Path) -> tuple[float, float]:
    """Build a site; return the seconds of processor time and the peak memory in MB."""
    cost = builds.run(builds.mkdocs(sys.executable, site), project)
    return cost.seconds, cost.memory


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder on a free port, compressed as a web server would send it."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            path = Path(self.translate_path(self.path))
            path = path / "index.html" if path.is_dir() else path
            if not path.is_file():
                self.send_error(404)
                return
            body = gzip.compress(path.read_bytes(), mtime=0)
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(str(path)))
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    handler = functools.partial(Handler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser that the tests use too."""
    path = os.environ.get("READER_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


# Pages

VITALS = """() => new Promise(done => {
    const found = {paint: 0, largest: 0, shift: 0};
    new PerformanceObserver(list => list.getEntries().forEach(entry => {
        found.largest = entry.startTime;
    })).observe({type: "largest-contentful-paint", buffered: true});
    new PerformanceObserver(list => list.getEntries().forEach(entry => {
        found.shift += entry.value;
    })).observe({type: "layout-shift", buffered: true});
    setTimeout(() => {
        found.paint = performance.getEntriesByName("first-contentful-paint")[0].startTime;
        found.loaded = performance.getEntriesByType("navigation")[0].loadEventEnd;
        found.bytes = performance.getEntriesByType("resource")
            .reduce((sum, entry) => sum + entry.transferSize, 0)
            + performance.getEntriesByType("navigation")[0].transferSize;
        done(found);
    }, 1500);
})"""


def vitals(browser: Browser, url: str, device: tuple[int, int, int]) -> dict[str, float]:
    """Load a page on a device, with nothing in the cache; tell times of the processor too."""
    slowdown, latency, speed = device
    line = {"latency": latency, "downloadThroughput": speed, "uploadThroughput": speed // 2}
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", {"offline": False, **line})
    session.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(url, wait_until="load", timeout=whole.PATIENCE)
    found: dict[str, float] = page.evaluate(VITALS)
    costs = session.send("Performance.getMetrics")["metrics"]
    found |= {cost["name"]: cost["value"] * 1000 for cost in costs if "Duration" in cost["name"]}
    context.close()
    return found


def bench_page(folder: Path) -> None:
    """Compare a paragraph page of ours with a plain Material page of the same text."""
    files = from_disk.read(ROOT)
    sites = {"ours": ours(folder / "ours", files), "plain": plain(folder / "plain", build(files))}
    for name, project in sites.items():
        run_mkdocs(project, folder / f"{name}-site")
    with (
        chromium() as browser,
        served(folder / "ours-site") as first,
        served(folder / "plain-site") as second,
    ):
        for name, device in DEVICES.items():
            say(f"¶ 1 on {name}, median of {ROUNDS}")
            _report_vitals(browser, {"ours": first, "plain": second}, device)


def _report_vitals(browser: Browser, sites: dict[str, str], device: tuple[int, int, int]) -> None:
    measured: dict[str, list[dict[str, float]]] = {name: [] for name in sites}
    for _ in range(ROUNDS):
        for name, base in sites.items():
            measured[name].append(vitals(browser, f"{base}texts/{TEXT}/p1/", device))
    units = (
        *(("paint", "first paint", "ms"), ("largest", "largest paint", "ms")),
        *(("RecalcStyleDuration", "styling", "ms"), ("LayoutDuration", "layout", "ms")),
        *(("ScriptDuration", "scripts", "ms"), ("TaskDuration", "all work", "ms")),
    )
    for key, name, unit in (*units, ("bytes", "at load", "bytes"), ("shift", "layout shift", "")):
        mine, other = (statistics.median(run[key] for run in measured[n]) for n in sites)
        ratio = f"ratio {mine / other:.2f}" if other else ""
        say(f"  {name:14} ours {mine:10.3f} {unit:5} plain {other:10.3f} {unit:5} {ratio}")


def bench_whole(folder: Path, sizes: Sequence[tuple[int, int]], rounds: int) -> None:
    """Say when a whole text is painted on a slow phone, by size."""
    name, device = next(iter(DEVICES.items()))
    with chromium() as browser, ExitStack() as stack:
        bases = {}
        for size in sizes:
            site = folder / f"{size[0]}-{size[1]}-site"
            seconds, memory = run_mkdocs(
                ours(folder / "-".join(map(str, size)), corpus(*size)), site
            )
            bases[size] = stack.enter_context(served(site))
            say(f"{size[0]:,} paragraphs: built in {seconds:.0f} s, {memory:.0f} MB")
            say(*whole.pages(browser, site, bases[size]), sep="\n")
        say(f"on {name}, median of {rounds}")
        load = functools.partial(vitals, device=device)
        say(*whole.lines(whole.measured(browser, bases, load, rounds)), sep="\n")


# Search

TIME_KEYS = """([query, rounds]) => {
    const times = [];
    for (let round = 0; round < rounds; round++) {
        for (let length = 1; length <= query.length; length++) {
            const start = performance.now();
            ReaderSearch.search(index, query.slice(0, length));
            times.push(performance.now() - start);
        }
    }
    return times;
}"""
STOCK = """([config, query]) => new Promise(done => {
    worker.onmessage = ({data}) => data.type === 3
        && done(data.data.items.map(item => item[0].location));
    worker.postMessage({type: 2, data: query});
})"""
STOCK_SETUP = """url => fetch(new URL("search/search_index.json", url)).then(r => r.json()).then(
    index => new Promise(done => {
        const base = JSON.parse(document.getElementById("__config").textContent);
        self.worker = new Worker(new URL(base.search, location.href));
        worker.onmessage = () => done();
        worker.postMessage({type: 0, data: {...index, options: {suggest: false}}});
    }))"""


def wanted(query: dict[str, Any]) -> str:
    """Return the address that a judged query must find first, or nothing."""
    first = (query.get("first") or [""])[0]
    if not first:
        return ""
    if first[0] == "p" and first[1:].isdigit():
        return f"texts/{TEXT}/{first}/"
    if first[0] in "hn" and first[1:].isdigit():
        return ""  # stock Material has no pages for headings and notes
    return f"glossary/{first}/"


def ranks(judged: Sequence[tuple[str, str]], ask: Callable[[str], list[str]]) -> list[int]:
    """Return, for each judged query, the rank of what is wanted; 0 if it is not found."""
    found = []
    for query, address in judged:
        places = [place.split("#")[0] for place in ask(query)]
        places = list(dict.fromkeys(places))
        found.append(places.index(address) + 1 if address in places else 0)
    return found


def bench_search(folder: Path) -> None:
    """Compare the judged queries with Material's search; time ours at three sizes."""
    files = from_disk.read(ROOT)
    made = build(files)
    run_mkdocs(ours(folder / "ours", files), folder / "ours-site")
    run_mkdocs(plain(folder / "plain", made), folder / "plain-site")
    queries = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    judged = [(query["query"], wanted(query)) for query in queries if wanted(query)]
    with chromium() as browser:
        with served(folder / "ours-site") as base:
            page = _engine(browser, base)
            ask = "query => ReaderSearch.search(index, query).results.map(r => r.doc.url)"
            _report("ours", ranks(judged, lambda query: page.evaluate(ask, query)))
        with served(folder / "plain-site") as base:
            stock = browser.new_page()
            stock.goto(base)
            stock.evaluate(STOCK_SETUP, base)
            _report("stock", ranks(judged, lambda query: stock.evaluate(STOCK, [None, query])))
        for size in (9, 1_000, 10_000):
            _time(browser, folder / f"index-{size}", size)


def bench_sharded(folder: Path, sizes: Sequence[int]) -> None:
    """Ask an index in shards the judged queries, and time it as a reader meets it."""
    queries = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    _, latency, speed = DEVICES["a slow phone on Fast 3G"]
    line = {"latency": latency, "downloadThroughput": speed, "uploadThroughput": speed // 2}
    with chromium() as browser:
        for size in sizes:
            place = folder / f"sharded-{size}"
            seconds, written = large.lay_down(place, large.edition(size))
            say(f"{size} paragraphs: written in {seconds:.1f} s; {large.lines(written)}")
            with served(place) as base:
                found = large.judged(browser, base, [query["query"] for query in queries])
                _report_judged(queries, found, written[large.HEAD] + written[large.ENGINE])
                for name, head in (("shards", large.HEAD), ("one file", large.ALL)):
                    for typed, keys in zip(
                        ("shards to load", "typed again"),
                        large.keystrokes(browser, base, head, SLOWDOWN),
                        strict=True,
                    ):
                        say(f"  {name}, {typed}: {large.spread('ms of a keystroke', keys)}")
                    for woken in (False, True) if head == large.HEAD else (False,):
                        first = [
                            large.first_answer(browser, base, head, SLOWDOWN, line, woken=woken)
                            for _ in range(3)
                        ]
                        named = "woken, first answer" if woken else "first answer"
                        say(f"    {large.spread(named, first)}")


def _report_judged(
    queries: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]], fixed: int
) -> None:
    """Say how an index in shards answers the judged queries; ``fixed`` bytes are always loaded."""
    same = sum(answer["same"] for answer in found)
    top = [
        (answer["urls"] or [""])[0] == wanted(query)
        for query, answer in zip(queries, found, strict=True)
        if wanted(query).startswith("glossary/")
    ]
    say(f"  {same} of {len(found)} judged queries as the scan answers them;")
    say(f"  of those that want an entry {sum(top)} of {len(top)} have it first")
    sums = [fixed + answer["bytes"] for answer in found]
    say(f"  {large.told('bytes of a query with head and engine', sums)}")
    for name, key in (
        ("files of a query", "files"),
        ("loads one after the other, after head and engine, to what is found", "needed"),
        ("and to its words", "rounds"),
    ):
        say(f"  {large.told(name, [answer[key] for answer in found])}")


def _report(name: str, found: list[int]) -> None:
    top1 = sum(rank == 1 for rank in found) / len(found)
    top3 = sum(1 <= rank <= 3 for rank in found) / len(found)
    mean = statistics.mean(1 / rank if rank else 0 for rank in found)
    say(
        f"{name:6} {len(found)} queries: first {top1:.0%}, among three {top3:.0%}, "
        f"mean reciprocal rank {mean:.2f}"
    )


def _engine(browser: Browser, base: str) -> Page:
    page = browser.new_page()
    page.goto(base)
    page.add_script_tag(url=f"{base}assets/search/engine.js")
    page.add_script_tag(url=f"{base}search/reader_index.js")
    page.evaluate("self.index = ReaderSearch.prepare(READER_INDEX)")
    return page


def _time(browser: Browser, folder: Path, size: int) -> None:
    edition = annotate.edition(parse.seeds(corpus(size, 104))[0])
    found = list(search.documents(Index(edition)))
    urls = {doc["path"]: doc["path"] for doc in found}
    script = search.script(found, urls, [], {})
    compressed = len(gzip.compress(script.encode(), mtime=0))
    (folder / "search").mkdir(parents=True)
    (folder / "assets" / "search").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
    (folder / "search" / "reader_index.js").write_text(script, encoding="utf-8")
    (folder / "assets" / "search" / "engine.js").write_text(scripts.joined()[ENGINE], "utf-8")
    with served(folder) as base:
        page = browser.new_page()
        page.context.new_cdp_session(page).send(
            "Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN}
        )
        page.goto(base)
        page.add_script_tag(url=f"{base}assets/search/engine.js")
        start = time.perf_counter()
        page.add_script_tag(url=f"{base}search/reader_index.js")
        page.evaluate("() => { self.index = ReaderSearch.prepare(READER_INDEX) }")
        first = (time.perf_counter() - start) * 1000
        times = page.evaluate(TIME_KEYS, ["new quality productive forces", 3])
        page.close()
    median, most = _spread(times)
    say(
        f"{size:6} paragraphs: {compressed:9} bytes compressed, {compressed / size:7.0f} a "
        f"paragraph; first use {first:6.0f} ms; a keystroke {median:6.1f} ms, "
        f"at most {most:6.1f} ms"
    )


def bench_shards(folder: Path) -> None:
    """Have entries in our index and paragraphs in shards answer the judged queries."""
    python = builds.peers_python(folder)
    if not python:
        say("missing, since it could not be installed: pagefind")
        return
    with chromium() as browser:
        for size in (9, 1_000, 10_000):
            made = build(from_disk.read(ROOT) if size == 9 else corpus(size, 104))
            _shards(browser, folder / f"shards-{size}", made, python, size)


def _shards(browser: Browser, site: Path, made: Build, python: str, size: int) -> None:
    data = next(output.data for output in made.outputs if output.path == "data/edition.json")
    files, total = shards.index(python, site, json.loads(data))
    entries = [doc for doc in search.documents(made.index) if doc["kind"] == "entry"]
    urls = {doc["path"]: paths.url(doc["path"]) for doc in entries}
    script = search.script(entries, urls, [], {})
    (site / "blank.html").write_text("<!doctype html><title>-</title>", encoding="utf-8")
    queries = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    with served(site) as base:
        page = browser.new_page()
        page.goto(f"{base}blank.html")
        page.add_script_tag(content=scripts.joined()[ENGINE])
        page.add_script_tag(content=script)
        asked: list[str] = []  # Pagefind asks from a worker, of which the page knows nothing
        page.on("request", lambda request: asked.append(request.url.removeprefix(base)))
        page.evaluate(shards.SETUP, base)
        first = _taken(site, asked)
        found, taken = {}, []
        for query in queries:
            found[query["query"]] = page.evaluate(shards.SEARCH, query["query"])
            taken.append(_taken(site, asked))
        page.close()
    median, most = _spread(taken)
    own = len(gzip.compress(script.encode(), mtime=0))
    say(
        f"{size:6} paragraphs: shards {files} files, {total} bytes; fetched: entries {own}, "
        f"Pagefind {first}, then {median:.0f} a query, at most {most:.0f}"
    )
    say(
        "  time of a query {:.0f} ms, at most {:.0f} ms".format(
            *_spread([answer["time"] for answer in found.values()])
        )
    )
    if size == 9:
        judged = [(query["query"], wanted(query)) for query in queries if wanted(query)]
        _report("shards", ranks(judged, lambda query: found[query]["places"]))
        exact = [query for query in queries if "paragraphs" in query]
        right = sum(_paragraphs(found[query["query"]]) == set(_own(query)) for query in exact)
        say(f"  exactly the paragraphs that are judged right: {right} of {len(exact)} queries")


def _taken(site: Path, asked: list[str]) -> int:
    """Return the bytes of the files asked for, and forget them. Shards are compressed already."""
    total = sum((site / name.split("?")[0]).stat().st_size for name in asked)
    asked.clear()
    return total


def _spread(values: Sequence[float]) -> tuple[float, float]:
    return statistics.median(values), max(values)


def _own(query: dict[str, Any]) -> Iterator[str]:
    """Return the paragraphs, without headings, that a judged query must find."""
    return (f"texts/{TEXT}/{name}/" for name in query["paragraphs"] if name[0] == "p")


def _paragraphs(answer: dict[str, Any]) -> set[str]:
    return {place for place in answer["places"] if place.startswith("texts/")}


# Builds


def bench_builds(folder: Path, sizes: Sequence[tuple[int, int]], rounds: int) -> None:
    """Compare build time with the peers, by size."""
    lay = {
        "ours": lambda target, _, files: ours(target, files),
        "plain": lambda target, made, _: plain(target, made),
    }
    builds.compare(folder, lay, corpus, sizes=sizes, rounds=rounds)


def bench_edit(folder: Path, sizes: Sequence[tuple[int, int]]) -> None:
    """Say what one edit costs, by size."""
    builds.store_in(folder)
    for size in sizes:
        place, files = folder / "-".join(map(str, size)), corpus(*size)
        builds.one_edit(place, ours, files)
        builds.forget_pages()
        for line in live.edits(place, ours, files):
            say(line)


def bench_shelf(folder: Path, texts: int, size: tuple[int, int]) -> None:
    """Say what it costs to build a shelf of texts of a size, and which pages are large."""
    builds.store_in(folder)
    project = ours(folder / "shelf", shelves.shelf(texts, *size))
    seconds, memory = run_mkdocs(project, folder / "site")
    files = [path for path in (folder / "site").rglob("*") if path.is_file()]
    total = sum(path.stat().st_size for path in files) / 1e6
    say(
        f"{texts} texts of {size[0]} paragraphs, {size[1]} terms: {seconds:.0f} s of processor "
        f"time, {memory:.0f} MB, {len(files)} files of {total:.0f} MB"
    )
    for name in ("", "texts", "map", "glossary", "glossary/high-quality-development"):
        page = (folder / "site" / name / "index.html").read_bytes()
        say(f"  /{name}: {len(page) / 1e3:.0f} kB, {len(gzip.compress(page)) / 1e3:.0f} compressed")


def main() -> int:
    """Run one benchmark in a folder that is deleted afterwards."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    kinds = (
        *("page", "whole", "search", "shards", "build", "edit", "shelf", "steps"),
        *("annotate", "sentences"),
    )
    parser.add_argument("what", choices=kinds)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--sharded", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", default="")
    parser.add_argument("--texts", type=int, default=TEXTS)
    given = parser.parse_args()
    sizes = [
        (int(n), int(m)) for n, m in (pair.split("-") for pair in given.sizes.split(",") if pair)
    ]
    sizes = sizes or [*builds.SIZES, *([builds.LARGE] if given.large else [])]
    benchmarks: dict[str, Callable[[Path], None]] = {
        "page": bench_page,
        "whole": lambda folder: bench_whole(folder, sizes, given.rounds),
        "search": lambda folder: (
            bench_sharded(folder, [n for n, _ in sizes] if given.sizes else [9, 1_000, 10_000])
            if given.sharded
            else bench_search(folder)
        ),
        "shards": bench_shards,
        "build": lambda folder: bench_builds(folder, sizes, given.rounds),
        "edit": lambda folder: bench_edit(folder, sizes),
        "shelf": lambda folder: bench_shelf(
            folder, given.texts, sizes[0] if given.sizes else SHELF
        ),
        "steps": lambda _: builds.steps(corpus, sizes),
        "sentences": lambda _: sentences.report(),
        "annotate": lambda _: builds.matcher(corpus, given.rounds),
    }
    with tempfile.TemporaryDirectory() as folder:
        benchmarks[given.what](Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
