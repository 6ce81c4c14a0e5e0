"""Fonts: faces for scripts that those of the books lack, from a package of Noto's.

A folder that ``READER_FONTS`` names may hold more of them, for the PDF.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pylopdf_fonts_zh_cn

PACKAGE = "manimgx_fonts"
FOLDER = "READER_FONTS"
# Where in Unicode a face of Noto Sans is wanted.
RANGES = {
    "Arabic": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefe",
    "Armenian": "\u0530-\u058f\ufb13-\ufb17",
    "Bengali": "\u0980-\u09ff",
    "Devanagari": "\u0900-\u097f\ua8e0-\ua8ff\u1cd0-\u1cff",
    "Ethiopic": "\u1200-\u139f\u2d80-\u2ddf\uab00-\uab2f",
    "Georgian": "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f",
    "Gujarati": "\u0a80-\u0aff",
    "Gurmukhi": "\u0a00-\u0a7f",
    "Hebrew": "\u0590-\u05ff\ufb1d-\ufb4f",
    "Kannada": "\u0c80-\u0cff",
    "Khmer": "\u1780-\u17ff\u19e0-\u19ff",
    "Lao": "\u0e80-\u0eff",
    "Malayalam": "\u0d00-\u0d7f",
    "Myanmar": "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f",
    "Oriya": "\u0b00-\u0b7f",
    "Sinhala": "\u0d80-\u0dff",
    "Tamil": "\u0b80-\u0bff",
    "Telugu": "\u0c00-\u0c7f",
    "Thai": "\u0e00-\u0e7f",
}


@cache
def folders() -> tuple[str, ...]:
    """Return the folders in which the PDF finds its fonts."""
    found = [str(pylopdf_fonts_zh_cn.serif_path().parent)]
    if own := _package():
        found.append(str(own))
    if more := os.environ.get(FOLDER):
        found.append(more)
    return tuple(found)


@cache
def _package() -> Path | None:
    spec = find_spec(PACKAGE)
    return Path(spec.origin).parent if spec and spec.origin else None


def state() -> tuple[str, int]:
    """Return what tells one state of the package of fonts from another."""
    folder = _package()
    return (str(folder), folder.stat().st_mtime_ns) if folder else ("", 0)


def needed(words: str) -> Iterator[tuple[str, str, Path]]:
    """Give, for each script of some words that has a face, its name, its range and the file."""
    folder = _package()
    if not folder or words.isascii():
        return
    for script, signs in RANGES.items():
        path = folder / f"NotoSans{script}[wght].ttf"
        if re.search(f"[{signs}]", words) and path.is_file():
            yield f"Noto Sans {script}", signs, path


def unicode_range(signs: str) -> str:
    """Return a class of characters as a style sheet names it."""
    pairs = re.findall(r"(.)-(.)", signs)
    return ", ".join(f"U+{ord(first):X}-{ord(last):X}" for first, last in pairs)
