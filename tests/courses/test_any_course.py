"""Random courses through all formats: always valid, always complete, always the same bytes.

`COURSES=500` tries more of them.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from builder.course.model.blocks import Block
from builder.package.formats import FORMATS
from builder.package.target import Target
from builder.pipeline import compile_course
from builder.verify.verify import verify
from tests.courses.any_course import EXAMPLES, courses
from tests.oracle import PATH, check_package
from tests.render.gallery import NORTH, Data, course_files, write_course

MANY = int(os.environ.get("COURSES", "8"))
KINDS = {
    "scorm12": "scorm12",
    "scorm2004-3": "scorm2004-3rd",
    "scorm2004-4": "scorm2004-4th",
    "xapi": "tincan",
    "cmi5": "cmi5",
}
# Not made smaller: each try builds six packages, and the files of a course can be read as they are.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
ANYWHERE = settings(deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck))


def build(course: Path, out: Path, agency: str | None) -> dict[str, Path]:
    """The packages of a course in all formats, by format."""
    result = compile_course(course, [Target(name) for name in FORMATS], [agency] if agency else [], out)
    assert not [problem for problem in result.warnings if problem.is_error]
    return {package.format: out / package.file for package in result.packages}


def hashes(packages: dict[str, Path]) -> dict[str, str]:
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in packages.items()}


@settings(ANYWHERE, max_examples=MANY)
@given(files=courses(), agency=st.sampled_from((None, "north")))
def test_every_package_of_any_course_is_valid_and_always_the_same(files: dict[str, Data], agency: str | None) -> None:
    with TemporaryDirectory() as folder:
        course = Path(folder, "course")
        write_course(course, files)
        packages = build(course, Path(folder, "out"), agency)
        assert set(packages) == set(FORMATS)
        for name, path in packages.items():
            report = verify(path)
            assert report.format == name
            assert [f"{problem.code} {problem.text}" for problem in report.problems] == []
            if name in KINDS and PATH.is_file():
                assert check_package(path) == (KINDS[name], [], [])
            with zipfile.ZipFile(path) as archive:
                assert archive.testzip() is None
        again = build(Path(shutil.copytree(course, Path(folder, "elsewhere"))), Path(folder, "again"), agency)
        assert hashes(again) == hashes(packages)


@settings(ANYWHERE, max_examples=max(2, MANY // 8), derandomize=True)
@given(files=courses())
def test_another_process_in_another_place_and_time_zone_makes_the_same(files: dict[str, Data]) -> None:
    with TemporaryDirectory() as folder:
        course, there = Path(folder, "course"), Path(folder, "there")
        write_course(course, files)
        packages = build(course, Path(folder, "out"), "north")
        formats = [word for name in FORMATS for word in ("-f", name)]
        command = [sys.executable, "-m", "builder", "build", str(course), *formats, "--agency", "north"]
        environment = {**os.environ, "PYTHONHASHSEED": "17", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
        subprocess.run([*command, "--out", str(there)], env=environment, check=True, capture_output=True, timeout=300)
        assert hashes({name: there / path.name for name, path in packages.items()}) == hashes(packages)


def test_the_seal_of_an_agency_may_be_a_picture_of_the_course(tmp_path: Path) -> None:
    image = {"type": "image", "src": NORTH["seal"], "alt": "The seal."}
    page = {"id": "page", "title": "A page", "blocks": [image]}
    lesson = {"id": "lesson", "title": "A lesson", "minutes": 1, "objectives": ["E1"], "pages": [page]}
    modules = [{"id": "one", "title": "One", "lessons": ["lesson"]}]
    course = {**course_files()["course.yaml"], "modules": modules, "completion": {"test": "none"}}
    course["objectives"] = [{"id": "E1", "text": "See.", "tested": False}]
    write_course(
        tmp_path / "course",
        {"course.yaml": course, "lessons/lesson.yaml": lesson, "agencies/north.yaml": NORTH},
    )
    for path in build(tmp_path / "course", tmp_path / "out", "north").values():
        assert not verify(path).problems


def test_the_other_judge_is_asked() -> None:
    if not PATH.is_file():
        pytest.skip("the official schemas are not beside the checkout (../shared/standards)")
    assert set(KINDS) == set(FORMATS) - {"web"}


def test_any_block_may_be_in_them() -> None:
    tags = {
        tag.tag.strip("<>") for kind in Block.__args__[0].__args__ for tag in kind.__metadata__ if hasattr(tag, "tag")
    }
    there = {block["type"] for block in EXAMPLES if isinstance(block, dict)}
    assert tags - {""} <= there
