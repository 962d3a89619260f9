"""Problems as data: what is wrong, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """An error stops the build; a warning does so only with --strict."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file of the author; line and column count from 1, 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault: `text` is one sentence, `hint` one fix; `source` is the faulty line, for the caret."""

    code: str
    where: Location
    text: str
    hint: str = ""
    source: str | None = None
    severity: Severity = Severity.ERROR

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


@dataclass(frozen=True, slots=True)
class Code:
    """What `peacebuilder explain` tells of a code: `meaning` for the author, `fix` in plain steps."""

    title: str
    meaning: str
    fix: str
    severity: Severity = Severity.ERROR


class BuildFailed(Exception):
    """The course has errors; carries all of them, in the order of the files."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics: Final = tuple(diagnostics)
        super().__init__(f"{len(self.diagnostics)} problem(s)")
