"""The search and the check of quotations as the pages have them, for Python.

The very scripts of the site run here, byte for byte, in QuickJS: what a reader is told in a
browser, a program is told too. They reach nothing outside: no file, no network, no clock.
"""

from __future__ import annotations

import json
from typing import Any

import quickjs

from reader.edition.index import Index
from reader.history import paths
from reader.site import scripts, search

STACK = 16 << 20  # bytes
ROOM = 2 << 30  # bytes: a thousand long texts take a quarter of that
PATIENCE = 20  # seconds of processor time for an answer


class TooLongError(Exception):
    """The answer took too long, or more room than there is."""


class Engine:
    """The search and the check of quotations over the texts of an edition."""

    def __init__(self, *indexes: Index) -> None:
        self._index = written(*indexes)
        self._scripts = tuple(scripts.for_programs())
        self._start()

    def _start(self) -> None:
        self._context = quickjs.Context()
        self._context.set_memory_limit(ROOM)
        self._context.set_max_stack_size(STACK)
        for script in self._scripts:
            self._context.eval(script)
        self._asked = self._context.get("ask")
        self._asked("prepare", json.dumps([self._index]))

    def find(self, query: str, limit: int) -> Any:
        """Return what the search box finds for a query: ``find`` of ``programs/main.js``."""
        return self._ask("find", query, limit)

    def check(self, given: str) -> Any:
        """Return what the page says that checks quotations: ``check`` of ``programs/main.js``."""
        return self._ask("check", given)

    def _ask(self, name: str, *given: object) -> Any:
        """Return what a function of the scripts answers; ``TooLongError`` if it does not."""
        self._context.set_time_limit(PATIENCE)
        try:
            return json.loads(self._asked(name, json.dumps(given)))
        except quickjs.JSException as fault:
            self._start()  # QuickJS (0.17.0) may go on amiss where it was interrupted
            if "interrupted" in str(fault) or "out of memory" in str(fault):
                raise TooLongError(name) from fault
            raise


def written(*indexes: Index) -> str:
    """Return the search index of editions as JSON, without the pages written by hand.

    Addresses in it are paths below the root of the site.
    """
    docs = [doc for index in indexes for doc in search.documents(index)]
    texts = {name: told for index in indexes for name, told in search.texts(index).items()}
    urls = {doc["path"]: paths.url(doc["path"]) for doc in docs}
    return search.script(docs, urls, [], texts).partition(" = ")[2].removesuffix(";\n")
