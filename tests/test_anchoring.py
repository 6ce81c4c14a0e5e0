"""A private note stays at its very words when a text changes, or says that they are gone."""

from __future__ import annotations

import http.server
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import answering, project, run_mkdocs
from playwright.sync_api import Page, expect
from test_private_notes import KEY, expect_drawn, highlight, kept
from test_record import Shelf

DATA = Path(__file__).parent / "data"
CASES = yaml.safe_load((DATA / "anchoring.yml").read_text("utf-8"))
BEFORE: list[str] = CASES["before"]
AFTER: list[str] = CASES["after"]
# What was stored by an earlier release on words that stand twice is the same for both places.
TWICE = CASES["gone"][3]["words"]


@dataclass
class Trial:
    """A server of a site before and after its text was changed, at the same address."""

    before: Path
    after: Path
    address: str = ""
    changed: bool = False


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    shelf = Shelf({"pn": BEFORE}, {"moss": ("moss", "苔藓")})
    shelf.publish()
    made = []
    for blocks in (BEFORE, AFTER):
        shelf.texts["pn"] = blocks
        shelf.heed()
        root = project(tmp_path_factory.mktemp("trial"), shelf.files())
        run_mkdocs("build", "--site-dir", str(root / "site"), root=root)
        made.append(root / "site")
    return made[0], made[1]


@pytest.fixture
def trial(sites: tuple[Path, Path]) -> Iterator[Trial]:
    made = Trial(*sites)

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(made.after if made.changed else made.before))

        def end_headers(self) -> None:
            self.send_header("Cache-Control", "no-store")
            super().end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with answering(Handler) as made.address:
        yield made


def after(page: Page, trial: Trial, *where: str) -> None:
    """Highlight words, and open the text again when it has changed."""
    page.goto(f"{trial.address}texts/pn/")
    highlight(page, *where)
    expect_drawn(page, where[1])
    trial.changed = True
    page.goto(f"{trial.address}texts/pn/")


@pytest.mark.parametrize(
    ("paragraph", "words"), [(case["in"], case["words"]) for case in CASES["gone"]]
)
@pytest.mark.parametrize("named", [True, False], ids=["named", "from an earlier release"])
def test_words_of_a_sentence_that_is_gone_are_not_found_in_one_that_looks_alike(
    page: Page, trial: Trial, paragraph: str, words: str, named: bool
) -> None:
    page.goto(f"{trial.address}texts/pn/")
    highlight(page, paragraph, words)
    if not named:
        if words == TWICE:
            return
        (item,) = kept(page)
        del item["target"]["selector"][2]
        value = json.dumps({"first": {"items": [item]}})
        page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, value])
    trial.changed = True
    for path in ("texts/pn/", f"texts/pn/{paragraph}/"):
        page.goto(trial.address + path)
        expect_drawn(page)
        page.get_by_role("button", name=f"1 note of yours on paragraph {paragraph[1:]}").click()
        dialog = page.get_by_role("dialog", name="Your notes")
        expect(dialog).to_contain_text("Its words are no longer in the text.")


def test_words_go_with_their_sentence_to_another_paragraph(page: Page, trial: Trial) -> None:
    after(page, trial, "p3", "A crane nests")
    expect_drawn(page, "A crane nests")
    (item,) = kept(page)
    assert item["target"]["source"] == "texts/pn/p8/"  # into which p4 was merged
    assert "orphan" not in item


def test_a_change_elsewhere_in_the_sentence_leaves_the_words(page: Page, trial: Trial) -> None:
    after(page, trial, "p5", "tall birds beside")
    expect_drawn(page, "tall birds beside")


@pytest.mark.parametrize("nth", [0, 1])
def test_of_the_same_words_in_one_sentence_those_that_were_marked_are_found(
    page: Page, trial: Trial, nth: int
) -> None:
    page.goto(f"{trial.address}texts/pn/")
    whole = ["old birds, new birds", "new birds and no more"][nth]
    highlight(page, "p6", whole)
    trial.changed = True
    page.goto(f"{trial.address}texts/pn/p6/")
    expect_drawn(page, whole)
    place = page.evaluate("[...CSS.highlights.get('own-highlight')][0].startOffset")
    assert place == BEFORE[6].index(whole)


def test_a_note_without_context_stays_in_its_paragraph(page: Page, trial: Trial) -> None:
    page.goto(f"{trial.address}texts/pn/")
    quote = {"type": "TextQuoteSelector", "exact": "A crane nests"}
    item = {"id": "x", "target": {"source": "texts/pn/p3/", "selector": [quote]}}
    value = json.dumps({"first": {"items": [item]}})
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, value])
    page.reload()
    expect_drawn(page, "A crane nests")
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [KEY, value])
    trial.changed = True
    page.goto(f"{trial.address}texts/pn/")
    expect_drawn(page)
    assert [item["orphan"] for item in kept(page)] == [True]
