"""The glossary as SKOS, in Turtle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from reader.citing.signs import glossary
from reader.data.cards import cited, definition
from reader.data.names import urn
from reader.edition import attestations
from reader.edition.index import Index
from reader.language import han
from reader.model import Term

PREFIXES = {
    "dct": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r"})


def turtle(index: Index) -> str:
    """Return the glossary as a SKOS concept scheme with a collection for each theme and kind."""
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    terms = index.edition.seeds.terms
    scheme = _resource(
        "skos:ConceptScheme",
        urn("glossary"),
        [
            ("skos:prefLabel", _words(glossary(index.collection.title), "en")),
            ("dct:license", f"<{index.collection.license.url}>"),
            *(("skos:hasTopConcept", _term(term.id)) for term in terms if not term.broader),
        ],
    )
    concepts = (_concept(index, term) for term in terms)
    return "\n".join((prefixes, scheme, *concepts, *_collections(terms)))


def _resource(kind: str, name: str, pairs: Iterable[tuple[str, str]]) -> str:
    lines = [f"<{name}> a {kind}", *(f"{verb} {thing}" for verb, thing in pairs)]
    return " ;\n    ".join(lines) + " .\n"


def _concept(index: Index, term: Term) -> str:
    scheme = "skos:inScheme" if term.broader else "skos:topConceptOf"
    relations = (
        ("skos:broader", term.broader),
        ("skos:narrower", term.narrower),
        ("skos:related", term.related),
        ("owl:differentFrom", term.distinct),
    )
    pairs = [
        (scheme, f"<{urn('glossary')}>"),
        ("skos:notation", _words(term.id)),
        *_labels(term, index.collection.headwords),
        ("skos:definition", _words(definition(term), index.collection.headwords)),
        *(("skos:historyNote", _words(attestations.told(a), "en")) for a in term.attestations),
        *((verb, _term(form.words)) for verb, forms in relations for form in forms),
        *(("dct:source", f"<{urn('source', key)}>") for key in cited(term)),
        ("dct:creator", _words(term.responsible)),
        ("dct:modified", f"{_words(term.revised)}^^xsd:date"),
    ]
    return _resource("skos:Concept", urn("term", term.id), pairs)


def _labels(term: Term, own: str) -> Iterable[tuple[str, str]]:
    """Give the names of a term; SKOS allows one preferred name for each language tag.

    ``own`` is the language of headwords.
    """
    given = [(own, term.headword), *term.in_languages, ("zh-Hant", term.traditional)]
    first = {tag: (words, tag) for tag, words in reversed(given) if words}
    preferred = [first[tag] for tag in dict.fromkeys(tag for tag, words in given if words)]
    yield from (("skos:prefLabel", _words(*label)) for label in preferred)
    names = (*(form.words for form in term.forms), *term.also)
    said = ((words, tag) for tag, words in given if words)
    guessed = ((name, "zh-Hans" if han.RUN.search(name) else own) for name in names)
    others = dict.fromkeys((*said, *guessed))
    for label in others:
        if label not in preferred:
            yield "skos:altLabel", _words(*label)


def _collections(terms: Iterable[Term]) -> Iterable[str]:
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for term in terms:
        if term.theme:
            groups["theme", term.theme].append(term.id)
        groups["kind", term.kind].append(term.id)
    for (by, name), members in sorted(groups.items()):
        label = ("skos:prefLabel", _words(name, "en"))
        pairs = [label, *(("skos:member", _term(member)) for member in members)]
        yield _resource("skos:Collection", urn(by, name.replace(" ", "-")), pairs)


def _term(term: str) -> str:
    return f"<{urn('term', term)}>"


def _words(words: str, language: str = "") -> str:
    return f'"{words.translate(_ESCAPES)}"' + (f"@{language}" if language else "")
