"""What schemas are made of: the values that several of them have, and the few operations."""

from __future__ import annotations

from typing import Any

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
ID: Schema = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
BLOCK_ID: Schema = {"type": "string", "pattern": "^[hp][1-9][0-9]*$"}
SENTENCE_ID: Schema = {"type": "string", "pattern": "^[hp][1-9][0-9]*s[1-9][0-9]*$"}
DATE: Schema = {"type": "string", "pattern": "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"}
COUNT: Schema = {"type": "integer", "minimum": 0}
ORDINAL: Schema = {"type": "integer", "minimum": 1}
TRUTH: Schema = {"type": "boolean"}


def object_of(description: str, properties: Schema, optional: Schema | None = None) -> Schema:
    """Return the schema of an object that has every one of the properties, and no other.

    It may have the ``optional`` ones too.
    """
    return {
        "description": description,
        "type": "object",
        "properties": {**properties, **(optional or {})},
        "required": sorted(properties),
        "additionalProperties": False,
    }


def list_of(items: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items}


def ref(name: str) -> Schema:
    """Return the schema of what is defined under a name."""
    return {"$ref": f"#/$defs/{name}"}


def one_of(*values: object) -> Schema:
    """Return the schema of one of some values."""
    return {"enum": list(values)}


def described(base: Schema, description: str) -> Schema:
    """Return the schema of what has a description."""
    return {**base, "description": description}
