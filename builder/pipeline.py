"""The one place that knows the order of the stages: from a course folder to packages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from builder import __version__
from builder.admin.catalogue import INDEX, catalogue, is_foreign
from builder.course.read import Reading, open_course
from builder.course.resolved import ResolvedCourse
from builder.diagnostics import BuildFailed, Diagnostic, Severity
from builder.package.format import package_files
from builder.package.formats import FORMATS
from builder.package.mill import Mill
from builder.package.record import (
    CHECKSUMS,
    RECORD,
    Package,
    checksums,
    described,
    outdated,
    record,
    recorded,
    recorded_courses,
)
from builder.package.staging import NotWritten, Staging
from builder.package.target import Target
from builder.records.codebook import codebooks
from builder.render.site import Site, render_site

if TYPE_CHECKING:
    from builder.package.agencies import Tally

AgencyChoice = str | Path
"""An agency of the course by its id, or the file of one from anywhere."""


class WrongRequest(Exception):
    """What was asked for is not there; the course itself may be fine."""

    def __init__(self, text: str, word: str = "", known: Sequence[str] = ()) -> None:
        self.word: Final = word
        self.known: Final = tuple(known)
        super().__init__(text)


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build has made; `replaced` names the packages of other versions that it took away."""

    out: Path
    packages: tuple[Package, ...]
    replaced: tuple[str, ...]
    warnings: tuple[Diagnostic, ...]


def compile_course(
    folder: Path,
    targets: Sequence[Target],
    agencies: Sequence[AgencyChoice],
    out: Path,
    *,
    strict: bool = False,
    by_agency: bool = False,
) -> BuildResult:
    """Builds the packages of a course: one a target and agency; without agencies, one a target.

    With `by_agency`, an agency that names its LMS gets the one package for that.
    """
    reading = open_course(folder)
    variants, diagnostics = _resolve(reading, agencies)
    course = reading.plain
    if course is None or not variants or any(found.is_error or strict for found in diagnostics):
        raise BuildFailed(diagnostics)

    _spare(out / INDEX)
    mill = Mill(course, targets, by_agency=by_agency)
    with Staging(out) as staging:
        packages = []
        for variant in variants:
            for package, made in mill.packages(variant):
                packages.append(package)
                staging.add(package.file, *made.parts)
        packages.sort(key=_file)
        replaced = outdated(out, course.id, course.version, FORMATS)
        gone = {*replaced, *map(_file, packages)}
        there = sorted([*packages, *(kept for kept in recorded(out) if kept.file not in gone)], key=_file)
        for name, data in _describe(out, course, targets, there):
            staging.add(name, data)
        staging.publish(remove=replaced)
    return BuildResult(out, tuple(packages), replaced, diagnostics)


@dataclass(frozen=True, slots=True)
class AgenciesResult:
    """What a build for many agencies has made."""

    out: Path
    tally: Tally
    replaced: tuple[str, ...]
    """The packages of other versions that it took away: those of agencies that have new ones."""
    strangers: tuple[str, ...]
    """The agencies that have packages of this version in the folder, and are not in the list."""
    warnings: tuple[Diagnostic, ...]
    """Those of the course."""


class Watch(Protocol):
    """Looks on while many packages are built."""

    def told(self, problems: Sequence[Diagnostic]) -> None:
        """What is wrong with one agency."""

    def moved(self, done: int, size: int) -> None:
        """How much of the list has been worked on."""


@dataclass(frozen=True, slots=True)
class Many:
    """A table or a folder of agencies, and by how many processes their packages are made."""

    source: Path
    jobs: int = 1
    strict: bool = False
    by_agency: bool = False
    """As in `compile_course`."""


def compile_agencies(folder: Path, targets: Sequence[Target], many: Many, out: Path, watch: Watch) -> AgenciesResult:
    """Builds the packages of all agencies of a list; what is wrong with one agency stops no other.

    Each package is in its place as soon as it is made, and only those are written that are not there already.
    """
    # Here, so that a build for one agency does not wait for what it does not need.
    from builder.course.roster import Roster
    from builder.package.agencies import Order, Outcome, Tally, Task, Workshop, strangers, superseded, tasks
    from builder.package.jobs import serve_all
    from builder.package.outbox import Outbox

    reading = open_course(folder)
    if reading.plain is None or any(found.is_error or many.strict for found in reading.diagnostics):
        raise BuildFailed(reading.diagnostics)
    _spare(out / INDEX)
    roster, tally = Roster(many.source), Tally()
    applicants = roster.begun()
    mill = Mill(reading.plain, targets, by_agency=many.by_agency)

    def deliver(task: Task, outcome: Outcome) -> None:
        outbox.arrived(task.names, outcome.packages)
        tally.count(outcome)
        if outcome.problems:
            watch.told(outcome.problems)
        watch.moved(roster.done, roster.size)

    with Outbox(out, partial(_describe, out, reading.plain, targets)) as outbox:
        workshop = Workshop(reading, mill, outbox.shelf, many.strict)

        def order() -> Order:
            return Order(folder, tuple(targets), outbox.shelf, many.strict, many.by_agency, mill.fingerprint)

        serve_all(tasks(applicants, mill, outbox), workshop, order, many.jobs, deliver)
        replaced = tuple(superseded(outbox.packages, reading.plain, tally.served))
        for name in replaced:
            outbox.remove(name)
        others = strangers(outbox.packages, reading.plain, roster.ids)
    return AgenciesResult(out, tally, replaced, others, reading.diagnostics)


