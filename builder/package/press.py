"""The packages of one course in one format: what they share is laid out once, what differs is appended."""

from __future__ import annotations

from builder.course.resolved import ResolvedCourse
from builder.package.archive import Entry, Ready, Zip, make
from builder.package.format import PackageFormat, Variant, added
from builder.render.site import Site


class Entries:
    """Deflates each file once, whatever packages it goes into."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, bytes], Entry] = {}

    def of(self, name: str, content: bytes) -> Entry:
        key = (name, content)
        if key not in self._made:
            self._made[key] = make(name, content)
        return self._made[key]


class Press:
    """Makes the packages of a format; `shared` is the part of the site that no agency changes."""

    def __init__(self, format_: PackageFormat, course: ResolvedCourse, shared: Site, entries: Entries) -> None:
        self.format = format_
        self._course = course
        self._entries = entries
        self._shared = tuple(shared)
        self._ready = Ready(entries.of(name, content) for name, content in shared.items())
        self._added: dict[tuple[tuple[str, ...], Variant], tuple[Entry, ...]] = {}

    def package(self, own: Site, variant: Variant) -> Zip:
        """The package with an agency's own files."""
        names = tuple(own)
        key = (names, variant)
        if key not in self._added:
            files = added(self.format, self._course, (*self._shared, *names), variant)
            self._added[key] = tuple(self._entries.of(file.name, file.data) for file in files)
        return self._ready.finish((*self._added[key], *(make(name, content) for name, content in own.items())))
