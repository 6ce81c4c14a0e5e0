"""The declaration of the keys: what follows from it, and that nothing else has to be told."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, make_dataclass
from types import ModuleType
from typing import Any

import jsonschema
import pytest
from test_problems import BASE, files

import tables
from reader import model
from reader.build import Build, build
from reader.data import reading, values
from reader.data.table import COLUMNS, COUNTED
from reader.edition.items import items_of
from reader.fields.field import SHAPES, Field, Fields
from reader.model import SeedFile
from reader.model.problem import Form, Prose
from reader.seeds import keys, vocabulary
from reader.site import parts

ALL: dict[str, Fields] = {
    name: getattr(keys, name)
    for name in keys.__all__
    if isinstance(getattr(keys, name), tuple)
    and all(isinstance(one, Field) for one in getattr(keys, name))
}


# Types


@pytest.mark.parametrize(
    ("made", "declared", "more", "read"),
    [
        (model.Meta, keys.META, set(), {"proposed"}),
        (model.Term, keys.OF_TERM, {"id", "place", "originals", "prose"}, set()),
        (model.Source, keys.OF_SOURCE, {"id", "place", "csl", "accessed"}, set()),
        (model.Note, keys.NOTE, {"text", "place"}, {"kind", "note"}),
        (model.Collection, keys.COLLECTION, {"unread"}, set()),
        (model.Change, keys.CHANGE, {"line"}, set()),
        (model.Original, keys.ORIGINAL, {"tag", "latin", "is_further", "line"}, set()),
        (model.Limited, keys.FORMS_IN, set(), set()),
        (model.Rendering, keys.RENDERING, {"line"}, set()),
        (model.Office, keys.OFFICE, set(), set()),
        (model.Attestation, keys.ATTESTATION, {"line"}, set()),
        (model.NotePlace, keys.NOTE_PLACE, {"line"}, set()),
        (model.Reading, keys.READING, set(), set()),
    ],
    ids=lambda given: getattr(given, "__name__", ""),
)
def test_a_type_has_what_the_keys_declare(
    made: Any, declared: Fields, more: set[str], read: set[str]
) -> None:
    """``more`` is what no key says, ``read`` what is read and not kept under its own name."""
    own = {one.attribute for one in declared} - read
    assert {one.name for one in fields(made)} == own | more


TYPES = {
    "text": "str",
    "name": "Form",
    "number": "int",
    "flag": "bool",
    "prose": "Prose",
    "list": "tuple[Form, ...]",
    "texts": "tuple[str, ...]",
    "mapping": "tuple[tuple[Form, str], ...]",
    "pairs": "Pairs",
}


def test_the_types_of_values_are_those_of_their_kinds() -> None:
    made = {"META": model.Meta, "OF_TERM": model.Term, "NOTE": model.Note, "CHANGE": model.Change}
    for name, of in made.items():
        types = {one.name: one.type for one in fields(of)}
        for one in ALL[name]:
            if one.kind in TYPES and one.attribute in types:
                assert types[one.attribute] == TYPES[one.kind], (name, one.name)


# Manuals, examples, labels


def test_the_manuals_are_as_the_command_writes_them() -> None:
    for name, of_page in tables.TABLES.items():
        page = (tables.DOCS / name).read_text(encoding="utf-8")
        assert page == tables.renewed(page, of_page), "run scripts/tables.py"


@pytest.mark.parametrize("name", ALL)
def test_a_key_says_what_it_is_for_and_its_example_is_right(name: str) -> None:
    for one in ALL[name]:
        assert one.about, one.name
        assert one.about[-1] not in ".;,", one.name
        assert bool(one.example) == (one.kind != "records"), one.name
        outer = {"text": str, "list": list, "mapping": dict}[SHAPES[one.kind][0]]
        if one.kind != "records":
            assert isinstance(one.example, outer), one.name
            assert [one.fault(words) for words in texts_of(one.example)] == [None] * len(
                texts_of(one.example)
            ), one.name


def texts_of(example: Any) -> list[str]:
    if isinstance(example, dict):
        return [*example.values()]
    return [example] if isinstance(example, str) else example


def test_readers_have_a_name_for_every_part_of_an_item() -> None:
    recorded = [one for of_seed in keys.RECORDED for one in of_seed if one.recorded]
    assert [one.name for one in recorded if not one.label] == []
    assert {one.recorded for one in recorded} <= parts.NAMES.keys()
    labels: dict[str, set[str]] = {}
    for one in recorded:
        labels.setdefault(str(one.recorded), set()).add(one.label)
    assert {name: found for name, found in labels.items() if len(found) > 1} == {}


def test_the_table_of_the_glossary_has_a_column_for_every_key() -> None:
    assert {one.name for one in keys.ENTRY} == set(COLUMNS) - {
        "id",
        "definition",
        "prose",
        *COUNTED,
    }


# A key that nobody knows yet


@dataclass(frozen=True)
class Seed:
    """Where an imaginary key is declared, the type that gets it, and a file that says it."""

    declared: str
    typed: str
    path: str
    list_in_data: str
    item: str


SEEDS = [
    Seed("ENTRY", "Term", "seeds/glossary/carp.md", "terms", "glossary/carp"),
    Seed("META", "Meta", "seeds/texts/pond/meta.yml", "texts", "pond"),
]
BLANK = {"text": "", "name": Form("", 1), "list": (), "prose": Prose("", 1)}


def modules_with(name: str, value: object) -> Iterator[ModuleType]:
    """Give our modules that hold a value under a name."""
    for module in tuple(sys.modules.values()):
        if getattr(module, "__name__", "").startswith("reader") and vars(module).get(name) is value:
            yield module


def put(monkeypatch: pytest.MonkeyPatch, name: str, old: object, new: object) -> None:
    for module in modules_with(name, old):
        monkeypatch.setattr(module, name, new)


def declare(monkeypatch: pytest.MonkeyPatch, seed: Seed, one: Field) -> None:
    """Declare a key, and give its type the field that a programmer would write."""
    for name in (seed.declared, *(["OF_TERM"] if seed.declared == "ENTRY" else [])):
        put(monkeypatch, name, ALL[name], (*ALL[name], one))
    old = getattr(model, seed.typed)
    own = [(one.attribute, Any, field(default=BLANK[one.kind]))]
    put(monkeypatch, seed.typed, old, make_dataclass(seed.typed, own, bases=(old,), frozen=True))
    vocabulary.entry.cache_clear()
    vocabulary.meta.cache_clear()


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Let the keys of collections be found anew behind each test."""
    yield
    vocabulary.entry.cache_clear()
    vocabulary.meta.cache_clear()


