"""The whole text: on one page, or in parts, of which each knows where the others are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from reader.edition import labels
from reader.history import ids, paths, record
from reader.history.parts import Part
from reader.language import markup
from reader.language.words import bare, line
from reader.model import FEW, Output, Paragraph, Text
from reader.site import md
from reader.site.pages.words import Worded, shows

BLOCK = re.compile(r"([hp])(\d+)")


class Wholes(Worded):
    """The pages on which whole texts stand."""

    def _whole(self, text: Text) -> Iterator[Output]:
        """Return the pages of a whole text: one, or one for each part."""
        parts = self.index.addresses.parts(text)
        holds = self._holds(text, parts) if len(parts) > 1 else {}
        for part in parts:
            yield self._whole_part(text, part, holds)

    def _whole_part(self, text: Text, part: Part, holds: Mapping[str, str]) -> Output:
        path = paths.text(text.id, part.name)
        is_first = not part.name
        has_tab = is_first and len(self.index.texts) <= FEW
        return self._page(
            path,
            "text.md",
            f"seeds/texts/{text.id}/text.txt",
            nav=text.meta.label if has_tab else "",
            shows=[shown for block in part.blocks for shown in shows(block)],
            frame=partial(self.frames.text, text, part, holds),
            stamp=text.stamp,
            revised=self.citations.day,
            text=text,
            blocks=[(block, self._block(path, text, block)) for block in part.blocks],
            originals=self._originals(path, text, part.blocks),
            alarms={block.id: self._alarms(path, text, block) for block in part.blocks},
            earlier=self._earlier(path, text.id) if is_first else [],
            versions=self._versions_of(text),
            part=part,
            range=labels.run(self.interface, part.blocks),
            contents=self._contents(path, text, part) if holds else (),
        )

    def _contents(self, path: str, text: Text, here: Part) -> list[Mapping[str, Any]]:
        """Return the contents of a text for a template: its parts, each with its headings.

        The first part has them all; a further one has its own, and of others the first.
        """
        found: list[Mapping[str, Any]] = []
        for part in self.index.addresses.parts(text):
            page = paths.text(text.id, part.name)
            heads = [block for block in part.blocks if block.is_heading and block.shape]
            full = not here.name or part is here
            found.append(
                {
                    "name": labels.run(self.interface, part.blocks),
                    "href": "" if part is here else md.href(path, page),
                    "begins": "" if full or not heads else _said(heads[0]),
                    "headings": [(_said(head), md.href(path, page, head.id)) for head in heads]
                    if full
                    else (),
                }
            )
        return found

    def _holds(self, text: Text, parts: Iterable[Part]) -> Mapping[str, str]:
        """Return which anchors of its text each part has, by its page, as a browser reads them.

        They are runs of blocks, ``p1-200 h1-4``, and old sentences that stand in none of these.
        """
        found = {}
        for part in parts:
            landed = [name for block in part.blocks for name in self._landed_in(text, block)]
            blocks = [block.id for block in part.blocks]
            blocks += [name for name in landed if BLOCK.fullmatch(name)]
            others = [name for name in landed if ids.block_of(f"x/{name}")[2:] not in blocks]
            found[paths.text(text.id, part.name)] = " ".join((*_runs(blocks), *others))
        return found

    def _landed_in(self, text: Text, block: Paragraph) -> Iterator[str]:
        """Return the old ids whose words stand in a block now."""
        for name in (block.id, *(sentence.id for sentence in block.sentences)):
            yield from map(ids.anchor, self._landed.get(f"{text.id}/{name}", ()))

    def moved(self) -> Iterator[Output]:
        """Return a page at every address that a part had and has no more: it leads on."""
        for path, name, heir in self.index.addresses.moved():
            yield self._page(
                path,
                "part_of.md",
                record.CHANGES,
                frame=partial(self.frames.gone, path, (heir, "")),
                title=self._name(name),
                heir=heir,
            )


def _said(heading: Paragraph) -> str:
    """Return a heading as it stands in a list."""
    return line(markup.shown(bare(heading.words)))


def _runs(blocks: Sequence[str]) -> Iterator[str]:
    """Return ids of blocks as runs of numbers."""
    named = sorted({(found[1], int(found[2])) for name in blocks if (found := BLOCK.match(name))})
    # Of numbers that follow each other all differ as much from their places in the row.
    for (kind, _), run in groupby(enumerate(named), lambda at: (at[1][0], at[1][1] - at[0])):
        numbers = [number for _, (_, number) in run]
        more = f"-{numbers[-1]}" if numbers[1:] else ""
        yield f"{kind}{numbers[0]}{more}"
