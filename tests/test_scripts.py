"""What becomes of a script on its way to the site."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from reader.site.scripts import joined, read, shortened

SCRIPTS = ("one", "two", "three")


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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Sources of three scripts, of which the first two give something to the others."""
    written = {
        "one/main.js": 'import "./part.js";\nimport { late } from "./later.js";\nlate.push(3);\n',
        "one/part.js": "export const part = [1];\n",
        "one/later.js": 'import { part } from "./part.js";\nexport const late = [...part, 2];\n',
        "one/apart.js": "export const apart = 4;\n",
        "two/main.js": 'import { late } from "../one/later.js";\nexport const two = late;\n',
        "three/main.js": 'import { two } from "../two/main.js";\n'
        'import { apart } from "../one/apart.js";\nglobalThis.found = [...two, apart];\n',
    }
    for path, source in written.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(source)
    return tmp_path


def test_modules_run_behind_what_they_import_and_across_scripts(page: Page, folder: Path) -> None:
    for source in joined(SCRIPTS, read(folder)).values():
        page.evaluate("(source) => { new Function(source)(); }", source)
    assert page.evaluate("globalThis.found") == [1, 2, 3, 4]


def test_a_name_that_stands_for_two_things_in_a_script_is_refused(folder: Path) -> None:
    (folder / "one/part.js").write_text("export const part = [1];\nconst late = 2;\n")
    with pytest.raises(ValueError, match=r"^one: these names stand for two things each: late$"):
        joined(SCRIPTS, read(folder))


def test_a_name_that_two_scripts_give_is_refused(folder: Path) -> None:
    (folder / "two/main.js").write_text(
        'import { part } from "../one/part.js";\nexport const late = part;\n'
    )
    (folder / "three/main.js").write_text('import { late } from "../two/main.js";\nlate.pop();\n')
    (folder / "four").mkdir()
    (folder / "four/main.js").write_text('import { late } from "../one/later.js";\nlate.pop();\n')
    with pytest.raises(ValueError, match=r"^globalThis.Reader: .*: late$"):
        joined((*SCRIPTS, "four"), read(folder))


def test_what_changes_is_not_given_to_another_script(folder: Path) -> None:
    (folder / "one/apart.js").write_text("export let apart = 4;\n")
    with pytest.raises(ValueError, match=r"^one: others would not see these change: apart$"):
        joined(SCRIPTS, read(folder))


def test_a_script_can_be_read(page: Page) -> None:
    for source in joined().values():
        page.evaluate("(source) => { new Function(source); }", source)
