"""The packages of one course in one format: what they share is laid out once, what differs is appended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from builder.course.resolved import ResolvedCourse
from builder.package.archive import Entry, Ready, Zip, make
from builder.package.format import PackageFormat, Variant, added
from builder.render.site import Site

MOST_VARIANTS: Final = 64
"""Laid out and kept at a time: agencies differ in few ways, but nothing says how many there are."""
MOST_ENTRIES: Final = 4096


class Entries:
    """Deflates each file once, whatever packages it goes into."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, bytes], Entry] = {}

    def of(self, name: str, content: bytes) -> Entry:
        key = (name, content)
        if key not in self._made:
            if len(self._made) >= MOST_ENTRIES:
                self._made.clear()
            self._made[key] = make(name, content)
        return self._made[key]


class Press:
    """Makes the packages of a format; `shared` is the part of the site that no agency changes."""

    def __init__(self, format_: PackageFormat, course: ResolvedCourse, shared: Site, entries: Entries) -> None:
        self.format = format_
        self._course = course
        self._entries = entries
        self._shared = tuple(shared)
        self._names = frozenset(shared)
        self._ready = Ready(entries.of(name, content) for name, content in shared.items())
        self._added: dict[tuple[tuple[str, ...], Variant], Ready] = {}

    def package(self, own: Mapping[str, Entry], variant: Variant) -> Zip:
        """The package with an agency's own files; a seal that the course shows, too, is there already."""
        own = {name: entry for name, entry in own.items() if name not in self._names}
        key = (tuple(own), variant)
        if key not in self._added:
            if len(self._added) >= MOST_VARIANTS:
                self._added.clear()
            files = added(self.format, self._course, (*self._shared, *own), variant)
            self._added[key] = Ready((self._entries.of(file.name, file.data) for file in files), self._ready)
        return self._added[key].finish(own.values())
