"""The one style sheet of the site: what is left out of it is what no page uses."""

from __future__ import annotations

import re
from pathlib import Path

import material
import pytest
from conftest import TEXT, named
from playwright.sync_api import Page

from reader.site import configuration, styles

STOCK = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
USED = frozenset(("page", "term"))


@pytest.mark.parametrize(
    ("sheet", "left"),
    [
        ("p{color:red}", "p{color:red}"),
        (".page{color:red}.gone{color:red}", ".page{color:red}"),
        (".gone,.page .term{color:red}", ".page .term{color:red}"),
        (".page .gone,.page.gone{color:red}", ""),
        (".page:not(.gone),p:is(.gone,b){color:red}", ".page:not(.gone),p:is(.gone,b){color:red}"),
        ('[data-a=".gone, b"]{color:red}', '[data-a=".gone, b"]{color:red}'),
        ("@media print{.gone{color:red}}", ""),
        ("@media print{.gone{top:0}p{top:0}}", "@media print{p{top:0}}"),
        ("@font-face{font-family:x}", "@font-face{font-family:x}"),
        ("@keyframes x{0%{top:0}}", "@keyframes x{0%{top:0}}"),
        ("/* a comment */ p { top : 0 }", "p{top:0}"),
        ("p{--a:1;--b:2;top:var(--a)}", "p{--a:1;top:var(--a)}"),
        (
            "p{--a:var( --b, 1px);--b:2px;top:var(--a)}",
            "p{--a:var( --b, 1px);--b:2px;top:var(--a)}",
        ),
        (':root{--a:url("data:;a{}")}', ""),
        ("[data-md-color-primary=red]{top:0}p{top:0}", "p{top:0}"),
        (
            '[data-md-color-scheme="slate"] p{top:0}',
            "[data-md-color-scheme=slate] p{top:0}"
            "@media screen and (scripting:none) and (prefers-color-scheme:dark)"
            "{[data-md-color-scheme] p{top:0}}",
        ),
    ],
)
def test_a_selector_stays_if_every_class_that_it_needs_is_used(sheet: str, left: str) -> None:
    assert styles.joined((sheet,), USED) == left


def test_no_rule_asks_whether_there_is_a_class(site: Path) -> None:
    """Else whenever any class changes, a browser styles all that is below it."""
    assert (
        styles.joined(("table:not([class]) td{top:0}",), USED | {"boxed"})
        == "table.boxed td{top:0}"
    )
    assert "[class" not in (site / named(site, "assets/site.css")).read_text()


def test_a_part_of_the_theme_is_styled_if_a_page_has_it() -> None:
    sheet = ".tabbed-set{top:0}.tabbed-button{top:0}"
    script = ["'tabbed-set', 'tabbed-button'"]
    assert styles.joined((sheet,), styles.classes([], script)) == ""
    assert styles.joined((sheet,), styles.classes(["tabbed-set"], script)) == sheet


def test_what_the_style_sheet_leaves_out_is_not_switched_on() -> None:
    assert configuration.look()["features"] == ["navigation.tabs"]  # more may need styles.PARTS


def test_a_property_that_a_script_reads_stays() -> None:
    read = styles.classes([], ["style.getPropertyValue('--a')"])
    assert styles.joined(("p{--a:var(--b);--b:1;--c:2}",), read) == "p{--a:var(--b);--b:1}"


def test_sheets_keep_their_order() -> None:
    assert (
        styles.joined(
            (
                "p{top:0}",
                "p{top:1px}",
            ),
            USED,
        )
        == "p{top:0}p{top:1px}"
    )


def test_a_class_may_come_from_a_page_or_from_a_word_of_a_script() -> None:
    values = styles.attributes("<p class=\"one two\"><b class='three'>")
    found = styles.classes(values, ["a.classList.add('md-four--open', `five-${name}`)"])
    sheet = "".join(f".{name}{{top:0}}" for name in ("one", "two", "three", "md-four--open"))
    assert (
        styles.joined(
            (
                sheet,
                ".five-x{top:0}",
            ),
            found,
        )
        == f"{sheet}.five-x{{top:0}}"
    )
    assert styles.joined((".fives{top:0}",), found) == ""


PATHS = [
    "",
    f"texts/{TEXT}/",
    f"texts/{TEXT}/p4/",
    "glossary/",
    "glossary/new-quality-productive-forces/",
    "editing/",
]


@pytest.mark.parametrize("path", PATHS)
def test_no_element_has_a_class_whose_style_was_left_out(
    page: Page, address: str, site: Path, path: str
) -> None:
    full = "".join(file.read_text() for file in (*STOCK.glob("*.css"), *styles.SOURCES))
    left = (site / named(site, "assets/site.css")).read_text()
    names = [set(re.findall(r"\.([a-z][\w-]*)", sheet)) for sheet in (full, left)]
    gone = names[0] - names[1]
    assert len(gone) > 100
    page.goto(f"{address}{path}#q=reform")
    page.locator(".md-search-result__item").first.wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    used = page.evaluate("() => [...document.querySelectorAll('*')].flatMap(e => [...e.classList])")
    assert sorted(gone & set(used)) == []


def test_a_page_waits_for_one_style_sheet(page: Page, address: str, site: Path) -> None:
    page.goto(f"{address}texts/{TEXT}/p4/")
    links = page.locator("link[rel=stylesheet]")
    assert links.count() == 1
    assert links.get_attribute("href") == "../../../" + named(site, "assets/site.css")
