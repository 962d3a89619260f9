"""Thousands of agencies: each is checked, rendered and packed by itself, and only what changed is written."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from builder.course.read import Reading, open_course
from builder.course.resolved import ResolvedCourse
from builder.course.roster import Applicant
from builder.diagnostics import Diagnostic
from builder.package.mill import Mill
from builder.package.outbox import Outbox, Shelf
from builder.package.record import Package
from builder.package.target import Target


@dataclass(frozen=True, slots=True)
class Order:
    """All that a process needs to make packages of its own accord."""

    folder: Path
    targets: tuple[Target, ...]
    shelf: Shelf
    strict: bool
    by_agency: bool
    fingerprint: str


class Task(NamedTuple):
    """An agency, the names of its packages, and the hashes of those that are there already."""

    applicant: Applicant
    names: tuple[str, ...]
    there: Mapping[str, str]


class Outcome(NamedTuple):
    """What became of an agency; without packages it is broken."""

    agency: str
    problems: tuple[Diagnostic, ...]
    packages: tuple[Package, ...]
    written: int


@dataclass(slots=True)
class Tally:
    """What a build for many agencies has come to: numbers of agencies, and of the packages that were written."""

    built: int = 0
    unchanged: int = 0
    broken: int = 0
    written: int = 0
    served: set[str] = field(default_factory=set)
    """The agencies that have packages now."""

    def count(self, outcome: Outcome) -> None:
        if not outcome.packages:
            self.broken += 1
            return
        self.served.add(outcome.agency)
        self.written += outcome.written
        self.built += outcome.written > 0
        self.unchanged += not outcome.written


class WorkStopped(Exception):
    """The other processes cannot go on; says why."""


class Workshop:
    """Makes the packages of one agency after the other."""

    def __init__(self, reading: Reading, mill: Mill, shelf: Shelf, strict: bool) -> None:
        self._reading = reading
        self._mill = mill
        self._shelf = shelf
        self._strict = strict

    def serve(self, task: Task) -> Outcome:
        applicant = task.applicant
        course, problems = self._reading.for_guest(applicant.document, applicant.problems)
        if course is None or course.agency is None or (self._strict and problems):
            return Outcome("", problems, (), 0)
        packages: list[Package] = []
        written = 0
        for package, made in self._mill.packages(course):
            packages.append(package)
            # Whatever has changed, of the course, the agency or this program: the bytes tell.
            if task.there.get(package.file) != package.sha256:
                self._shelf.put(package.file, made.parts)
                written += 1
        return Outcome(course.agency.id, problems, tuple(packages), written)


def opened(order: Order) -> Workshop:
    """For another process, which reads the course again."""
    reading = open_course(order.folder)
    mill = Mill(reading.plain, order.targets, by_agency=order.by_agency) if reading.plain else None
    if mill is None or mill.fingerprint != order.fingerprint:
        raise WorkStopped("the course was changed while it was being built")
    return Workshop(reading, mill, order.shelf, order.strict)


def tasks(applicants: Iterable[Applicant], mill: Mill, outbox: Outbox) -> Iterator[Task]:
    for applicant in applicants:
        data = applicant.document.data if applicant.document else None
        id_, lms = (data.get("id"), data.get("lms")) if isinstance(data, dict) else (None, None)
        # A fault that is known already leaves the packages as they are, and those of another row of this id as well.
        broken = any(problem.is_error for problem in applicant.problems)
        names = mill.files(id_, lms if isinstance(lms, str) else None) if isinstance(id_, str) and not broken else ()
        yield Task(applicant, names, outbox.expect(names))


def superseded(packages: Iterable[Package], course: ResolvedCourse, served: Container[str | None]) -> Iterator[str]:
    """The packages of other versions, of agencies that have new ones."""
    for package in packages:
        if package.course == course.id and package.version != course.version and package.agency in served:
            yield package.file


def strangers(packages: Iterable[Package], course: ResolvedCourse, listed: Container[str]) -> tuple[str, ...]:
    """The agencies that have packages of this version, and are not in the list."""
    found = {one.agency for one in packages if (one.course, one.version) == (course.id, course.version) and one.agency}
    return tuple(sorted(agency for agency in found if agency not in listed))
