"""What the bench measures with: always the same course, and a floor that really builds it."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from builder.course.read import read_course
from tests.bench.cpu import FLOOR
from tests.bench.reference import LESSONS, write_course


def test_the_course_is_always_the_same(tmp_path: Path) -> None:
    one, two = write_course(tmp_path / "one"), write_course(tmp_path / "two")
    for path in one.rglob("*.*"):
        assert path.read_bytes() == (two / path.relative_to(one)).read_bytes()


def test_it_has_no_problem_and_the_size_that_others_were_measured_with(tmp_path: Path) -> None:
    course, diagnostics = read_course(write_course(tmp_path / "course"))
    assert diagnostics == ()
    assert course is not None
    assert course.test is not None
    assert (len(list(course.lessons)), len(list(course.questions)), len(course.test.bank)) == (LESSONS, 20, 10)
    assert 1_590_000 < sum(path.stat().st_size for path in tmp_path.rglob("*.png")) < 1_610_000
    assert 45_000 < sum(path.stat().st_size for path in tmp_path.rglob("*.yaml")) < 57_000


def test_the_floor_packs_all_of_it(tmp_path: Path) -> None:
    course = write_course(tmp_path / "course")
    subprocess.run([sys.executable, FLOOR, course, tmp_path / "floor.zip"], check=True)
    with zipfile.ZipFile(tmp_path / "floor.zip") as archive:
        page = archive.read("index.html").decode()
        assert len(archive.namelist()) == 2 * LESSONS + 2
    assert page.count("<fieldset") == 30
    assert page.count("<img") == 20