def _spare(page: Path) -> None:
    """Refuses (NotWritten) to write the catalogue over a page of somebody else."""
    if is_foreign(page):
        raise NotWritten(f"{page} is not ours and would be lost: move it, or choose another folder with --out")


def _describe(
    out: Path, course: ResolvedCourse, targets: Sequence[Target], packages: Sequence[Package]
) -> Iterator[tuple[str, bytes]]:
    """The files that tell what is in a folder; the record last, so that it is newer than what it names.

    Beside nothing but a public copy the key of the course has no business.
    """
    if not all(target.public for target in targets):
        yield from codebooks(course)
    courses = described(course, recorded_courses(out), packages)
    yield CHECKSUMS, checksums(packages)
    yield INDEX, catalogue(__version__, courses, packages)
    yield RECORD, record(__version__, courses, packages)


def compile_site(folder: Path, agency: AgencyChoice | None = None) -> tuple[Site, tuple[Diagnostic, ...]]:
    """The site of a course as a package would hold it, for a browser without an LMS, and the warnings."""
    variants, diagnostics = _resolve(open_course(folder), () if agency is None else (agency,))
    if not variants or any(found.is_error for found in diagnostics):
        raise BuildFailed(diagnostics)
    files = package_files(FORMATS["web"], variants[0], render_site(variants[0]))
    return {file.name: file.data for file in files}, diagnostics


@dataclass(frozen=True, slots=True)
class ReleaseResult:
    """What a release wrote into course.lock; nothing at all when `written` is false."""

    file: Path
    version: str
    written: bool
    added: int
    changed: int
    retired: int
    warnings: tuple[Diagnostic, ...]


def release_course(folder: Path, retire: Sequence[str] = (), *, strict: bool = False) -> ReleaseResult:
    """Writes down what the ids of the course mean; `retire` names those that are no longer used, as KIND:ID."""
    # Here, so that a build does not wait for what it does not need.
    from builder.course.lock.collect import collect
    from builder.course.lock.file import NAME, Ref, read, write
    from builder.course.lock.release import NotToRetire, not_raised, refuse, release

    refs = tuple(map(Ref.parse, dict.fromkeys(retire)))
    reading = open_course(folder, refs)
    file = reading.folder / NAME
    before = read(reading.folder)[0] if file.exists() else None
    now = collect(reading.checked.draft)
    try:
        refuse(before, now, refs)
    except NotToRetire as wrong:
        raise WrongRequest(str(wrong), wrong.word, wrong.known) from wrong
    # That the version was not raised is an error here, and told as one.
    diagnostics = tuple(found for found in reading.diagnostics if found.code != "K914")
    if any(found.is_error or strict for found in diagnostics):
        raise BuildFailed(diagnostics)
    step = release(before, now, refs)
    if fault := not_raised(before, step, now):
        raise BuildFailed((*diagnostics, replace(fault, severity=Severity.ERROR)))
    data = write(step.lock)
    written = not file.is_file() or file.read_bytes() != data
    if written:
        with Staging(reading.folder) as staging:
            staging.add(NAME, data)
            staging.publish()
    counts = (len(step.added), len(step.changed), len(step.retired))
    return ReleaseResult(file, step.lock.version, written, *counts, diagnostics)


def _resolve(
    reading: Reading, agencies: Sequence[AgencyChoice]
) -> tuple[tuple[ResolvedCourse, ...], tuple[Diagnostic, ...]]:
    """The course for each agency, as far as there are no errors, and all diagnostics."""
    diagnostics = list(reading.diagnostics)
    variants: dict[str | None, ResolvedCourse] = {}
    for choice in agencies or (None,):
        course, found = reading.resolve(choice) if _known(reading, choice) else (None, ())
        diagnostics += (one for one in found if one not in diagnostics)
        if course is not None:
            id_ = course.agency.id if course.agency else None
            if id_ in variants:
                raise WrongRequest(f"two of the agencies have the id '{id_}'; their packages would have one name")
            variants[id_] = course
    return tuple(variants.values()), tuple(diagnostics)


def _known(reading: Reading, choice: AgencyChoice | None) -> bool:
    """Whether there is such an agency; a course that cannot be read has none, which is not the command's fault."""
    if any(found.is_error for found in reading.diagnostics):
        return False
    if isinstance(choice, str) and choice not in reading.agencies:
        raise WrongRequest(f"there is no agency '{choice}' in {reading.folder.as_posix()}", choice, reading.agencies)
    return True


def _file(package: Package) -> str:
    return package.file
