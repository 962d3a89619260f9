"""Reads a manifest as XML: nothing is fetched, nothing is expanded, and every element keeps its line and column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.parsers import expat

from lxml import etree

from builder.verify import limits
from builder.verify.fault import Fault

XML: Final = "http://www.w3.org/XML/1998/namespace"
UTF8: Final = ("UTF-8", "ASCII", "US-ASCII")
ENTITIES: Final = "Write the letter itself as UTF-8, or as &#160; and the like, and leave the DOCTYPE out."


class Document:
    """A manifest that could be read."""

    def __init__(self, name: str, data: bytes, root: etree._Element, places: list[tuple[int, int]]) -> None:
        self.name: Final = name
        self.root: Final = root
        self.data: Final = data
        self._lines: Final = data.decode("utf-8", "replace").split("\n")
        # Holding the elements keeps their proxies, which are the keys.
        self._elements = [element for element in root.iter() if isinstance(element.tag, str)]
        same = len(places) == len(self._elements)
        self._places = dict(zip(self._elements, places, strict=True)) if same else {}

    def fault(self, code: str, element: etree._Element, text: str, hint: str = "") -> Fault:
        """A fault at an element."""
        line, column = self._places.get(element, (element.sourceline or 1, 1))
        return self.at(code, line, column, text, hint)

    def at(self, code: str, line: int, column: int, text: str, hint: str = "") -> Fault:
        """A fault at a place."""
        source = self._lines[line - 1].rstrip("\r") if 0 < line <= len(self._lines) else None
        return Fault(code, text, hint, self.name, line, column, source)

    def elements(self, tag: str) -> Iterator[etree._Element]:
        """All elements of this tag, in order."""
        yield from self.root.iter(tag)


def local(element: etree._Element) -> str:
    """The name without its namespace."""
    return str(etree.QName(element).localname)


def space(element: etree._Element) -> str:
    """The namespace; empty for none."""
    return etree.QName(element).namespace or ""


def text(element: etree._Element | None) -> str:
    """The text without the blanks around it; empty where there is no element."""
    return (element.text or "").strip() if element is not None else ""


def read(name: str, data: bytes) -> tuple[Document | None, list[Fault]]:
    """The document, None where nothing more can be said about it."""
    if len(data) > limits.MANIFEST:
        return None, [Fault("V109", f"The manifest has {len(data)} bytes.", "No course needs so many.", name)]
    places, doctype = _places(data)
    if doctype is not None:
        fault = Fault("V106", "The manifest has a DOCTYPE, with which entities come.", ENTITIES, name, *doctype)
        return None, [fault]
    # Of text that is too deep or too long libxml2 says so; it does not read it.
    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        line, column = fault.position
        return None, [_malformed(name, data, line, column, fault.msg or "it is empty")]
    except ValueError as fault:
        return None, [_malformed(name, data, 1, 1, str(fault))]
    document = Document(name, data, root, places)
    encoding = root.getroottree().docinfo.encoding or "UTF-8"
    if encoding.upper() not in UTF8:
        return document, [document.at("V107", 1, 1, f"The manifest is written in {encoding}.", "Save it as UTF-8.")]
    return document, []


def _malformed(name: str, data: bytes, line: int, column: int, why: str) -> Fault:
    lines = data.decode("utf-8", "replace").split("\n")
    source = lines[line - 1].rstrip("\r") if 0 < line <= len(lines) else None
    hint = "HTML's names such as &nbsp; do not exist in XML: write the letter itself." if "Entity" in why else ""
    why = " ".join(why.partition(", line ")[0].split()).rstrip(" .")
    return Fault("V105", f"The manifest is not well-formed XML: {why}.", hint, name, line, max(column, 1), source)


class _Doctype(Exception):
    """Ends the reading at a DOCTYPE."""


def _places(data: bytes) -> tuple[list[tuple[int, int]], tuple[int, int] | None]:
    """Where each element begins, as lxml tells only lines; and where a DOCTYPE is."""
    parser = expat.ParserCreate()
    places: list[tuple[int, int]] = []

    def start(_name: str, _attributes: dict[str, str]) -> None:
        places.append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    def doctype(*_facts: object) -> None:
        raise _Doctype

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except _Doctype:
        return [], (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
    except (expat.ExpatError, ValueError, LookupError):
        pass  # the other parser says what is wrong
    return places, None
