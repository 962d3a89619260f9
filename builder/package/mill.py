"""All packages of a course for one agency after the other: what agencies share is laid out once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

from builder.course.resolve.published import published
from builder.course.resolved import ResolvedCourse
from builder.package.archive import Entry, Zip, make
from builder.package.format import variant_of
from builder.package.formats import FORMATS
from builder.package.formats.web import PUBLIC
from builder.package.press import Entries, Press
from builder.package.record import Package
from builder.package.target import Target
from builder.render.site import render_agency, render_shared


class Mill:
    """`course` is the one without an agency."""

    def __init__(self, course: ResolvedCourse, targets: Sequence[Target]) -> None:
        self.course = course
        self._last: dict[str, tuple[bytes, Entry]] = {}
        entries = Entries()
        self._kinds = sorted({target.public for target in targets})
        courses = {public: published(course) if public else course for public in self._kinds}
        shared = {public: render_shared(shown) for public, shown in courses.items()}
        self._presses = {
            target: Press(
                PUBLIC if target.public else FORMATS[target.format],
                courses[target.public],
                shared[target.public],
                entries,
            )
            for target in targets
        }

    def packages(self, variant: ResolvedCourse) -> Iterator[tuple[Package, Zip]]:
        """One for each target, for the agency of the variant."""
        own = {}
        for public in self._kinds:
            site = render_agency(published(variant) if public else variant)
            own[public] = {name: self._entry(name, content) for name, content in site.items()}
        for target, press in self._presses.items():
            made = press.package(own[target.public], variant_of(variant, target.reporting, target.units, target.lms))
            yield self._package(target, variant, made), made

    def _entry(self, name: str, content: bytes) -> Entry:
        """Agencies that follow each other often have the same colors, or the same seal."""
        before = self._last.get(name)
        if before is None or before[0] != content:
            before = self._last[name] = (content, make(name, content))
        return before[1]

    def files(self, agency: str | None) -> tuple[str, ...]:
        """The names of the packages of an agency."""
        return tuple(self._file(target, agency) for target in self._presses)

    @property
    def fingerprint(self) -> str:
        """Whether two mills make the same."""
        return sha256("".join(made.sha256 for _, made in self.packages(self.course)).encode()).hexdigest()

    def _file(self, target: Target, agency: str | None) -> str:
        return f"{'-'.join(filter(None, (self.course.id, self.course.version, agency, target.suffix)))}.zip"

    def _package(self, target: Target, variant: ResolvedCourse, made: Zip) -> Package:
        agency = variant.agency
        return Package(
            self._file(target, agency.id if agency else None),
            variant.id,
            variant.version,
            target.format,
            agency.id if agency else None,
            target.lms,
            made.size,
            made.sha256,
            made.files,
            agency.name if agency else None,
        )
