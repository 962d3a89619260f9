"""A file of the author as plain data that remembers where each value stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, NamedTuple

from builder.course.codes import severity
from builder.diagnostics import Diagnostic, Location

NodePath = tuple[str | int, ...]
"""The way to a value: keys of mappings and positions in lists."""

LINE_END: Final = re.compile(r"\r\n|\r|\n")


class Mark(NamedTuple):
    """From where to where a value stands; lines and columns count from 1, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True)
class Document:
    """One file: `name` as shown to the author, `data` as plain values, `values` and `keys` by path.

    When the text could not be understood to its end, `usable` is false and `data` is None. `is_table`: it is a row
    of a table, so its keys are columns.
    """

    name: str
    text: str
    data: Any = None
    values: Mapping[NodePath, Mark] = field(default_factory=dict)
    keys: Mapping[NodePath, Mark] = field(default_factory=dict)
    usable: bool = False
    is_table: bool = False

    @cached_property
    def lines(self) -> list[str]:
        return LINE_END.split(self.text)

    def line(self, number: int) -> str | None:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else None

    @property
    def start(self) -> str:
        """Where it begins, for messages."""
        return self.name

    def at(self, path: NodePath) -> Location:
        """Where the value of `path` begins; for a value that is not there, where the nearest one around it begins."""
        while path and path not in self.values:
            path = path[:-1]
        mark = self.values.get(path)
        return Location(self.name, mark.line, mark.column) if mark else Location(self.name)

    def at_key(self, path: NodePath) -> Location:
        """Where the key of `path` begins; list items have none, so there it is the value."""
        mark = self.keys.get(path)
        return Location(self.name, mark.line, mark.column) if mark else self.at(path)

    def within(self, path: NodePath, needle: str, nth: int = 0, offset: int = 0) -> Location:
        """Where `needle` occurs for the nth time (from 0) inside a text, however the text is quoted or folded.

        The place is `offset` characters behind the beginning of the needle.
        """
        for row, column in self._occurrences(path, needle):
            if nth == 0:
                return Location(self.name, row, column + offset)
            nth -= 1
        return self.at(path)

    def _occurrences(self, path: NodePath, needle: str) -> Iterator[tuple[int, int]]:
        mark = self.values.get(path)
        if mark is None:
            return
        for row in range(mark.line, mark.end_line + 1):
            line = self.line(row) or ""
            start = mark.column - 1 if row == mark.line else 0
            end = mark.end_column - 1 if row == mark.end_line else len(line)
            found = line.find(needle, start, end)
            while found >= 0:
                yield row, found + 1
                found = line.find(needle, found + len(needle), end)

    def raw(self, path: NodePath) -> str:
        """A value of one line as it was typed."""
        mark = self.values.get(path)
        line = self.line(mark.line) if mark and mark.line == mark.end_line else None
        return line[mark.column - 1 : mark.end_column - 1] if mark and line else ""

    def note(self, path: NodePath) -> str:
        """What follows a # where a value should stand."""
        mark = self.values.get(path)
        line = (self.line(mark.line) or "") if mark else ""
        rest = line[mark.column - 1 :].strip() if mark else ""
        return rest if rest.startswith("#") else ""

    def problem(self, code: str, where: Location | NodePath, text: str, hint: str = "") -> Diagnostic:
        place = where if isinstance(where, Location) else self.at(where)
        return Diagnostic(code, place, text, hint, self.line(place.line), severity(code))
