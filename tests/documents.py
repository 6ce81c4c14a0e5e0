"""Documents of a word processor and EPUBs for the tests, made from a few strings of XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from html import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    f'xmlns:w="{W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
STYLES = """<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Art"><w:name w:val="Article"/><w:pPr><w:numPr>
<w:numId w:val="2"/></w:numPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>"""
NUMBERING = """<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>
<w:lvlText w:val="%2)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="Article %1"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="3">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>"""
PARTS = {  # the root of each part beside the main one
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "header": "hdr",
    "footer": "ftr",
}


def run(words: str) -> str:
    """Return a run of words."""
    return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def paragraph(inner: str, style: str = "", number: str = "", level: int = 0) -> str:
    """Return a paragraph; ``inner`` are its runs, ``number`` the list to which it belongs."""
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        said += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{said}</w:pPr>{inner}</w:p>"


def note(name: str) -> str:
    """Return the mark of a footnote."""
    return f'<w:r><w:footnoteReference w:id="{name}"/></w:r>'


def docx(body: str, **parts: str) -> bytes:
    """Return a document; ``parts`` are what stands in its footnotes, header and so on."""
    given = {"styles": STYLES, "numbering": NUMBERING, **parts}
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{RELATED}/{name}" Target="{name}.xml"/>'
        for n, name in enumerate(given)
    )
    files = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relations(
            f'<Relationship Id="r" Type="{RELATED}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(relations),
    }
    for name, inner in given.items():
        files[f"word/{name}.xml"] = f"<w:{PARTS[name]} {NAMES}>{inner}</w:{PARTS[name]}>"
    return packed(files)


def _relations(inner: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{inner}</Relationships>'


def epub(chapters: Mapping[str, str], title: str = "Songs", language: str = "en") -> bytes:
    """Return a book; ``chapters`` are the bodies of its pages by their names."""
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(chapters)
    )
    order = "".join(f'<itemref idref="i{n}"/>' for n, _ in enumerate(chapters))
    container = "urn:oasis:names:tc:opendocument:xmlns:container"
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": f'<container xmlns="{container}"><rootfiles>'
        '<rootfile full-path="EPUB/package.opf"/></rootfiles></container>',
        "EPUB/package.opf": '<package xmlns="http://www.idpf.org/2007/opf">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:language>{language}</dc:language></metadata>"
        f"<manifest>{items}</manifest><spine>{order}</spine></package>",
    }
    for name, body in chapters.items():
        files[f"EPUB/{name}"] = (
            '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
            f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>{body}</body></html>'
        )
    return packed(files)


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """Return files in a zip."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return into.getvalue()
