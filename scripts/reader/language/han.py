"""Chinese within other words: where it stands, and how HTML says so to those who hear a page."""

from __future__ import annotations

import html
import re

RUN = re.compile(r"[\u3400-\u9fff]+(?:[\u3001-\u3011\uff01-\uff1f]*[\u3400-\u9fff]+)*")
LANGUAGE, PINYIN = "zh-Hans", "zh-Latn-pinyin"
_TAG = re.compile(r"(<[^>]*>)")


def in_words(words: object) -> str:
    """Return plain words as HTML, every run of Chinese in an element of its language."""
    return _marked(html.escape(str(words)))


def in_html(markup: str) -> str:
    """Return HTML with the Chinese between its tags marked; addresses stay as they are."""
    parts = _TAG.split(markup)
    return "".join(part if n % 2 else _marked(part) for n, part in enumerate(parts))


def _marked(text: str) -> str:
    return text if text.isascii() else RUN.sub(rf'<span lang="{LANGUAGE}">\g<0></span>', text)
