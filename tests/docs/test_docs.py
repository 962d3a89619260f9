"""What README and the guides show is run and read as it stands there."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner
from pydantic import BaseModel

from builder import __version__
from builder.cli import peacebuilder
from builder.cli.output import described
from builder.course.load.yaml_source import parse
from builder.course.model.agency import Agency
from builder.course.model.lesson import Lesson
from builder.course.model.scenario import Scenario
from builder.course.model.test import FinalTest
from builder.course.read import read_course
from builder.package.formats import FORMATS
from builder.profiles import PROFILES
from builder.profiles.profile import Profile
from builder.profiles.reporting import BY_THE_BOOK
from builder.records.codebook import COLUMNS, codebook
from builder.records.sources.scorm_report.mapping import Mapping
from tests.records.store import running_store

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
MODELS: Final[dict[str, type[BaseModel]]] = {
    "": Lesson,
    "scenario": Scenario,
    "test": FinalTest,
    "agency": Agency,
    "profile": Profile,
    "report": Mapping,
}
FENCE: Final = re.compile(r"^```(\w+) ?(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[pytest.ParameterSet]:
    """All blocks of a language: page, kind, text."""
    return [
        pytest.param(path, kind, text, id=f"{path.name}-{number}")
        for path in PAGES
        for number, (found, kind, text) in enumerate(FENCE.findall(path.read_text("utf-8")), 1)
        if found == language
    ]


@pytest.mark.parametrize(("page", "kind", "text"), blocks("yaml"))
def test_yaml_is_of_the_language(page: Path, kind: str, text: str) -> None:
    document, problems = parse(page.name, text.encode())
    assert [described(problem) for problem in problems] == []
    MODELS[kind].model_validate(document.data)


def _values(block: pytest.ParameterSet) -> tuple[Path, str, str]:
    path, kind, text = block.values
    assert isinstance(path, Path) and isinstance(kind, str) and isinstance(text, str)
    return path, kind, text


@pytest.fixture
def lrs() -> Iterator[str]:
    with running_store() as store:
        yield store.url


# Those of these guides follow one another: test_lrs_guide.py and test_analyst_guide.py run them.
GUIDES: Final = (ROOT / "docs" / "lrs.md", ROOT / "docs" / "analyst.md")
COMMANDS: Final = [block for block in blocks("sh") if block.values[0] not in GUIDES and block.values[1] != "lrs"]


@pytest.mark.parametrize(("page", "kind", "text"), COMMANDS)
def test_commands_run(
    page: Path, kind: str, text: str, lrs: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kind in ("", "ping"), page
    monkeypatch.chdir(tmp_path)
    for table in (table for _, _, table in map(_values, blocks("csv")) if "--agencies" in text):
        (tmp_path / "agencies.csv").write_text(table, encoding="utf-8")
    text = text.replace("https://lrs.example.org/xapi", lrs)
    commands = [shlex.split(line, comments=True) for line in text.splitlines() if line.strip()]
    assert commands
    for program, *arguments in commands:
        if program == "make":
            assert re.search(rf"^{arguments[0]}:.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
            continue
        assert program == "peacebuilder"
        result = CliRunner().invoke(peacebuilder, arguments)
        assert result.exit_code == 0, result.output


def test_the_command_in_the_text_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = re.search(r"`peacebuilder (build courses/peace-officer --agency [a-z-]+)`", PAGES[0].read_text("utf-8"))
    assert found
    shutil.copytree(ROOT / "courses", tmp_path / "courses")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(peacebuilder, found.group(1).split())
    assert result.exit_code == 0, result.output


def test_every_link_to_a_file_leads_to_one() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!https?:|[a-z]+:)([^)#]+)", page.read_text("utf-8")):
            if "/" in target or target.isupper() or "." in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_analyst_guide_tells_of_every_column_of_the_codebook_and_of_every_kind() -> None:
    text = (ROOT / "docs" / "analyst.md").read_text("utf-8")
    table = text[text.index("| column |") : text.index("Columns may be added")]
    named = re.findall(r"`(\w+)`", "".join(re.findall(r"^(\| `[^|]+) \|", table, re.MULTILINE)))
    assert tuple(named) == COLUMNS
    gallery, _ = read_course(ROOT / "courses" / "gallery")
    assert gallery
    kinds = next(line for line in table.splitlines() if line.startswith("| `kind`")).split("|")[2].split(",")
    assert {row.kind for row in codebook(gallery)} == {kind.strip() for kind in kinds}


def test_the_changelog_begins_with_this_version() -> None:
    versions = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert versions[0] == __version__


def test_the_readme_names_the_packages_that_are_built() -> None:
    text = PAGES[0].read_text("utf-8")
    assert all(f"peace-officer-0.1.0-{name}.zip" in text for name in FORMATS)


def test_the_admin_guide_uses_the_words_of_the_header() -> None:
    words = set(
        re.findall(r"^player\.\w+: \"([^\"]+)\"$", (ROOT / "builder/render/locale/en.yaml").read_text("utf-8"), re.M)
    )
    text = (ROOT / "docs" / "admin.md").read_text("utf-8")
    table = text[text.index("## What the header says") : text.index("## What is recorded")]
    rows = re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)[2:]
    assert len(rows) > 4
    assert set(rows) <= words


def test_the_admin_guide_sends_each_lms_to_its_file() -> None:
    wanted: dict[str, list[str]] = {}
    for profile in PROFILES.values():
        own = "" if profile.reporting == BY_THE_BOOK else f"-{profile.id}"
        file = f"`…-{profile.best}{own}.zip`" + ("" if profile.is_known else ", but ask first")
        wanted.setdefault(file, []).append(profile.name)
    rows = [f"| {file} | {', '.join(names)} |" for file, names in wanted.items()]
    text = (ROOT / "docs" / "admin.md").read_text("utf-8")
    table = text[text.index("## Which file") : text.index("Upload the zip as it is")]
    assert [line for line in table.splitlines() if line.startswith("| `")] == rows
