"""Rich Text Format as a document."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from reader.incoming import flow
from reader.incoming.document import (
    Document,
    Gathering,
    bare,
    on_one_line,
    printable,
    printable_around,
    without_marks,
)
from reader.incoming.rtf_tokens import Token, Tokens, paired
from reader.incoming.rtf_words import KNOWN, LEFT_OUT, OF_SIGN, SIGNS, UNSAID, all_words

HEADING = re.compile(r"(?:heading|标题|überschrift|titre|titolo|título)\s*([1-9])", re.IGNORECASE)
TITLES = ("title", "subtitle")
NO_BODY = 9


@dataclass(frozen=True)
class _Group:
    """What a brace keeps: where its words go, and how they are marked."""

    into: str = "text"  # "text", "", "styles", "note", or a kind of what is left out
    hidden: bool = False
    deleted: bool = False
    first: bool = True  # nothing but an asterisk has been read in it
    starred: bool = False


@dataclass
class _Reader:
    to: Gathering
    groups: list[_Group] = field(default_factory=lambda: [_Group()])
    words: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    left: dict[str, list[str]] = field(default_factory=dict)
    style: int = 0
    outline: int = NO_BODY
    in_list: bool = False
    in_table: bool = False
    styles: dict[int, str] = field(default_factory=dict)
    outer: list[list[str]] = field(default_factory=list)
    count: int = 0

    def read(self, tokens: Tokens) -> None:
        """Read all tokens."""
        kinds: dict[str, Callable[[Token], None]] = {
            "open": lambda _: self.groups.append(
                replace(self.groups[-1], first=True, starred=False)
            ),
            "close": lambda _: self._close(),
            "word": self._word,
            "sign": self._sign,
            "words": lambda token: self._say(token.words),
        }
        for token in tokens:
            kinds[token.kind](token)
        self._end_paragraph()
        self._end_table()

    def _say(self, words: str) -> None:
        group = self.groups[-1]
        self._now(first=False)
        if group.into == "styles":
            self._style_name(words)
        elif group.into == "":
            return
        elif group.into not in ("text", "note") or group.hidden or group.deleted:
            kind = "deleted words (tracked changes)" if group.deleted else "hidden words"
            self.left.setdefault(
                group.into if group.into in LEFT_OUT.values() else kind, []
            ).append(words)
        else:
            self.words.append(without_marks(words))

    def _now(self, **changes: bool | str) -> None:
        self.groups[-1] = replace(self.groups[-1], **changes)  # type: ignore[arg-type]

    def _sign(self, token: Token) -> None:
        if token.words == "*":
            self._now(starred=True)
        elif token.words in "\r\n":
            self._end_paragraph()
        else:
            self._say(OF_SIGN.get(token.words, token.words))

    def _word(self, token: Token) -> None:
        word, number, group = token.words, token.number, self.groups[-1]
        if group.first and self._destination(word, group):
            return
        self._now(first=False)
        if word in SIGNS:
            self._say(SIGNS[word])
        elif word in ("par", "sect"):
            self._end_paragraph() if group.into == "text" else self._say("\n")
        elif word in ("cell", "nestcell") and group.into == "text":
            self.cells.append(on_one_line(self._taken()))
        elif word in ("row", "nestrow") and group.into == "text":
            self.rows.append(self.cells)
            self.cells = []
        elif word == "v":
            self._now(hidden=number != 0)
        elif word == "deleted":
            self._now(deleted=number != 0)
        elif word == "chftn":
            return
        else:
            self._format(word, number)

    def _format(self, word: str, number: int | None) -> None:
        if word == "pard":
            self.style, self.outline, self.in_list, self.in_table = 0, NO_BODY, False, False
        elif word == "plain":
            self._now(hidden=False, deleted=False)
        elif word == "s" and number is not None:
            self.style = number
        elif word == "outlinelevel" and number is not None:
            self.outline = number
        elif word == "ls":
            self.in_list = True
        elif word == "intbl":
            self.in_table = True

    def _destination(self, word: str, group: _Group) -> bool:
        """Turn to another destination if a word begins one; return whether it did."""
        if word == "stylesheet":
            self._now(into="styles", first=False)
        elif word == "footnote" and group.into == "text":
            self.count += 1
            self.words.append(self.to.mark(str(self.count)))
            self.outer.append(self.words)
            self.words = []
            self._now(into="note", first=False)
        elif word in LEFT_OUT:
            kind = LEFT_OUT[word]
            self.left.setdefault(kind, [])
            if kind == "pictures":
                self.to.leave_out(kind)
            self._now(into="" if kind == "pictures" else kind, first=False)
        elif word in ("listtext", "pntext"):
            self.in_list = True
            self._now(first=False)
        elif word in UNSAID or (group.starred and word not in KNOWN):
            self._now(into="" if group.into != "styles" else "styles", first=False)
        else:
            return False
        return True

    def _close(self) -> None:
        if len(self.groups) < 2:
            return
        gone = self.groups.pop()
        if gone.into == "note" and self.groups[-1].into != "note" and self.outer:
            self.to.note(str(self.count), self._taken())
            self.words = self.outer.pop()
        elif gone.into in LEFT_OUT.values() and self.groups[-1].into != gone.into:
            self._name(gone.into)
        elif gone.into in LEFT_OUT.values():
            self.left.setdefault(gone.into, []).append(" ")  # a group in it has ended

    def _name(self, kind: str) -> None:
        words = printable(paired("".join(self.left.pop(kind, []))))
        if words.strip():
            self.to.leave_out(kind, words)

    def _style_name(self, words: str) -> None:
        name = words.strip().rstrip(";").strip()
        if name:
            self.styles[self.style] = self.styles.get(self.style, "") + name

    def _taken(self) -> str:
        words, self.words = "".join(self.words), []
        return printable_around(paired(words))

    def _end_paragraph(self) -> None:
        for kind in list(self.left):
            self._name(kind) if kind not in (g.into for g in self.groups) else None
        if self.in_table or self.cells:
            if not self.in_table:
                self.rows.append(self.cells)
                self.cells = []
            else:
                self.words.append("\n")
                return
        self._end_table()
        words = self._taken()
        name = self.styles.get(self.style, "")
        level = _level(name, self.outline)
        if level is not None:
            self.to.add(on_one_line(words), "heading", level)
        elif self.in_list:
            self.to.add(on_one_line(words), "list", 1)
        else:
            self.to.add(words, "quotation" if "quot" in name.lower() else "")

    def _end_table(self) -> None:
        rows, self.rows = self.rows, []
        if flow.is_tabular([[bare(cell) for cell in row] for row in rows]):
            self.to.add(flow.table(rows), "table")
        else:
            for cell in (cell for row in rows for cell in row):
                self.to.add(cell)


def _level(name: str, outline: int) -> int | None:
    found = HEADING.fullmatch(name.strip())
    if name.strip().lower() in TITLES:
        return 0
    if found:
        return int(found[1])
    return outline + 1 if outline < NO_BODY else None


def document(content: bytes) -> tuple[Document, str]:
    """Return a document, and all its words by a second reading."""
    to = Gathering()
    _Reader(to).read(Tokens(content))
    return to.finished(), all_words(content)
