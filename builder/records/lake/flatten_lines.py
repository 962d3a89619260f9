"""The lines of a file, which are told apart only where one of them has to be looked at."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Final

LONG: Final = 2**20
"""Bytes of a line that is too long for the reader: it would take as much memory for all of them."""
BLOCK: Final = 2**20
"""Bytes that are looked at at a time."""
NULL: Final = b"null"
NOTHING: Final = b"{}"
"""In place of a line that the reader is not to see, so that rows and lines count alike."""


class Lines:
    """`has_null`: whether that word is anywhere; the reader would not see a property that is null."""

    def __init__(self, path: Path) -> None:
        self.path: Final = path
        self.count, self.has_null = _looked_through(path)

    @cached_property
    def all(self) -> list[bytes]:
        """Without their ends."""
        with self.path.open("rb") as file:
            return [line.removesuffix(b"\n") for line in file]


def seen(line: bytes) -> bytes:
    """What the reader sees of a line: nothing where it would not see what it has to."""
    return line if line and len(line) <= LONG and NULL not in line and not line.isspace() else NOTHING


def is_broken(line: bytes) -> bool:
    """Whether it looks as if it were broken off, so that the reader would refuse the whole file for it."""
    return line.count(b"{") != line.count(b"}")


def _looked_through(path: Path) -> tuple[int, bool]:
    count, has_null, end = 0, False, b""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            count += block.count(b"\n")
            has_null = has_null or NULL in block or NULL in end[1 - len(NULL) :] + block[: len(NULL) - 1]
            end = block
    return count + (end[-1:] not in (b"", b"\n")), has_null
