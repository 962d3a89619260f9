"""peacebuilder schema."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_it_writes_the_schemas(run: Run, tmp_path: Path) -> None:
    result = run("schema")
    assert result.exit_code == 0
    written = sorted(path.name for path in (tmp_path / "schemas").iterdir())
    assert "lesson.schema.json" in written
    assert result.stdout.split() == [f"schemas/{name}" for name in result.stdout.replace("schemas/", "").split()]
    assert sorted(result.stdout.replace("schemas/", "").split()) == written


def test_current_ones_pass_the_check(run: Run) -> None:
    run("schema", "--out", "a")
    result = run("schema", "--check", "--out", "a")
    assert (result.exit_code, result.output) == (0, "a is current.\n")


def test_a_changed_and_a_missing_one_fail_the_check_and_are_left_alone(run: Run, tmp_path: Path) -> None:
    run("schema", "--out", "a")
    changed = tmp_path / "a" / "lesson.schema.json"
    changed.write_text(json.dumps({"title": "mine"}))
    (tmp_path / "a" / "course.schema.json").unlink()
    result = run("schema", "--check", "--out", "a")
    assert result.exit_code == 1
    assert "a/course.schema.json is not current" in result.stdout
    assert "a/lesson.schema.json is not current" in result.stdout
    assert json.loads(changed.read_text()) == {"title": "mine"}


def test_a_folder_that_cannot_be_made_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run("schema", "--out", "file/schemas")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr
