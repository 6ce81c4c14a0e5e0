"""What the tests share: the real edition, the built sites, a server and a browser."""

from __future__ import annotations

import fcntl
import functools
import http.server
import io
import json
import os
import re
import shutil
import sys
import threading
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import lxml.html
import pdfplumber
import pylopdf_fonts_zh_cn
import pytest
import standby
from axe_playwright_python.sync_playwright import Axe
from lxml.html import HtmlElement
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from reader.build import Build, build
from reader.edition.index import Index
from reader.model import Output, SeedFile
from reader.seeds import from_disk
from reader.site.settings import settings

ROOT = Path(__file__).resolve().parent.parent
TEXT = "politburo-study-session"


FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


SHIPPED = frozenset(("built", "index", "build_log", "folder_site"))  # fixtures made of its seeds


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Know the tests of the shipped edition; leave them out where another has taken its place."""
    for item in items:
        if SHIPPED & frozenset(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.edition)
    if not (ROOT / "seeds" / "texts" / TEXT).is_dir():
        gone = [item for item in items if item.get_closest_marker("edition")]
        config.hook.pytest_deselected(items=gone)
        items[:] = [item for item in items if item not in gone]


@pytest.fixture(scope="session", autouse=True)
def fonts(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let the browsers know the Chinese fonts that come with the packages.

    Not every machine has some, while fonts for Latin come with each browser.
    """
    folder = tmp_path_factory.mktemp("fonts")
    config = folder / "fonts.conf"
    shipped = pylopdf_fonts_zh_cn.serif_path().parent
    config.write_text(FONTS.format(folder=shipped, cache=folder / "cache"), encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(config)


@pytest.fixture(scope="session")
def built() -> Build:
    """The real seeds, built."""
    return build(from_disk.read(ROOT), settings=settings(ROOT))


@pytest.fixture(scope="session")
def index(built: Build) -> Index:
    return Index(built.edition)


def output_of(built: Build, path: str) -> Output:
    """Return one output of a build."""
    return next(output for output in built.outputs if output.path == path)


def contents(built: Build) -> dict[str, str]:
    """Return each output by its path, as text; of a picture or a book that is no text at all."""
    return {output.path: output.data.decode(errors="replace") for output in built.outputs}


def copied(folder: Path, *names: str) -> Path:
    """Copy some folders of the repository, and its configuration; return where they are."""
    for name in names:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def project(folder: Path, files: Iterable[SeedFile]) -> Path:
    """Lay down seeds as a project without the pages that are written by hand."""
    config = copied(folder, "scripts", "docs/assets") / "mkdocs.yml"
    whole = config.read_text(encoding="utf-8")
    without = re.sub(r"^nav:\n(?:  .*\n)+", "", whole, flags=re.MULTILINE)
    config.write_text(without, encoding="utf-8")
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    return folder


def program(root: Path, *arguments: str) -> list[str]:
    """Return the command that runs the program of this checkout on a collection."""
    return [sys.executable, "-B", *standby.script(root, *arguments)]


def run_mkdocs(*arguments: str, root: Path = ROOT, **environment: str) -> str:
    """Run MkDocs and return what it printed; fail with that when it fails."""
    return mkdocs(arguments, root, environment)


def mkdocs(
    arguments: Sequence[str], root: Path, variables: Mapping[str, str], *, fresh: bool = False
) -> str:
    """Run MkDocs as ``run_mkdocs`` does, in a Python that is started anew if it is to be fresh."""
    given = {"NO_MKDOCS_2_WARNING": "1", **variables}
    done = standby.run(["-m", "mkdocs", *arguments], root=root, variables=given, fresh=fresh)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def built_once(factory: pytest.TempPathFactory, name: str, **environment: str) -> tuple[Path, str]:
    """Build the site below a folder of a name, or wait until another process of this run has.

    Returns where it lies, and what the build printed.
    """
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, log = shared / name / "读本", shared / f"{name}.log"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not log.exists():
            build_it = ("build", "--strict", "--site-dir", str(folder))
            done = mkdocs(build_it, ROOT, environment, fresh=True)
            log.write_text(done, encoding="utf-8")
    return folder, log.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def build_log(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The site as a web server would serve it, and what the build printed."""
    address = "https://reader.example/reader/"  # so that the page 404 knows its folder
    return built_once(tmp_path_factory, "web", SITE_URL=address)


@pytest.fixture(scope="session")
def site(build_log: tuple[Path, str]) -> Path:
    return build_log[0]


@pytest.fixture(scope="session")
def folder_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site to be opened from a folder; the folder's name has a space and Chinese in it."""
    return built_once(tmp_path_factory, "memory stick", OFFLINE="true")[0]


def strictly_built(folder: Path, files: Iterable[SeedFile]) -> Path:
    """Build a site of seeds below a folder, strictly; return where it lies."""
    root = project(folder, files)
    run_mkdocs("build", "--strict", "--site-dir", str(root / "built"), root=root)
    return root / "built"


def parsed_page(site: Path, path: str) -> HtmlElement:
    """Return a page of a site by the path of its address."""
    return lxml.html.fromstring((site / path / "index.html").read_text(encoding="utf-8"))


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """A server that says nothing, and answers late: ``latency`` is in seconds."""

    latency = 0.0

    def do_GET(self) -> None:
        time.sleep(self.latency)
        super().do_GET()

    def log_message(self, *_: object) -> None:
        pass


class _Far(_Quiet):
    latency = 0.25


@contextmanager
def answering(handler: Callable[..., http.server.BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address of a server on a free port, which answers as the handler does.

    By itself it would look only twice a second whether it is to end, and each test wait for it.
    """
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        run = functools.partial(server.serve_forever, poll_interval=0.01)  # seconds
        threading.Thread(target=run, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def served(folder: Path, *, far: bool = False) -> Iterator[str]:
    """The address of a server of a folder; of one that is far, if asked for."""
    with answering(functools.partial(_Far if far else _Quiet, directory=str(folder))) as address:
        yield address


@pytest.fixture(scope="session")
def address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on a free port; the site lies in a folder below its root."""
    root = tmp_path_factory.mktemp("server")
    (root / "reader").symlink_to(site)
    with served(root) as home:
        yield f"{home}reader/"


@pytest.fixture
def far_address(site: Path) -> Iterator[str]:
    """The address of a server of the site that answers late, as one over a slow line does.

    The browser’s own delays do not count in the times that it tells a page.
    """
    with served(site, far=True) as home:
        yield home


expect.set_options(timeout=15_000)  # milliseconds: a busy machine may answer late


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as made:
        yield made


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A real Chromium; without one the run fails, it does not skip."""
    names = (
        "chromium-headless-shell",
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    )
    path = os.environ.get("READER_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    assert path, "no Chromium: run scripts/test, or set READER_CHROMIUM to its path"
    arguments = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
    arguments += ["--disable-extensions"]  # they cost a quarter of the time of each page
    made = playwright.chromium.launch(executable_path=path, args=arguments)
    yield made
    made.close()


def named(site: Path, path: str) -> str:
    """Return the path of an asset with the hash that a build puts into its name."""
    stem, _, ending = path.rpartition(".")
    (found,) = site.glob(f"{stem}.*.{ending}")
    return found.relative_to(site).as_posix()


def choose(page: Page, **choices: str) -> None:
    """Let a page be that of a reader who chose before, as in ``choose(page, reading="check")``."""
    kept = json.dumps({f"reader.{name}": value for name, value in choices.items()})
    page.add_init_script(f"for (const [k, v] of Object.entries({kept})) localStorage.setItem(k, v)")


@contextmanager
def stored(page: Page) -> Iterator[None]:
    """Leave a page for another with all that is stored.

    Between two files Chromium (156) loses what was stored in one of fifty cases, with no script
    of ours too, and however long one waits: it is stored again then.
    """
    before = page.evaluate("({...localStorage})")
    yield
    for _ in range(5):
        if not page.evaluate(
            """before => {
                const lost = Object.keys(before).filter((key) => !(key in localStorage));
                for (const key of lost) localStorage.setItem(key, before[key]);
                return lost.length;
            }""",
            before,
        ):
            return
        page.reload()


def faults(page: Page, *rules: str) -> list[tuple[str, str]]:
    """What axe finds on a page: each rule that is broken, and the first element that does.

    All its rules are tried, that on the size of what one touches too, which axe leaves out by
    itself; or only those that are named.
    """
    only = {"runOnly": {"type": "rule", "values": rules}} if rules else {}
    touched = {"rules": {"target-size": {"enabled": True}}}
    options = {"resultTypes": ["violations"], **(only or touched)}
    found = Axe().run(page, options=options).response["violations"]
    return [(fault["id"], fault["nodes"][0]["html"]) for fault in found]


def printed(page: Page, address: str) -> list[str]:
    """The words of a page on paper, sheet by sheet; a font may draw a character for its twin."""
    page.goto(address)
    with pdfplumber.open(io.BytesIO(page.pdf(format="A4"))) as paper:
        sheets = [unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in paper.pages]
    return [" ".join(words.split()) for words in sheets]


def rules_in(scheme: str) -> tuple[str, ...]:
    """Return the rules of axe to try in a scheme, where all of them are tried in the light one.

    Of what axe looks for, the scheme changes colors alone.
    """
    return ("color-contrast", "link-in-text-block") if scheme == "dark" else ()


def answered(page: Page) -> None:
    """Wait until a search is answered: results are drawn again when what narrows them comes."""
    expect(page.locator(".search-groups button").first).to_be_visible()


@contextmanager
def resting(browser: Browser, width: int, scheme: str) -> Iterator[Page]:
    """A page on which nothing moves: what is half faded in has half its contrast."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a reader who has never been here; an error in a script fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    made = context.new_page()
    errors: list[str] = []
    made.on("pageerror", lambda error: errors.append(str(error)))
    yield made
    context.close()
    assert not errors
