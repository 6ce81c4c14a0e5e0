"""The server for programs: started as they start it, and asked as they ask."""

from __future__ import annotations

import json
import os
import random
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import fuzz
import pytest
from anyio.from_thread import start_blocking_portal
from conftest import ROOT, TEXT, contents, program
from mcp import MCPError
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters
from mcp.types import CallToolResult, TextContent, TextResourceContents
from test_programs import HOSTILE
from test_quotations import ARTICLE, CASES

from reader.agents import source
from reader.agents.library import Library
from reader.build import Build, read
from reader.commands import _parser, answering
from reader.data import edition, reading
from reader.edition.index import Index
from reader.model import Problem
from reader.seeds import from_disk

LATIN = Path(__file__).parent / "data" / "latin"
TOOLS = {"find", "read_paragraph", "look_up_term", "check_quotation", "cite"}


class Asked:
    """A server, and what a program asks it."""

    def __init__(self, portal: Any, client: Client) -> None:
        self.portal, self.client = portal, client

    def _result(self, tool: str, given: dict[str, Any]) -> CallToolResult:
        result = self.portal.call(self.client.call_tool, tool, given)
        assert isinstance(result, CallToolResult)
        return result

    def call(self, tool: str, **given: Any) -> Any:
        """Return what a tool answers: the official client holds it against its schema."""
        result = self._result(tool, given)
        assert not result.is_error, result.content
        return result.structured_content

    def refused(self, tool: str, **given: Any) -> str:
        """Return why a tool refuses."""
        result = self._result(tool, given)
        assert result.is_error
        (said,) = result.content
        assert isinstance(said, TextContent)
        return said.text

    def read(self, uri: str) -> str:
        """Return a page as Markdown."""
        (page,) = self.portal.call(self.client.read_resource, uri).contents
        assert isinstance(page, TextResourceContents)
        assert page.mime_type == "text/markdown"
        return page.text


@contextmanager
def started(*arguments: str, root: Path) -> Iterator[Asked]:
    """Start the server as a program does, over standard input and output."""
    command, *rest = program(root, "mcp", *arguments)
    environment = {"SITE_URL": "https://reader.example/r/", "PYTHONWARNINGS": "ignore"}
    server = StdioServerParameters(command=command, args=rest, env=environment)
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(Client(server)) as client,
    ):
        yield Asked(portal, client)


