"""What a file is that has no statements, by its first bytes, and what to do instead."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

Other = tuple[str, str]
"""What it is, behind its name; what to do."""

REPORT: Final = (
    "an LMS's report needs --report MAPPING (--reports lists them), a table of agencies --agencies,"
    " a codebook --codebook"
)
STATEMENTS: Final = "statements are JSON, one a line (.ndjson, .jsonl) or in a list, or rows of a lake"
EXPORT: Final = "give the file with the statements, as JSON"
UNPACK: Final = "unpack it, and give the file that has the statements"
UNPACK_FIRST: Final = "unpack it first; gzip need not be unpacked"
WORKBOOK: Final = "save it as CSV UTF-8, and give that with --report MAPPING, if it is an LMS's report"
ZIP: Final = b"PK\x03\x04"
STARTS: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"\x89PNG", "is a picture", EXPORT),
    (b"\xff\xd8\xff", "is a picture", EXPORT),
    (b"GIF8", "is a picture", EXPORT),
    (b"%PDF", "is a PDF", "ask the LMS for the same as CSV, or the LRS for the statements as JSON"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is a file of Microsoft Office", WORKBOOK),
    (b"{\\rtf", "is a text with formats", EXPORT),
    (b"BZh", "is packed with bzip2", UNPACK_FIRST),
    (b"\xfd7zXZ", "is packed with xz", UNPACK_FIRST),
    (b"\x28\xb5\x2f\xfd", "is packed with zstd", UNPACK_FIRST),
    (b"7z\xbc\xaf\x27\x1c", "is a 7-Zip archive", UNPACK),
    (b"Rar!", "is a RAR archive", UNPACK),
    (b"SQLite format 3", "is a database", "if it is our own LRS: peacebuilder records pull sqlite:///FILE"),
    (b"<", "is HTML or XML", "export the statements as JSON; a page that asks to sign in is none"),
)
MEMBERS: Final[tuple[tuple[str, str, str], ...]] = (
    ("imsmanifest.xml", "is the package of a course", "give what came back from it: statements, or an LMS's report"),
    ("cmi5.xml", "is the package of a course", "give what came back from it: statements"),
    ("tincan.xml", "is the package of a course", "give what came back from it: statements"),
    ("xl/workbook.xml", "is an Excel workbook", WORKBOOK),
    ("xl/workbook.bin", "is an Excel workbook", WORKBOOK),
    ("word/document.xml", "is a Word document", EXPORT),
    ("content.xml", "is a document of an office program", WORKBOOK),
)
"""Of what is in a ZIP file."""
UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
TAR: Final = slice(257, 262)
CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""Bytes that no text has, though some may be in a damaged one."""
CELLS: Final = re.compile(rb"[,;\t]")


def binary(path: Path, head: bytes) -> Other | None:
    """None where its beginning could be that of statements."""
    if head.startswith(ZIP):
        return _packed(path)
    if head[TAR] == b"ustar":
        return "is a tar archive", UNPACK
    if head.startswith(UTF16):
        is_json = head.decode("utf-16", "ignore").lstrip().startswith(("{", "["))
        return ("is UTF-16", "save it as UTF-8") if is_json else ("is a text in UTF-16", REPORT)
    return next(((what, advice) for start, what, advice in STARTS if head.lstrip().startswith(start)), None)


def text(head: bytes) -> Other:
    """Of a file in which there is no JSON."""
    if CONTROL.search(head):
        return "is no text", STATEMENTS
    if CELLS.search(head.lstrip().partition(b"\n")[0]):
        return "looks like a table", REPORT
    return "has no statements", STATEMENTS


def _packed(path: Path) -> Other:
    try:
        with ZipFile(path) as packed:
            names = frozenset(packed.namelist())
    except (BadZipFile, OSError, ValueError):
        names = frozenset()  # cut off, or packed once more
    found = ((what, advice) for name, what, advice in MEMBERS if name in names)
    return next(found, ("is a ZIP file", UNPACK))
