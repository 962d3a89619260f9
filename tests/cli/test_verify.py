"""peacebuilder verify."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.verify.stock import page, stock, zipped


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.zip"
    path.write_bytes(zipped(stock()))
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.zip"
    path.write_bytes(zipped(stock("scorm12", (' adlcp:scormtype="sco"', ""))))
    return path


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    path = tmp_path / "doubtful.zip"
    path.write_bytes(zipped(page(b"<script>start()</script>")))
    return path


def test_a_good_package_is_told_in_two_lines(run: Run, good: Path) -> None:
    result = run("verify", "good.zip")
    assert result.exit_code == 0
    size, sha256 = good.stat().st_size, hashlib.sha256(good.read_bytes()).hexdigest()
    assert result.output == f"good.zip: scorm12, {size} bytes, 4 files, no problems\n  sha256 {sha256}\n"


def test_a_bad_package_shows_the_line_and_the_fix(run: Run, bad: Path) -> None:
    result = run("verify", bad.name)
    assert result.exit_code == 1
    assert "bad.zip!imsmanifest.xml:14:5: error V204: The resource has no adlcp:scormtype." in result.output
    assert '    14 |     <resource identifier="r1" type="webcontent" href="index.html">' in result.output
    assert result.output.endswith("More about a code: peacebuilder explain V204\n")


def test_json_of_one_package_is_an_object(run: Run, bad: Path) -> None:
    result = run("verify", bad.name, "--output", "json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert found["format"] == "scorm12"
    (problem,) = found["problems"]
    assert (problem["code"], problem["severity"]) == ("V204", "error")
    assert problem["where"] == "bad.zip!imsmanifest.xml:14:5"
    assert set(problem) == {"code", "severity", "message", "where", "hint"}
    assert found["sha256"] == hashlib.sha256(bad.read_bytes()).hexdigest()
    assert set(found["files"]) == set(stock())


def test_json_of_several_packages_is_a_list(run: Run, good: Path, bad: Path) -> None:
    result = run("verify", good.name, bad.name, "--output", "json")
    assert result.exit_code == 1
    assert [(found["package"], len(found["problems"])) for found in json.loads(result.stdout)] == [
        ("good.zip", 0),
        ("bad.zip", 1),
    ]


def test_warnings_fail_only_when_asked(run: Run, doubtful: Path) -> None:
    assert run("verify", doubtful.name).exit_code == 0
    result = run("verify", doubtful.name, "--strict")
    assert result.exit_code == 1
    assert "Failed because of warnings only" in result.output


def test_the_hashes_are_printed(run: Run, good: Path) -> None:
    lines = run("verify", good.name, "--hashes").output.splitlines()
    assert lines[2:] == [f"  {hashlib.sha256(data).hexdigest()}  {name}" for name, data in sorted(stock().items())]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Missing argument"),
        (("gone.zip",), "does not exist"),
        (("good.zip", "--schemas", "gone"), "does not exist"),
        (("good.zip", "--schemas", "."), "has no scorm12/"),
        (("good.zip", "--lms", "moodel"), "Did you mean 'moodle'?"),
    ],
)
def test_wrong_usage_is_told(run: Run, good: Path, arguments: tuple[str, ...], said: str) -> None:
    result = run("verify", *arguments)
    assert (result.exit_code, good.exists()) == (2, True)
    assert said in result.stderr


def test_an_lms_can_be_named(run: Run, good: Path) -> None:
    assert run("verify", good.name, "--lms", "moodle").exit_code == 0
    result = run("verify", good.name, "--lms", "knowbe4")
    assert result.exit_code == 1
    assert "error V811: KnowBe4 is not known to take scorm12." in result.output


def test_a_name_in_the_zip_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "odd.zip").write_bytes(zipped({**stock("xapi"), "a\x1b[31m.png": b""}))
    result = run("verify", "odd.zip", "--hashes")
    assert result.exit_code == 1
    assert "\x1b" not in result.output


def test_what_is_no_zip_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.zip").write_text("<html>404</html>")
    result = run("verify", "page.zip")
    assert result.exit_code == 1
    assert "page.zip: error V001" in result.output
