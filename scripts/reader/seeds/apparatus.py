"""Apparatus: the bibliography."""

from __future__ import annotations

from reader.model import Collection, Place, SeedFile, Source
from reader.seeds import vocabulary
from reader.seeds.records import Problems, read_list, read_record, twice, written


def read_sources(file: SeedFile, collection: Collection, problems: Problems) -> tuple[Source, ...]:
    """Return the sources of the bibliography."""
    fields = vocabulary.source(collection)
    found: dict[str, Source] = {}
    for item in read_list(file, "sources", problems):
        data = read_record(item, file.path, fields, "a source", problems)
        csl = tuple(
            (field.name, written(field.name, data.text(field.name)))
            for field in fields
            if field.name not in ("grade", "note") and data.text(field.name)
        )
        source = Source(
            data.text("id"),
            Place(file.path, item.line),
            csl,
            data.text("grade"),
            data.text("accessed"),
            data.text("note"),
        )
        if source.id in found:
            problems.append(twice(source.id, source.place, found[source.id].place))
        elif source.id:
            found[source.id] = source
    return tuple(found.values())
