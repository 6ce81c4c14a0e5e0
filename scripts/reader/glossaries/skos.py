"""SKOS from elsewhere, in Turtle, RDF/XML or JSON-LD."""

from __future__ import annotations

import logging
import re
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS

from reader.data.names import urn
from reader.glossaries.found import Asked, Found, Glossary, Reader, bad_format, failed
from reader.glossaries.names import Name, Role, placed
from reader.language.words import plural
from reader.model import Collection, Problem, SeedFile

XL = rdflib.Namespace("http://www.w3.org/2008/05/skos-xl#")
Node = rdflib.term.Node
NAMES = {"turtle": "Turtle", "xml": "RDF/XML", "json-ld": "JSON-LD"}
RELATIONS = {"broader": SKOS.broader, "narrower": SKOS.narrower, "related": SKOS.related}
OWN_RELATIONS = {**RELATIONS, "distinct": OWL.differentFrom}
LABELS: Mapping[Role, tuple[Node, ...]] = {
    "preferred": (SKOS.prefLabel, XL.prefLabel),
    "name": (SKOS.altLabel, XL.altLabel),
    "also": (SKOS.hiddenLabel, XL.hiddenLabel),
}
# What concepts say in sentences, and the heading that it gets.
SECTIONS = {
    SKOS.scopeNote: "Scope",
    SKOS.note: "Notes",
    SKOS.example: "Examples",
    SKOS.historyNote: "History",
    SKOS.changeNote: "Changes",
    SKOS.editorialNote: "Editorial notes",
}
MATCHES = {
    SKOS.exactMatch: "exact match",
    SKOS.closeMatch: "close match",
    SKOS.broadMatch: "broader match",
    SKOS.narrowMatch: "narrower match",
    SKOS.relatedMatch: "related match",
}
READ = {
    *(RDF.type, SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SKOS.definition),
    *(XL.prefLabel, XL.altLabel, XL.hiddenLabel, SKOS.inScheme, SKOS.topConceptOf, DCTERMS.source),
    *(*SECTIONS, *MATCHES, *RELATIONS.values()),
}
WORD = re.compile(r"[\w.~-]+")


def reader(form: str) -> Reader:
    """Return what reads SKOS in a form, named as the library names it."""

    def read(file: SeedFile, collection: Collection, _: Asked) -> Glossary:
        graph, problems = _graph(file, form)
        if problems:
            return failed(file, f"SKOS in {NAMES[form]}", *problems)
        return _Concepts(graph, file, collection).glossary(form)

    return read


def _graph(file: SeedFile, form: str) -> tuple[rdflib.Graph, tuple[Problem, ...]]:
    graph = rdflib.Graph()
    logging.getLogger("rdflib").setLevel(logging.CRITICAL)  # it tells of odd addresses, on stderr
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library warns of itself
            words = file.content.decode("utf-8-sig") if form != "xml" else file.content
            graph.parse(data=words, format=form)
    except Exception as fault:  # each of its parsers has exceptions of its own, of no common kind
        line = getattr(fault, "lines", 0) + 1
        message = f"the {NAMES[form]} cannot be read: {' '.join(str(fault).split())[:200]}"
        fix = "export the glossary anew, or in another format"
        return graph, (bad_format(file.path, line, message, fix),)
    return graph, ()


