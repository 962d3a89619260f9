"""The text of a report to rows of cells, whatever program wrote it: marks, encodings, separators, quotes."""

from __future__ import annotations

import codecs
import csv
import html
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, TextIO

from builder.records.codebook import ACTIVE

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DELIMITERS: Final = (",", ";", "\t", "|")
MOST_TITLE_LINES: Final = 20
"""Of what an LMS writes above the header: its name, the date."""
LARGEST_CELL: Final = 1_000_000
"""Characters; a quotation mark that is never closed would else swallow the rest of the file."""


class NotATable(Exception):
    """Why the file cannot be read as a table: its text is a sentence; at which line, and what to do."""

    def __init__(self, text: str, advice: str, line: int = 0) -> None:
        self.advice: Final = advice
        self.line: Final = line
        super().__init__(text)


@dataclass(frozen=True, slots=True)
class Shape:
    """How a file is to be read; `header` is the number of the record that names the columns, from 0."""

    encoding: str
    delimiter: str
    header: int
    titles: tuple[str, ...]
    line: int
    """Of the header, from 1."""


@dataclass(frozen=True, slots=True)
class Cells:
    """A row; `line` is where it begins, `lines` on how many it stands; `wrong`: why its cells mean nothing."""

    line: int
    cells: Sequence[str]
    lines: int = 1
    wrong: str = ""


def shape(path: Path, encoding: str, wanted: frozenset[str], *, escaped: bool = False) -> Shape:
    """Found out by the titles that are wanted: the separator and the record in which most of them stand."""
    found = _shape(path, encoding, wanted)
    return replace(found, titles=tuple(map(html.unescape, found.titles))) if escaped else found


def _shape(path: Path, encoding: str, wanted: frozenset[str]) -> Shape:
    encoding = _encoding(path, encoding)
    best: tuple[int, Shape] | None = None
    for delimiter in DELIMITERS:
        with _rows(path, encoding, delimiter) as rows:
            for number, row in enumerate(rows):
                titles = tuple(folded(cell) for cell in row.cells)
                hits = len(wanted & set(titles))
                if best is None or hits > best[0]:
                    best = hits, Shape(encoding, delimiter, number, tuple(map(_clean, row.cells)), row.line)
                if number >= MOST_TITLE_LINES:
                    break
    if best is None:
        raise NotATable("the file is empty", "export the report again")
    if best[0] == 0:
        return _by_count(path, encoding)
    return best[1]


def _by_count(path: Path, encoding: str) -> Shape:
    """Where no title is known: the first row, by the separator that makes most cells of it."""
    found = []
    for delimiter in DELIMITERS:
        with _rows(path, encoding, delimiter) as rows:
            row = next(rows)
            found.append(Shape(encoding, delimiter, 0, tuple(map(_clean, row.cells)), row.line))
    return max(found, key=lambda shape: len(shape.titles))


@contextmanager
def opened(path: Path, shape: Shape, *, escaped: bool, empty: frozenset[str]) -> Iterator[Iterator[Cells]]:
    """The rows below the header, each cell as it was meant; what stands for nothing is empty."""

    def meant(cell: str) -> str:
        text = _clean(cell)
        if text[:1] == "'" and text[1:].startswith(ACTIVE):
            text = text[1:]
        text = html.unescape(text) if escaped and "&" in text else text
        return "" if text in empty else text

    with _rows(path, shape.encoding, shape.delimiter) as rows:
        for _, _ in zip(range(shape.header + 1), rows, strict=False):
            pass
        size = len(shape.titles)
        yield (
            Cells(row.line, [meant(cell) if cell else "" for cell in row.cells], row.lines, _wrong(row, size))
            for row in rows
        )


def _wrong(row: Cells, size: int) -> str:
    """Whether cells stand in other columns than theirs; some programs leave out empty ones at the end."""
    if any(row.cells[size:]):
        return f"the row has {len(row.cells)} cells and the header {size}: a text with a separator needs quotes"
    if len(row.cells) < size and row.lines > 1:
        return "the row goes on over several lines and has too few cells: a quotation mark may not be closed"
    return ""


def folded(title: str) -> str:
    """A title as it is compared: case, kinds of blanks and their number do not count."""
    return " ".join(unicodedata.normalize("NFKC", title).split()).casefold()


def _clean(cell: str) -> str:
    return cell.strip(" \t\r\n\u00a0\ufeff")


def _encoding(path: Path, encoding: str) -> str:
    with path.open("rb") as stream:
        head = stream.read(4096)
    for mark, name in MARKS:
        if head.startswith(mark):
            return name
    if head[1:2] == b"\0" or head[:1] == b"\0":
        return "utf-16-le" if head[1:2] == b"\0" else "utf-16-be"
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise NotATable("this is a workbook of a spreadsheet, not a table as text", "save it as CSV UTF-8")
    try:
        codecs.lookup(encoding)
    except LookupError as error:
        advice = "write its name as in utf-8 or windows-1252"
        raise NotATable(f"the mapping names an encoding that is not known: {encoding}", advice) from error
    return "utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding


@contextmanager
def _rows(path: Path, encoding: str, delimiter: str) -> Iterator[Iterator[Cells]]:
    with path.open(encoding=encoding, newline="") as stream:
        yield _read(stream, encoding, delimiter)


def _read(stream: TextIO, encoding: str, delimiter: str) -> Iterator[Cells]:
    """All records but blank ones; a fault in the bytes or the quotes ends them."""
    before = csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(_without_nulls(stream), delimiter=delimiter)
    line = 1
    try:
        for row in reader:
            if any(row):
                yield Cells(line, row, reader.line_num - line + 1)
            line = reader.line_num + 1
    except UnicodeDecodeError as error:
        advice = "save the report as CSV UTF-8, or say in the mapping what it is, as in `encoding: windows-1252`"
        raise NotATable(f"this is not text in {encoding.removesuffix('-sig').upper()}", advice, line) from error
    except csv.Error as error:
        advice = "look for a quotation mark that is not closed, or export the report again"
        raise NotATable("the cells of this row cannot be told apart", advice, line) from error
    finally:
        csv.field_size_limit(before)


def _without_nulls(stream: TextIO) -> Iterator[str]:
    return (line.replace("\0", "") for line in stream)
