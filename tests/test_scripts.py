"""What becomes of a script on its way to the site."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from reader.site.scripts import joined, shortened


@pytest.mark.parametrize(
    "body",
    [
        "const a = 'x y';\n  const [b, c] = (a.split(' ')) || [];\n  return b + c;",
        "const a = 'x y';\n  let [b, c] = (a && a.split(' '));\n  return b + c;",
        "const a = {b: 'x', c: 'y'};\n  const {b, c} = (a);\n  const d = b + c;\n  return d;",
    ],
)
def test_declarations_keep_their_order(page: Page, body: str) -> None:
    assert page.evaluate(shortened(f"(() => {{\n  {body}\n}})()")) == "xy"


def test_a_script_can_be_read(page: Page) -> None:
    for source in joined().values():
        page.evaluate("(source) => { new Function(source); }", source)
