"""Versions of one text in a browser: columns, in turn, chosen, lit, on paper, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import faults, project, resting, rules_in, run_mkdocs, served
from playwright.sync_api import Browser, FloatRect, Page, expect
from test_versions import SEEDS

from reader.seeds import from_disk

PAGE = "texts/mill/versions"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture as a site that opens from a folder and from a server."""
    root = project(tmp_path_factory.mktemp("versions"), from_disk.read(SEEDS))
    run_mkdocs("build", "--strict", "--site-dir", str(root / "built"), root=root, OFFLINE="true")
    return root / "built"


@pytest.fixture(scope="module")
def home(folder: Path) -> Iterator[str]:
    with served(folder) as address:
        yield address


def boxes(page: Page, name: str) -> list[FloatRect]:
    """Return where the cells of the row of a paragraph are."""
    cells = page.locator(f"[id='{name}']").locator("xpath=../../*")
    found = [cell.bounding_box() for cell in cells.all()]
    return [box for box in found if box]


def test_versions_stand_in_columns_on_a_wide_screen_and_in_turn_on_a_phone(
    page: Page, home: str
) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{home}{PAGE}.html")
    wide = boxes(page, "p1")
    assert len(wide) == 4
    lefts = [box["x"] for box in wide]
    assert lefts == sorted(set(lefts))
    first = page.locator(".row .cell > .words:last-child").all()[4:7]
    tops = {round((box.bounding_box() or {"y": -1})["y"]) for box in first}
    assert max(tops) - min(tops) <= 2  # lines of all columns are level
    page.set_viewport_size({"width": 390, "height": 800})
    narrow = boxes(page, "p1")
    assert len({box["x"] for box in narrow}) == 1
    assert [box["y"] for box in narrow] == sorted({box["y"] for box in narrow})
    expect(page.locator(".row").nth(1).locator(".version-name").first).to_have_text("Weir 2003")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_column_that_is_not_chosen_goes_and_stays_away(page: Page, home: str) -> None:
    page.goto(f"{home}{PAGE}.html")
    page.get_by_label("Show Brook 1861").uncheck()
    assert len(boxes(page, "p1")) == 3
    page.reload()
    expect(page.get_by_label("Show Brook 1861")).not_to_be_checked()
    assert len(boxes(page, "p1")) == 3


def test_on_a_phone_one_version_alone_is_shown_and_the_place_is_kept(page: Page, home: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{home}{PAGE}.html")
    page.evaluate("document.getElementById('p5').scrollIntoView()")
    page.wait_for_timeout(300)
    row = page.locator("#p5").locator("xpath=../..")
    before = (row.bounding_box() or {"y": 0})["y"]
    button = page.get_by_role("button", name="Weir 2003")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    after = (row.bounding_box() or {"y": 999})["y"]
    assert abs(before - after) < 120
    assert len(boxes(page, "p5")) == 1
    button.click()
    assert len(boxes(page, "p5")) == 4


def test_a_term_lights_its_counterparts_and_has_its_card(page: Page, home: str) -> None:
    page.goto(f"{home}{PAGE}.html")
    page.locator("#p4 .term").first.hover()
    row = page.locator("#p4").locator("xpath=../..")
    expect(row.locator(".term.lit")).to_have_text(["Ritual", "The rules of propriety", "礼"])
    expect(page.locator(".card-of-term")).to_be_visible()
    expect(page.locator(".card-title")).to_have_text("ritual")
    page.locator("[id='p4.mill_zh'] .term").first.hover()
    expect(page.locator(".card-of-term")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing(browser: Browser, home: str, width: int, scheme: str) -> None:
    with resting(browser, width, scheme) as page:
        for path in (PAGE, "texts/mill/p2", "glossary/ritual"):
            page.goto(f"{home}{path}.html")
            assert faults(page, *rules_in(scheme)) == []


def test_without_scripts_columns_can_be_chosen_and_folds_opened(
    browser: Browser, folder: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / f"{PAGE}.html").as_uri())
    page.get_by_label("Show حداد").uncheck()
    assert len(boxes(page, "p1")) == 3
    page.goto((folder / "texts/mill/p2.html").as_uri())
    page.get_by_text("Brook 1861", exact=True).click()
    expect(page.locator("[id='p2.mill_1861']")).to_be_visible()
    context.close()


def test_from_a_folder_the_scripts_run_and_the_address_of_a_sentence_resolves(
    page: Page, folder: Path
) -> None:
    page.goto((folder / f"{PAGE}.html").as_uri() + "#p7s2")
    expect(page.locator(":target")).to_have_text("Ritual is for those who stand on the bank.")
    page.goto((folder / f"{PAGE}.html").as_uri() + "#p6s2.mill_1861")
    expect(page.locator(":target")).to_contain_text("such as stand upon the shore")
    expect(page.locator("[data-heads] button")).to_have_count(4)


def test_paper_has_the_columns_and_no_boxes(page: Page, home: str) -> None:
    page.set_viewport_size({"width": 1000, "height": 900})
    page.goto(f"{home}{PAGE}.html")
    page.emulate_media(media="print")
    assert len({box["y"] for box in boxes(page, "p1")}) <= 2
    expect(page.get_by_label("Show Brook 1861")).to_be_hidden()
