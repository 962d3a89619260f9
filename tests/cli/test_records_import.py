"""peacebuilder records import."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.records.lake.lake import Lake
from tests.bench.lrs_statements import Crowd
from tests.cli.conftest import Run
from tests.records.lake.made import table

CODEBOOK = {"format": 1, "course": "stops", "version": "1.4.0", "iri": "https://example.org/stops"}


@pytest.fixture
def statements(tmp_path: Path) -> Path:
    path = tmp_path / "told.ndjson"
    path.write_text("\n".join(Crowd().texts(20)) + "\n", encoding="utf-8")
    return path


def test_statements_come_in_once(run: Run, tmp_path: Path, statements: Path) -> None:
    first = run("records", "import", statements, "--lake", tmp_path / "lake")
    assert first.exit_code == 0, first.output
    assert "told.ndjson: 20 read, 20 new.\n" in first.output
    again = run("records", "import", statements, "--lake", tmp_path / "lake")
    assert "told.ndjson: 20 read, 0 new, 20 known already.\n" in again.output
    lake = Lake.open(tmp_path / "lake")
    assert table(lake, "statements", "SELECT count(*), any_value(source) FROM rows") == [(20, "told.ndjson")]


def test_what_is_set_aside_is_told_and_does_not_fail(run: Run, tmp_path: Path, statements: Path) -> None:
    with statements.open("a", encoding="utf-8") as file:
        file.write("{}\n" * 7)
    result = run("records", "import", statements, "--lake", tmp_path / "lake", "--source", "LMS")
    assert result.exit_code == 0, result.output
    assert "27 read, 20 new, 7 set aside" in result.output
    assert "  21: actor: is required (and 2 more)\n" in result.output
    assert "  and 2 more\n" in result.output
    assert "SELECT source, line, reason FROM set_aside" in result.output


def test_nothing_but_faults_is_a_failure(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.ndjson").write_text("{}\n{\n")
    result = run("records", "import", tmp_path / "bad.ndjson", "--lake", tmp_path / "lake")
    assert result.exit_code == 1
    assert "2 read, 0 new, 2 set aside" in result.output


def test_a_wrong_file_makes_no_lake(run: Run, tmp_path: Path, statements: Path) -> None:
    (tmp_path / "page.html").write_text("<html>")
    result = run("records", "import", statements, tmp_path / "page.html", "--lake", tmp_path / "lake")
    assert result.exit_code == 1
    assert "is HTML or XML; export the statements as JSON" in result.output
    assert not (tmp_path / "lake").exists()


def test_rows_of_something_else_make_no_lake(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rows.parquet").write_bytes(b"PAR1 and no more")
    (tmp_path / "folder").mkdir()
    for name in ("rows.parquet", "folder"):
        result = run("records", "import", tmp_path / name, "--lake", tmp_path / "lake")
        assert result.exit_code == 1
        assert name in result.output
        assert not (tmp_path / "lake").exists()


def test_codebooks_and_agencies_may_come_alone(run: Run, tmp_path: Path) -> None:
    rows = [{"kind": "course", "id": "stops", "text": "Traffic stops", "iri": CODEBOOK["iri"]}]
    for version in ("1.4.0", "1.5.0"):
        (tmp_path / version).write_text(json.dumps(CODEBOOK | {"version": version, "rows": rows}))
    (tmp_path / "agencies.csv").write_text("id,name,state\noakdale-pd,Oakdale Police,CA\n")
    books = [part for version in ("1.4.0", "1.5.0") for part in ("--codebook", tmp_path / version)]
    result = run("records", "import", "--lake", tmp_path / "lake", *books, "--agencies", tmp_path / "agencies.csv")
    assert result.exit_code == 0, result.output
    assert "agencies.csv: 1 agency is in the lake.\n" in result.output
    lake = Lake.open(tmp_path / "lake")
    assert table(lake, "codebook", "SELECT version FROM rows ORDER BY 1") == [("1.4.0",), ("1.5.0",)]
    assert table(lake, "agencies", "SELECT id, name, state FROM rows") == [("oakdale-pd", "Oakdale Police", "CA")]


def test_a_codebook_of_another_course_is_told(run: Run, tmp_path: Path, statements: Path) -> None:
    for name in ("wrong.json", "right.json"):
        iri = CODEBOOK["iri"] if name == "right.json" else "https://example.org/fire"
        rows = [{"kind": "course", "id": "stops", "text": "Traffic stops", "iri": iri}]
        (tmp_path / name).write_text(json.dumps(CODEBOOK | {"iri": iri, "rows": rows}))
    alone = run("records", "import", "--codebook", tmp_path / "wrong.json", "--lake", tmp_path / "lake")
    assert alone.stderr == ""
    books = ("--codebook", tmp_path / "wrong.json", "--codebook", tmp_path / "right.json")
    told = run("records", "import", statements, *books, "--lake", tmp_path / "lake")
    assert told.exit_code == 0, told.output
    assert told.stderr == (
        "Note: wrong.json is the codebook of a course of which the lake has no statements; "
        "if it is the wrong one, import that of the course that learners had.\n"
    )


def test_something_has_to_be_given(run: Run, tmp_path: Path) -> None:
    result = run("records", "import", "--lake", tmp_path / "lake")
    assert result.exit_code == 2
    assert "Give a FILE, --codebook or --agencies." in result.output


@pytest.mark.parametrize("identified", [True, False])
def test_people_are_known_only_when_asked_for(run: Run, tmp_path: Path, statements: Path, identified: bool) -> None:
    options = ["--identified"] if identified else []
    run("records", "import", statements, "--lake", tmp_path / "lake", *options)
    actors = table(Lake.open(tmp_path / "lake"), "statements", "SELECT DISTINCT actor LIKE 'https://%' FROM rows")
    assert actors == [(identified,)]


def test_an_interrupted_import_tells_how_to_go_on(
    run: Run, tmp_path: Path, statements: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_args: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("builder.records.lake.intake.take", interrupted)
    result = run("records", "import", statements, "--lake", tmp_path / "lake")
    assert result.exit_code == 1
    assert "do it again" in result.output
