"""One more format, or one more LMS, is one file and one registration: those of docs/developer.md are built."""

from __future__ import annotations

import json
import re
import sys
import types
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from click.testing import CliRunner

from builder.admin import catalogue
from builder.cli import peacebuilder
from builder.package.formats import FORMATS
from builder.profiles.registry import Profiles
from builder.verify.verify import verify
from tests.docs.test_docs import FENCE, ROOT

STARTER = ROOT / "builder" / "cli" / "starter"


def shown(language: str, kind: str) -> str:
    """The one block of the page of this kind."""
    page = (ROOT / "docs" / "developer.md").read_text("utf-8")
    (text,) = (text for found, name, text in FENCE.findall(page) if (found, name) == (language, kind))
    return str(text)


def build(out: Path, *arguments: str) -> Path:
    result = CliRunner().invoke(peacebuilder, ["build", str(STARTER), "--out", str(out), *arguments])
    assert result.exit_code == 0, result.output
    (package,) = out.glob("*.zip")
    return package


@pytest.fixture
def listing(monkeypatch: pytest.MonkeyPatch) -> None:
    module: Any = types.ModuleType("builder.package.formats.listing")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    exec(compile(shown("python", "format"), "listing.py", "exec"), module.__dict__)
    monkeypatch.setitem(cast(dict[str, object], FORMATS), "listing", module.Listing())


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Profiles]:
    folder = tmp_path / "profiles"
    folder.mkdir()
    (folder / "example.yaml").write_text(shown("yaml", "profile"), encoding="utf-8")
    profiles = Profiles(folder, ("example",))
    monkeypatch.setattr("builder.profiles.PROFILES", profiles)
    monkeypatch.setattr(catalogue, "PROFILES", profiles)
    catalogue._guides.cache_clear()
    yield profiles
    catalogue._guides.cache_clear()


@pytest.mark.usefixtures("listing")
def test_a_new_format_is_built_for_an_agency_and_listed(tmp_path: Path) -> None:
    package = build(tmp_path / "out", "-f", "listing", "--agency", "example-pd")
    assert package.name == "my-course-0.1.0-example-pd-listing.zip"
    with zipfile.ZipFile(package) as archive:
        title, *names = archive.read("files.txt").decode().splitlines()
        assert title == "Writing a course"
        assert sorted([*names, "files.txt"]) == sorted(archive.namelist())
        assert json.loads(archive.read("tracking.json"))["adapter"] == "memory"
    assert package.name in (tmp_path / "out" / "index.html").read_text("utf-8")
    assert build(tmp_path / "again", "-f", "listing", "--agency", "example-pd").read_bytes() == package.read_bytes()


@pytest.mark.usefixtures("listing")
def test_a_new_format_is_one_of_all(tmp_path: Path) -> None:
    result = CliRunner().invoke(peacebuilder, ["build", str(STARTER), "--out", str(tmp_path)])
    assert result.exit_code == 0
    assert (tmp_path / "my-course-0.1.0-listing.zip").is_file()
    assert not re.search("listing", CliRunner().invoke(peacebuilder, ["lms"]).output)


def test_a_new_lms_gets_its_package_its_guide_and_its_limits(example: Profiles, tmp_path: Path) -> None:
    package = build(tmp_path / "out", "--lms", "example")
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert package.name == "my-course-0.1.0-scorm12-example.zip"
    with zipfile.ZipFile(package) as archive:
        assert json.loads(archive.read("tracking.json"))["words"] == {"passed": "completed"}
    assert "Choose Library, then Upload, and take the zip." in page
    assert verify(package, profile=example["example"]).problems == ()
    shown_by_command = CliRunner().invoke(peacebuilder, ["lms", "example"])
    assert "Choose Library, then Upload" in shown_by_command.output
