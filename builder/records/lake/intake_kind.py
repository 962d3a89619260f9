"""What a file is that somebody wants in a lake; one of another kind is told with what to do instead."""

from __future__ import annotations

import gzip
import re
import zlib
from enum import StrEnum
from pathlib import Path
from typing import Final

from builder.records.lake.intake_other import binary, text
from builder.records.lake.refusals import Refused

HEAD: Final = 2**16
"""Bytes that tell what a file is."""
GZIP: Final = b"\x1f\x8b"
BOM: Final = b"\xef\xbb\xbf"
LIST: Final = re.compile(rb"\s*\[\s*(?:[{\]]|$)")
ANSWER: Final = re.compile(
    rb'\s*\{\s*(?:"more"\s*:\s*"(?:[^"\\]|\\.)*"\s*,\s*)?"statements"\s*:\s*\[', re.DOTALL
)  # xAPI 1.0.3 Part Two 2.5
CODEBOOK: Final = re.compile(rb'\s*\{\s*"format"\s*:\s*\d+\s*,\s*"course"\s*:')
OPENED: Final = re.compile(rb"\s*\{\s*\r?\n")
"""An object that goes on over several lines."""
LINE: Final = re.compile(rb"^[ \t]*+\{[ \t]*+(?:\"(?!\")|['}])", re.MULTILINE)
"""How an object begins in a line; in a cell of a table its quotes would be doubled."""


class NotStatements(Refused):
    """The file is of another kind."""


class Kind(StrEnum):
    """How statements stand in a file."""

    LINES = "one a line"
    LIST = "a list, alone or in an LRS's answer"
    PARQUET = "rows of a lake"


def kind_of(path: Path) -> Kind:
    """By its first bytes; NotStatements when it is none that can be read."""
    if path.is_dir():
        return Kind.PARQUET
    try:
        head = head_of(path)
    except OSError as error:
        raise NotStatements(f"{path} cannot be read: {error.strerror or error}", "check the path") from error
    if head.startswith(b"PAR1"):
        return Kind.PARQUET
    head = head.removeprefix(BOM)
    if other := binary(path, head):
        raise NotStatements(f"{path} {other[0]}", other[1])
    return _kind_of_text(path, head)


def head_of(path: Path) -> bytes:
    """The beginning, unpacked."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head.startswith(GZIP):
        return head
    try:
        with gzip.open(path) as packed:
            return packed.read1(HEAD)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise NotStatements(f"{path} is damaged: it cannot be unpacked", "copy it once more") from error


def list_at(head: bytes) -> int | None:
    """Where the list of statements begins, just behind its bracket."""
    if found := ANSWER.match(head):
        return found.end()
    return head.index(b"[") + 1 if LIST.match(head) else None


def _kind_of_text(path: Path, head: bytes) -> Kind:
    if not head.strip():
        return Kind.LINES
    if list_at(head) is not None:
        return Kind.LIST
    if CODEBOOK.match(head):
        raise NotStatements(f"{path} is a codebook", "give it as --codebook FILE")
    if OPENED.match(head):
        raise NotStatements(
            f"{path} is one JSON object on several lines", "write each statement on a line, or all of them in a list"
        )
    if LINE.search(head):
        return Kind.LINES
    what, advice = text(head)
    raise NotStatements(f"{path} {what}", advice)
