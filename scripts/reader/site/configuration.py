"""What a collection need not say in ``mkdocs.yml``: the theme, its plugins, extensions, checks.

What it does say there is kept, but for the name of the site, which is the collection's title.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from material.plugins.offline.plugin import OfflinePlugin
from material.plugins.search.plugin import SearchPlugin
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.theme import Theme
from mkdocs.utils.yaml import yaml_load

from reader.edition.index import Index
from reader.interface import message

THEME = "material"
OWN = Path(__file__).parent / "theme"
SCHEMES = (
    ("(prefers-color-scheme)", "", "auto", message("Color scheme: as the device")),
    ("(prefers-color-scheme: light)", "default", "7", message("Color scheme: light")),
    ("(prefers-color-scheme: dark)", "slate", "4", message("Color scheme: dark")),
)
EXTENSIONS: Mapping[str, Mapping[str, Any]] = {
    "attr_list": {},
    "def_list": {},
    "tables": {},
    "toc": {"permalink": False, "marker": ""},
    "pymdownx.details": {},
}
NAV_CHECKS = ("omitted_files", "not_found", "absolute_links")
LINK_CHECKS = ("not_found", "anchors", "absolute_links", "unrecognized_links")


def complete(config: MkDocsConfig) -> None:
    """Add to the configuration of a collection what every reader has."""
    given = _given(config)
    config.theme = _theme(config, given.get("theme"))
    _add_plugins(config)
    for name, options in EXTENSIONS.items():
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
        own = config.mdx_configs.get(name) or {}
        config.mdx_configs[name] = {**options, **own}
    if "validation" not in given:
        _check_all(config)
    config.extra.setdefault("generator", False)
    config.watch.append(str(Path(config.config_file_path).parent / "seeds"))


def name(config: MkDocsConfig, index: Index) -> None:
    """Name the site as its collection, and let the theme speak the language of the interface."""
    collection, interface = index.collection, index.interface
    config.site_name = collection.title
    config.extra["contact"] = collection.contact
    config.extra["has_shelf"] = index.has_shelf
    config.theme["language"] = interface.language
    palette = config.theme["palette"]
    for scheme in palette if isinstance(palette, list) else [palette]:
        if toggle := scheme.get("toggle"):
            english = toggle["name"]
            toggle["name"] = interface.gettext(english)


def _given(config: MkDocsConfig) -> Mapping[str, Any]:
    """Return what the file of the configuration says itself."""
    with Path(config.config_file_path).open("rb") as file:
        return yaml_load(file)


def _theme(config: MkDocsConfig, said: Any) -> Theme:
    """Return Material with our templates; what is ``said`` of the theme goes before ours."""
    own = {"name": said} if isinstance(said, str) else dict(said or {})
    if (name := own.pop("name", THEME)) != THEME:
        raise PluginError(f"the theme of a reader is {THEME}, and mkdocs.yml names {name!r}")
    own.pop("custom_dir", None)
    custom = config.theme.custom_dir  # with its whole path
    made = Theme(THEME, custom_dir=custom, **{**look(), **own})
    made.dirs.insert(1 if custom else 0, str(OWN))
    return made


def look() -> dict[str, Any]:
    """Return how the theme looks if nobody says otherwise."""
    return {
        "language": "en",
        "font": False,
        "icon": {"logo": "material/book-open-page-variant-outline"},
        "features": ["navigation.tabs"],
        "palette": [_scheme(*scheme) for scheme in SCHEMES],
    }


def _scheme(media: str, scheme: str, icon: str, name: str) -> dict[str, Any]:
    toggle = {"icon": f"material/brightness-{icon}", "name": name}
    chosen = {"scheme": scheme} if scheme else {}
    return {"media": media, **chosen, "primary": "custom", "accent": "custom", "toggle": toggle}


def _add_plugins(config: MkDocsConfig) -> None:
    """Let Material's plugins run as if ``mkdocs.yml`` named them."""
    if "search" in config.plugins:
        raise PluginError("the search of MkDocs is not that of a reader: take it out of 'plugins'")
    offline = {"enabled": os.environ.get("OFFLINE", "").lower() == "true"}
    _add(config, "material/search", SearchPlugin(), {})
    _add(config, "material/offline", OfflinePlugin(), offline)


def _add(config: MkDocsConfig, name: str, plugin: BasePlugin[Any], options: dict[str, Any]) -> None:
    if name not in config.plugins:
        plugin.load_config(options, config.config_file_path)
        config.plugins[name] = plugin


def _check_all(config: MkDocsConfig) -> None:
    """Let every doubtful link be told, which ends a strict build."""
    for name in NAV_CHECKS:
        setattr(config.validation.nav, name, logging.WARNING)
    for name in LINK_CHECKS:
        setattr(config.validation.links, name, logging.WARNING)
