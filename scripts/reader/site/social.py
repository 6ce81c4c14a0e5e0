"""The picture of a text, for those who share its address: title, source and day, our name."""

from __future__ import annotations

import io
import re
import unicodedata
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from reader.citing import citations
from reader.history import paths
from reader.interface import Interface
from reader.model import Edition, Output, Text
from reader.site.naming import ASSETS

FONTS = ASSETS / "vendor"
SIZE = (1200, 630)
MARGIN = 90
PAPER, INK, QUIET, LINE = "#fffefb", "#1f2023", "#5c5f66", "#17537a"
UNSEEN = re.compile(r"[^ -~\xa0-\xff\u0131\u0152\u0153\u2010-\u2026]+")  # the font has no more
MOST_LINES = 5


def pictures(edition: Edition) -> tuple[Output, ...]:
    """Return the picture of each text as a PNG of 1200 by 630 pixels."""
    interface = Interface(edition.seeds.collection.interface)
    return tuple(
        Output(
            paths.social(text.id),
            _drawn(
                _seen(text.meta.title),
                _seen(_source(text, interface)),
                _seen(edition.seeds.collection.title),
            ),
            text.place.path,
        )
        for text in edition.seeds.texts
    )


def _source(text: Text, interface: Interface) -> str:
    day = text.meta.dispatch_date or text.meta.event_date
    return " · ".join(part for part in (citations.agency(text), interface.date(day)) if part)


def _seen(words: str) -> str:
    """Return the words that the font can show, a letter without the mark it has not got."""
    shown = []
    for sign in unicodedata.normalize("NFC", words):
        plain = unicodedata.normalize("NFD", sign)[0]
        shown.append(plain if UNSEEN.match(sign) else sign)
    return " ".join(UNSEEN.sub(" ", "".join(shown)).split())


@lru_cache(maxsize=64)
def _font(weight: int, size: int) -> ImageFont.FreeTypeFont:
    path = FONTS / f"source-serif-4-latin-{weight}-normal.woff2"
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=64)
def _drawn(title: str, source: str, site: str) -> bytes:
    image = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 16, SIZE[1]), LINE)
    draw.text((MARGIN, 78), _cut(site, _font(600, 32)), QUIET, _font(600, 32))
    font, lines = _fitted(title)
    draw.multiline_text((MARGIN, 150), "\n".join(lines), INK, font, spacing=14)
    foot = _cut(source, _font(400, 32))
    draw.text((MARGIN, SIZE[1] - 80), foot, QUIET, _font(400, 32), anchor="ls")
    file = io.BytesIO()
    image.quantize(32).save(file, "PNG", optimize=True)
    return file.getvalue()


def _fitted(title: str) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """Return the largest font in which a title fits, and its lines; a long one is cut."""
    for size in (72, 64, 56):
        font = _font(600, size)
        lines = _lines(title, font)
        if len(lines) * (size + 24) <= SIZE[1] - 290:
            return font, lines
    font = _font(600, 48)
    lines = _lines(title, font)
    kept = lines[:MOST_LINES]
    return font, kept if kept == lines else [*kept[:-1], _cut(f"{kept[-1]} …", font)]


def _lines(words: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines: list[str] = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > SIZE[0] - 2 * MARGIN:
            lines.append(_cut(word, font))
        else:
            lines[-1] = _cut(longer, font)
    return lines


def _cut(words: str, font: ImageFont.FreeTypeFont) -> str:
    """Return words on one line that fits; what does not fit is left out."""
    if font.getlength(words) <= SIZE[0] - 2 * MARGIN:
        return words
    while words and font.getlength(f"{words}…") > SIZE[0] - 2 * MARGIN:
        words = words[:-1]
    return f"{words.rstrip()}…"
