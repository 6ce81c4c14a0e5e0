"""A server of the Model Context Protocol: programs ask it over standard input and output."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Annotated, ParamSpec, TypeVar

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError
from mcp.server.mcpserver.resources import FunctionResource
from mcp.types import ToolAnnotations
from pydantic import Field

from reader.agents import answers
from reader.agents.engine import TooLongError
from reader.agents.library import Library, UnknownError
from reader.citing.styles import STYLES
from reader.language.words import line, plural

Given = ParamSpec("Given")
Made = TypeVar("Made")
READS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
SCHEME = "edition"
MARKDOWN = "text/markdown"
FORMATS = ("bibtex", "ris", "csl-json")

Query = Annotated[
    str,
    Field(
        description="words, a name in any language or romanization, an id, or a phrase in "
        "quotation marks; in:TEXT keeps it to a text, where there are several"
    ),
]
Limit = Annotated[int, Field(ge=1, le=200, description="how many results to give")]
TextId = Annotated[
    str, Field(description="the id of a text; may be empty, where there is only one")
]
BlockId = Annotated[
    str, Field(description="p4 for a paragraph, h2 for a heading; p4s2, a sentence, gives p4")
]
TermName = Annotated[str, Field(description="the id of an entry, or any name of the term")]
Quotation = Annotated[
    str,
    Field(
        description="a quotation, with dots and brackets as its writer set them; or an article: "
        "each passage in quotation marks is then checked"
    ),
]
CitedId = Annotated[
    str, Field(description="TEXT for a whole text, TEXT/p4 for a paragraph, glossary/TERM")
]
StyleId = Annotated[
    str, Field(description=f"one of: {', '.join((*(style.id for style in STYLES), *FORMATS))}")
]


def server(library: Library) -> MCPServer:
    """Return a server that answers what programs ask of an edition."""
    made = MCPServer(
        name="annotated-reader",
        title=library.index.collection.title,
        instructions=instructions(library),
        website_url=library.root or None,
        log_level="WARNING",
    )
    _add_tools(made, library)
    _add_pages(made, library)
    return made


def instructions(library: Library) -> str:
    """Return what a program is told before it asks."""
    index = library.index
    lines = [
        f"{line(index.collection.title)}: {plural(len(index.texts), 'text')}, annotated, with a "
        f"glossary of {plural(len(index.terms), 'entry', 'entries')}.",
        "Quote only what check_quotation calls verbatim; give the address of the sentence, and say "
        "what 'status' and 'quoting' say of the text.",
        "A term may stand in a text under other wordings than its name: look_up_term lists them.",
        f"Glossary and notes: {index.collection.license.short}. Texts belong to their publishers.",
    ]
    texts = (f"- {text.id}: {line(text.meta.title)}" for text in index.shelf[:50])
    return "\n".join((*lines, "Texts:", *texts))


def _told(function: Callable[Given, Made]) -> Callable[Given, Made]:
    """Return a function whose expected faults a program is told in words."""

    @wraps(function)
    def telling(*given: Given.args, **named: Given.kwargs) -> Made:
        try:
            return function(*given, **named)
        except (UnknownError, ValueError) as fault:
            raise ToolError(str(fault.args[0])) from fault
        except TooLongError as fault:
            raise ToolError("the answer takes too long: ask for less at once") from fault

    return telling


def _add_tools(made: MCPServer, library: Library) -> None:
    # They are coroutines, so that all are run in the one thread that the scripts know.
    @made.tool(title="Find", annotations=READS)
    async def find(query: Query, limit: Limit = 10) -> answers.Found:
        """Find paragraphs, glossary entries and notes, as the search box of the site does.

        A term is found under each wording that it has in the texts.
        """
        return _told(library.find)(query, limit)

    @made.tool(title="Read a paragraph", annotations=READS)
    async def read_paragraph(paragraph: BlockId, text: TextId = "") -> answers.Paragraph:
        """Read a paragraph: its words, its original, the notes on it, its terms.

        It also says what this wording is and what somebody must know who quotes it.
        """
        return _told(library.read_paragraph)(text, paragraph)

    @made.tool(title="Look a term up", annotations=READS)
    async def look_up_term(term: TermName) -> answers.Term:
        """Look a term up in the glossary: its definition, originals, renderings and places."""
        return _told(library.look_up_term)(term)

    @made.tool(title="Check a quotation", annotations=READS)
    async def check_quotation(quotation: Quotation) -> answers.Checked:
        """Say of each quotation whether it stands in the texts word for word, and where.

        One that does not is set beside what the text has, with the words that differ.
        """
        return _told(library.check_quotation)(quotation)

    @made.tool(title="Cite", annotations=READS)
    async def cite(id: CitedId, style: StyleId = "chicago") -> answers.Citation:  # noqa: A002 (what programs are told it is)
        """Cite a text, a paragraph or an entry in a style, or for a reference manager."""
        return _told(library.cite)(id, style)


def _add_pages(made: MCPServer, library: Library) -> None:
    """Add the pages of the texts and the entries as Markdown; those of paragraphs by a pattern."""
    for text in library.index.shelf:
        _add_page(made, library, f"texts/{text.id}", text.meta.title, text.meta.status)
    for term in library.index.terms.values():
        _add_page(made, library, f"glossary/{term.id}", term.headword, "Glossary entry")

    @made.resource(
        f"{SCHEME}://texts/{{text}}/{{paragraph}}",
        title="A paragraph",
        mime_type=MARKDOWN,
        description="A paragraph with its notes and terms, as Markdown",
    )
    async def paragraph(text: str, paragraph: str) -> str:
        try:
            return library.page(f"texts/{text}/{paragraph}")
        except UnknownError as fault:
            raise ResourceNotFoundError(str(fault.args[0])) from fault


def _add_page(made: MCPServer, library: Library, path: str, title: str, about: str) -> None:
    async def page() -> str:
        return library.page(path)

    resource = FunctionResource.from_function(
        page,
        uri=f"{SCHEME}://{path}",
        name=path,
        title=line(title),
        description=line(about),
        mime_type=MARKDOWN,
    )
    made.add_resource(resource)
