"""Distributed Text Services: files that answer a client, and what its validator asks of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import jsonschema
import pytest
import uritemplate
from conftest import ROOT, contents
from lxml import etree

from reader.build import Build, build
from reader.seeds import from_disk

LATIN = Path(__file__).parent / "data" / "latin"
SITE = "https://reader.example/r/"


@pytest.fixture(scope="module", params=[(ROOT, ""), (ROOT, SITE), (LATIN, SITE)], ids=str)
def made(request: pytest.FixtureRequest) -> Build:
    """Editions with an address of their site and without."""
    root, address = request.param
    return build(from_disk.read(root), address)


@pytest.fixture(scope="module")
def files(made: Build) -> dict[str, str]:
    return contents(made)


@pytest.fixture(scope="module")
def client(files: dict[str, str]) -> Client:
    return Client(files)


def there(path: str, address: str) -> str:
    """Return the file that an address in another file leads to."""
    return unquote(urljoin(SITE + path, address)).removeprefix(SITE)


class Client:
    """A client of DTS that knows the entry point alone."""

    def __init__(self, files: dict[str, str]) -> None:
        self.files = files
        self.entry = json.loads(files["data/dts/index.json"])

    def fetch(self, endpoint: str, **parameters: str | int) -> str | None:
        """Return what the file of a request holds, or None when there is none."""
        address = uritemplate.expand(
            self.entry[endpoint], {name: str(value) for name, value in parameters.items()}
        )
        return self.files.get(there("data/dts/index.json", address))

    def get(self, endpoint: str, **parameters: str | int) -> dict[str, Any]:
        """Return an answer that must be there."""
        answer = self.fetch(endpoint, **parameters)
        assert answer is not None, (endpoint, parameters)
        data: dict[str, Any] = json.loads(answer)
        assert data["@context"] == "https://dtsapi.org/context/v1.0.json"
        assert data["dtsVersion"] == "1.0"
        return data


def identifiers(answer: dict[str, Any]) -> list[str]:
    return [unit["identifier"] for unit in answer["member"]]


def test_a_client_of_dts_finds_the_texts_from_the_entry_point(
    made: Build, files: dict[str, str], client: Client
) -> None:
    assert client.entry["@type"] == "EntryPoint"
    shelf = client.get("collection")
    assert shelf["totalChildren"] == len(shelf["member"]) == len(made.edition.seeds.texts)
    assert client.get("collection", id=shelf["@id"])["@type"] == "Collection"
    assert client.get("collection", nav="parents")["member"] == []
    for member in shelf["member"]:
        own = client.get("collection", id=member["@id"])
        assert own["@type"] == "Resource"
        (parent,) = client.get("collection", id=member["@id"], nav="parents")["member"]
        assert parent["@id"] == shelf["@id"]
        for address in (
            uritemplate.expand(own["navigation"], down=1),
            uritemplate.expand(own["document"]),
        ):
            assert there(f"data/dts/collection/{own['@id']}.json", address) in files
        assert there(f"data/dts/collection/{own['@id']}.json", own["download"]) in files


def test_the_navigation_of_dts_gives_every_paragraph_and_sentence(
    made: Build, client: Client
) -> None:
    for text in made.edition.seeds.texts:
        blocks = [block.id for block in text.blocks]
        assert identifiers(client.get("navigation", resource=text.id, down=1)) == blocks
        parents = {s.id: b.id for b in text.blocks for s in b.sentences}
        whole = [n for b in text.blocks for n in (b.id, *(s.id for s in b.sentences))]
        for down in (-1, 2):
            answer = client.get("navigation", resource=text.id, down=down)
            assert identifiers(answer) == whole
            for unit in answer["member"]:
                assert unit["parent"] == parents.get(unit["identifier"])
                assert unit["level"] == (1 if unit["parent"] is None else 2)
        assert client.fetch("navigation", resource=text.id) is None


def test_what_dts_names_stands_in_the_document_that_it_gives(
    made: Build, files: dict[str, str], client: Client
) -> None:
    for text in made.edition.seeds.texts:
        whole = client.fetch("document", resource=text.id)
        assert whole == files[f"data/texts/{text.id}.tei.xml"]
        root = etree.fromstring(whole.encode())
        words = {block.id: block.words for block in text.blocks}
        words |= {part.id: part.words for block in text.blocks for part in block.sentences}
        named = identifiers(client.get("navigation", resource=text.id, down=-1))
        assert named
        for name in named:
            (element,) = root.xpath("//*[@xml:id=$id]", id=name)
            assert "".join(element.itertext()) == words[name]


def test_who_asks_dts_for_a_part_is_never_given_the_whole(made: Build, client: Client) -> None:
    name = made.edition.seeds.texts[0].id
    for part in ({"ref": "p1"}, {"start": "p1", "end": "p2"}, {"ref": "p1", "down": 1}):
        assert client.fetch("navigation", resource=name, **part) is None
    for part in ({"ref": "p1"}, {"start": "p1", "end": "p2"}):
        assert client.fetch("document", resource=name, **part) is None
    assert client.fetch("document", resource=name)


# What the validator of DTS (github.com/distributed-text-services/validator) asks of answers, in
# our words. It asks for parts of texts too, which files cannot give: see the test before.


def of(kind: str, properties: dict[str, Any], *optional: str) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    named = {**properties, "@type": {"enum": kind.split()}}
    return {"type": "object", "properties": named, "required": ["@type", *required]}


WORDS, NUMBER = {"type": "string"}, {"type": "number"}
VERSION = {"enum": ["1-alpha", "unstable", "1.0"]}
ENTRY = of(
    "EntryPoint",
    {
        **dict.fromkeys(("@context", "@id", "collection", "navigation", "document"), WORDS),
        "dtsVersion": VERSION,
    },
)
TREES = {"type": "array", "items": of("CitationTree", {"citeStructure": {"type": "array"}})}
RESOURCE = of(
    "Resource",
    {
        **dict.fromkeys(("@id", "navigation", "document", "collection"), WORDS),
        "citationTrees": TREES,
        "mediaTypes": {"type": "array", "items": WORDS},
    },
    "mediaTypes",
)
MEMBER = of(
    "Collection Resource",
    {
        **dict.fromkeys(("@id", "title"), WORDS),
        **dict.fromkeys(("totalChildren", "totalParents"), NUMBER),
        "description": WORDS,
        "download": WORDS,
        "dublinCore": {"type": "object"},
        "totalItems": False,  # of an earlier version
    },
    *("description", "download", "dublinCore", "totalItems"),
)
COLLECTION = {
    **MEMBER,
    "properties": {
        **MEMBER["properties"],
        "dtsVersion": VERSION,
        "member": {"type": "array", "items": MEMBER},
    },
    "required": [*MEMBER["required"], "dtsVersion"],
}
UNIT = of(
    "CitableUnit",
    {
        **dict.fromkeys(("identifier", "citeType"), WORDS),
        "level": NUMBER,
        "parent": {"type": ["string", "null"]},
    },
)
NAVIGATION = of(
    "Navigation",
    {
        "@id": WORDS,
        "dtsVersion": VERSION,
        "resource": RESOURCE,
        "member": {"type": "array", "items": UNIT},
    },
)
KINDS = {"EntryPoint": ENTRY, "Navigation": NAVIGATION}
PARTS = ["ref", "start", "end"]
OF_TEXT = {"collection": ["nav"], "navigation": PARTS, "document": PARTS}
OF_ALL = {
    "collection": ["id", "nav"],
    **{n: ["resource", *PARTS] for n in ("navigation", "document")},
}


def test_each_answer_is_what_the_validator_of_dts_asks(files: dict[str, str]) -> None:
    answers = {path: json.loads(files[path]) for path in files if path.startswith("data/dts/")}
    assert len(answers) > 6
    for path, answer in answers.items():
        jsonschema.validate(answer, KINDS.get(answer["@type"], COLLECTION))
        for resource in resources(answer):
            jsonschema.validate(resource, RESOURCE)
            assert unnamed(resource, OF_TEXT) == []
        if answer["@type"] == "Navigation":
            assert there(path, answer["@id"]) == path
    assert unnamed(answers["data/dts/index.json"], OF_ALL) == []


def resources(answer: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give the texts that an answer speaks of."""
    spoken = (answer, answer.get("resource", {}), *answer.get("member", ()))
    yield from (one for one in spoken if one.get("@type") == "Resource")


def unnamed(answer: dict[str, Any], asked: dict[str, list[str]]) -> list[str]:
    """Return the parameters that the templates of an answer lack."""
    return [
        name
        for key, names in asked.items()
        for name in set(names) - set(uritemplate.variables(answer[key]))
    ]


def test_where_the_site_has_an_address_templates_are_absolute(
    made: Build, files: dict[str, str]
) -> None:
    root = made.edition.address
    for path, content in files.items():
        if path.startswith("data/dts/"):
            answer = json.loads(content)
            for one in (answer, *resources(answer)):
                keys = ("collection", "navigation", "document", "download")
                assert all(one[key].startswith(root) for key in keys if key in one)
