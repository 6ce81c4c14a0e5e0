"""Links between pages, files and what they tell of, by the Signposting profile for FAIR data.

Its first level asks the page of a thing, in links of its head: by what address to cite it, where
its content is and where it is described, each with a media type, what it is, and under which
license. Its second level says the same, and the way back, in a link set (RFC 9264).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin

import lxml.html
import pytest
from conftest import TEXT, parsed_page
from lxml.html import HtmlElement

from reader.edition.index import Index

SITE = "https://reader.example/reader/"
SCHEMA = "https://schema.org/"
Links = dict[str, list[HtmlElement]]
LANDINGS = {"": "WebSite", f"texts/{TEXT}": "Article", "glossary": "DefinedTermSet"}


@pytest.fixture(scope="module")
def kinds(index: Index) -> dict[str, str]:
    """The path of every page that is of one thing, and what that is to schema.org."""
    paragraphs = {f"texts/{TEXT}/{block.id}" for block in index.texts[TEXT].paragraphs}
    entries = {f"glossary/{term}" for term in index.terms}
    articles = dict.fromkeys(paragraphs, "Article")
    return LANDINGS | articles | dict.fromkeys(entries, "DefinedTerm")


def links(page: HtmlElement) -> Links:
    """Return the links of a head by each of their relations."""
    found: Links = defaultdict(list)
    for link in page.iterfind("head//link"):
        for role in link.get("rel").split():
            found[role].append(link)
    return found


def there(site: Path, page: str, address: str) -> Path:
    """Return the file that an address on a page leads to."""
    target = unquote(urljoin(f"{SITE}{page}/" if page else SITE, address))
    assert target.startswith(SITE), target
    path = site / target.removeprefix(SITE)
    return path / "index.html" if target.endswith("/") else path


def test_each_page_of_a_thing_has_the_links_of_the_first_level(
    site: Path, kinds: dict[str, str]
) -> None:
    for path, kind in kinds.items():
        found = links(parsed_page(site, path))
        (cited,) = found["cite-as"]
        assert cited.get("href") == (f"{SITE}{path}/" if path else SITE)
        types = [link.get("href") for link in found["type"]]
        assert types == [f"{SCHEMA}AboutPage", SCHEMA + kind]
        for role in ("item", "describedby"):
            assert found[role], (path, role)
            for link in found[role]:
                assert "/" in link.get("type")
                assert there(site, path, link.get("href")).is_file()
        assert len(found["license"]) == (kind.startswith("DefinedTerm"))
        assert all(link.get("href").startswith("https://") for link in found["license"])


def test_a_part_names_its_whole_and_what_we_wrote_its_authors(
    site: Path, kinds: dict[str, str]
) -> None:
    for path, kind in kinds.items():
        found = links(parsed_page(site, path))
        wholes = [there(site, path, link.get("href")) for link in found["collection"]]
        if path:
            above = path.rpartition("/")[0] if path not in LANDINGS else ""
            assert wholes == [site / above / "index.html"]
        else:
            assert wholes == []
        authors = [there(site, path, link.get("href")) for link in found["author"]]
        assert authors == ([] if kind == "Article" else [site / "about" / "index.html"])


def test_no_file_is_linked_twice(site: Path, kinds: dict[str, str]) -> None:
    for path in kinds:
        found = links(parsed_page(site, path))
        files = [link.get("href") for link in (*found["alternate"], *found["linkset"])]
        assert len(files) == len(set(files)), path


def contexts(site: Path) -> Iterator[tuple[str, dict[str, list[dict[str, str]]]]]:
    """Give each link context of the link set, with its links by their relations."""
    whole = json.loads((site / "data" / "linkset.json").read_text("utf-8"))
    assert set(whole) == {"linkset"}
    for context in whole["linkset"]:
        yield context.pop("anchor"), context


def test_the_link_set_says_what_the_heads_say_and_the_way_back(site: Path) -> None:
    said: dict[str, dict[str, list[dict[str, str]]]] = defaultdict(dict)
    for anchor, relations in contexts(site):
        assert not said[anchor].keys() & relations.keys()
        said[anchor] |= relations
    for path in LANDINGS:
        address = f"{SITE}{path}/" if path else SITE
        found = links(parsed_page(site, path))
        (linkset,) = found["linkset"]
        assert linkset.get("type") == "application/linkset+json"
        assert there(site, path, linkset.get("href")) == site / "data" / "linkset.json"
        for role, back in (("item", "collection"), ("describedby", "describes")):
            in_head = {
                (urljoin(address, link.get("href")), link.get("type"))
                for link in found[role]
                if link.get("type") != "text/markdown"  # the page itself, as it was written
            }
            assert {(link["href"], link["type"]) for link in said[address].get(role, [])} == in_head
            for href, _ in in_head:
                assert {"href": address, "type": "text/html"} in said[href][back]
        assert said[address]["cite-as"] == [{"href": address}]


def test_the_link_set_has_full_addresses_of_what_is_there(site: Path) -> None:
    for anchor, relations in contexts(site):
        assert there(site, "", anchor).is_file()
        assert relations
        for found in relations.values():
            for link in found:
                assert link["href"].startswith(SITE)
                assert there(site, "", link["href"]).is_file()


def test_without_an_address_nothing_is_said_that_needs_one(folder_site: Path) -> None:
    assert not (folder_site / "data" / "linkset.json").exists()
    for path in folder_site.rglob("*.html"):
        found = links(lxml.html.fromstring(path.read_text("utf-8")))
        assert not found["cite-as"]
        assert not found["linkset"]
        for role in ("item", "describedby", "collection", "author"):
            for link in found[role]:
                assert (path.parent / unquote(link.get("href"))).resolve().is_file()
