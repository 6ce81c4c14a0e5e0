"""The keys of the settings of a collection."""

from __future__ import annotations

from reader.fields.field import Field
from reader.fields.schema import is_names
from reader.interface import accepts
from reader.model import LICENSES
from reader.seeds.keys.checks import is_contact, is_language, is_said

COLLECTION = (
    Field(
        "title",
        about="the name of the collection, on the site, in citations, data and books",
        example="Ponds",
        required=True,
    ),
    Field(
        "heading",
        about="what the home page says first; the title, if left out",
        example="Ponds, annotated",
    ),
    Field(
        "description",
        about="a sentence for search engines; the lead, if left out",
        example="Texts about ponds",
    ),
    Field(
        "lead",
        about="the paragraph below the heading, in Markdown",
        example="Texts about *ponds*.",
        kind="prose",
        required=True,
    ),
    Field(
        "editors",
        about="by these names “the editors” are cited",
        example="Smith, Ann; Pond Watch",
        check=is_names,
    ),
    Field(
        "contact",
        about="where readers report a mistake: an e-mail address, or the address of a form for a "
        "new issue. It stands at the foot of every page",
        example="ann@example.org",
        check=is_contact,
    ),
    Field(
        "license",
        about="of the glossary and the notes: `CC-BY-4.0`, `CC-BY-SA-4.0`, `CC-BY-NC-4.0` or "
        "`CC0-1.0`",
        example="CC-BY-4.0",
        required=True,
        choices=tuple(LICENSES),
    ),
    Field(
        "interface",
        about="the language in which the site speaks to its readers: `en` (English), `de` "
        "(German) or `zh` (simplified Chinese, also `zh-Hans`). Menus, labels, dates, the "
        "standard pages, EPUB and PDF are in it; what the collection says itself, such as kinds, "
        "themes and the prose of entries, is written in it by its editors. A text keeps its own "
        "language and direction, and names of entries are in the first language of `languages` "
        "that is none of `originals`. Citations follow the English manuals in every language, and "
        "`check`, the report and the data for programs are in English",
        example="en",
        check=accepts,
    ),
    Field(
        "languages",
        about="what readers call each language, behind its code",
        example={"en": "English", "grc": "Greek"},
        kind="pairs",
        required=True,
        pair=("language", "name"),
    ),
    Field(
        "originals",
        about="the languages in which entries give the original of a term, that of the texts "
        "first. Without any, entries and notes have no key for it; with several, an entry may "
        "[say each](editing.md#adding-a-term)",
        example=["sa", "bo", "zh-Hant"],
        kind="texts",
        check=is_language,
        says="languages of originals, that of the texts first",
    ),
    Field(
        "romanizations",
        about="what an original in Latin letters is called, by its language. Pinyin is checked, "
        "and required beside Chinese; without a name for the first language entries have no "
        "`romanization`",
        example={"zh": "pinyin"},
        kind="pairs",
        pair=("language", "name"),
    ),
    Field(
        "kinds",
        about="the kinds of entries, each with its plural. A speaker is of the kind `person`",
        example={"person": "People"},
        kind="pairs",
        required=True,
        pair=("kind", "plural"),
    ),
    Field(
        "themes",
        about="the themes of entries. Without any, entries have none",
        example=["reform"],
        kind="texts",
        check=is_said,
    ),
    Field(
        "grades",
        about="how far a source can be relied on, the best first. What is called official rests "
        "on one of the two best",
        example=["primary", "scholarly", "press"],
        kind="texts",
        required=True,
        check=is_said,
        says="of sources, the best first",
    ),
    Field(
        "text_kinds",
        about="the kinds of texts. Without any, every word is one",
        example=["report", "speech"],
        kind="texts",
        check=is_said,
        data="textKinds",
    ),
    Field(
        "notes",
        about="what notes on a text may say, and what that means: `changed` (the sense), `wrong`, "
        "`inconsistent`, `odd`, `variant` of a translation; `explanation`, `reference`, `textual` "
        "of [any text](editing.md#adding-a-note). Without any, all may be said",
        example={"odd": "the English is unidiomatic"},
        kind="pairs",
        check=is_said,
        data="noteKinds",
        pair=("kind", "meaning"),
    ),
)
