"""Follows the references of a manifest to the files of the package."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from builder.verify.fault import Fault, nearest_name
from builder.verify.package import Package
from builder.verify.values import is_absolute, is_web
from builder.verify.xml import XML, Document

UNWRITABLE: Final = re.compile(r'[\s\\<>"{}|^`]|%(?![0-9A-Fa-f]{2})')
ELSEWHERE: Final = "Put the file into the package: KnowBe4 and Absorb take nothing from other hosts."


class Hrefs:
    """Resolves what a manifest refers to; a reference that leads to no file is told by `check`."""

    def __init__(self, document: Document, package: Package) -> None:
        self._document = document
        self._package = package

    def path(self, element: etree._Element, href: str) -> str | None:
        """The name in the zip; None for another place, or for what is no reference at all."""
        full = self._full(element, href)
        if full is None or is_absolute(full) or full.startswith("//"):
            return None
        # Who writes a backslash means a slash; that it is wrong is told once.
        return self._package.base + unquote(urlsplit(full).path).replace("\\", "/")

    def check(self, element: etree._Element, href: str, what: str) -> Iterator[Fault]:
        """The faults of one reference."""
        href = href.strip()
        full = self._full(element, href)
        if full is None:
            yield self._fault("V215", element, f"The {what} '{_short(href)}' is no address.")
            return
        if is_absolute(full) or full.startswith("//"):
            if is_web(full):
                yield self._fault("V217", element, f"The {what} '{_short(href)}' is not in the package.", ELSEWHERE)
            else:
                yield self._fault("V216", element, f"The {what} '{_short(href)}' is not relative.")
            return
        if UNWRITABLE.search(href):
            hint = "Write %20 for a blank, / for a backslash, and so on."
            yield self._fault("V215", element, f"The {what} '{_short(href)}' is not percent-encoded.", hint)
        yield from self._inside(element, full, what)

    def _inside(self, element: etree._Element, full: str, what: str) -> Iterator[Fault]:
        path = unquote(urlsplit(full).path).replace("\\", "/")
        name = self._package.base + path
        if path.startswith("/") or ".." in path.split("/"):
            yield self._fault("V216", element, f"The {what} '{_short(full)}' leads out of the package.")
        elif name not in self._package.files:
            self._package.missing.add(name)
            hint = nearest_name(name, self._package.files)
            yield self._fault("V214", element, f"The {what} '{_short(path)}' is not in the zip.", hint)

    def _full(self, element: etree._Element, href: str) -> str | None:
        """With every xml:base from here to the root before it."""
        bases = []
        node: etree._Element | None = element
        while node is not None:
            bases.append(node.get(f"{{{XML}}}base") or "")
            node = node.getparent()
        full = ""
        try:
            for base in reversed(bases):
                full = urljoin(full, base)
            full = urljoin(full, href.strip())
            urlsplit(full)
        except ValueError:
            return None
        return full

    def _fault(self, code: str, element: etree._Element, text: str, hint: str = "") -> Fault:
        return self._document.fault(code, element, text, hint)


def base_faults(document: Document) -> Iterator[Fault]:
    """xml:base is a folder."""
    for element in document.root.iter():
        base = element.get(f"{{{XML}}}base") if isinstance(element.tag, str) else None
        if base and not base.endswith("/"):
            yield document.fault("V229", element, f"xml:base is '{_short(base)}'.", "Write a / at its end.")


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"
