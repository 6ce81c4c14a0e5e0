"""Rich Text Format as tokens: braces, control words, and characters in their code pages."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.incoming.document import RefusalError

TOKEN = re.compile(
    rb"(?P<open>\{)|(?P<close>\})|\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?[ ]?"
    rb"|\\'(?P<byte>[0-9A-Fa-f]{2})|\\(?P<sign>[^A-Za-z])|(?P<line>[\r\n]+)|(?P<words>[^\\{}\r\n]+)"
)
CODE_PAGES = {  # of the character sets that fonts name
    0: "cp1252",
    1: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
}
NAMED = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
DEEPEST = 200  # groups within one another


@dataclass(frozen=True)
class Token:
    """A token: ``open``, ``close``, ``word`` (with its number), ``sign`` or ``words``."""

    kind: str
    words: str = ""
    number: int | None = None


@dataclass
class _State:
    """What a brace keeps: the code page, and how many characters stand for one of Unicode."""

    page: str
    skip: int = 1


class Tokens:
    """The tokens of a file; fonts are learnt on the way, since they come first."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.page = "cp1252"
        self.fonts: dict[int, str] = {}
        self._font = 0
        self._states = [_State("")]
        self._bytes = b""
        self._skipped = 0

    def __iter__(self) -> Iterator[Token]:
        """Give the tokens one after the other."""
        for found in TOKEN.finditer(self.content):
            kind = found.lastgroup or ""
            if kind == "number":
                kind = "word"
            if kind in ("byte", "words", "line"):
                self._take(
                    bytes.fromhex(found[kind].decode()) if kind == "byte" else found[0], kind
                )
                continue
            yield from self._said()
            if kind in ("open", "close"):
                self._brace(kind)
                yield Token(kind)
            elif kind == "sign":
                yield Token("sign", found["sign"].decode("latin-1"))
            else:
                yield from self._word(found)
        yield from self._said()

    def _take(self, content: bytes, kind: str) -> None:
        if kind == "line":
            return  # line ends of the file mean nothing
        left = min(self._skipped, 1 if kind == "byte" else len(content))
        self._skipped -= left
        self._bytes += content[left:]

    def _said(self) -> Iterator[Token]:
        if self._bytes:
            words = self._bytes.decode(self._states[-1].page or self.page, "replace")
            self._bytes = b""
            yield Token("words", words)

    def _brace(self, kind: str) -> None:
        self._skipped = 0
        if kind == "open":
            self._states.append(_State(self._states[-1].page, self._states[-1].skip))
            if len(self._states) > DEEPEST:
                fix = "open it in a word processor, and save it anew as .docx"
                raise RefusalError(f"more than {DEEPEST} groups stand within one another", fix)
        elif len(self._states) > 1:
            self._states.pop()

    def _word(self, found: re.Match[bytes]) -> Iterator[Token]:
        word = found["word"].decode()
        number = int(found["number"]) if found["number"] else None
        state = self._states[-1]
        if word == "u" and number is not None:
            self._skipped = state.skip
            yield Token("words", _character(number))
        elif word == "uc":
            state.skip = number if number is not None else 1
        elif word in NAMED:
            self.page = NAMED[word]
        elif word == "ansicpg" and number:
            self.page = _known(f"cp{number}", self.page)
        elif word == "f" and number is not None:
            self._font = number
            state.page = self.fonts.get(number, "")
        elif word == "fcharset" and number is not None:
            page = CODE_PAGES.get(number, "")
            self.fonts[self._font] = "" if number == 0 else page
        yield Token("word", word, number)


def _character(number: int) -> str:
    """Return a character by its code, a signed 16-bit number; half of a pair stays such."""
    return chr(number % 0x10000)


def _known(name: str, otherwise: str) -> str:
    name = {"cp936": "gb18030", "cp65001": "utf-8", "cp10000": "mac_roman"}.get(name, name)
    try:
        return codecs.lookup(name).name
    except LookupError:
        return otherwise


def paired(words: str) -> str:
    """Return words in which two halves of a pair are one character."""
    return words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
