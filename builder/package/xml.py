"""Writes manifests with lxml."""

from __future__ import annotations

from urllib.parse import quote

from lxml import etree

XSI = "http://www.w3.org/2001/XMLSchema-instance"


def child(parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
    """A new last child in the namespace of its parent."""
    element = etree.SubElement(parent, etree.QName(etree.QName(parent).namespace, tag), attrib=attributes)
    element.text = text
    return element


def document(root: etree._Element) -> bytes:
    """The file: UTF-8, indented, without a DOCTYPE."""
    etree.indent(root)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return data + b"\n"


def href(name: str) -> str:
    """The name of a file as a relative URL."""
    return quote(name)
