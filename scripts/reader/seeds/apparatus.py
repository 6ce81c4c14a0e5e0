"""Apparatus: the bibliography."""

from __future__ import annotations

from reader.language.words import BOM
from reader.model import Collection, Place, SeedFile, Source
from reader.seeds import vocabulary
from reader.seeds.keys import CSL, OF_SOURCE
from reader.seeds.records import Problems, read_list, read_record, twice


def read_sources(file: SeedFile, collection: Collection, problems: Problems) -> tuple[Source, ...]:
    """Return the sources of the bibliography."""
    fields = vocabulary.source(collection)
    found: dict[str, Source] = {}
    for item in () if _says_nothing(file) else read_list(file, "sources", problems):
        data = read_record(item, file.path, fields, "a source", problems)
        csl = tuple((name, words) for name, words in data.values(CSL).items() if words)
        place, accessed = Place(file.path, item.line), data.text("accessed")
        own = data.values(OF_SOURCE)
        source = Source(data.text("id"), place, csl, accessed=accessed, **own)
        if source.id in found:
            problems.append(twice(source.id, source.place, found[source.id].place))
        elif source.id:
            found[source.id] = source
    return tuple(found.values())


def _says_nothing(file: SeedFile) -> bool:
    """Return whether there are no sources yet: the file has to be there all the same."""
    lines = file.content.removeprefix(BOM.encode()).splitlines()
    return not file.fault and all(line.strip()[:1] in (b"", b"#") for line in lines)
