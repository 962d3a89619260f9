"""Packages that tools of others make of a tiny course, made here and now: what would fail where."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from builder.verify.verify import verify
from tests.oracle import check_package

ROOT: Final = Path(__file__).parents[2]
TOOLS: Final = Path(__file__).parent / "tools"
COURSE: Final[Mapping[str, bytes]] = {
    "index.html": b"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Fire exits</title><script src="js/a.js"></script></head>
<body onload="start()"><img src="b.png" alt=""><img src="B.png" alt=""></body></html>
""",
    "js/a.js": b'function start() { fetch("https://stats.example.org/hit"); }\n',
    "b.png": b"\x89PNG\r\n",
}
OURS: Final = {"V602", "V605", "V607"}
"""What is wrong with the course itself, whoever packs it."""
FOUND: Final[Mapping[str, tuple[str, set[str]]]] = {
    "node-1.2": ("scorm12", set()),
    "node-2004 3rd Edition": ("scorm2004-3", set()),
    "node-2004 4th Edition": ("scorm2004-4", set()),
    # It writes <metadata> in front of the items, and within <resources>, where none may stand.
    "simple-1.2": ("scorm12", {"V111"}),
    "simple-2004 3rd Edition": ("scorm2004-3", {"V111"}),
    "simple-2004 4th Edition": ("scorm2004-4", {"V111"}),
    "gulp-1.2": ("scorm12", set()),
    # Neither that the organization flows, nor that the SCO sets its own status.
    "gulp-2004": ("scorm2004-3", {"V310", "V311"}),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The packages by the tool and the version of SCORM."""
    if not (TOOLS / "node_modules").is_dir():
        pytest.fail("the tools of others are missing: `python .ci/tools` gets them")
    folder = tmp_path_factory.mktemp("tools")
    for name, content in COURSE.items():
        (folder / "course" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "course" / name).write_bytes(content)
    command = [sys.executable, str(ROOT / ".ci" / "node"), "pack", str(folder / "course"), str(folder / "out")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    packages = {}
    for name in FOUND:
        ready = list((folder / "out" / name).glob("*.zip"))
        manifest = next((folder / "out" / name).rglob("imsmanifest.xml"), None)
        packages[name] = ready[0] if ready else _zipped(folder / f"{name}.zip", manifest)
    return packages


def _zipped(path: Path, manifest: Path | None) -> Path:
    assert manifest is not None, path.name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(manifest.parent.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(manifest.parent).as_posix())
    return path


@pytest.mark.parametrize("name", FOUND)
def test_what_would_fail_is_told(name: str, made: Mapping[str, Path]) -> None:
    kind, codes = FOUND[name]
    report = verify(made[name])
    assert report.format == kind
    assert {problem.code for problem in report.problems} == codes | OURS


@pytest.mark.parametrize("name", FOUND)
def test_it_agrees_with_the_other_judge(name: str, made: Mapping[str, Path]) -> None:
    _, errors, _ = check_package(made[name])
    manifest = [problem for problem in verify(made[name]).problems if problem.code < "V6" and problem.is_error]
    assert bool(manifest) == bool(errors), errors
