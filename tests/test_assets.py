"""Scripts, style sheet and index have a hash of what they are made of in their names."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
from conftest import copied, mkdocs, run_mkdocs

NAME = re.compile(r"\.[0-9a-f]{10}\.(?:js|css)$")


def loaded(site: Path) -> set[str]:
    """What a page of a paragraph names: scripts, the sheet, and what the search loads."""
    page = lxml.html.parse(next(site.glob("texts/*/p1/index.html")))
    names = page.xpath("//script/@src | //link[@rel='stylesheet']/@href | //@data-hits")
    config = page.xpath("string(//script[@id='__config'])")
    search = re.findall(r"(?:assets|search)/[\w/.-]+\.js", config)
    return {re.sub(r"^(?:\.\./)+", "", name) for name in (*names, *search)}


def test_what_a_page_loads_is_named_by_its_content_and_is_there(site: Path) -> None:
    ours = {name for name in loaded(site) if "/javascripts/" not in name}
    assert len(ours) >= 6
    for name in ours:
        assert NAME.search(name), name
        assert (site / name).is_file(), name
    assert (site / "assets" / "embed.js").is_file()
    assert not (site / "assets" / "cards.js").exists()


def test_a_changed_script_and_a_changed_seed_get_new_names(tmp_path: Path) -> None:
    root = copied(tmp_path / "copy", "docs", "scripts", "seeds")
    run_mkdocs("build", "--site-dir", str(tmp_path / "first"), root=root)
    source = root / "scripts" / "reader" / "site" / "assets" / "scripts" / "notes" / "panel.js"
    source.write_text(source.read_text("utf-8").replace("PART = 200", "PART = 201"), "utf-8")
    mkdocs(["build", "--site-dir", str(tmp_path / "script")], root, {}, fresh=True)
    entry = root / "seeds" / "glossary" / "reform-and-opening-up.md"
    entry.write_text(entry.read_text(encoding="utf-8").rstrip() + " And so on.\n", "utf-8")
    mkdocs(["build", "--site-dir", str(tmp_path / "seed")], root, {}, fresh=True)
    first, script, seed = (loaded(tmp_path / name) for name in ("first", "script", "seed"))
    changed = {re.sub(r"\.[0-9a-f]{10}\.", ".", name) for name in script - first}
    assert changed == {"assets/reader.js"}
    changed = {re.sub(r"\.[0-9a-f]{10}\.", ".", name) for name in seed - script}
    assert changed == {"assets/site.css", "search/reader_index.js"}