def with_line(seed: Seed, line: str) -> Build:
    """Build the small edition with a line before the first one of a seed that has a key."""
    made = []
    for file in files(BASE):
        words = file.content.decode()
        if file.path == seed.path:
            start = words.index("headword:" if seed.declared == "ENTRY" else "title:")
            words = f"{words[:start]}{line}\n{words[start:]}"
        made.append(SeedFile(file.path, words.encode()))
    return build(made)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: str(seed.declared))
@pytest.mark.parametrize(
    ("kind", "given", "written", "told"),
    [
        ("text", "deep water", "deep water", "deep water"),
        ("name", "deep water", "deep water", "deep water"),
        ("list", "[deep, cold]", ["deep", "cold"], "deep; cold"),
        ("prose", "Deep *water*.", "Deep *water*.", "Deep water."),
    ],
)
def test_a_declared_key_goes_everywhere(
    monkeypatch: pytest.MonkeyPatch, seed: Seed, kind: Any, given: str, written: Any, told: str
) -> None:
    one = Field("habitat", kind=kind, data="livesIn", recorded="lives in", says="where it lives")
    assert [p.code for p in with_line(seed, f"habitat: {given}").problems] == ["unknown-key"]
    declare(monkeypatch, seed, one)
    made = with_line(seed, f"habitat: {given}")
    assert made.problems == ()
    out = {one.path: one.content for one in made.outputs if one.path.startswith("data/edition")}
    data, schema = (json.loads(out[f"data/edition{end}"]) for end in (".json", ".schema.json"))
    has = [item["livesIn"] for item in data[seed.list_in_data] if item["livesIn"]]
    assert has == [written]
    jsonschema.validate(data, schema)
    described = schema["$defs"][seed.list_in_data.removesuffix("s")]
    assert "livesIn" in described["required"]
    assert described["properties"]["livesIn"]["description"] == "where it lives"
    recorded = {item.id: dict(item.parts) for item in items_of(made.index)}
    assert recorded[seed.item]["lives in"] == told
    seeds = reading.edition(data).seeds
    holders = {"terms": seeds.terms, "texts": tuple(text.meta for text in seeds.texts)}
    back = [values.written(held, (one,))["livesIn"] for held in holders[seed.list_in_data]]
    assert [value for value in back if value] == [written]


@pytest.mark.parametrize("required", [True, False])
def test_a_choice_that_need_not_be_made_is_empty_in_data(*, required: bool) -> None:
    one = Field("habitat", required=required, choices=("pond", "river"))
    schema = values.properties((one,))["habitat"]
    assert schema == {"enum": [*([] if required else [""]), "pond", "river"]}


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: str(seed.declared))
def test_a_declared_key_is_checked(monkeypatch: pytest.MonkeyPatch, seed: Seed) -> None:
    declare(monkeypatch, seed, Field("habitat", required=True, choices=("pond", "river")))
    found = with_line(seed, "habitat: lake").problems
    assert [(p.path, p.code, p.fix) for p in found if p.path == seed.path] == [
        (seed.path, "wrong-value", "use one of: pond, river")
    ]
    found = with_line(seed, "habitta: pond").problems
    assert [(p.code, p.fix) for p in found if p.path == seed.path] == [
        ("missing-key", "add a line 'habitat: …'"),
        ("unknown-key", "use 'habitat'"),
    ]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: str(seed.declared))
@pytest.mark.parametrize("what", ["entry", "source", "text"])
def test_what_a_declared_key_names_has_to_be_there(
    monkeypatch: pytest.MonkeyPatch, seed: Seed, what: Any
) -> None:
    declare(monkeypatch, seed, Field("habitat", kind="list", refers=what))
    there = {"entry": "algae", "source": "pond-book", "text": "pond"}[what]
    assert with_line(seed, f"habitat: [{there}]").problems == ()
    found = with_line(seed, f"habitat: [{there}, {there}x]").problems
    assert [(p.code, p.fix) for p in found] == [(f"unknown-{what}", f"use {there}")]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: str(seed.declared))
def test_prose_of_a_declared_key_is_checked(monkeypatch: pytest.MonkeyPatch, seed: Seed) -> None:
    declare(monkeypatch, seed, Field("habitat", kind="prose"))
    found = with_line(seed, "habitat: In [water](wather.md).[@pond-bok]").problems
    assert sorted(p.code for p in found) == ["bad-link", "unknown-source"]
