"""A file that has no statements is refused as a whole, by what it is."""

from __future__ import annotations

import gzip
import io
import json
import random
import tarfile
import zipfile
from pathlib import Path
from typing import Final

import pytest

from builder.records.lake.intake import take_file
from builder.records.lake.intake_kind import NotStatements
from builder.records.lake.lake import Lake
from tests.bench.lrs_statements import Crowd


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake.make(tmp_path / "lake")


def _zip(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name in names:
            packed.writestr(name, "<x/>")
    return made.getvalue()


def _tar(name: str) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as packed:
        packed.addfile(tarfile.TarInfo(name), io.BytesIO())
    return made.getvalue()


NOISE: Final = random.Random(1).randbytes(2**17)
"""Has lines that begin with a brace, by chance."""
TABLE: Final = "id,name,state\na,b,CA\n"
WRONG: Final = {
    "a table": (TABLE.encode(), "table", "--report"),
    "a table of JSON": (b'id,told\n1,"\n{""id"": 1}"\n', "table", "--report"),
    "a table with tabs": (TABLE.replace(",", "\t").encode(), "table", "--report"),
    "a table in UTF-16": (TABLE.encode("utf-16"), "UTF-16", "--report"),
    "HTML": (b"<!doctype html><title>Sign in</title>", "HTML", "sign in"),
    "HTML with a BOM": (b"\xef\xbb\xbf\r\n<html>\n<script>\n{\n", "HTML", "sign in"),
    "PNG": (b"\x89PNG\r\n\x1a\n" + NOISE, "picture", "JSON"),
    "PDF": (b'%PDF-1.7\n{"a": 1}\n' + NOISE, "PDF", "CSV"),
    "ZIP": (b"PK\x03\x04.....", "ZIP", "unpack it"),
    "ZIP of statements": (_zip("statements.json"), "ZIP", "unpack it"),
    "a package": (_zip("index.html", "imsmanifest.xml"), "package of a course", "came back"),
    "a workbook": (_zip("[Content_Types].xml", "xl/workbook.xml"), "Excel", "--report"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NOISE, "Office", "--report"),
    "a packed archive": (gzip.compress(_tar("a.json")), "tar", "unpack it"),
    "UTF-16": ("{}".encode("utf-16"), "UTF-16", "UTF-8"),
    "a codebook": (b'{"format": 2, "course": "stops", "rows": []}', "codebook", "--codebook"),
    "an object over lines": (
        json.dumps(next(iter(Crowd().statements(1))), indent=1).encode(),
        "several lines",
        "on a line",
    ),
    "noise": (NOISE, "no text", "JSON"),
    "words": (b"Nothing to see here.\n", "no statements", "JSON"),
    "SQLite": (b"SQLite format 3\0", "database", "records pull"),
    "a short gzip": (gzip.compress(b"x" * 99)[:8], "damaged", "once more"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_file_of_another_kind_is_told_with_what_to_do(lake: Lake, tmp_path: Path, name: str) -> None:
    content, what, advice = WRONG[name]
    path = tmp_path / "in"
    path.write_bytes(content)
    with pytest.raises(NotStatements, match=what) as told:
        take_file(lake, path)
    assert advice in told.value.advice
    assert lake.files("imports") == []
