"""What readers call the parts of an item, which the record of releases knows by English names."""

from __future__ import annotations

from reader.interface import Interface, message
from reader.seeds.keys import RECORDED

NAMES = {
    **{f.recorded: f.label for fields in RECORDED for f in fields if f.recorded and f.label},
    # What no key says.
    "order": message("order"),
    "prose": message("prose"),
    "sha256": "SHA-256",
    "words": message("words"),
}


def name(interface: Interface, part: str) -> str:
    """Return what readers call a part of an item; one that is unknown keeps its name."""
    return interface.gettext(NAMES.get(part, part))
