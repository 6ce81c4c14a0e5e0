"""What a page may load and run: the sources of its Content-Security-Policy."""

from __future__ import annotations

import base64
import hashlib
import re

INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def hashes(markup: str) -> str:
    """Return the sources that allow the scripts within some markup, and no other inline one."""
    return " ".join(f"'sha256-{_digest(script)}'" for script in INLINE.findall(markup))


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
