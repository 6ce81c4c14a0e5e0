"""Edition to pages: what each page shows is gathered here, how it looks stands in templates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from reader.data.exports import Export
from reader.edition import changes, findings
from reader.edition.items import items_of
from reader.history import ids, paths
from reader.interface import Interface, message
from reader.model import Output, Release, Term
from reader.site import md, parts
from reader.site.pages.shelf import Shelf

LATER = {  # what is made for a release only
    ("PDF",): message(
        "This copy does not hold the PDF. It is made for a release, and offered where the "
        "edition is published."
    ),
    ("Zip",): message(
        "This copy does not hold the site as a zip. It is made for a release, and offered where "
        "the edition is published."
    ),
    ("PDF", "Zip"): message(
        "This copy does not hold the PDF and the site as a zip. They are made for a release, and "
        "offered where the edition is published."
    ),
}
BECAME = {"new": message("new"), "changed": message("changed"), "gone": message("gone")}


class Pages(Shelf):
    """All pages of an edition."""

    def all(self) -> Iterable[Output]:
        """Return every page, the home page first."""
        yield self.home()
        for text in self.index.shelf:
            yield from self.text(text)
        if self.index.has_many:
            yield self.shelf()
        if self.index.has_shelf:
            yield self.shelf_map()
        yield self.glossary()
        yield from (self.ordered(order) for order in self.index.collection.orders)
        for term in self.index.terms.values():
            yield self.entry(term)
        yield self.sources()
        yield self.data()
        yield self.downloads()
        yield self.news()
        yield self.report()
        if paths.COLLECTION not in self.index.edition.settings.pages:
            yield self.collection()
        yield from self.gone()
        yield from self.moved()

    def collection(self) -> Output:
        """Return the page about the collection: who makes it, and on what terms."""
        lead = self._prose(paths.COLLECTION, self.index.collection.lead.words, {})
        return self._page(paths.COLLECTION, "collection.md", "seeds/collection.yml", lead=lead)

    def report(self) -> Output:
        """Return the report for editors; it stands in no navigation."""
        found = findings.findings(self.index)
        return self._page(paths.REPORT, "report.md", "seeds", findings=found)

    def sources(self) -> Output:
        """Return the bibliography, with the entries that cite each source."""
        citing: dict[str, list[Term]] = defaultdict(list)
        for term in self.index.sorted_terms:
            for key in self.index.cited_by(term):
                citing[key].append(term)
        order = sorted(self.bibliography, key=lambda key: self.bibliography[key].casefold())
        return self._page(
            paths.SOURCES,
            "sources.md",
            "seeds/sources.yml",
            nav=self.interface.gettext("Sources"),
            items=[
                (self.index.sources[key], md.from_html(self.bibliography[key]), citing[key])
                for key in order
            ],
        )

    def data(self) -> Output:
        """Return the page that lists the files of data."""
        texts, said = self.index.texts.values(), self.interface.gettext
        titles = {
            paths.HOME: said("The edition"),
            paths.DATA: said("The edition"),
            **{paths.text(text.id): text.meta.label for text in texts},
            paths.GLOSSARY: said("The glossary"),
            paths.SOURCES: said("The sources"),
        }
        groups: dict[str, list[Export]] = defaultdict(list)
        for export in self.exports:
            if export.purpose:
                groups[titles[export.page]].append(export)
        nav = self.interface.gettext("Data")
        return self._page(paths.DATA, "data.md", "seeds", nav=nav, groups=groups)

    def downloads(self) -> Output:
        """Return the page of the files that readers take away, with their sizes."""
        made = {carrier.format for carrier in self.carriers}
        return self._page(
            paths.DOWNLOADS,
            "downloads.md",
            "seeds",
            day=self.citations.day,
            carriers=self.carriers,
            missing=LATER.get(tuple(name for name in ("PDF", "Zip") if name not in made), ""),
            tei=[export for export in self.exports if export.format == "TEI P5"],
        )

    def news(self) -> Output:
        """Return the page of what changed since the last release, and in it."""
        now = Release("", items_of(self.index))
        releases = self.index.edition.seeds.releases
        return self._page(
            paths.NEWS,
            "changes.md",
            "seeds",
            releases=releases,
            sections=[
                (after.day, before.day, self._differences(before, after, now))
                for before, after in zip(releases, (now, *releases), strict=False)
            ],
        )

    def _differences(
        self, before: Release, after: Release, now: Release
    ) -> Mapping[str, list[Mapping[str, Any]]]:
        """Return the differences for a template, by text, glossary and sources."""
        live = {item.id for item in now.items}
        groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for found in changes.differences(before, after):
            there = found.id in live and changes.place(self.index.addresses, found.id)
            href = md.href(paths.NEWS, *there) if there else ""
            item = {
                "name": _called(self.interface, found),
                "href": href,
                "became": self.interface.gettext(BECAME[found.became]),
                "difference": found,
                "parts": [(parts.name(self.interface, name), runs) for name, runs in found.parts],
            }
            groups[self._group(found)].append(item)
        return groups

    def _group(self, found: changes.Difference) -> str:
        """Return where a difference belongs: the label of a text, the glossary or the sources."""
        holder = ids.text_of(found.id)
        if holder == ids.GLOSSARY:
            return self.interface.gettext("The glossary")
        if holder.startswith("@"):
            return self.interface.gettext("The sources")
        text = self.index.texts.get(holder)
        return text.meta.label if text else holder


def _called(interface: Interface, found: changes.Difference) -> str:
    """Return what readers call an item that is new, changed or gone."""
    own = ids.anchor(found.id)
    if found.id.startswith((f"{ids.GLOSSARY}/", "@")):
        return found.name
    if not own:
        is_changed = found.became == "changed"
        whole = interface.gettext("The whole text")
        return interface.gettext("About the text") if is_changed else whole
    if own.startswith("n"):
        return interface.gettext("Note {number}", number=own[1:])
    return interface.label(own)
