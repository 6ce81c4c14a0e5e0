"""The keys of what an entry lists: originals, renderings, offices, attestations and more."""

from __future__ import annotations

from reader.fields.field import Field
from reader.fields.schema import is_date
from reader.seeds.keys.checks import AUTHORITIES, is_form, is_said

ORIGINAL = (
    Field(
        "language",
        about="one of those that `originals` in `seeds/collection.yml` lists, but the first",
        example="bo",
        required=True,
    ),
    Field(
        "original",
        about="what the term is in it",
        example="ཆོས",
        required=True,
        check=is_form,
        attribute="words",
        data="original",
    ),
    Field("romanization", about="that in Latin letters", example="chos"),
)
FORMS_IN = (
    Field(
        "text",
        about="the text, by the name of its folder",
        example="name-of-the-text",
        kind="name",
        required=True,
        refers="text",
    ),
    Field(
        "forms",
        about="wordings that are marked in this text only",
        example=["the new forces"],
        kind="list",
        required=True,
        check=is_form,
    ),
)
RENDERING = (
    Field("wording", about="how the term is rendered", example="eco-civilization", required=True),
    Field(
        "authority",
        about="with what authority: `official` (an official body’s own translation), `attested` "
        "(found in another publication), `literal` (word for word) or `ours` (our proposal, which "
        "readers see as *suggested*)",
        example="attested",
        required=True,
        choices=AUTHORITIES,
    ),
    Field(
        "source",
        about="the key of the source that has it. What is official or attested needs one; that of "
        "an official rendering has one of the two best grades",
        example="example-report-2024",
        says="the id of a source, or empty",
        refers="source",
    ),
    Field("where", about="the page or place in it", example="page 12"),
)
OFFICE = (
    Field("title", about="what the person was", example="Chair", required=True),
    Field("from", about="since when", example="2012-11", check=is_date, attribute="since"),
    Field("to", about="until when", example="2022", check=is_date, attribute="until"),
    Field(
        "source",
        about="the key of the source that says so",
        example="example-report-2024",
        refers="source",
    ),
)
ATTESTATION = (
    Field(
        "date",
        about="when it was said: a day, a month or a year",
        example="2012-11-08",
        required=True,
        check=is_date,
    ),
    Field(
        "document",
        about="in what it was said. If you did not read this but a source that quotes it, say so: "
        "“Report of 1997, as quoted in 2020”",
        example="Report to the assembly",
        required=True,
    ),
    Field(
        "original",
        about="the wording as the `source` has it, a few words around the term with it. In a "
        "collection without originals the key is `words`",
        example="大力推进生态文明建设",
        required=True,
        check=is_said,
        once="chinese",
        recorded="chinese",
    ),
    Field(
        "speaker",
        about="who said it: also a meeting or a paper",
        example="Ann Smith",
        required=True,
    ),
    Field(
        "source",
        about="the key of the source in which it was read",
        example="example-report-2024",
        required=True,
        refers="source",
    ),
    Field(
        "rendering",
        about="the official rendering of these words, if there is one; there is none in a "
        "collection without originals",
        example="making great efforts to promote ecological progress",
        check=is_said,
        once="english",
        recorded="english",
        says="the official rendering of the words, or empty",
    ),
    Field(
        "rendering_source",
        about="where that was read, if not in the `source`. It has one of the two best grades",
        example="example-translation-2012",
        once="english_source",
        data="renderingSource",
        recorded="english source",
        says="where the rendering was read, or empty",
        refers="source",
    ),
)
