"""The keys of an entry of the glossary."""

from __future__ import annotations

from reader.fields.field import Field
from reader.fields.schema import is_names, is_own_day
from reader.interface import message
from reader.model import Attestation, Limited, Office, Rendering
from reader.seeds.keys.checks import is_form
from reader.seeds.keys.of_items import ATTESTATION, FORMS_IN, OFFICE, ORIGINAL, RENDERING

ENTRY = (
    Field(
        "headword",
        about="the term as the entry is called. It is marked in the texts too",
        example="ecological civilization",
        required=True,
        check=is_form,
        label=message("headword"),
    ),
    Field(
        "kind",
        about="one of those that `seeds/collection.yml` lists under `kinds`",
        example="concept",
        required=True,
        label=message("kind"),
    ),
    Field(
        "theme",
        about="one of those that `seeds/collection.yml` lists under `themes`, if it does",
        example="green development",
        required=True,
        label=message("theme"),
    ),
    Field(
        "original",
        about="what the term is in the language of the originals, which `originals` in "
        "`seeds/collection.yml` names; Chinese in simplified characters. A term that has no name "
        "there goes without",
        example="生态文明",
        check=is_form,
        once="chinese",
        recorded="chinese",
        label=message("original"),
    ),
    Field(
        "traditional",
        about="of an original in Chinese the traditional characters, if the automatic conversion "
        "is wrong",
        example="生態文明",
        check=is_form,
        label=message("traditional characters"),
        says="that in traditional characters",
    ),
    Field(
        "romanization",
        about="the original in Latin letters; of Chinese its pinyin with tone marks, spelled by "
        "GB/T 16159; see below. Required where there is an original in Chinese",
        example="shēngtài wénmíng",
        once="pinyin",
        recorded="pinyin",
        label=message("romanization"),
        says="that in Latin letters, or empty",
    ),
    Field(
        "originals",
        about="what it is in further languages, if `seeds/collection.yml` lists several",
        kind="records",
        attribute="further",
        data="originals",
        recorded="originals",
        label=message("originals"),
        says="What it is in a further language",
        item=ORIGINAL,
    ),
    Field(
        "forms",
        about="every other wording that is to be marked: plurals, variants. None is guessed",
        example=["ecological civilizations"],
        kind="list",
        check=is_form,
        label=message("forms"),
        says="wordings looked for in the texts, beside the headword",
    ),
    Field(
        "forms_in",
        about="wordings that are marked in one text only",
        kind="records",
        data="formsIn",
        label=message("forms in single texts"),
        says="Wordings looked for in one text alone",
        item=FORMS_IN,
        made=Limited,
    ),
    Field(
        "excluded",
        about="longer wordings in which this term is not meant and not marked",
        example=["ecological civilization demonstration zone"],
        kind="list",
        check=is_form,
        label=message("excluded"),
        says="wordings that are not this term",
    ),
    Field(
        "also",
        about="other names, for the search and the page of the entry. They are never marked",
        example=["ecological culture"],
        kind="texts",
        label=message("also"),
        says="other names, for the search alone",
    ),
    Field(
        "matching",
        about="`exact` if letter case and hyphens matter. Otherwise leave it out",
        example="exact",
        kind="flag",
        choices=("loose", "exact"),
        attribute="exact",
        label=message("exact"),
        says="whether letter case counts when it is looked for",
    ),
    Field(
        "renderings",
        about="how others translate the term",
        kind="records",
        label=message("renderings"),
        says="How somebody renders the term",
        item=RENDERING,
        made=Rendering,
    ),
    Field(
        "offices",
        about="the offices of a person",
        kind="records",
        label=message("offices"),
        says="An office that a person held",
        item=OFFICE,
        made=Office,
    ),
    Field(
        "attestations",
        about="where somebody said the term, from the first to the last",
        kind="records",
        label=message("attestations"),
        says="Where somebody said the term, in order of days",
        item=ATTESTATION,
        made=Attestation,
    ),
    Field(
        "broader",
        about="entries with a wider sense, by the names of their files without `.md`",
        example=["civilization"],
        kind="list",
        label=message("broader"),
        refers="entry",
    ),
    Field(
        "narrower",
        about="entries with a narrower sense",
        example=["green-finance"],
        kind="list",
        label=message("narrower"),
        refers="entry",
    ),
    Field(
        "related",
        about="entries that belong to the same matter",
        example=["green-development"],
        kind="list",
        label=message("related"),
        refers="entry",
    ),
    Field(
        "distinct",
        about="entries that are easily confused with this one",
        example=["ecological-economy"],
        kind="list",
        label=message("distinct"),
        says="not to be confused with these",
        refers="entry",
    ),
    Field(
        "sources",
        about="keys of sources on which the entry rests",
        example=["example-report-2024"],
        kind="list",
        label=message("sources"),
        refers="source",
    ),
    Field(
        "responsible",
        about="who answers for the entry. “The editors” are cited by the names in `editors` of "
        "`seeds/collection.yml` (`Smith, Ann; Pond Watch`); while that is empty, an entry is "
        "cited by its title",
        example="the editors",
        required=True,
        check=is_names,
        label=message("responsible"),
    ),
    Field(
        "revised",
        about="the day of the last change, in the years 1900 to 2099",
        example="2026-11-25",
        required=True,
        check=is_own_day,
        label=message("revised"),
    ),
)
