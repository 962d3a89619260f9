"""A course folder to a ResolvedCourse, or to all that is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from builder.course.codes import severity
from builder.course.load.document import Document
from builder.course.load.media import MediaFile, look
from builder.course.load.workspace import course_folder, open_workspace, read_document
from builder.course.resolve.tree import branded, resolve
from builder.course.resolved import ResolvedCourse
from builder.course.validate.guest import Host
from builder.course.validate.near import hint
from builder.course.validate.rules import RULES
from builder.course.validate.validate import Checked, told_once, validate
from builder.diagnostics import Diagnostic, Location

if TYPE_CHECKING:
    from builder.course.lock.file import Ref

LOCK: Final = "course.lock"
SEALS: Final = "media/_agency"
"""Where a package keeps the seal of an agency from outside; no file of a course has such a name."""


@dataclass(frozen=True)
class Reading:
    """A course folder, read and checked once; resolves for as many agencies as wanted."""

    folder: Path
    checked: Checked

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return self.checked.problems

    @property
    def agencies(self) -> tuple[str, ...]:
        """The ids of the agencies in the course folder."""
        return tuple(agency.id for agency in self.checked.course.agencies) if self.checked.course else ()

    def resolve(self, agency: str | Path | None = None) -> tuple[ResolvedCourse | None, tuple[Diagnostic, ...]]:
        """The course for one agency: by its id, or by the path of a file from anywhere."""
        if self.plain is None or self.checked.course is None:
            return None, ()
        if isinstance(agency, Path):
            own = self._own(agency)
            if own is None:
                return self._from_file(agency)
            agency = own
        if agency is None:
            return self.plain, ()
        found = next((known for known in self.checked.course.agencies if known.id == agency), None)
        if found is None:
            return None, (self._unknown(agency),)
        return branded(self.plain, found, self.checked.draft.media), ()

    def for_guest(
        self, document: Document | None, problems: tuple[Diagnostic, ...] = ()
    ) -> tuple[ResolvedCourse | None, tuple[Diagnostic, ...]]:
        """The course for an agency from outside, a file or a row of a table; `problems` are known of it already."""
        if self.plain is None or document is None:
            return None, problems
        seal = _beside(Path(document.name), document.data)
        agency, found = self._host.check(document, seal)
        problems = told_once((*problems, *found)) if problems else found
        if agency is None or any(problem.is_error for problem in problems):
            return None, problems
        media = self.checked.draft.media
        if agency.seal is not None and agency.seal in seal:
            # Under the name that only it has: the course may use another file of this path.
            file = seal[agency.seal]
            agency, media = agency.model_copy(update={"seal": file.name}), {file.name: file}
        return branded(self.plain, agency, media), problems

    @cached_property
    def plain(self) -> ResolvedCourse | None:
        """The course without an agency; None when it has errors."""
        course = self.checked.course
        return None if course is None else resolve(course, None, self.checked.draft.media)

    @cached_property
    def _host(self) -> Host:
        return Host(self.checked.draft)

    def _own(self, path: Path) -> str | None:
        """The id of an agency of the course folder that was given by its path."""
        real = path.resolve()
        own = (part for part in self.checked.draft.agencies if Path(part.document.name).resolve() == real)
        return next((part.model.id for part in own), None)

    def _unknown(self, agency: str) -> Diagnostic:
        where = Location((self.folder / "agencies").as_posix())
        advice = hint(agency, self.agencies, "give the id of a file in agencies/, or the path of a file")
        text = f"there is no agency '{agency}' in this course"
        return Diagnostic("R318", where, text, advice, None, severity("R318"))

    def _from_file(self, path: Path) -> tuple[ResolvedCourse | None, tuple[Diagnostic, ...]]:
        document, problems = read_document(path)
        return self.for_guest(document, problems)


def open_course(folder: Path, retire: Sequence[Ref] = ()) -> Reading:
    """Reads and checks a course folder; with a lock, as it would be when some released ids were retired."""
    folder = course_folder(folder)
    rules = RULES
    if os.path.lexists(folder / LOCK):
        from builder.course.lock.check import check  # here, so that a course that was never released does not wait

        rules = (*RULES, partial(check, retire=retire))
    return Reading(folder, validate(open_workspace(folder), rules))


def read_course(folder: Path, agency: str | Path | None = None) -> tuple[ResolvedCourse | None, tuple[Diagnostic, ...]]:
    """The course, None when it has errors, and all diagnostics, in the order of the files."""
    reading = open_course(folder)
    course, problems = reading.resolve(agency)
    return course, (*reading.diagnostics, *problems)


def _beside(path: Path, data: object) -> Mapping[str, MediaFile]:
    """The seal that lies beside the file of an agency from outside the course."""
    seal = data.get("seal") if isinstance(data, dict) else None
    file = look(path.parent, seal) if isinstance(seal, str) and ".." not in PurePosixPath(seal).parts else None
    if not file or file.outside:
        return {}
    return {file.path: MediaFile(file.path, file.source, file.size, packed=f"{SEALS}/seal.{file.ending}")}
