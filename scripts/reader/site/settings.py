"""Settings: what ``mkdocs.yml`` and the introduction say of the whole edition."""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from mkdocs.utils.yaml import get_yaml_loader

from reader.model import Settings

CONFIGURATION = "mkdocs.yml"
INTRODUCTION = "introduction.md"
SHOWN = re.compile("<!-- home: from here -->(.*?)<!-- home: to here -->", re.DOTALL)


def settings(root: Path) -> Settings:
    """Return the settings of the collection in a folder; what is not there stays empty."""
    config = root / CONFIGURATION
    given = yaml.load(config.read_bytes(), get_yaml_loader()) if config.is_file() else None
    page = root / "docs" / INTRODUCTION
    words = page.read_text(encoding="utf-8") if page.is_file() else ""
    marked = SHOWN.search(words)
    author = str((given or {}).get("site_author") or "")
    return Settings(author, INTRODUCTION if words else "", marked[1].strip() if marked else "")
