"""Answers as CSV and JSON, row by row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from builder.records.codebook import ACTIVE, BOM
from builder.records.export.values import names, plain, text

Rows = Iterable[Sequence[Any]]
CHUNK: Final = 1 << 16
"""Characters that are gathered before they go out."""


def as_csv(columns: Sequence[str], rows: Rows) -> Iterator[bytes]:
    """By RFC 4180, in UTF-8, every value as it is."""
    return _csv(columns, rows, text)


def as_sheet(columns: Sequence[str], rows: Rows) -> Iterator[bytes]:
    """As CSV for spreadsheets: with a mark for Excel, and an apostrophe before what it would compute."""
    yield BOM.encode()
    yield from _csv([_safe(column) for column in columns], rows, lambda value: _cell(value))


def as_json(columns: Sequence[str], rows: Rows) -> Iterator[bytes]:
    """An array of objects, one a line."""
    keys = names(columns)
    yield b"["
    before = "\n"
    for row in rows:
        told = dict(zip(keys, map(plain, row), strict=True))
        yield f"{before}{json.dumps(told, ensure_ascii=False)}".encode()
        before = ",\n"
    yield b"\n]\n" if before == ",\n" else b"]\n"


def _csv(columns: Sequence[str], rows: Rows, cell: Callable[[Any], str]) -> Iterator[bytes]:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(names(columns))
    for row in rows:
        writer.writerow([cell(value) for value in row])
        if buffer.tell() > CHUNK:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def _cell(value: Any) -> str:
    told = text(value)
    return _safe(told) if isinstance(value, str) else told


def _safe(told: str) -> str:
    return f"'{told}" if told.startswith(ACTIVE) else told
