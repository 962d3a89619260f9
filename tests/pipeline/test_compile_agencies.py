"""Many agencies: each its package, the same as alone; faults cost one row; what is there is not built again."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import zipfile
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pytest

from builder.diagnostics import BuildFailed, Diagnostic
from builder.package.formats import FORMATS
from builder.package.outbox import Shelf
from builder.package.staging import NotWritten
from builder.package.target import Target
from builder.pipeline import AgenciesResult, Many, compile_agencies, compile_course
from builder.profiles import PROFILES
from tests.oracle import check_package

ROOT = Path(__file__).parents[2]
STARTER = ROOT / "builder" / "cli" / "starter"
TARGETS = [Target("scorm12"), Target("xapi")]
TABLE = """id,name,state,colors.accent,contacts.training-unit,pass_mark,seal
hill,Hilltown Police,CA,,555-0100,,
river,"River, and Lake",TX,#7a1f1f,https://example.org/t,90,seals/river.svg
valley,Valley Sheriff,,,,,
"""


class Quiet:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.problems: list[Diagnostic] = []
        self.moves: list[tuple[int, int]] = []

    def told(self, problems: Sequence[Diagnostic]) -> None:
        self.problems += problems

    def moved(self, done: int, size: int) -> None:
        self.moves.append((done, size))


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seals").mkdir()
    shutil.copy(ROOT / "courses" / "peace-officer" / "media" / "example-pd-seal.svg", "seals/river.svg")
    (tmp_path / "agencies.csv").write_text(TABLE, encoding="utf-8")
    shutil.copytree(STARTER, "course")
    return Path("course")


def build(course: Path, watch: Quiet | None = None, *, jobs: int = 1, strict: bool = False) -> AgenciesResult:
    return compile_agencies(course, TARGETS, Many(Path("agencies.csv"), jobs, strict), Path("out"), watch or Quiet())


def counts(result: AgenciesResult) -> tuple[int, int, int, int]:
    tally = result.tally
    return tally.built, tally.unchanged, tally.broken, tally.written


def edit(name: str | Path, old: str, new: str) -> None:
    text = Path(name).read_text(encoding="utf-8")
    assert old in text
    Path(name).write_text(text.replace(old, new), encoding="utf-8")


def contents(folder: str = "out") -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()
    }


def zips(folder: str = "out") -> list[str]:
    return sorted(path.name for path in Path(folder).glob("*.zip"))


def consistent(folder: str = "out") -> None:
    """SHA256SUMS and build.json name all packages, with the hashes that these have; nothing else is left."""
    real = {name: hashlib.sha256((Path(folder) / name).read_bytes()).hexdigest() for name in zips(folder)}
    lines = (Path(folder) / "SHA256SUMS").read_text().splitlines()
    assert {line.split("  ")[1]: line.split("  ")[0] for line in lines} == real
    record = json.loads((Path(folder) / "build.json").read_text(encoding="utf-8"))
    assert {package["file"]: package["sha256"] for package in record["packages"]} == real
    assert not list(Path(folder).glob(".peacebuilder-*"))


def overlay(name: str, text: str) -> Path:
    Path(name).write_text(text, encoding="utf-8")
    return Path(name)


RIVER = """id: river
name: River, and Lake
state: TX
colors: {accent: "#7a1f1f"}
contacts: [{id: training-unit, name: Training unit, url: "https://example.org/t"}]
pass_mark: 90
seal: seals/river.svg
"""


def test_each_agency_has_its_packages(course: Path) -> None:
    watch = Quiet()
    assert counts(build(course, watch)) == (3, 0, 0, 6)
    assert zips() == [
        f"my-course-0.1.0-{agency}-{format_}.zip"
        for agency in ("hill", "river", "valley")
        for format_ in ("scorm12", "xapi")
    ]
    consistent()
    for name in zips():
        assert check_package(Path("out") / name)[1:] == ([], [])
    assert watch.moves[-1][0] <= watch.moves[-1][1]


@pytest.mark.parametrize("jobs", [1, 2])
def test_packages_and_record_are_those_of_single_builds(course: Path, jobs: int) -> None:
    build(course, jobs=jobs)
    contact = "contacts: [{id: training-unit, name: Training unit, phone: 555-0100}]"
    hill = overlay("hill.yaml", f"id: hill\nname: Hilltown Police\nstate: CA\n{contact}\n")
    valley = overlay("valley.yaml", "id: valley\nname: Valley Sheriff\n")
    files = [hill, overlay("river.yaml", RIVER), valley]
    compile_course(course, TARGETS, files, Path("alone"))
    assert contents("out") == contents("alone")
    assert counts(build(course)) == (0, 3, 0, 0)


def test_a_package_that_was_built_alone_is_known_here_and_the_other_way_round(course: Path) -> None:
    compile_course(course, TARGETS, [overlay("river.yaml", RIVER)], Path("out"))
    assert counts(build(course)) == (2, 1, 0, 4)
    before = contents()
    compile_course(course, TARGETS, [Path("river.yaml")], Path("out"))
    assert contents() == before


def test_a_second_build_writes_only_what_changed(course: Path) -> None:
    build(course)
    before = {name: (Path("out") / name).stat().st_ino for name in zips()}
    assert counts(build(course)) == (0, 3, 0, 0)
    assert {name: (Path("out") / name).stat().st_ino for name in zips()} == before

    edit("agencies.csv", "Valley Sheriff", "Valley County Sheriff")
    assert counts(build(course)) == (1, 2, 0, 2)
    edit("seals/river.svg", "<svg ", "<svg data-new='1' ")
    assert counts(build(course)) == (1, 2, 0, 2)
    edit("course/course.yaml", "title: Writing a course", "title: Another title")
    assert counts(build(course)) == (3, 0, 0, 6)
    consistent()


@pytest.mark.parametrize("damage", ["gone", "shorter", "other bytes"])
def test_a_package_that_was_lost_or_changed_is_built_again(course: Path, damage: str) -> None:
    build(course)
    before = contents()
    path = Path("out") / zips()[0]
    data = path.read_bytes()
    path.unlink()
    if damage != "gone":
        path.write_bytes(data[:-1] if damage == "shorter" else data[:-1] + b"!")
        os.utime(path, ns=(time := (Path("out") / "build.json").stat().st_mtime_ns + 10**9, time))
    assert counts(build(course)) == (1, 2, 0, 1)
    assert contents() == before


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("lake,Lake,,#ffff00,,,", "G901"),
        ("lake,Lake,,,,,seals/big.png", "A418"),
        ("lake,Lake,,,,,seals/bad.svg", "A406"),
        ("lake,Lake,,,,300,", "S217"),
        ("lake,,,,,,", "S211"),
        ('lake,"Lake" PD,,,,,', "D106"),
        ("hill,Hill,,,,,", "D107"),
        ("HILL,Hill,,,,,", "D107"),
        ("lake,Lake,,,,,,,more", "D105"),
    ],
)
def test_a_broken_row_is_told_and_all_others_are_built(course: Path, row: str, code: str) -> None:
    with Path("seals/big.png").open("wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        file.truncate(40_000_000)
    Path("seals/bad.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    head, first, *rest = TABLE.splitlines()
    Path("agencies.csv").write_text("\n".join((head, first, row, *rest, "")))
    watch = Quiet()
    assert counts(build(course, watch)) == (3, 0, 1, 6)
    assert code in {problem.code for problem in watch.problems}
    assert [problem.where.line for problem in watch.problems if problem.where.file == "agencies.csv"][:1] in ([3], [])
    assert any("agencies.csv:3" in f"{problem.where} {problem.hint}" for problem in watch.problems)
    consistent()


def test_the_package_of_a_row_that_broke_stays(course: Path) -> None:
    build(course)
    before = contents()
    edit("agencies.csv", 'River, and Lake",TX', 'River, and Lake",Texas')
    assert counts(build(course)) == (0, 2, 1, 0)
    assert contents() == before


def test_script_in_names_comes_out_as_text(course: Path) -> None:
    nasty = "</script><script>alert(1)</script>"
    Path("agencies.csv").write_text(f"id,name,contacts.a.name,contacts.a\nhill,{nasty},{nasty},{nasty}\n")
    assert counts(build(course)) == (1, 0, 0, 2)
    for name in zips():
        with zipfile.ZipFile(Path("out") / name) as archive:
            assert not [one for one in archive.namelist() if b"<script>alert" in archive.read(one)]
    assert b"<script>alert" not in b"".join(data for name, data in contents().items() if name.endswith(".html"))


def test_activity_ids_are_the_same_in_all_variants(course: Path) -> None:
    build(course)
    pattern = re.compile(rb'https://[^"<\\ ]*/(?:page|question|lesson|test|module|objective)/[^"<\\ ]*')
    found = set()
    for agency in ("hill", "river", "valley"):
        with zipfile.ZipFile(f"out/my-course-0.1.0-{agency}-xapi.zip") as archive:
            found.add((tuple(pattern.findall(archive.read("index.html"))), archive.read("tincan.xml")))
            assert agency.encode() in archive.read("agency.js")
    [(iris, _)] = found
    assert len(iris) > 5


@pytest.mark.parametrize(
    ("fault", "code"),
    [(("course/course.yaml", "format: 1", "format: 7"), "S221"), (("agencies.csv", "state", "stat"), "D103")],
)
def test_a_fault_of_the_course_or_of_the_titles_stops_before_anything_is_written(
    course: Path, fault: tuple[str, str, str], code: str
) -> None:
    edit(*fault)
    with pytest.raises(BuildFailed) as failed:
        build(course)
    assert code in {found.code for found in failed.value.diagnostics}
    assert not Path("out").exists()


def test_warnings_break_a_row_only_when_strict(course: Path) -> None:
    edit("course/lessons/01-pages.yaml", "blocks:", "blocks:\n      - type: chief-message")
    watch = Quiet()
    assert counts(build(course, watch))[2] == 0
    assert {problem.code for problem in watch.problems} == {"G904"}
    shutil.rmtree("out")
    edit("agencies.csv", "name,state", "name,chief.message")
    edit("agencies.csv", "hill,Hilltown Police,CA", "hill,Hilltown Police,")
    with pytest.raises(BuildFailed):
        build(course, strict=True)


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_agency_that_names_its_lms_gets_the_package_for_that_one(course: Path, jobs: int) -> None:
    Path("agencies.csv").write_text(
        "id,name,lms\nhill,Hilltown Police,knowbe4\nriver,River Police,cornerstone\nvalley,Valley Sheriff,\n"
    )
    many = Many(Path("agencies.csv"), jobs, by_agency=True)
    compile_agencies(course, TARGETS, many, Path("out"), Quiet())
    wanted = [
        "my-course-0.1.0-hill-scorm2004-4-knowbe4.zip",
        "my-course-0.1.0-river-scorm12-cornerstone.zip",
        "my-course-0.1.0-valley-scorm12.zip",
        "my-course-0.1.0-valley-xapi.zip",
    ]
    assert sorted(name for name in contents() if name.endswith(".zip")) == wanted
    with zipfile.ZipFile(f"out/{wanted[1]}") as archive:
        assert json.loads(archive.read("tracking.json"))["words"]["passed"] == "completed"
    again = compile_agencies(course, TARGETS, many, Path("out"), Quiet())
    assert counts(again) == (0, 3, 0, 0)
    # Who asks for formats gets them.
    assert build(course).tally.written == 4


def test_packages_of_agencies_that_left_the_list_stay_and_are_named(course: Path) -> None:
    build(course)
    edit("agencies.csv", "valley,Valley Sheriff,,,,,\n", "")
    result = build(course)
    assert result.strangers == ("valley",)
    assert "my-course-0.1.0-valley-xapi.zip" in zips()
    consistent()


def test_a_new_version_replaces_the_packages_of_the_agencies_that_have_it(course: Path) -> None:
    build(course)
    compile_course(course, TARGETS, ["example-pd"], Path("out"))
    edit("course/course.yaml", '"0.1.0"', '"0.2.0"')
    edit("agencies.csv", "valley,Valley Sheriff,", "valley,Valley Sheriff,California")
    result = build(course)
    assert counts(result) == (2, 0, 1, 4)
    assert [name.split("-")[3] for name in result.replaced] == ["hill", "hill", "river", "river"]
    assert {name for name in zips() if "-0.1.0-" in name} == {
        f"my-course-0.1.0-{agency}-{format_}.zip"
        for agency in ("example-pd", "valley")
        for format_ in ("scorm12", "xapi")
    }
    consistent()


def _stop_at(monkeypatch: pytest.MonkeyPatch, number: int, error: BaseException, *, after: bool) -> None:
    put, calls = Shelf.put, []

    def stopped(shelf: Shelf, name: str, parts: Sequence[bytes]) -> None:
        calls.append(name)
        if len(calls) == number and not after:
            raise error
        put(shelf, name, parts)
        if len(calls) == number:
            raise error

    monkeypatch.setattr(Shelf, "put", stopped)


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("error", [KeyboardInterrupt(), NotWritten("out cannot be written: full")])
def test_an_interruption_leaves_what_is_finished_and_a_record_that_is_right(
    course: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, after: bool
) -> None:
    build(course)
    edit("course/course.yaml", "title: Writing a course", "title: Another title")
    with monkeypatch.context() as patch:
        _stop_at(patch, 3, error, after=after)
        with pytest.raises(type(error)):
            build(course)
    record = {package["file"] for package in json.loads(Path("out/build.json").read_text())["packages"]}
    lines = [line.split("  ") for line in Path("out/SHA256SUMS").read_text().splitlines()]
    assert record == {name for _, name in lines}
    assert all(hashlib.sha256((Path("out") / name).read_bytes()).hexdigest() == sum_ for sum_, name in lines)
    assert len(record) >= 5
    assert counts(build(course)) == (2, 1, 0, 4)
    consistent()


@pytest.mark.parametrize("heard", [1, 2, 3])
def test_an_interruption_between_what_others_have_made_loses_nothing_of_it(course: Path, heard: int) -> None:
    class Hasty(Quiet):
        def moved(self, done: int, size: int) -> None:
            super().moved(done, size)
            if len(self.moves) == heard:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(course, Hasty(), jobs=2)
    consistent()
    assert counts(build(course)) == (0, 3, 0, 0)


def test_names_of_packages_differ_whatever_the_ids() -> None:
    wanted = product(FORMATS, (None, *PROFILES), (False, True))
    ends = [Target(format_, lms, public=public).suffix for format_, lms, public in wanted]
    assert not [(one, other) for one in ends for other in ends if one.endswith(f"-{other}")]
