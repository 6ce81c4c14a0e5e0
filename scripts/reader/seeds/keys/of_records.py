"""The keys of a change: what an editor says became of an id."""

from __future__ import annotations

from reader.fields.field import Field
from reader.fields.schema import is_own_day
from reader.seeds.keys.checks import HEIRS, is_id, is_said

CHANGE = (
    Field(
        "id",
        about="what was published",
        example="name-of-the-text/p4",
        required=True,
        check=is_id,
    ),
    Field(
        "became",
        about="what became of it: one of the words below",
        example="split",
        required=True,
        choices=tuple(HEIRS),
    ),
    Field(
        "into",
        about="the ids that stand for it now",
        example=["name-of-the-text/p10", "name-of-the-text/p11"],
        kind="list",
        check=is_id,
    ),
    Field(
        "begins",
        about="of what is `revised`, its first words as they are now",
        example="The meeting pointed out",
        check=is_said,
    ),
    Field("date", about="when it changed", example="2026-11-25", required=True, check=is_own_day),
    Field(
        "reason",
        about="why, in a sentence that readers see",
        example="Two speeches stood in it.",
        required=True,
        check=is_said,
    ),
)
