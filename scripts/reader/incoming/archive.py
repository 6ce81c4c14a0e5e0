"""Zip files and XML from strangers: bounded in size, and with nothing fetched or expanded."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from html.entities import html5

from lxml import etree

from reader.incoming.document import RefusalError

MOST_BYTES = 300_000_000  # of all that a file unpacks to
MOST_FILES = 20_000
DEEPEST = 400  # elements within one another; Python follows no more than a thousand calls
ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
OF_XML = ("amp", "lt", "gt", "quot", "apos")
DECLARED = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>")
BOMB = (
    f"it would unpack to more than {MOST_BYTES:,} bytes, as no honest text does",
    "open it in the program that made it, and save it anew without pictures",
)
DAMAGED = ("it is damaged: {}", "open it in the program that made it, and save it anew")


class Archive:
    """The files in a zip; each can be read once its size is known to be bearable."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            files = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as fault:
            raise RefusalError(DAMAGED[0].format(fault), DAMAGED[1]) from None
        if len(files) > MOST_FILES or sum(file.file_size for file in files) > MOST_BYTES:
            raise RefusalError(*BOMB)
        self.names = tuple(file.filename for file in files)
        self._left = MOST_BYTES

    def read(self, name: str) -> bytes:
        """Return a file of the zip; ``b""`` if there is none of this name."""
        if name not in self.names:
            return b""
        try:
            with self._zip.open(name) as file:
                content = file.read(self._left + 1)
        except RuntimeError as fault:  # what the library says of a password
            message, fix = f"it is locked: {fault}", "open it, and save it without a password"
            raise RefusalError(message, fix) from None
        except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, zlib.error) as fault:
            raise RefusalError(DAMAGED[0].format(fault), DAMAGED[1]) from None
        self._left -= len(content)  # the sizes that a zip declares may be wrong
        if self._left < 0:
            raise RefusalError(*BOMB)
        return content

    def xml(self, name: str) -> etree._Element | None:
        """Return the root of an XML file of the zip, or None if there is no such file."""
        content = self.read(name)
        return xml(content) if content else None


def xml(content: bytes | str) -> etree._Element:
    """Return the root of an XML document. Its own entities are resolved, within bounds."""
    parser = etree.XMLParser(
        resolve_entities="internal", no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(_without_declaration(content), parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise RefusalError(f"its XML cannot be read: {fault}", DAMAGED[1]) from None
    if deepest(root) > DEEPEST:
        fix = "open it in a browser or an editor, and save its text alone"
        raise RefusalError(f"more than {DEEPEST} elements stand within one another", fix)
    return root


def xhtml(words: str) -> etree._Element:
    """Return the root of an XHTML document, which may use the entities of HTML."""

    def resolved(found: re.Match[str]) -> str:
        name = f"{found[1]};"
        return found[0] if found[1] in OF_XML or name not in html5 else _written(html5[name])

    return xml(ENTITY.sub(resolved, words))


def deepest(root: etree._Element) -> int:
    """Return how many elements stand within one another at most."""
    depth = most = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        most = max(most, depth)
    return most


def _written(signs: str) -> str:
    return "".join(f"&#{ord(sign)};" for sign in signs)


def _without_declaration(content: bytes | str) -> bytes | str:
    """Return characters without the declaration of an encoding, which they have left behind."""
    return DECLARED.sub("", content) if isinstance(content, str) else content


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace; ``""`` for a comment and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute by its name without a namespace, or ``""``."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""
