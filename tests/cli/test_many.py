"""peacebuilder build --agencies."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from builder.cli import many
from builder.package.formats import FORMATS
from builder.package.mill import Mill
from tests.cli.conftest import Run, edit

HEADER = "id,name,state,colors.accent\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "agencies.csv"
    path.write_text(f"{HEADER}hill,Hilltown Police,CA,\nriver,River Police,TX,#7a1f1f\n", encoding="utf-8")
    return path


def test_it_says_what_has_become_of_the_agencies(run: Run, course: Path, table: Path) -> None:
    first = run("build", course, "-f", "xapi", "--agencies", table)
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout == "dist: agencies: 2 built (2 packages), 0 unchanged\n"
    edit(table, "Hilltown Police", "Hilltown Police Department")
    again = run("build", course, "-f", "xapi", "--agencies", table)
    assert again.stdout == "dist: agencies: 1 built (1 packages), 1 unchanged\n"


def test_a_broken_row_ends_with_1_and_all_others_are_built(run: Run, course: Path, table: Path) -> None:
    edit(table, "River Police,TX,#7a1f1f", "River Police,TX,#ffff00\nlake,Lake Police,,")
    result = run("build", course, "--agencies", table)
    assert result.exit_code == 1
    assert "agencies.csv:3:23: error G901" in result.stderr
    assert "In the list of agencies: 1 error\n" in result.stderr
    assert f"2 built ({2 * len(FORMATS):,} packages), 0 unchanged, 1 with errors, not built" in result.stdout


def test_a_warning_of_many_rows_is_told_once_and_counted(run: Run, course: Path, table: Path) -> None:
    edit(course / "lessons" / "01-pages.yaml", "blocks:", "blocks:\n      - type: chief-message")
    result = run("build", course, "-f", "xapi", "--agencies", table)
    assert result.exit_code == 0
    assert result.stderr.count("agencies.csv:") == 1
    assert "warning G904 is there 2 times: the course shows `chief-message`" in result.stderr
    strict = run("build", course, "-f", "xapi", "--agencies", table, "--strict", "--out", "strict")
    assert strict.exit_code == 1


def test_agencies_that_are_not_in_the_table_are_named(run: Run, course: Path, table: Path) -> None:
    run("build", course, "-f", "xapi", "--agency", "example-pd")
    result = run("build", course, "-f", "xapi", "--agencies", table)
    assert f"dist: 1 agencies have packages here and are not in {table.as_posix()}: example-pd" in result.stdout


def test_a_new_version_replaces_what_it_builds_anew(run: Run, course: Path, table: Path) -> None:
    run("build", course, "-f", "xapi", "--agencies", table)
    edit(course / "course.yaml", '"0.1.0"', '"0.2.0"')
    result = run("build", course, "-f", "xapi", "--agencies", table)
    assert "dist: 2 packages of other versions were replaced" in result.stdout


def test_a_folder_of_overlays(run: Run, course: Path) -> None:
    result = run("build", course, "-f", "xapi", "--agencies", course / "agencies")
    assert result.stdout == "dist: agencies: 1 built (1 packages), 0 unchanged\n"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--agencies", "agencis.csv"), 2, "There is no table and no folder 'agencis.csv'."),
        (("--agencies", "agencies.csv", "--agency", "example-pd"), 2, "Give either --agency or --agencies."),
        (("--agencies", "agencies.csv", "--jobs", "0"), 2, "0 is not in the range"),
        (("--agencies", "agencies.csv", "--out", "agencies.csv/dist"), 1, "cannot be written"),
    ],
)
def test_wrong_usage(run: Run, course: Path, table: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    assert table.is_file()
    result = run("build", course, *arguments)
    assert result.exit_code == code
    assert words in result.stderr
    assert not Path("dist").exists()


def heed_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT for one process on Windows")
@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_leaves_what_is_finished_and_a_right_record(course: Path, tmp_path: Path, jobs: int) -> None:
    rows = "".join(f"agency-{number},Agency {number},CA,\n" for number in range(20_000))
    (tmp_path / "many.csv").write_text(HEADER + rows, encoding="utf-8")
    arguments = ["build", course, "-f", "web", "--agencies", "many.csv", "--jobs", jobs]
    command = [sys.executable, "-m", "builder", *map(str, arguments)]
    # Who runs the tests in the background has them, and all that they start, ignore Ctrl+C.
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=heed_ctrl_c
    ) as process:
        end = time.monotonic() + 300
        while len(list((tmp_path / "dist").glob("*.zip"))) < 40 and time.monotonic() < end:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=60)
    assert process.returncode in (1, 130)
    assert b"Stopped: what was built before is there and recorded" in stderr
    assert b"Traceback" not in stderr
    there = {path.name: path.stat().st_size for path in (tmp_path / "dist").glob("*.zip")}
    record = json.loads((tmp_path / "dist" / "build.json").read_text(encoding="utf-8"))["packages"]
    assert 40 <= len(record) < 20_000
    assert {package["file"]: package["bytes"] for package in record}.items() <= there.items()
    assert len(there) - len(record) <= 1
    assert not list((tmp_path / "dist").glob(".peacebuilder-*"))


def test_a_terminal_sees_how_far_it_has_come(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(many, "PAUSE", 0)
    watch = many.Onlooker(strict=False)
    watch.moved(1, 2)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    watch = many.Onlooker(strict=False)
    watch.moved(1, 2)
    watch.moved(3, 2)
    watch.end()
    half, full = "#" * 20 + "-" * 20, "#" * 40
    shown = re.sub(r"\x1b\[K", "", capsys.readouterr().err)
    assert shown == f"\r[{half}]  50%\r[{full}] 100%\r"


def test_a_course_that_changes_meanwhile_ends_the_build(
    run: Run, course: Path, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Mill, "fingerprint", "another")
    result = run("build", course, "-f", "xapi", "--agencies", table, "--jobs", "2")
    assert result.exit_code == 1
    assert "the course was changed while it was being built" in result.stderr
    assert Path("dist/build.json").is_file()
