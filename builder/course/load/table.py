"""CSV text to records that remember where each cell stands, one at a time."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, TextIO

from builder.course.load.document import Mark
from builder.course.load.yaml_source import UNSUITABLE

MAX_RECORD: Final = 500_000
"""Characters; more than any agency has to say, and what an open quotation mark swallows at most."""
DELIMITERS: Final = (",", ";", "\t")
"""Spreadsheets write the second where the comma separates decimals."""
ANOTHER_ENCODING: Final = (b"\xff\xfe", b"\xfe\xff")
BAD_BYTE: Final = re.compile("[\udc80-\udcff]")
BREAK: Final = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a record cannot be understood, and where."""

    code: str
    line: int
    column: int
    text: str
    hint: str


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its first line, its text as it stands in the file, its cells without quotes and outer blanks."""

    line: int
    text: str
    cells: tuple[str, ...]
    fault: Fault | None = None


class NotText(Exception):
    """The file is no table of UTF-8 text."""


@cache
def _pattern(delimiter: str) -> re.Pattern[str]:
    d = re.escape(delimiter)
    # Possessive, so that a mark that is never closed costs no more than its length.
    quoted = r'[ ]*+"((?:[^"]|"")*+)"[ ]*+'
    return re.compile(rf"(?:{quoted}|([^{d}\r\n]*+))({d}|\r\n|\r|\n|\Z)")


def opened(path: Path) -> TextIO:
    """The file as text whose lines keep their ends; bytes that are not UTF-8 come out as BAD_BYTE."""
    with path.open("rb") as stream:
        head = stream.read(4096)
    if head.startswith(ANOTHER_ENCODING) or b"\0" in head:
        raise NotText
    return path.open(encoding="utf-8-sig", errors="surrogateescape", newline="")


def delimiter_of(header: str) -> str:
    """What separates the cells: that by which one of them is `id`, else what occurs most."""
    for one in DELIMITERS:
        if "id" in (cell.strip(' "\r\n').lower() for cell in header.split(one)):
            return one
    return max(DELIMITERS, key=header.count)


def records(stream: TextIO, delimiter: str = "") -> Iterator[Record]:
    """All records but blank ones, the header first; without a delimiter, it is found out by the header."""
    lines = _Lines(stream)
    while line := lines.next():
        if not line.strip("\r\n\t ,;"):
            continue
        delimiter = delimiter or delimiter_of(line)
        yield _record(lines, line, delimiter)


def marks(record: Record, delimiter: str) -> list[Mark]:
    """From where to where each cell stands, with its quotes."""
    found: list[Mark] = []
    line, start = record.line, 0
    for match in _pattern(delimiter).finditer(record.text):
        first, column, end = line, match.start() - start + 1, match.start(3)
        for broken in BREAK.finditer(record.text, match.start(), end):
            line, start = line + 1, broken.end()
        found.append(Mark(first, column, line, end - start + 1))
        if match.group(3) != delimiter:
            break
    return found


class _Lines:
    """Lines with their ends; those that were read in vain can be given back."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._back: deque[str] = deque()
        self.number = 0

    def next(self) -> str:
        line = self._back.popleft() if self._back else self._stream.readline(MAX_RECORD + 1)
        self.number += bool(line)
        return line

    def give_back(self, lines: list[str]) -> None:
        self._back.extendleft(reversed(lines))
        self.number -= len(lines)

    def skip_rest(self, line: str) -> None:
        """Reads a line to its end of which only the beginning was taken."""
        while line and not line.endswith(("\n", "\r")):
            line = self._stream.readline(MAX_RECORD)


def _record(lines: _Lines, line: str, delimiter: str) -> Record:
    number = lines.number
    if len(line) > MAX_RECORD:
        lines.skip_rest(line)
        advice = "make its texts shorter, or look for a line break that is missing"
        return _faulty(number, line, 0, "D108", f"this row has more than {MAX_RECORD:,} characters", advice)
    if '"' not in line:
        return Record(number, line, tuple(cell.strip() for cell in line.split(delimiter)), _unsuitable(number, line))
    more: list[str] = []
    cells, wrong, is_open = _scan(line, delimiter)
    while is_open and (size := len(line) + sum(map(len, more))) <= MAX_RECORD and (following := lines.next()):
        more.append(following)
        size += len(following)
        # Only a line with a quotation mark can close the cell.
        while '"' not in following and size <= MAX_RECORD and (following := lines.next()):
            more.append(following)
            size += len(following)
        cells, wrong, is_open = _scan("".join((line, *more)), delimiter)
    text = "".join((line, *more))
    if wrong < 0:
        return Record(number, text, cells, _unsuitable(number, text))
    lines.give_back(more[len(BREAK.findall(text, 0, wrong)) :])
    told = f"the quotation marks of this cell {'are not closed' if is_open else 'end before the cell does'}"
    advice = 'put the whole text between two quotation marks, and write each " inside of it as ""'
    return _faulty(number, text, wrong, "D106", told, advice)


def _scan(text: str, delimiter: str) -> tuple[tuple[str, ...], int, bool]:
    """The cells; where one begins whose quotes do not fit, else -1; whether it may go on in the next line."""
    cells: list[str] = []
    place = 0
    while match := _pattern(delimiter).match(text, place):
        quoted, bare, end = match.groups()
        if bare is not None and bare.lstrip(" ").startswith('"'):
            at = text.index('"', place)
            return (), at, text.count('"', at) % 2 == 1
        cells.append((bare if quoted is None else quoted.replace('""', '"')).strip())
        if end != delimiter:
            break
        place = match.end()
    return tuple(cells), -1, False


def _faulty(line: int, text: str, offset: int, code: str, told: str, hint: str) -> Record:
    """A record that cannot be understood; of its text only the line at fault is kept."""
    row, column = _place(line, text, offset)
    shown = BREAK.split(text)[row - line]
    return Record(row, shown, (), Fault(code, row, column, told, hint))


def _unsuitable(line: int, text: str) -> Fault | None:
    found = UNSUITABLE.search(text)
    if found is None:
        return None
    at = _place(line, text, found.start())
    if BAD_BYTE.match(found.group()):
        return Fault("Y111", *at, "this is not UTF-8 text", "save the table as CSV UTF-8")
    text = f"the text has an invisible character (U+{ord(found.group()):04X})"
    return Fault("Y112", *at, text, "delete it; it may have come with pasted text")


def _place(line: int, text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset in a text that begins at a line."""
    before = BREAK.split(text[:offset])
    return line + len(before) - 1, len(before[-1]) + 1
