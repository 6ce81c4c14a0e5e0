"""What becomes of a script on its way to the site."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT
from playwright.sync_api import Page

from reader.site.scripts import shortened

SCRIPTS = [path for path in (ROOT / "docs" / "assets").rglob("*.js") if "vendor" not in path.parts]


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


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_shortened_script_can_be_read_and_is_shorter(page: Page, path: Path) -> None:
    source = path.read_text("utf-8")
    short = shortened(source)
    assert len(short) < len(source)
    page.evaluate("(source) => { new Function(source); }", short)
