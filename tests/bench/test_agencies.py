"""The bench of many agencies measures what it says: the floor writes real packages, children are counted."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from builder.course.roster import Roster
from builder.package.target import Target
from builder.pipeline import compile_course
from tests.bench.agencies import FLOOR, STARTER, run, write_table


def test_the_floor_writes_packages_that_differ_in_the_agency_alone(tmp_path: Path) -> None:
    (tmp_path / "agency.yaml").write_text("id: agency-0\nname: Agency 0\ncolors: {accent: '#1d4f63'}\n")
    [package] = compile_course(STARTER, [Target("scorm12")], [tmp_path / "agency.yaml"], tmp_path / "out").packages
    (tmp_path / "floor").mkdir()
    arguments = [str(FLOOR), str(tmp_path / "out" / package.file), "3", str(tmp_path / "floor")]
    subprocess.run([sys.executable, *arguments], check=True)
    with zipfile.ZipFile(tmp_path / "out" / package.file) as ours:
        files = {name: ours.read(name) for name in ours.namelist()}
    for number in range(3):
        with zipfile.ZipFile(tmp_path / "floor" / f"variant-{number}.zip") as archive:
            assert archive.testzip() is None
            found = {name: archive.read(name) for name in archive.namelist()}
        assert found.keys() == files.keys()
        differing = {name for name in files if files[name] != found[name]}
        assert differing == (set() if number == 0 else {"agency.js"})
        assert b"Agency %d" % number in found["agency.js"]


def test_the_table_has_no_fault(tmp_path: Path) -> None:
    applicants = list(Roster(write_table(tmp_path / "a.csv", 50)))
    assert len(applicants) == 50
    assert not [problem for applicant in applicants for problem in applicant.problems]


def test_what_a_child_of_a_child_uses_is_counted(tmp_path: Path) -> None:
    work = "sum(range(20_000_000))"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}], check=True)"
    assert run([sys.executable, "-c", child], tmp_path).cpu > run([sys.executable, "-c", "pass"], tmp_path).cpu + 0.05
