"""Elements of TEI, and a document of them as characters."""

from __future__ import annotations

from lxml import etree

NAMESPACE = "http://www.tei-c.org/ns/1.0"
XML = "{http://www.w3.org/XML/1998/namespace}"


def written(root: etree._Element) -> str:
    """Return a document as the characters of an XML file."""
    return str(etree.tostring(root, encoding="unicode")).join(
        ('<?xml version="1.0" encoding="UTF-8"?>\n', "\n")
    )


def tei_name(name: str) -> str:
    """Return a name of TEI with its namespace."""
    return f"{{{NAMESPACE}}}{name}"


def add(parent: etree._Element, name: str, words: str = "", **attributes: str) -> etree._Element:
    """Add an element with some words behind those that an element has."""
    made = etree.SubElement(parent, tei_name(name), attributes)
    if words:
        made.text = words
    return made
