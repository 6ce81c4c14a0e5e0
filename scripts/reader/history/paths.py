"""Where each page lives: paths of Markdown files below the root of the site."""

from __future__ import annotations

from collections.abc import Iterator

from reader.history import ids
from reader.model import Seeds

HOME = "index.md"
SHELF = "texts/index.md"  # where there are many texts
GLOSSARY = "glossary/index.md"
SOURCES = "sources.md"
MAP = "map.md"
REPORT = "report.md"
DATA = "data/index.md"
FEED = "feed.xml"
ROBOTS = "robots.txt"
SITEMAP = "sitemap.xml"  # MkDocs makes it, by a template of the theme
DOWNLOADS = "downloads/index.md"
NEWS = "changes/index.md"
COLLECTION = "about.md"
CARDS = "data/cards/"


def text(name: str, part: str = "") -> str:
    """Return the page of a whole text, or of a further part of it by its name."""
    return f"texts/{name}/part/{part}.md" if part else f"texts/{name}/index.md"


def paragraph(name: str, block: str) -> str:
    """Return the page of a paragraph. Headings have none: ``Addresses.block`` knows of both."""
    return f"texts/{name}/{block}.md"


def about(name: str) -> str:
    """Return the page about a text."""
    return f"texts/{name}/about.md"


def notes(name: str) -> str:
    """Return the page of a text's translation notes."""
    return f"texts/{name}/notes.md"


def map_of(name: str) -> str:
    """Return the map of a text: its entries against its paragraphs."""
    return f"texts/{name}/map.md"


def versions(name: str, part: int = 0) -> str:
    """Return the page on which the versions of a text stand side by side, or a further part."""
    return f"texts/{name}/versions/{part + 1}.md" if part else f"texts/{name}/versions.md"


def by(order: str) -> str:
    """Return the glossary in one of the orders of the collection."""
    return f"glossary/by/{order}.md"


def entry(term: str) -> str:
    """Return the page of a glossary entry."""
    return f"glossary/{term}.md"


def url(page: str) -> str:
    """Return the address of a page or a file on the site, below its root."""
    if page.endswith("index.md"):
        return page.removesuffix("index.md")
    return page.removesuffix(".md") + "/" if page.endswith(".md") else page


def data(name: str) -> str:
    """Return a file of data about the whole edition."""
    return f"data/{name}"


def download(name: str) -> str:
    """Return a file for readers to take away."""
    return f"downloads/{name}"


def data_of(name: str, ending: str) -> str:
    """Return a file of data about a text."""
    return f"data/texts/{name}.{ending}"


def card(page: str) -> str:
    """Return the data of the card that stands for the page of an entry or a paragraph."""
    return f"{CARDS}{page.removesuffix('.md')}.json"


def is_card(path: str) -> bool:
    """Return whether the data of a card lie at a path."""
    return path.startswith(CARDS)


def of_card(path: str) -> str:
    """Return the page that a card stands for, by the path of the card."""
    return f"{path.removeprefix(CARDS).removesuffix('.json')}.md"


def social(name: str) -> str:
    """Return the picture that stands for a text where somebody shares it."""
    return f"assets/social/{name}.png"


def copy(page: str) -> str:
    """Return the Markdown of a page as a file; were its ending ``.md``, it would be a page too."""
    return f"data/pages/{page}.txt"


def of_id(name: str) -> tuple[str, ...]:
    """Return the pages that an id of the record has, or had."""
    kind, at = ids.kind(name), ids.anchor(name)
    if kind == "text":
        return (text(name), about(name), map_of(name), notes(name))
    if kind == "entry":
        return (entry(at),)
    return (paragraph(ids.text_of(name), at),) if kind == "paragraph" else ()


def claims(seeds: Seeds) -> Iterator[tuple[str, str]]:
    """Return the paths of pages that follow from names alone, with the seeds that claim them."""
    yield from ((HOME, "seeds"), (GLOSSARY, "seeds/glossary"), (SOURCES, "seeds/sources.yml"))
    if len(seeds.texts) > 1:
        yield MAP, "seeds"
    if seeds.has_many:
        yield SHELF, "seeds"
    yield REPORT, "seeds"
    yield DATA, "seeds"
    yield DOWNLOADS, "seeds"
    yield NEWS, "seeds"
    yield COLLECTION, "seeds/collection.yml"
    for order in seeds.collection.orders:
        yield by(order), "seeds/glossary"
    mains = {made.meta.version_of.words for made in seeds.texts}
    for made in seeds.texts:
        folder = f"seeds/texts/{made.id}"
        yield text(made.id), f"{folder}/text.txt"
        yield about(made.id), f"{folder}/meta.yml"
        yield map_of(made.id), f"{folder}/text.txt"
        yield notes(made.id), f"{folder}/notes.yml"
        if made.original or made.meta.version_of.words or made.id in mains:
            yield versions(made.id), f"{folder}/meta.yml"
        for block in made.paragraphs:
            yield paragraph(made.id, block.id), f"{folder}/text.txt"
    for term in seeds.terms:
        yield entry(term.id), term.place.path
