"""What ``mkdocs serve`` keeps in memory from one build to the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from reader.site.drawn import Memory


class Compiled(BytecodeCache):
    """The templates of the theme as they were compiled, by their names and their sources."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with the code of its template, if that was compiled before."""
        if code := self._code.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self._code[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


@dataclass
class Serving:
    """The last build without an error, the pages where no disk stores them, compiled templates."""

    good: Any = None
    pages: Memory = field(default_factory=Memory)
    templates: Compiled = field(default_factory=Compiled)
