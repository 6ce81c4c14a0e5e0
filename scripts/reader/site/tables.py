"""Tables as the theme would have them once its script has run.

It puts each table without a class into a box that can be scrolled. Done in the browser, that has
the whole page styled and laid out a second time; and a rule for what has no class has every element
styled again whenever any class changes.
"""

from __future__ import annotations

import re

CLASS = "boxed"
THEIRS = "table:not([class])"
OURS = f"table.{CLASS}"

_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_BOX = (
    '<div class="md-typeset__scrollwrap"><div class="md-typeset__table">'
    rf'<table class="{CLASS}">\1</table></div></div>'
)


def boxed(html: str) -> str:
    """Return the HTML of a page with a box around each of its tables that has no class."""
    return _TABLE.sub(_BOX, html)
