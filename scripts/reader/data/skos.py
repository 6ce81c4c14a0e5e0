"""The glossary as SKOS, in Turtle, and as a table in CSV."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable

from reader.citing.signs import glossary
from reader.data.names import urn
from reader.edition import attestations
from reader.edition.index import Index
from reader.language import han, markup
from reader.model import Original, Term
from reader.seeds.vocabulary import has_use

PREFIXES = {
    "dct": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# What begins a formula in a spreadsheet, also as the wide signs of Chinese and Japanese.
GUARDED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
COLUMNS = (
    "id",
    "headword",
    "kind",
    "theme",
    "original",
    "traditional",
    "romanization",
    "originals",
    "forms",
    "also",
    "definition",
    "broader",
    "narrower",
    "related",
    "distinct",
    "sources",
    "attested_first",
    "attested_last",
    "attestations",
    "mentions",
    "responsible",
    "revised",
)
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
        *_labels(term),
        ("skos:definition", _words(markup.plain(markup.sections(term.prose.words)[0]), "en")),
        *(("skos:historyNote", _words(attestations.told(a), "en")) for a in term.attestations),
        *((verb, _term(form.words)) for verb, forms in relations for form in forms),
        *(("dct:source", f"<{urn('source', key)}>") for key in index.cited_by(term)),
        ("dct:creator", _words(term.responsible)),
        ("dct:modified", f"{_words(term.revised)}^^xsd:date"),
    ]
    return _resource("skos:Concept", urn("term", term.id), pairs)


def _labels(term: Term) -> Iterable[tuple[str, str]]:
    """Give the names of a term; SKOS allows one preferred name for each language tag."""
    given = [("en", term.headword), *term.in_languages, ("zh-Hant", term.traditional)]
    first = {tag: (words, tag) for tag, words in reversed(given) if words}
    preferred = [first[tag] for tag in dict.fromkeys(tag for tag, words in given if words)]
    yield from (("skos:prefLabel", _words(*label)) for label in preferred)
    names = (*(form.words for form in term.forms), *term.also)
    said = ((words, tag) for tag, words in given if words)
    guessed = ((name, "zh-Hans" if han.RUN.search(name) else "en") for name in names)
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


def table(index: Index) -> str:
    """Return the glossary as CSV (RFC 4180), one entry a row, lists joined by ``; ``.

    A cell that a spreadsheet would take for a formula begins with an apostrophe, and so does
    one that begins with an apostrophe: without its first one each has its words.
    """
    out = io.StringIO()
    rows = csv.writer(out)
    columns = [name for name in COLUMNS if has_use(name, index.collection)]
    rows.writerow(columns)
    for term in index.edition.seeds.terms:
        row = _row(index, term)
        rows.writerow(_harmless(row[name]) for name in columns)
    return out.getvalue()


def _both(given: Original) -> str:
    return given.words + (f" ({given.romanization})" if given.romanization else "")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(GUARDED) else cell


def _row(index: Index, term: Term) -> dict[str, str]:
    lists = {
        "forms": [form.words for form in term.forms],
        "originals": [f"{given.language}: {_both(given)}" for given in term.further],
        "also": term.also,
        "broader": [form.words for form in term.broader],
        "narrower": [form.words for form in term.narrower],
        "related": [form.words for form in term.related],
        "distinct": [form.words for form in term.distinct],
        "sources": index.cited_by(term),
        "attestations": [f"{found.date} {found.original}" for found in term.attestations],
    }
    first, last = attestations.first_and_last(term)
    own = ("id", "headword", "kind", "theme", "original", "traditional", "romanization")
    return {
        **{name: str(getattr(term, name)) for name in (*own, "responsible", "revised")},
        **{name: "; ".join(items) for name, items in lists.items()},
        "definition": markup.plain(markup.sections(term.prose.words)[0]),
        "attested_first": first,
        "attested_last": last,
        "mentions": str(len(index.mentions_of(term))),
    }
