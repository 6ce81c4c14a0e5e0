"""Formats: what a file is, told by its content, and a clear no to what holds no text to take."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from reader.incoming import encodings
from reader.incoming.archive import Archive
from reader.incoming.document import RefusalError

COPY = "open it, select all, and copy the text into a plain file in UTF-8"
SAVE = "open it in a word processor, and save it as .docx"
SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old document of Word, or a like file", SAVE),
    (
        b"\x89PNG",
        "a picture",
        "run a program for text recognition over it, and correct what it reads",
    ),
    (
        b"\xff\xd8\xff",
        "a picture",
        "run a program for text recognition over it, and correct what it reads",
    ),
    (b"GIF8", "a picture", "run a program for text recognition over it, and correct what it reads"),
    (
        b"II*\x00",
        "a picture",
        "run a program for text recognition over it, and correct what it reads",
    ),
    (
        b"MM\x00*",
        "a picture",
        "run a program for text recognition over it, and correct what it reads",
    ),
    (b"RIFF", "a picture or a recording", "write out what it says"),
    (b"ID3", "a recording", "write out what it says"),
    (b"\x1f\x8b", "a packed file", "unpack it, and give the file in it"),
    (b"BZh", "a packed file", "unpack it, and give the file in it"),
    (b"\xfd7zXZ", "a packed file", "unpack it, and give the file in it"),
    (b"7z\xbc\xaf", "a packed file", "unpack it, and give the file in it"),
    (b"Rar!", "a packed file", "unpack it, and give the file in it"),
    (b"bplist00", "a web archive of Safari", "save the page as HTML, or copy its text"),
    (b"%!PS", "PostScript", COPY),
    (b"{\\pwi", "an old document of Pocket Word", SAVE),
)
OF_ZIP = (  # a file by which each format is known
    ("word/document.xml", "docx"),
    ("META-INF/container.xml", "epub"),
)
MIMES = {
    "application/epub+zip": "epub",
    "application/vnd.oasis.opendocument.text": "a document of OpenOffice or LibreOffice",
}
HTML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>])", re.I | re.S
)
XML = re.compile(
    r"\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>\s*)*<(?:\w+:)?([\w.]+)[\s>/]",
    re.S,
)
TAGS = re.compile(r"<(?:p|div|br|h[1-6]|body|table|ul|ol|span)\b[^>]*>", re.IGNORECASE)
WEB = (".htm", ".html", ".xhtml", ".xht")
MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")


def format_of(content: bytes, name: str) -> str:
    """Return what a file is: docx, epub, rtf, tei, html, markdown or text.

    The ending of ``name`` counts only for Markdown, and for a page that is no whole page.
    """
    if b"%PDF-" in content[:1024]:
        message = "this is a PDF, which holds places of letters on a page and no text to rely on"
        fix = (
            "take the text from its source; or open it, copy the text, and read it against the PDF"
        )
        raise RefusalError(message, fix)
    for start, what, fix in SIGNATURES:
        if content.startswith(start):
            raise RefusalError(f"this is {what}", fix)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _of_zip(content)
    if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        return "rtf"
    return _of_text(content, PurePosixPath(name).suffix.lower())


def _of_zip(content: bytes) -> str:
    archive = Archive(content)
    mime = archive.read("mimetype").decode("ascii", "replace").strip()
    if mime in MIMES and mime.endswith("zip"):
        return MIMES[mime]
    if mime:
        raise RefusalError(f"this is {MIMES.get(mime, mime)}", SAVE)
    for name, kind in OF_ZIP:
        if name in archive.names:
            return kind
    if b"wordprocessingml" in archive.read("[Content_Types].xml"):
        return "docx"
    if "[Content_Types].xml" in archive.names:
        raise RefusalError("this is a table or a presentation of an office program", COPY)
    raise RefusalError(
        "this is a zip, a folder packed into a file", "unpack it, and give one file of it"
    )


def _of_text(content: bytes, ending: str) -> str:
    encoding = encodings.detect(content) or "latin-1"
    head = content[:200_000].decode(encoding, "replace").removeprefix("\ufeff")
    if HTML.match(head):
        return "html"
    if head.startswith(("MIME-Version:", "From: <Saved by")) and "multipart/related" in head[:2000]:
        raise RefusalError("this is a web archive", "save the page as HTML only")
    root = XML.match(head)
    if root and (root[1] in ("TEI", "TEI.2", "teiCorpus")):
        return "tei"
    if ending in MARKDOWN:
        return "markdown"
    if ending in WEB or (root and TAGS.search(head) and root[1].lower() in _OF_HTML):
        return "html"
    if ending == ".xml" or head.lstrip().startswith("<?xml"):
        what = f"this is XML of another kind, with the root {root[1]!r}" if root else "this is XML"
        raise RefusalError(what, "save it as TEI, as HTML or as a plain text")
    return "text"


_OF_HTML = ("html", "head", "body", "p", "div", "h1", "h2", "article", "main", "section", "table")
