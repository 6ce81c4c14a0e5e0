"""What HTML asks of data that stand in it."""

from __future__ import annotations

from markupsafe import Markup


def in_script(data: str) -> Markup:
    """Return JSON as it may stand in a script of a page, which ends at the first ``</script``."""
    return Markup(data.replace("<", "\\u003c").replace("&", "\\u0026"))
