"""A file of any size as pieces of it, a statement a line, in as much memory as a piece takes."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from builder.records.lake.flatten_one import Unfit, too_long
from builder.records.lake.intake_kind import BOM, GZIP
from builder.records.lake.ledger import Aside

SIZE: Final = 2**26
"""Bytes of a piece."""
BLOCK: Final = 2**20
"""Bytes that are read at a time."""


@dataclass(frozen=True, slots=True)
class Piece:
    """`first` is the number of its first line, or statement of a list; `done` are bytes of the file so far."""

    first: int
    aside: tuple[Aside, ...]
    done: int


class Source:
    """A file that is read to its end, or to where it is broken; packed or not."""

    def __init__(self, file: IO[bytes]) -> None:
        packed = file.read(len(GZIP)) == GZIP
        file.seek(0)
        self._file = file
        self._packed = gzip.GzipFile(fileobj=file) if packed else None
        self.broken = False

    @property
    def done(self) -> int:
        """Bytes of the file as it lies on the disk."""
        return self._file.tell()

    def read(self, size: int) -> bytes:
        """Fewer bytes only at the end, or none."""
        parts = []
        while size > 0 and (part := self._some(min(size, BLOCK))):
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _some(self, size: int) -> bytes:
        if self._packed is None:
            return self._file.read(size)
        try:
            return b"" if self.broken else self._packed.read1(size)
        except (EOFError, gzip.BadGzipFile, zlib.error):
            self.broken = True
            return b""


def cut(number: int) -> Aside:
    """What could not be unpacked."""
    return aside(number, Unfit(None, "cut", "from here on the file is damaged and could not be unpacked"))


def aside(number: int, unfit: Unfit) -> Aside:
    """It with its place in the file."""
    return Aside(number, unfit.statement_id, unfit.code, unfit.reason)


def lines_of(path: Path, out: Path, size: int = SIZE) -> Iterator[Piece]:
    """Of a file with a statement a line; each piece is in `out` until the next one is asked for."""
    with path.open("rb") as file:
        source = Source(file)
        first, rest, left = 1, source.read(len(BOM)).removeprefix(BOM), list[Aside]()
        while True:
            count, rest, is_last = _fill(out, source, rest, size)
            if not count and not is_last:
                length, rest = _skip_line(source, len(rest))
                left.append(aside(first, too_long(length)))
                first += 1
                continue
            if is_last and source.broken:
                left.append(cut(first + count + bool(rest)))
            yield Piece(first, tuple(left), source.done)
            if is_last:
                return
            first, left = first + count, []


def _fill(out: Path, source: Source, rest: bytes, size: int) -> tuple[int, bytes, bool]:
    """Whole lines of so many bytes into the file: how many, what is left of the next, whether that was all of it."""
    count, length = 0, len(rest)
    with out.open("r+b" if out.exists() else "wb") as file:  # the room of the last piece is used again: that is faster
        while length < size:
            block = source.read(min(size - length, BLOCK))
            if not block:
                file.write(rest)
                file.truncate()
                return count, rest, True
            length += len(block)
            end = block.rfind(b"\n") + 1
            if end:
                file.write(rest)
                file.write(memoryview(block)[:end])
                count += block.count(b"\n")
                rest = b""
            rest += block[end:]
        file.truncate()
    return count, rest, False


def _skip_line(source: Source, length: int) -> tuple[int, bytes]:
    """How long it was, and what follows it."""
    while block := source.read(BLOCK):
        end = block.find(b"\n")
        if end >= 0:
            return length + end, block[end + 1 :]
        length += len(block)
    return length, b""
