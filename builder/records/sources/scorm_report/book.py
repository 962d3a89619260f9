"""The codebook as it is asked: what an id in a report stands for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from builder.records.codebook import Row
from builder.records.lake import codebooks

KINDS: Final = ("question", "situation", "acknowledgement")
"""What is told as an interaction."""
PARTS: Final = ("option", "gap", "target", "choice")
LISTS: Final = ("accepts", "scorm12_right", "scorm2004_right", "xapi_right")


@dataclass(frozen=True)
class Book:
    """One course in one version."""

    course: str
    version: str
    iri: str
    rows: tuple[Row, ...]

    @cached_property
    def title(self) -> str:
        return next((row.text for row in self.rows if row.kind == "course"), self.course)

    @cached_property
    def by_interaction(self) -> Mapping[str, Row]:
        """By the id in SCORM 1.2 and that in SCORM 2004."""
        asked = [row for row in self.rows if row.kind in KINDS]
        return {row.scorm2004_id: row for row in asked} | {row.scorm12_id: row for row in asked}

    def parts(self, row: Row, kind: str) -> tuple[Row, ...]:
        """The options, targets or gaps of a question, or the choices of a situation."""
        owner = f"{row.parent}_{row.id}" if kind == "choice" else row.id
        return self._parts.get((kind, owner), ())

    def get(self, kind: str, id_: str) -> Row | None:
        return self._named.get((kind, id_))

    def is_end(self, scenario: str, id_: str) -> bool:
        return ("end", f"{scenario}_{id_}") in self._named

    @cached_property
    def final_test(self) -> Row | None:
        return next((row for row in self.rows if row.kind == "test" and not row.parent), None)

    @property
    def lacks_items(self) -> bool:
        """Whether it is of before codebooks told how long a test is."""
        return any(row.kind == "test" and not row.items for row in self.rows)

    @cached_property
    def _parts(self) -> Mapping[tuple[str, str], tuple[Row, ...]]:
        found = defaultdict(list)
        for row in self.rows:
            if row.kind in PARTS:
                found[row.kind, row.parent].append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def _named(self) -> Mapping[tuple[str, str], Row]:
        ends = {("end", f"{row.parent}_{row.id}"): row for row in self.rows if row.kind == "end"}
        return {(row.kind, row.id): row for row in self.rows if row.kind != "end"} | ends


def read(path: Path) -> Book:
    """Raises codebooks.NotACodebook."""
    found = codebooks.read(path)
    return Book(found.course, found.version, found.course_id, tuple(map(_row, found.rows)))


def _row(told: Mapping[str, object]) -> Row:
    given: dict[str, Any] = {name: value for name, value in told.items() if value is not None}
    return Row(**given | {name: tuple(str(given[name]).splitlines()) for name in LISTS if name in given})