def ran(
    *arguments: str, root: Path = LATIN, given: str = "", **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run the program until what it is given ends."""
    return subprocess.run(
        program(root, *arguments),
        input=given,
        env={**os.environ, **variables},
        capture_output=True,
        encoding="latin-1",
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def written(index: Index, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped edition as a file."""
    path = tmp_path_factory.mktemp("edition") / "edition.json"
    path.write_bytes(edition.edition(index))
    return path


@pytest.fixture(scope="module")
def shipped(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    """A server of the shipped edition, by its file, where no seeds are."""
    with started(str(written), root=tmp_path_factory.mktemp("nowhere")) as made:
        yield made


@pytest.fixture(scope="module")
def latin() -> Iterator[Asked]:
    """A server of the seeds of a small collection with two texts."""
    with started(root=LATIN) as made:
        yield made


def test_a_program_is_told_what_it_may_ask(shipped: Asked, latin: Asked) -> None:
    for asked in (shipped, latin):
        tools = {tool.name: tool for tool in asked.portal.call(asked.client.list_tools).tools}
        assert set(tools) == TOOLS
        for tool in tools.values():
            assert tool.annotations
            assert tool.annotations.read_only_hint
            assert tool.description
            assert tool.output_schema
            assert all("description" in given for given in tool.input_schema["properties"].values())
    assert TEXT in (shipped.client.instructions or "")
    assert "- gallia: De bello Gallico" in (latin.client.instructions or "")


def test_a_term_is_found_under_each_of_its_wordings(shipped: Asked) -> None:
    found = shipped.call("find", query="新质生产力", limit=200)
    places = [one for one in found["results"] if one["kind"] == "paragraph"]
    assert found["results"][0]["term"] == "new-quality-productive-forces"
    lent = [lent for one in places for lent in one["stands_for"]]
    assert "new quality productivity" in {words for one in lent for words in one["wordings"]}
    assert found["count"] == len(found["results"])
    assert len(shipped.call("find", query="新质生产力", limit=2)["results"]) == 2


def test_a_paragraph_is_read_with_what_a_quoter_must_know(shipped: Asked, index: Index) -> None:
    found = shipped.call("read_paragraph", paragraph="p4")
    text = index.texts[TEXT]
    assert found["words"] == text.by_id["p4"].words
    assert "".join(part["words"] for part in found["sentences"]) == found["words"]
    assert (found["previous"], found["next"]) == ("p3", "p5")
    assert "not his own words" in found["quoting"]
    assert [note["id"] for note in found["notes"]] == [
        note.id for note in index.notes_in(text, text.by_id["p4"])
    ]
    for same in ("4", "p4s2", "¶ 4", " p4 "):
        assert shipped.call("read_paragraph", paragraph=same, text=TEXT) == found
    heading = shipped.call("read_paragraph", paragraph="h3")
    assert heading["address"].endswith(f"texts/{TEXT}/#h3")


def test_a_term_is_looked_up_by_any_of_its_names(shipped: Asked, index: Index) -> None:
    found = shipped.call("look_up_term", term="new-quality-productive-forces")
    term = index.terms["new-quality-productive-forces"]
    assert found["original"] == "新质生产力"
    assert found["count"] == len(index.mentions_of(term))
    assert {one["words"] for one in found["wordings"]} == {
        wording.words for wording in index.wordings(term)
    }
    for name in ("新质生产力", "xinzhi shengchanli", "glossary/new-quality-productive-forces"):
        assert shipped.call("look_up_term", term=name) == found
    inner = shipped.call("look_up_term", term="productive-forces")
    assert {"new-quality-productive-forces"} <= {one["term"] for one in inner["within"]}


def test_quotations_are_checked_as_on_the_page(shipped: Asked) -> None:
    found = shipped.call("check_quotation", quotation=ARTICLE)
    assert [one["verdict"] for one in found["quotations"]] == ["verbatim", "differs", "nowhere"]
    (place,) = found["quotations"][0]["places"]
    assert place["address"].endswith(f"texts/{TEXT}/p8/#p8s1")
    assert found["quotations"][1]["nearest"]["words"].startswith("We must accelerate the green")
    for case in CASES["true"][:20]:
        if not case.get("text"):
            (one,) = shipped.call("check_quotation", quotation=case["quote"])["quotations"]
            assert case["place"] in [place["sentence"] for place in one["places"]]


def test_a_place_is_cited_in_every_style(shipped: Asked, latin: Asked) -> None:
    assert "para. 4" in shipped.call("cite", id=f"{TEXT}/p4")["citation"]
    for style in ("chicago", "chicago-list", "apa", "mla", "gbt7714", "bibtex", "ris"):
        given = latin.call("cite", id="oratio/p1s1", style=style)
        assert "https://reader.example/r/texts/oratio/p1/" in given["citation"], style
        assert "<" not in given["citation"]
        assert "data-" not in given["html"]
    (item,) = json.loads(latin.call("cite", id="glossary/belgae", style="csl-json")["citation"])
    assert item["title"] == "Belgae"
    whole = latin.call("cite", id="glossary/belgae")
    assert latin.call("cite", id="belgae") == whole | {"id": "belgae"}


def test_pages_are_read_as_markdown(shipped: Asked, latin: Asked) -> None:
    listed = shipped.portal.call(shipped.client.list_resources).resources
    assert f"edition://texts/{TEXT}" in {str(one.uri) for one in listed}
    assert "# ¶\u00a02 of 9" in shipped.read(f"edition://texts/{TEXT}/p2")
    assert "新质生产力" in shipped.read("edition://glossary/new-quality-productive-forces")
    assert "lingua, institutis, legibus inter se" in latin.read("edition://texts/gallia")
    with pytest.raises(MCPError, match="no paragraph 'p99' in 'gallia'; there are: "):
        latin.read("edition://texts/gallia/p99")


def test_a_refusal_names_what_there_is(latin: Asked) -> None:
    assert "no text ''; there are: gallia, oratio" in latin.refused("read_paragraph", paragraph="1")
    said = latin.refused("read_paragraph", paragraph="p9", text="gallia")
    assert "no paragraph 'p9' in 'gallia'; there are: h1, p1" in said
    assert "no entry 'zzz'" in latin.refused("look_up_term", term="zzz")
    assert "there are: chicago, " in latin.refused("cite", id="gallia", style="vogue")
    assert "no text 'roma'" in latin.refused("cite", id="roma/p1")
    assert "the most is 200,000" in latin.refused("check_quotation", quotation="a" * 200_001)
    assert "limit" in latin.refused("find", query="a", limit=0)
    assert latin.refused("find")
    assert latin.refused("nothing_like_this")


def test_no_input_ends_the_server(shipped: Asked) -> None:
    # What is no Unicode cannot be sent: the client refuses it.
    for words in (words for words in HOSTILE if "\ud800" not in words):
        shipped.call("find", query=words)
        shipped.call("check_quotation", quotation=words)
        for tool, key in (
            ("look_up_term", "term"),
            ("cite", "id"),
            ("read_paragraph", "paragraph"),
        ):
            shipped._result(tool, {key: words})
    raw = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":7}\n\0\xff{]\n'
    command = program(LATIN, "mcp")
    done = subprocess.run(
        command, input=raw, capture_output=True, encoding="latin-1", timeout=60, check=False
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == 0
    assert shipped.call("find", query="reform")["count"]


# The file


def test_a_file_answers_as_the_seeds_do(index: Index, written: Path) -> None:
    read_back = source.of_file(written)
    assert isinstance(read_back, Index)
    assert edition.edition(read_back) == written.read_bytes()
    one, other = Library(index), Library(read_back)
    for block in index.texts[TEXT].blocks:
        asked = (TEXT, block.id)
        assert one.read_paragraph(*asked) == other.read_paragraph(*asked)
    for term in index.terms:
        assert one.look_up_term(term) == other.look_up_term(term)
    assert one.find("reform", 200) == other.find("reform", 200)
    assert one.page(f"glossary/{term}") == other.page(f"glossary/{term}")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": "2"}, "its format is '2', this program reads '4'"),
        ({"collection": None}, "collection: $: None is not of type 'object'"),
        ({"texts": 7}, "$.texts: 7 is not of type 'array'"),
        ({"more": 1}, "'more' was unexpected"),
    ],
)
def test_a_file_that_is_no_edition_is_refused(
    tmp_path: Path, change: dict[str, Any], said: str
) -> None:
    index = read(from_disk.read(LATIN)).index
    path = tmp_path / "edition.json"
    path.write_text(json.dumps({**json.loads(edition.edition(index)), **change}), "utf-8")
    found = source.of_file(path)
    assert isinstance(found, Problem)
    assert said in found.message


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"\xff", b"[" * 100_000, b'"x"', b"null", b'{"format": NaN}']
)
def test_what_is_no_json_of_an_edition_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "edition.json"
    path.write_bytes(content)
    assert isinstance(source.of_file(path), Problem)


