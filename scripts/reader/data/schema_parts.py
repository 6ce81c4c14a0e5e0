"""Parts of a JSON Schema, as all schemas of ours are made of them."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
ID: Schema = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
BLOCK_ID: Schema = {"type": "string", "pattern": "^[hp][1-9][0-9]*$"}
SENTENCE_ID: Schema = {"type": "string", "pattern": "^[hp][1-9][0-9]*s[1-9][0-9]*$"}
DATE: Schema = {"type": "string", "pattern": "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"}
COUNT: Schema = {"type": "integer", "minimum": 0}
ORDINAL: Schema = {"type": "integer", "minimum": 1}
TRUTH: Schema = {"type": "boolean"}


def object_of(description: str, properties: Schema) -> Schema:
    """Return the schema of an object that has every one of the properties, and no other."""
    return {
        "description": description,
        "type": "object",
        "properties": properties,
        "required": sorted(properties),
        "additionalProperties": False,
    }


def list_of(items: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items}


def ref(name: str) -> Schema:
    """Return the schema that stands under a name among the definitions."""
    return {"$ref": f"#/$defs/{name}"}


def one_of(*values: object) -> Schema:
    """Return the schema of one of some values."""
    return {"enum": list(values)}


def said(base: Schema, description: str) -> Schema:
    """Return a schema with what it says in words."""
    return {**base, "description": description}
