"""Rich Text Format: which groups say something to a reader, and all that they say."""

from __future__ import annotations

from reader.incoming.document import printable
from reader.incoming.rtf_tokens import Tokens, paired

SIGNS = {
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "tab": " ",
    "qmspace": "\u2005",
    "line": "\n",
    "softline": "\n",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "ltrmark": "\u200e",
    "rtlmark": "\u200f",
    "zwbo": "\u200b",
    "page": " ",
    "column": " ",
}
OF_SIGN = {"~": "\u00a0", "-": "\u00ad", "_": "\u2011", "\n": "\x00par", "\r": "\x00par"}
# Groups whose words are none of the text, and what they are called.
LEFT_OUT = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "headers and footers"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "headers and footers"),
    **dict.fromkeys(("annotation", "atnid", "atnauthor"), "comments"),
    **dict.fromkeys(("pict", "shppict", "nonshppict"), "pictures"),
    "fldinst": "codes of fields",
    "info": "what the file says of itself",
    "xe": "codes of fields",
    "tc": "codes of fields",
}
UNSAID = frozenset(  # groups with nothing for a reader in them
    (
        *("fonttbl", "colortbl", "listtable", "listoverridetable", "rsidtbl", "generator"),
        *("themedata", "colorschememapping", "datastore", "latentstyles", "objdata", "revtbl"),
        *("bkmkstart", "bkmkend", "filetbl", "pnseclvl", "mmathPr", "xmlnstbl", "wgrffmtfilter"),
        *(
            "sp",
            "atnref",
            "atnparent",
            "atndate",
            "atntime",
            "ftnsep",
            "ftnsepc",
            "ftncn",
            "userprops",
        ),
        *(
            "aftnsep",
            "aftnsepc",
            "aftncn",
            "picprop",
            "blipuid",
            "falt",
            "panose",
            "shprslt",
            "pgdsctbl",
        ),
    )
)
KNOWN = (
    "shpinst",
    "shptxt",
    "fldinst",
    "pntext",
    "listtext",
    "footnote",
    "annotation",
    "ud",
    "pnl",
)
SILENT = UNSAID | {"stylesheet", "pict", "shppict", "nonshppict"}
PARTING = frozenset(
    (
        *("par", "sect", "cell", "row", "nestcell", "nestrow", "footnote", "annotation", "fldinst"),
        *("fldrslt", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr"),
        *("footerf", "tc", "xe"),
    )
)


def all_words(content: bytes) -> str:
    """Return every word that stands in no group for programs: a second reading, for the proof."""
    said: list[str] = []
    silent = [False]
    is_first = is_starred = False
    for token in Tokens(content):
        words = token.words
        if token.kind == "open":
            silent.append(silent[-1])
            is_first, is_starred = True, False
            continue
        if token.kind == "close":
            silent = silent[:-1] or silent
        elif token.kind == "sign" and words == "*":
            is_starred = True
            continue
        elif token.kind != "word":
            words = OF_SIGN.get(words, words) if token.kind == "sign" else words
            said.append("" if silent[-1] else words)
        elif is_first and (words in SILENT or (is_starred and words not in KNOWN)):
            silent[-1] = True
        elif not silent[-1]:
            said.append(SIGNS.get(words, "\n" if words in PARTING else ""))
        is_first = False
    return printable(paired("".join(said)).replace("\x00par", "\n"))
