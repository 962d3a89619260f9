"""Agencies from outside: the rules for them find what all rules of the course find, and their seals are looked into."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from builder.course.load.document import Document
from builder.course.load.media import MediaFile, look
from builder.course.load.yaml_source import parse
from builder.course.model.agency import Agency
from builder.course.read import Reading, open_course
from builder.course.resolve.tree import branded, resolve
from builder.course.validate.guest import Host
from builder.course.validate.rules import RULES
from builder.course.validate.validate import read_part
from builder.diagnostics import Diagnostic
from tests.course.overlays import OVERLAYS

ROOT = Path(__file__).parents[3]
COURSES = {name: ROOT / name for name in ("tests/golden/_stock", "courses/peace-officer", "courses/gallery")}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with seals of all kinds."""
    folder = tmp_path_factory.mktemp("seals")
    (folder / "seal.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    (folder / "bad.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    (folder / "seal.txt").write_text("no picture")
    with (folder / "big.png").open("wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        file.truncate(40_000_000)
    return folder


@pytest.fixture(scope="module", params=COURSES)
def reading(request: pytest.FixtureRequest) -> Reading:
    return open_course(COURSES[request.param])


def written(place: Path, overlay: dict[str, Any]) -> Document:
    return parse((place / "agency.yaml").as_posix(), json.dumps(overlay, indent=1).encode())[0]


def beside(place: Path, overlay: dict[str, Any]) -> dict[str, MediaFile]:
    file = look(place, overlay.get("seal", "")) if ".." not in overlay.get("seal", "") else None
    return {file.path: file} if file else {}


def by_all_rules(reading: Reading, document: Document, seal: dict[str, MediaFile]) -> set[Diagnostic]:
    """The slow way: the guest is put into the course, and all of it is checked."""
    part, problems = read_part(document, Agency)
    if part is None or problems:
        return set(problems)
    draft = replace(reading.checked.draft, guest=part, media={**reading.checked.draft.media, **seal})
    files = {document.name, *(file.source.as_posix() for file in seal.values())}
    return {found for rule in RULES for found in rule(draft) if found.where.file in files}


def blind(found: Diagnostic) -> tuple[object, ...]:
    """Without the hint, which may name the folder of the course."""
    return found.code, found.where, found.text


@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
@given(OVERLAYS)
def test_the_rules_for_agencies_find_what_all_rules_find(
    reading: Reading, place: Path, overlay: dict[str, Any]
) -> None:
    document, seal = written(place, overlay), beside(place, overlay)
    agency, problems = Host(reading.checked.draft).check(document, seal)
    assert {blind(found) for found in problems} == {blind(found) for found in by_all_rules(reading, document, seal)}
    assert (agency is None) == any(found.is_error for found in problems)


@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
@given(OVERLAYS)
def test_a_branded_course_is_the_one_that_is_resolved_for_the_agency(
    reading: Reading, place: Path, overlay: dict[str, Any]
) -> None:
    agency, _ = Host(reading.checked.draft).check(written(place, overlay), seal := beside(place, overlay))
    course, plain, media = reading.checked.course, reading.plain, {**reading.checked.draft.media, **seal}
    assert course is not None
    assert plain is not None
    assume(agency)
    assert agency is not None
    quick, slow = branded(plain, agency, media), resolve(course, agency, media)
    assert quick == slow
    assert list(quick.assets) == list(slow.assets)


@pytest.mark.parametrize(("seal", "code"), [("bad.svg", "A406"), ("big.png", "A418"), ("seal.txt", "A404")])
def test_a_seal_from_outside_is_looked_into(reading: Reading, place: Path, seal: str, code: str) -> None:
    course, problems = reading.for_guest(written(place, {"id": "hilltown", "name": "Hilltown", "seal": seal}))
    assert course is None
    assert code in {found.code for found in problems}


def test_a_large_seal_is_not_read(reading: Reading, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(path: Path) -> bytes:
        raise AssertionError(path)

    monkeypatch.setattr(Path, "read_bytes", never)
    [file] = beside(place, {"seal": "big.png"}).values()
    assert reading.for_guest(written(place, {"id": "hilltown", "name": "Hilltown", "seal": "big.png"}))[0] is None
    assert len(file.head) < 1_000


def test_a_seal_of_the_name_of_a_file_of_the_course_takes_nothing_away(place: Path, tmp_path: Path) -> None:
    reading = open_course(COURSES["tests/golden/_stock"])
    (tmp_path / "media").mkdir()
    shutil.copy(place / "seal.svg", tmp_path / "media" / "voice.svg")
    document = written(tmp_path, {"id": "hilltown", "name": "Hilltown", "seal": "media/voice.svg"})
    course, _ = reading.for_guest(document)
    assert course is not None
    assert course.agency is not None
    assert course.agency.seal is not None
    assert course.assets["media/voice.svg"].source != tmp_path / "media" / "voice.svg"
    assert course.assets[course.agency.seal].source == tmp_path / "media" / "voice.svg"
