"""Bundle: the scripts and the one style sheet that the pages load, under names with a hash."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from reader.model import Output
from reader.site import assets, styles
from reader.site.page import Links, file_of
from reader.site.scripts import shortened


def name_scripts(files: Files, config: MkDocsConfig) -> dict[str, str]:
    """Put each script of ours, shortened, in place of its source; return the new names."""
    own = (file for file in files if file.src_dir == config.docs_dir)  # the others are the theme's
    given = {file.src_uri: file for file in own if assets.is_script(file.src_uri)}
    made = assets.scripts({path: file.content_string for path, file in given.items()})
    for path, (name, content) in made.items():
        files.remove(given[path])
        files.append(file_of(Output(name, content, path), Links(config)))
    for script in config.extra_javascript:
        path = str(script)
        if path in made and not isinstance(script, str):
            script.path = made[path][0]
    return {path: name for path, (name, _) in made.items()}


def take_sheets(config: MkDocsConfig) -> list[str]:
    """Take our style sheets out of the configuration: the pages link to one sheet of all."""
    own = [str(path) for path in config.extra_css]
    config.extra_css = []
    return own


def join_sheets(
    folder: Path, own: Iterable[str], attributes: Iterable[str], names: Mapping[str, str]
) -> None:
    """Write the one sheet of a site, and put those away that went into it: Material's and ours.

    ``attributes`` are the values of all class attributes of the pages.
    """
    stock = sorted((folder / "assets" / "stylesheets").glob("*.css"))  # main, then palette
    sheets = [*stock, *(folder / name for name in own)]
    scripts = (path.read_text(encoding="utf-8") for path in (folder / "assets").rglob("*.js"))
    not_found = (folder / "404.html").read_text(encoding="utf-8")
    used = styles.classes({*attributes, *styles.attributes(not_found)}, scripts)
    sheet = styles.joined(tuple(path.read_text(encoding="utf-8") for path in sheets), used)
    (folder / names[assets.SHEET]).write_text(sheet, encoding="utf-8", newline="\n")
    for path in sheets:
        path.unlink()
    shutil.rmtree(folder / "assets" / "stylesheets")


def shorten(path: Path) -> None:
    """Shorten a script that is there under its own name."""
    if path.is_file():
        source = path.read_text(encoding="utf-8")
        path.write_text(shortened(source), encoding="utf-8", newline="\n")
