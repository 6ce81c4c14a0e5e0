"""Old ids: pages for those that are gone, and landings for those that moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property, partial
from typing import Any

from reader.history import ids, paths, record
from reader.interface import message
from reader.model import Output, Paragraph, Published, Text
from reader.site import md
from reader.site.md import Md
from reader.site.pages.base import Base

SAID = {  # what became of an id
    "moved": message("{date}: {what} was moved to {places}."),
    "merged": message("{date}: {what} was merged into {places}."),
    "split": message("{date}: {what} was split into {places}."),
    "withdrawn": message("{date}: {what} was withdrawn."),
    ids.REVISED: message("{date}: {what} was revised."),
}


class Fated(Base):
    """The pages that know what became of ids that are gone."""

    def gone(self) -> Iterable[Output]:
        """Return a page at every address of an id that is gone.

        A page needs no redirect of a server, and a copy of the site in a folder has it too.
        """
        for line in self.fates.gone:
            for path in paths.of_id(line.id):
                yield self._gone(path, line)

    def _gone(self, path: str, line: Published) -> Output:
        heirs = self.fates.targets(line.id)
        page, anchor = self.index.addresses.place(heirs[0]) if len(heirs) == 1 else ("", "")
        return self._page(
            path,
            "gone.md",
            record.CHANGES,
            frame=partial(self.frames.gone, path, (page, anchor) if page else None),
            line=line,
            title=self._name(line.id),
            story=self._story(path, line.id),
            heirs=[self._heir(path, heir, line.id) for heir in heirs],
            parts=[self._part(path, part) for part in self._parts(line)],
        )

    def _parts(self, line: Published) -> Iterable[Published]:
        """Return what an id that is gone consisted of: paragraphs, or sentences."""
        prefixes = (f"{line.id}/h", f"{line.id}/p") if line.kind == "text" else (f"{line.id}s",)
        return (part for prefix in prefixes for part in self.fates.ledger.series(prefix))

    def _part(self, path: str, part: Published) -> Mapping[str, Any]:
        """Return a part for a template, with a link if one thing stands for it alone."""
        heirs = self.fates.targets(part.id)
        alone = len(heirs) == 1 and heirs != self.fates.targets(ids.parent(part.id))
        pages = paths.of_id(part.id)
        own = pages[0] if part.kind == "paragraph" else ""
        place = self.index.addresses.place(heirs[0]) if alone else (own, "")
        return {
            "anchor": ids.anchor(part.id),
            "name": self._name(part.id, part.id),
            "words": part.words,
            "href": md.href(path, *place) if place[0] else "",
            "within": [ids.anchor(inner.id) for inner in self._parts(part)],
        }

    def _story(self, path: str, name: str) -> list[Mapping[str, Any]]:
        """Return what happened to an id, step by step, for a template."""
        return [
            {
                "said": SAID[change.became],
                "what": self._name(change.id, name),
                "change": change,
                "into": [self._heir(path, form.words, name) for form in change.into],
            }
            for change in self.fates.story(name)
        ]

    def _heir(self, path: str, name: str, origin: str) -> tuple[str, str]:
        """Return the name of what stands for ``origin`` now, and its address if it is there."""
        href = md.href(path, *self.index.addresses.place(name)) if name in self.fates.live else ""
        return self._name(name, origin), href

    def _name(self, name: str, origin: str = "") -> str:
        """Return what readers call an id, seen from a page about ``origin``."""
        kind = ids.kind(name)
        if kind == "entry":
            term = self.index.terms.get(ids.anchor(name))
            return term.headword if term else self.fates.ledger.lines[name].words
        text = self.index.texts.get(ids.text_of(name))
        title = text.meta.label if text else self.fates.ledger.lines[ids.text_of(name)].words
        if kind == "text":
            return title
        place = self.interface.label(ids.anchor(ids.block_of(name)))
        if kind == "sentence":
            number = ids.series(name)[1]
            place = self.interface.gettext("{place}, sentence {number}", place=place, number=number)
        return place if ids.text_of(name) == ids.text_of(origin) else f"{place} · {title}"

    def _landings(self, text: Text, anchor: str) -> Md:
        """Return empty elements with the old ids whose words stand in a piece of a text now."""
        names = self._landed.get(f"{text.id}/{anchor}", ())
        return Md("".join(f'<span id="{ids.anchor(name)}"></span>' for name in names))

    def _old_in(self, path: str, text: Text, block: Paragraph) -> list[object]:
        """Return what the page of a paragraph says of ids that are gone."""
        names = (block.id, *(part.id for part in block.sentences))
        landed = [self._landed.get(f"{text.id}/{name}", ()) for name in names]
        return [*landed, self._earlier(path, f"{text.id}/{block.id}")]

    @cached_property
    def _landed(self) -> Mapping[str, list[str]]:
        """What each paragraph and sentence stands for that is gone from the same text."""
        found: dict[str, list[str]] = defaultdict(list)
        for holder in self.index.texts:
            for line in self.fates.within.get(holder, ()):
                if place := self._landing(line, holder):
                    found[place].append(line.id)
        return found

    def _landing(self, line: Published, holder: str) -> str:
        """Return the one piece of a text or a paragraph that stands for a gone one, or ``""``."""
        heirs = self.fates.targets(line.id)
        if len(heirs) != 1 or not ids.anchor(heirs[0]):
            return ""
        around = (ids.block_of(heirs[0]), ids.parent(ids.block_of(heirs[0])))
        return heirs[0] if holder in around else ""

    def _earlier(self, path: str, holder: str) -> list[Mapping[str, Any]]:
        """Return what was once in a text or a paragraph and has no place there any more."""
        found: dict[str, Any] = {}
        for line in self.fates.within.get(holder, ()):
            whole = ids.parent(line.id)
            if self._landing(line, holder):
                continue
            if whole in found and self.fates.change(line.id) == self.fates.change(whole):
                found[whole]["within"].append(ids.anchor(line.id))
            else:
                found[line.id] = {
                    "anchor": ids.anchor(line.id),
                    "words": line.words,
                    "story": self._story(path, line.id),
                    "within": [],
                }
        return list(found.values())
