"""What a file is that somebody wants in a lake; one of another kind is told with what to do instead."""

from __future__ import annotations

import gzip
import re
import zlib
from enum import StrEnum
from pathlib import Path
from typing import Final

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
STARTS: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"PK\x03\x04", "is a ZIP file", "unpack it, and give the file that has the statements"),
    (b"BZh", "is packed with bzip2", "unpack it first; gzip need not be unpacked"),
    (b"\xfd7zXZ", "is packed with xz", "unpack it first; gzip need not be unpacked"),
    (b"\x28\xb5\x2f\xfd", "is packed with zstd", "unpack it first; gzip need not be unpacked"),
    (b"SQLite format 3", "is a database", "if it is our own LRS: peacebuilder records pull sqlite:///FILE"),
    (b"\xff\xfe", "is UTF-16", "save it as UTF-8"),
    (b"\xfe\xff", "is UTF-16", "save it as UTF-8"),
    (b"<", "is HTML or XML", "export the statements as JSON; a page that asks to sign in is none"),
)


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
    for start, what, advice in STARTS:
        if head.lstrip().startswith(start):
            raise NotStatements(f"{path} {what}", advice)
    return _kind_of_text(path, head.removeprefix(BOM))


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
    if any(line.lstrip().startswith(b"{") for line in head.split(b"\n")):
        return Kind.LINES
    if b"," in head or b";" in head:
        raise NotStatements(
            f"{path} looks like a table",
            "an LMS's report needs --report MAPPING, a list of agencies --agencies, a codebook --codebook",
        )
    raise NotStatements(
        f"{path} has no statements", "they are JSON, one a line (.ndjson, .jsonl) or in a list, or rows of a lake"
    )