def test_an_altered_text_is_refused(tmp_path: Path) -> None:
    index = read(from_disk.read(LATIN)).index
    words = edition.edition(index).decode().replace("Gallia est omnis", "Gallia non est")
    path = tmp_path / "edition.json"
    path.write_text(words, encoding="utf-8")
    found = source.of_file(path)
    assert isinstance(found, Problem)
    assert "is not the one that its SHA-256 was made of" in found.message


def test_a_place_that_a_note_does_not_have_is_refused(tmp_path: Path) -> None:
    data = json.loads(edition.edition(read(from_disk.read(LATIN)).index))
    data["notes"][0]["places"][0]["quote"] = "nusquam"
    path = tmp_path / "edition.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert isinstance(source.of_file(path), Problem)


def test_every_edition_is_read_back_as_it_was(samples: list[Index]) -> None:
    assert len(samples) > 20
    for index in samples:
        content = edition.edition(index)
        again = edition.edition(Index(reading.edition(reading.loaded(content))))
        assert again == content


@pytest.fixture
def samples() -> list[Index]:
    """Editions with every key of a seed, with shapes, and in many languages."""
    roots = (LATIN, LATIN.parent / "shapes", LATIN.parent / "dharma")
    parts = (fuzz.edition("pond"), fuzz.sources("pond"))
    laid = (tuple(fuzz.written(random.Random(n), "pond", *parts)) for n in range(9))
    whole = next(files for files in laid if not read(files).failed)  # quoted as YAML wants it
    given = [*map(from_disk.read, roots), whole, *(fuzz.case(5, n).files for n in range(150))]
    made = [read(files, "https://reader.example") for files in given]
    assert not any(build.failed for build in made[: len(roots) + 1])
    return [build.index for build in made if not build.failed]


# The command


def test_a_missing_package_is_named_with_the_command_that_installs_it(tmp_path: Path) -> None:
    (tmp_path / "quickjs.py").write_text("raise ModuleNotFoundError(name='quickjs')", "utf-8")
    done = ran("mcp", PYTHONPATH=str(tmp_path))
    assert done.returncode == 1
    assert done.stdout == ""
    assert "mcp:1: not-installed: the command 'mcp' needs the package 'quickjs'" in done.stderr
    assert f"fix: run: {shlex.quote(sys.executable)} -m pip install mcp==" in done.stderr


def test_what_is_to_be_installed_is_what_the_package_lists() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert tuple(project["optional-dependencies"]["mcp"]) == answering.PACKAGES


def test_faults_are_told_on_standard_error(tmp_path: Path) -> None:
    for arguments in (("mcp", str(tmp_path / "none.json")), ("mcp",)):
        done = subprocess.run(
            program(tmp_path, *arguments),
            capture_output=True,
            encoding="utf-8",
            input="",
            check=False,
        )
        assert (done.returncode, done.stdout) == (1, "")
        assert "fix: " in done.stderr


def test_the_samples_for_assistants_start_the_server(built: Build) -> None:
    pages = ((ROOT / "docs" / "collection.md").read_text("utf-8"), contents(built)["data/index.md"])
    for page in pages:
        indented = re.findall(r"^    (?=\{)(?:.+\n(?: {4})?)+", page, re.MULTILINE)
        (sample,) = [json.loads(text) for text in indented if "mcpServers" in text]
        (server,) = sample["mcpServers"].values()
        assert server.keys() == {"command", "args"}
        scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
        assert scripts[server["command"]] == "reader.commands:main"
        assert _parser(Path()).parse_args(server["args"]).command == "mcp"
