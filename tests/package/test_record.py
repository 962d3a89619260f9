"""build.json and SHA256SUMS: as other programs write and read them, and no trust in what cannot be known."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path

import pytest

from builder.package.record import RECORD, Course, Package, record, recorded

DATA = b"a package"
ONE = Package(
    "a-1.0.0-web.zip", "a", "1.0.0", "web", None, None, len(DATA), sha256(DATA).hexdigest(), 3, 'Ünï "quoted" \\ <b>\n'
)
COURSE = Course("a", "1.0.0", "Title", "es", "", None, 80)


@pytest.mark.parametrize("courses", [(), (COURSE,)])
@pytest.mark.parametrize("packages", [(), (ONE,), (ONE, replace(ONE, file="b.zip", agency="x"))])
def test_the_record_is_what_json_writes(courses: tuple[Course, ...], packages: tuple[Package, ...]) -> None:
    content = {"builder": "1", "courses": list(map(asdict, courses)), "packages": list(map(asdict, packages))}
    assert record("1", courses, packages) == (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / ONE.file).write_bytes(DATA)
    (tmp_path / RECORD).write_bytes(record("1", (COURSE,), (ONE,)))
    return tmp_path


def test_a_package_that_is_there_is_recorded(out: Path) -> None:
    assert recorded(out) == (ONE,)


@pytest.mark.parametrize("data", [None, DATA + b"!", b"A package"])
def test_one_that_is_gone_or_another_is_not(out: Path, data: bytes | None) -> None:
    (out / ONE.file).unlink()
    if data is not None:
        later = (out / RECORD).stat().st_mtime_ns + 10**9
        (out / ONE.file).write_bytes(data)
        os.utime(out / ONE.file, ns=(later, later))
    assert recorded(out) == ()


def test_one_that_was_copied_after_the_record_is_known_by_its_bytes(out: Path) -> None:
    later = (out / RECORD).stat().st_mtime_ns + 10**9
    os.utime(out / ONE.file, ns=(later, later))
    assert recorded(out) == (ONE,)


@pytest.mark.parametrize("name", ["../a.zip", "/etc/passwd", "", 7])
def test_a_name_that_leads_elsewhere_is_no_record_of_ours(out: Path, name: object) -> None:
    content = json.loads((out / RECORD).read_text(encoding="utf-8"))
    content["packages"][0]["file"] = name
    (out / RECORD).write_text(json.dumps(content))
    assert recorded(out) == ()
