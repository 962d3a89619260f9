"""A course folder to a ResolvedCourse, or to all that is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from builder.course.codes import severity
from builder.course.load.media import MediaFile, look
from builder.course.load.workspace import course_folder, open_workspace, read_document
from builder.course.model.bundle import Course
from builder.course.resolve.tree import resolve
from builder.course.resolved import ResolvedCourse
from builder.course.validate.near import hint
from builder.course.validate.rules import RULES
from builder.course.validate.validate import Checked, told_once, validate, validate_agency
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
        if self.checked.course is None:
            return None, ()
        if isinstance(agency, Path):
            own = self._own(agency)
            if own is None:
                return self._from_file(self.checked.course, agency)
            agency = own
        found = next((known for known in self.checked.course.agencies if known.id == agency), None)
        if agency is not None and found is None:
            return None, (self._unknown(agency),)
        return resolve(self.checked.course, found, self.checked.draft.media), ()

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

    def _from_file(self, course: Course, path: Path) -> tuple[ResolvedCourse | None, tuple[Diagnostic, ...]]:
        document, problems = read_document(path)
        if document is None:
            return None, problems
        seal = _beside(path, document.data)
        agency, found = validate_agency(document, self.checked.draft, seal)
        problems = told_once((*problems, *found))
        if agency is None or any(problem.is_error for problem in problems):
            return None, problems
        return resolve(course, agency, {**self.checked.draft.media, **seal}), problems


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
    return {file.path: MediaFile(file.path, file.source, file.size, packed=f"{SEALS}/{file.source.name.lower()}")}
