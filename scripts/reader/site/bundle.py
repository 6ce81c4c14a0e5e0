"""Bundle: the scripts and the one style sheet that the pages load, under names with a hash.

Their sources lie in ``assets/`` beside this module; a collection may add sheets of its own.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from reader.interface import Interface
from reader.model import Output
from reader.site import messages, naming, scripts, styles
from reader.site.page import Links, file_of


def add_files(files: Files, config: MkDocsConfig, interface: Interface) -> dict[str, str]:
    """Add what pages load to the files of the site; return the new names of the scripts.

    The script that every page loads goes before those of the collection.
    """
    for font in sorted((naming.ASSETS / "vendor").iterdir()):
        name = font.relative_to(naming.ASSETS.parent).as_posix()
        root = str(naming.ASSETS.parent)
        files.append(File(name, root, config.site_dir, config.use_directory_urls))
    made = naming.scripts(scripts.joined(wording=messages.wording_of(interface)))
    links = Links(config)
    for path, (name, content) in made.items():
        files.append(file_of(Output(name, content, path), links))
    names = {path: name for path, (name, _) in made.items()}
    config.extra_javascript = [
        _deferred(names[scripts.path_of("reader")]),
        *config.extra_javascript,
    ]
    return names


def _deferred(path: str) -> ExtraScriptValue:
    """Return a script for the configuration that runs when the page has been read.

    Behind the policy in the head browsers do not look ahead: others would come one by one.
    """
    script = ExtraScriptValue(path)
    script.defer = True
    return script


def take_sheets(config: MkDocsConfig) -> list[Path]:
    """Take the style sheets out of the configuration: the pages link to one sheet of all.

    Returns ours, then those of the collection.
    """
    given = [Path(config.docs_dir, str(path)) for path in config.extra_css]
    config.extra_css = []
    return [*styles.SOURCES, *given]


def join_sheets(
    folder: Path,
    own: Iterable[Path],
    attributes: Iterable[str],
    names: Mapping[str, str],
    interface: Interface,
) -> None:
    """Write the one sheet of a site, and put Material's away, which went into it with ours.

    ``attributes`` are the values of all class attributes of the pages.
    """
    stock = sorted((folder / "assets" / "stylesheets").glob("*.css"))  # main, then palette
    code = (path.read_text(encoding="utf-8") for path in (folder / "assets").rglob("*.js"))
    not_found = (folder / "404.html").read_text(encoding="utf-8")
    used = styles.classes({*attributes, *styles.attributes(not_found)}, code)
    wording = messages.wording_of(interface)
    ours = (messages.worded(path.read_text(encoding="utf-8"), wording) for path in own)
    sheets = (*(path.read_text(encoding="utf-8") for path in stock), *ours)
    sheet = styles.joined(sheets, used)
    (folder / names[naming.SHEET]).write_text(sheet, encoding="utf-8", newline="\n")
    shutil.rmtree(folder / "assets" / "stylesheets")
