"""Many agencies from outside the course folder: a table or a folder of files, one at a time, each id once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Final

from builder.course.codes import severity
from builder.course.load.document import Document
from builder.course.load.table import NotText, opened, records
from builder.course.load.workspace import read_document
from builder.course.model.base import SLUG
from builder.course.validate.columns import columns_of, row_problems
from builder.diagnostics import BuildFailed, Diagnostic, Location

PLAIN: Final = re.compile(SLUG)


@dataclass(frozen=True, slots=True)
class Applicant:
    """An agency that has not been checked yet; without a document there is nothing to check."""

    document: Document | None
    problems: tuple[Diagnostic, ...] = ()


@dataclass
class Roster:
    """The agencies of a CSV file or a folder; `done` of `size` tells how far the reading has come."""

    source: Path
    done: int = 0
    size: int = 1
    _seen: dict[str, str] = field(default_factory=dict)
    """Where each id stands."""

    def __iter__(self) -> Iterator[Applicant]:
        """Raises BuildFailed, before the first agency, when the list as a whole cannot be read."""
        self._seen.clear()
        self.done = 0
        yield from self._folder() if self.source.is_dir() else self._table()
        if not self.done:
            raise self._failed("D109", "there are no agencies here", "give a table with a row for each agency")

    def begun(self) -> Iterator[Applicant]:
        """The same, after the first one has been read."""
        rest = iter(self)
        return chain([next(rest)], rest)

    @property
    def ids(self) -> Set[str]:
        """Those that were read so far."""
        return self._seen.keys()

    def _table(self) -> Iterator[Applicant]:
        try:
            self.size = max(self.source.stat().st_size, 1)
            stream = opened(self.source)
        except NotText:
            raise self._failed("D101", "this is not a table of UTF-8 text", "save it as CSV UTF-8") from None
        except OSError as error:
            raise self._failed("S205", f"the table cannot be read: {error.strerror}", "check the path") from error
        with stream:
            rows = records(stream)
            header = next(rows, None)
            if header is None:
                return
            columns, problems = columns_of(self.source.as_posix(), header)
            if problems:
                raise BuildFailed(problems)
            for record in rows:
                self.done += len(record.text)
                found = tuple(row_problems(columns, record))
                document = columns.document(record)
                yield self._applicant(document, found) if not record.fault else Applicant(None, found)

    def _folder(self) -> Iterator[Applicant]:
        paths = sorted(path for path in self.source.iterdir() if not path.name.startswith("."))
        self.size = max(len(paths), 1)
        for path in paths:
            if path.suffix == ".yml" and path.is_file():
                yield Applicant(None, (self._unread(path),))
            if path.suffix != ".yaml" or not path.is_file():
                continue
            self.done += 1
            document, problems = read_document(path)
            yield self._applicant(document, problems) if document else Applicant(None, problems)

    def _applicant(self, document: Document, problems: tuple[Diagnostic, ...]) -> Applicant:
        id_ = document.data.get("id") if isinstance(document.data, dict) else None
        if isinstance(id_, str):
            folded = id_.casefold()
            if folded in self._seen:
                problems = (*problems, self._second(document, id_, self._seen[folded]))
            elif PLAIN.fullmatch(id_):
                self._seen[folded] = document.start
        return Applicant(document, problems)

    def _second(self, document: Document, id_: str, first: str) -> Diagnostic:
        text = f"the agency '{id_}' is already there, in {first}"
        return document.problem("D107", ("id",), text, "give one of the two another id, or remove it")

    def _unread(self, path: Path) -> Diagnostic:
        advice = f"rename it to {path.stem}.yaml"
        text = "files that end in .yml are not read"
        return Diagnostic("S202", Location(path.as_posix()), text, advice, None, severity("S202"))

    def _failed(self, code: str, text: str, hint: str) -> BuildFailed:
        return BuildFailed([Diagnostic(code, Location(self.source.as_posix()), text, hint, None, severity(code))])
