"""Follows the links of pages and style sheets: within the package, out of it, to another server."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote, urlsplit

from builder.verify.fault import Fault, nearest_name
from builder.verify.package import Package
from builder.verify.position import Text, shown
from builder.verify.values import is_absolute, is_web

TEMPLATE: Final = re.compile(r"\{\{|\$\{|<%|\{%")
INSIDE: Final = "Put the file into the package, and name it by a relative address."


class Links:
    """The links of one file."""

    def __init__(self, package: Package, text: Text) -> None:
        self._package = package
        self._text = text
        self.base = posixpath.dirname(text.name)

    def check(self, url: str, at: int, *, is_request: bool) -> Iterator[Fault]:
        """The faults of one address; a request is made without anybody's click."""
        url = url.strip()
        if not url or url.startswith("#") or TEMPLATE.search(url):
            return
        if is_web(url):
            if is_request:
                yield self._text.fault("V605", at, f"The page asks another server: {shown(url)}.", INSIDE)
            return
        if is_absolute(url):
            return
        if url.startswith(("/", "\\")):
            hint = "The LMS serves the package from a folder of its own: write a relative address."
            yield self._text.fault("V606", at, f"The address {shown(url)} begins at the server's root.", hint)
            return
        yield from self._inside(url, at)

    def _inside(self, url: str, at: int) -> Iterator[Fault]:
        try:
            path = unquote(urlsplit(url).path)
        except ValueError:
            return
        if not path or "\x00" in path:
            return
        name = posixpath.normpath(posixpath.join(self.base, path))
        if name.startswith("../") or name == "..":
            said = f"The address {shown(url)} leads out of the package."
            yield self._text.fault("V610", at, said, "Write an address within the package.")
            return
        files = self._package.files
        is_folder = path.endswith("/") or name == "."
        if name in files or name in self._package.missing or (is_folder and f"{name}/index.html".lstrip("./") in files):
            return
        yield self._text.fault("V607", at, f"{shown(url)} is not in the package.", nearest_name(name, files))
