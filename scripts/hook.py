"""MkDocs calls this in a checkout, where the package ``reader`` is not installed as a plugin."""

from __future__ import annotations

from mkdocs.plugins import EVENTS

from reader.plugin import Reader

_reader = Reader()
_names = (f"on_{event}" for event in EVENTS)
globals().update({name: getattr(_reader, name) for name in _names if hasattr(_reader, name)})