class _Concepts:
    """The concepts of a graph, as entries."""

    def __init__(self, graph: rdflib.Graph, file: SeedFile, collection: Collection) -> None:
        self.graph = graph
        self.path = file.path
        self.collection = collection
        self.lines = _first_lines(file.content.decode("utf-8", errors="replace"))
        self.left: Counter[str] = Counter()
        self.groups: Mapping[Node, list[Node]] = self._members()

    def glossary(self, form: str) -> Glossary:
        """Return every concept as an entry, and a problem for each without a name."""
        nodes = {*self.graph.subjects(RDF.type, SKOS.Concept)}
        nodes |= {*self.graph.subjects(SKOS.prefLabel, None)} - {*self._others()}
        found, problems = [], []
        for node in sorted(nodes, key=lambda node: (self._line(node), str(node))):
            entry = self._entry(node)
            if entry.headword:
                found.append(entry)
            else:
                problems.append(self._no_headword(node))
        said = (
            f"  {what} stays out ({plural(n, 'value')})" for what, n in sorted(self.left.items())
        )
        own = " of a reader" if any(entry.id for entry in found) else ""
        name = f"SKOS{own} in {NAMES[form]}"
        return Glossary(self.path, name, tuple(found), tuple(problems), tuple(said))

    def _others(self) -> Iterator[Node]:
        for kind in (SKOS.Collection, SKOS.OrderedCollection, SKOS.ConceptScheme):
            yield from self.graph.subjects(RDF.type, kind)

    def _members(self) -> dict[Node, list[Node]]:
        found: dict[Node, list[Node]] = defaultdict(list)
        for group, member in sorted(self.graph.subject_objects(SKOS.member)):
            found[member].append(group)
        return found

    def _line(self, node: Node) -> int:
        """Return the line on which the name of a concept stands first, as far as can be told."""
        words = WORD.findall(str(node))
        return self.lines.get(words[-1], 1) if words else 1

    def _no_headword(self, node: Node) -> Problem:
        labels = self._labels(node)
        tags = ", ".join(dict.fromkeys(name.tag or "no language" for name in labels))
        own = self.collection.language(self.collection.headwords)
        message = f"the concept {str(node)!r} has no name in {own}, only in: {tags or 'none'}"
        fix = "add one, or leave the concept out with --skip-faulty"
        return Problem(self.path, self._line(node), "missing-key", message, fix)

    def _labels(self, node: Node) -> tuple[Name, ...]:
        found = (
            Name(_line(literal), literal.language or "", role)
            for role, verbs in LABELS.items()
            for literal in sorted(
                (literal for verb in verbs for literal in self._literals(node, verb)),
                key=lambda one: (one.language or "", str(one)),
            )
        )
        return tuple(dict.fromkeys(name for name in found if name.words))

    def _literals(self, node: Node, verb: Node) -> Iterator[rdflib.Literal]:
        """Give what a concept says: itself, or by something that says it."""
        for value in self.graph.objects(node, verb):
            inner = [
                *self.graph.objects(value, XL.literalForm),
                *self.graph.objects(value, RDF.value),
            ]
            yield from (one for one in (value, *inner) if isinstance(one, rdflib.Literal))

    def _entry(self, node: Node) -> Found:
        is_own = str(node).startswith(urn("term", ""))
        found = placed(self._labels(node), self.collection)
        self.left.update(f"the language {tag}" for tag in found.left_out)
        definitions = self._said(node, SKOS.definition)
        texts = {**found.texts, **self._texts(node, is_own=is_own)}
        lists = {"forms": found.forms, "also": found.also, **self._lists(node, is_own=is_own)}
        if not is_own:
            self._count(node)
        return Found(
            line=self._line(node),
            key=str(node),
            id=str(node).removeprefix(urn("term", "")) if is_own else "",
            texts=texts,
            lists={key: tuple(values) for key, values in lists.items() if values},
            records={"originals": tuple(found.originals)} if found.originals else {},
            names=tuple(found.names),
            definition=definitions[0][1] if definitions else "",
            sections=tuple(self._sections(node, definitions[1:])),
            links=tuple(self._links(node, is_own=is_own)),
        )

    def _said(self, node: Node, verb: Node) -> list[tuple[str, str]]:
        """Return what a concept says behind the tags, that in the language of headwords first."""
        own = self.collection.headwords.partition("-")[0]
        pairs = {(one.language or "", _line(one)) for one in self._literals(node, verb)}
        ranked = sorted(pairs, key=lambda pair: (pair[0].partition("-")[0] not in (own, ""), pair))
        return [pair for pair in ranked if pair[1]]

    def _sections(
        self, node: Node, further: Iterable[tuple[str, str]]
    ) -> Iterator[tuple[str, str]]:
        yield from ((f"Definition ({tag})", words) for tag, words in further)
        for verb, heading in SECTIONS.items():
            yield from ((heading, words) for _, words in self._said(node, verb))

    def _texts(self, node: Node, *, is_own: bool) -> dict[str, str]:
        groups = self.groups.get(node, [])
        if is_own:
            named = [(str(group), self._said(group, SKOS.prefLabel)) for group in groups]
            given = {
                by: said[0][1]
                for by in ("theme", "kind")
                for name, said in named
                if said and name.startswith(urn(by, ""))
            }
            said = {"responsible": DCTERMS.creator, "revised": DCTERMS.modified}
            values = {key: self._said(node, verb) for key, verb in said.items()}
            return given | {key: pairs[0][1] for key, pairs in values.items() if pairs}
        labels = [words for group in groups for _, words in self._said(group, SKOS.prefLabel)[:1]]
        return {"theme": labels[0]} if labels else {}

    def _lists(self, node: Node, *, is_own: bool) -> dict[str, list[str]]:
        verbs = OWN_RELATIONS if is_own else RELATIONS
        found = {
            relation: sorted(str(other) for other in self.graph.objects(node, verb))
            for relation, verb in verbs.items()
        }
        sources = sorted(str(source) for source in self.graph.objects(node, DCTERMS.source))
        found["sources"] = [
            source.removeprefix(urn("source", "")) for source in sources if not _is_web(source)
        ]
        return found

    def _links(self, node: Node, *, is_own: bool) -> Iterator[tuple[str, str]]:
        if not is_own and _is_web(str(node)):
            yield "taken from", str(node)
        for verb, label in {**MATCHES, DCTERMS.source: "source"}.items():
            others = sorted(str(other) for other in self.graph.objects(node, verb))
            yield from ((label, other) for other in others if _is_web(other))

    def _count(self, node: Node) -> None:
        """Count what is said of a concept and has no place in an entry."""
        verbs = (verb for verb in self.graph.predicates(node) if verb not in READ)
        self.left.update(self._short(str(verb)) for verb in verbs)

    def _short(self, verb: str) -> str:
        try:
            return str(self.graph.qname(verb))
        except (ValueError, KeyError):  # it has no end that may stand behind a prefix
            return verb


def _is_web(address: str) -> bool:
    return address.startswith(("http://", "https://"))


def _line(literal: rdflib.Literal) -> str:
    """Return the words of a literal; a line end with its spaces is a space."""
    return re.sub(r"\s*[\r\n]\s*", " ", str(literal)).strip()


def _first_lines(words: str) -> dict[str, int]:
    """Return the line on which each word of a file stands first."""
    found: dict[str, int] = {}
    for number, line in enumerate(words.splitlines(), 1):
        for word in WORD.findall(line):
            found.setdefault(word, number)
    return found
