"""The columns of a table: which key of an entry each of them holds, told by its header."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError

from reader.data.table import COLUMNS, COUNTED, LISTS, TEXTS
from reader.glossaries.names import place_of
from reader.language import tags
from reader.language.words import on_one_line, plural
from reader.model import Collection, Problem
from reader.seeds.vocabulary import has_use

OUT = ""  # where a column goes that is left out
NAMES, DEFINITION, SECTION, ID = "names", "definition", "prose", "id"
# How people call a column, in English, Chinese and German, as ``_folded`` writes it.
SYNONYMS = {
    "headword": "headword term entry lemma name word concept 词条 术语 条目 名称 词语 詞條 術語 "
    "stichwort begriff benennung terminus eintrag",
    "original": "original sourceterm originalterm 原文 原词 原詞 原語 originalbegriff",
    "romanization": "romanization romanisation transliteration transcription pinyin 拼音 读音 "
    "umschrift transkription lautschrift",
    "traditional": "traditional traditionalchinese 繁体 繁體 繁体字 繁體字 繁体中文 繁體中文 "
    "langzeichen",
    "kind": "kind type class 类型 類型 类别 類別 art typ",
    "theme": "theme topic subject subjectfield domain field category area 主题 主題 领域 領域 专题 "
    "学科 分类 thema fachgebiet sachgebiet bereich kategorie",
    "forms": "forms form variants variant plural plurals 变体 變體 formen varianten",
    NAMES: "synonyms synonym abbreviation abbreviations acronym alternative alternatives 同义词 "
    "同義詞 缩写 縮寫 synonyme abkürzung abkürzungen",
    "also": "also aliases alias othernames 别名 別名 又名 auch",
    "excluded": "excluded",
    DEFINITION: "definition meaning description explanation gloss 定义 定義 释义 釋義 解释 解釋 "
    "说明 說明 含义 definitionen bedeutung erklärung beschreibung erläuterung",
    SECTION: "note notes comment comments remark remarks prose usage example examples context 备注 "
    "備註 注释 注釋 注 评论 例句 语境 anmerkung anmerkungen bemerkung bemerkungen notiz notizen "
    "kommentar beispiel kontext",
    "sources": "source sources reference references citation bibliography 来源 來源 出处 出處 "
    "资料来源 quelle quellen beleg belege nachweis",
    "responsible": "responsible author editor 责任者 负责人 作者 编者 verantwortlich bearbeiter "
    "autor",
    "revised": "revised date modified updated lastmodified 日期 修订日期 更新日期 datum geändert "
    "stand",
    "related": "related seealso 相关 相关词条 參見 参见 verwandt siehe sieheauch",
    "broader": "broader broaderterm 上位词 上位 oberbegriff",
    "narrower": "narrower narrowerterm 下位词 下位 unterbegriff",
    ID: "id",
}
BY_HEADER = {header: key for key, headers in SYNONYMS.items() for header in headers.split()}
TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
# What else people call languages than the library does.
MORE_NAMES = {"zh": ("汉语", "漢語", "汉字", "漢字", "简体", "简体中文", "hanzi", "mandarin")}


@dataclass(frozen=True)
class Column:
    """A column of a table: its place, its header, and the key it holds, or ``OUT``.

    ``language`` is that of a name in a language of the originals besides the first.
    """

    place: int
    header: str
    key: str
    language: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Table:
    """What the columns of a table hold. An ``is_own`` one is an export of a reader."""

    columns: tuple[Column, ...]
    is_own: bool
    said: tuple[str, ...] = ()


def understood(
    path: str,
    head: tuple[int, list[str]],
    body: Sequence[tuple[int, list[str]]],
    collection: Collection,
    stated: Mapping[str, str],
) -> tuple[Table, tuple[Problem, ...]]:
    """Return what the columns of a table hold, or the problems with them.

    ``stated`` gives keys by headers, as the command line has them.
    """
    line, headers = head[0], [" ".join(cell.split()) for cell in head[1]]
    is_own = {"id", "headword"} <= {*headers} <= {*COLUMNS} and len({*headers}) == len(headers)
    problems = [*_misstated(path, line, headers, collection, stated)]
    found = [
        _column(place, header, collection, stated, is_own) for place, header in enumerate(headers)
    ]
    once = tuple(_once(found))
    if not any(column.key == "headword" for column in once):
        problems.append(_no_headword(path, line, headers))
    return Table(once, is_own, tuple(_told(once, body))), tuple(problems)


def _column(
    place: int, header: str, collection: Collection, stated: Mapping[str, str], is_own: bool
) -> Column:
    if header in stated:
        key = stated[header]
        reason = "" if key else "as you said"
        return _named(place, header, key, collection, reason)
    if is_own:
        reason = "the program counts it" if header in COUNTED else ""
        return Column(place, header, OUT if reason else header, reason=reason)
    return _named(place, header, _guessed(header, collection), collection, "no key is known for it")


def _named(place: int, header: str, key: str, collection: Collection, reason: str) -> Column:
    """Return a column of a key, or of a language of the collection."""
    if key in collection.originals[1:]:
        return Column(place, header, "originals", key)
    if collection.originals and key == collection.originals[0]:
        key = "original"
    if not has_use(key, collection):
        return Column(place, header, OUT, reason="the collection has no use for it")
    return Column(place, header, key, reason="" if key else reason)


def _guessed(header: str, collection: Collection) -> str:
    """Return the key, or the language, that a header seems to mean, or ``OUT``."""
    folded = _folded(header)
    for language in (collection.headwords, *collection.originals):
        if folded in _names_of(language, collection.language(language)):
            return "headword" if language == collection.headwords else language
    if folded in BY_HEADER or not TAG.fullmatch(header):
        return BY_HEADER.get(folded, OUT)
    place = place_of(header, collection)
    return "headword" if place == collection.headwords else place


def _folded(header: str) -> str:
    """Return a header without what stands between parentheses, without spaces and signs."""
    words = unicodedata.normalize("NFKC", header).casefold()
    bare = re.sub(r"\([^()]*\)", "", words)
    return re.sub(r"[\W_]+", "", bare) or re.sub(r"[\W_]+", "", words)


@cache
def _names_of(language: str, name: str) -> frozenset[str]:
    """Return what people call a language: its tag, and its names in several languages."""
    base = tags.base(language)
    found = {language, base, name, *MORE_NAMES.get(base, ())}
    for speaker in ("en", "de", "zh", "zh_Hant", base):
        try:
            found.add(Locale.parse(speaker).languages.get(base, ""))
        except (UnknownLocaleError, ValueError):
            continue  # a language that the library does not speak
    folded = {_folded(one) for one in found if one}
    return frozenset((*folded, *(f"{one}term" for one in folded)))


def _misstated(
    path: str,
    line: int,
    headers: Iterable[str],
    collection: Collection,
    stated: Mapping[str, str],
) -> Iterator[Problem]:
    known = keys(collection)
    for header, key in stated.items():
        if header not in headers:
            message = f"the table has no column {header!r}"
            yield Problem(
                path, line, "unknown-column", message, f"use one of: {', '.join(headers)}"
            )
        if key and key not in known:
            message = f"no column can be read as {key!r}"
            yield Problem(path, line, "unknown-column", message, f"use one of: {', '.join(known)}")


def keys(collection: Collection) -> tuple[str, ...]:
    """Return what a column may be said to hold."""
    own = (*TEXTS, *LISTS, NAMES, DEFINITION, SECTION, ID)
    return (*(key for key in own if has_use(key, collection)), *collection.originals)


def _once(found: Iterable[Column]) -> Iterator[Column]:
    """Give the columns; of two that hold one text, the second stays out."""
    seen: set[tuple[str, str]] = set()
    for column in found:
        single = column.key in (*TEXTS, DEFINITION, ID, "originals")
        if single and (column.key, column.language) in seen:
            what = column.language or column.key
            yield Column(column.place, column.header, OUT, reason=f"another column is the {what}")
        else:
            seen.add((column.key, column.language))
            yield column


def _no_headword(path: str, line: int, headers: Iterable[str]) -> Problem:
    message = f"no column is known to hold the headword; there are: {', '.join(headers)}"
    fix = (
        "say which it is, as in --column 'Expression=headword'; if the first row names no "
        "columns, add one that does"
    )
    return Problem(path, line, "unknown-column", message, fix)


def _told(columns: Iterable[Column], body: Sequence[tuple[int, list[str]]]) -> Iterator[str]:
    """Give in a line each what becomes of the columns."""
    for column in columns:
        count = sum(len(row) > column.place and bool(row[column.place].strip()) for _, row in body)
        header = on_one_line(column.header) or f"column {column.place + 1}"
        if column.key == SECTION:
            yield f"  {header} -> prose, below a heading of this name"
        elif column.key and column.key != column.header:
            what = f"{column.key} ({column.language})" if column.language else column.key
            yield f"  {header} -> {what}"
        elif count and not column.key:
            to_keep = f"; to keep it: --column '{header}={SECTION}'" if column.header else ""
            to_keep = "" if column.header in COUNTED else to_keep
            yield f"  {header} stays out ({plural(count, 'value')}): {column.reason}{to_keep}"
