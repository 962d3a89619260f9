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
from builder.package.target import Target, target_for
from builder.profiles import PROFILES
from builder.render.site import Site, render_agency, render_shared


class Mill:
    """`course` is the one without an agency."""

    def __init__(self, course: ResolvedCourse, targets: Sequence[Target], *, by_agency: bool = False) -> None:
        """`by_agency`: an agency that names its LMS gets the package for that one in place of the targets."""
        self.course = course
        self._targets = tuple(dict.fromkeys(targets))
        self._by_agency = by_agency
        self._last: dict[str, tuple[bytes, Entry]] = {}
        self._entries = Entries()
        self._shown: dict[bool, tuple[ResolvedCourse, Site]] = {}
        self._presses: dict[Target, Press] = {}

    def packages(self, variant: ResolvedCourse) -> Iterator[tuple[Package, Zip]]:
        """One for each target, for the agency of the variant."""
        targets = self._targets_of(variant.agency.lms if variant.agency else None)
        own = {}
        for public in sorted({target.public for target in targets}):
            site = render_agency(published(variant) if public else variant)
            own[public] = {name: self._entry(name, content) for name, content in site.items()}
        for target in targets:
            wanted = variant_of(variant, target.reporting, target.units, target.lms)
            made = self._press(target).package(own[target.public], wanted)
            yield self._package(target, variant, made), made

    def _targets_of(self, lms: str | None) -> tuple[Target, ...]:
        return (target_for(lms),) if self._by_agency and lms and lms in PROFILES else self._targets

    def _press(self, target: Target) -> Press:
        if target not in self._presses:
            if target.public not in self._shown:
                course = published(self.course) if target.public else self.course
                self._shown[target.public] = course, render_shared(course)
            format_ = PUBLIC if target.public else FORMATS[target.format]
            self._presses[target] = Press(format_, *self._shown[target.public], self._entries)
        return self._presses[target]

    def _entry(self, name: str, content: bytes) -> Entry:
        """Agencies that follow each other often have the same colors, or the same seal."""
        before = self._last.get(name)
        if before is None or before[0] != content:
            before = self._last[name] = (content, make(name, content))
        return before[1]

    def files(self, agency: str | None, lms: str | None) -> tuple[str, ...]:
        """The names of the packages of an agency that has this LMS."""
        return tuple(self._file(target, agency) for target in self._targets_of(lms))

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
