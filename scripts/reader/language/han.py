"""Other languages within words: Chinese, marked for those who hear a page; other directions.

What is read from right to left is set apart, so that the signs around it keep their places.
"""

from __future__ import annotations

import html
import re

from reader.language.tags import RTL_RUN

RUN = re.compile(r"[\u3400-\u9fff]+(?:[\u3001-\u3011\uff01-\uff1f]*[\u3400-\u9fff]+)*")
LANGUAGE, PINYIN = "zh-Hans", "zh-Latn-pinyin"
OTHER = re.compile(rf"(?P<han>{RUN.pattern})|{RTL_RUN.pattern}")
_TAG = re.compile(r"(<[^>]*>)")


def in_words(words: object) -> str:
    """Return plain words as HTML, every run of another language in an element of its own."""
    return _marked(html.escape(str(words)))


def in_html(markup: str) -> str:
    """Return HTML with the Chinese between its tags marked; addresses stay as they are."""
    parts = _TAG.split(markup)
    return "".join(part if n % 2 else _marked(part) for n, part in enumerate(parts))


def _marked(text: str) -> str:
    return text if text.isascii() else OTHER.sub(_element, text)


def _element(run: re.Match[str]) -> str:
    return f'<span lang="{LANGUAGE}">{run[0]}</span>' if run["han"] else f"<bdi>{run[0]}</bdi>"
