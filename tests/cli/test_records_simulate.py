"""peacebuilder records simulate: what it writes, what it says, and what it refuses."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builder.cli import peacebuilder
from builder.records.codebook import as_json, codebook
from tests.records.simulate.worlds import read


def simulate(*arguments: str) -> Result:
    return CliRunner().invoke(peacebuilder, ["records", "simulate", *arguments])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_that_it_tells_takes_all_of_it_into_a_lake(folder: Path) -> None:
    done = simulate("--learners", "5", "--seed", "7", "--out", "made-up.ndjson", "--processes", "1")
    assert done.exit_code == 0, done.output
    names = {"ndjson", "codebook.json", "codebook-1.0.0.json", "agencies.csv", "truth.json"}
    assert {path.name for path in folder.iterdir()} == {f"made-up.{name}" for name in names}
    told = shlex.split(done.output.splitlines()[-1])
    assert told[:4] == ["peacebuilder", "records", "import", "made-up.ndjson"]
    taken = CliRunner().invoke(peacebuilder, told[1:])
    assert taken.exit_code == 0, taken.output
    asked = CliRunner().invoke(
        peacebuilder,
        ["records", "query", "--lake", "lake", "--output", "json", "SELECT count(*) AS rows FROM statements"],
    )
    assert json.loads(asked.output)[0]["rows"] == json.loads(Path("made-up.truth.json").read_text())["lines"]["rows"]


def test_a_real_course_and_real_agencies_by_their_files(folder: Path) -> None:
    course = read("peace-officer")
    Path("course.json").write_bytes(as_json(course, codebook(course)))
    Path("own.csv").write_text("id,name,state\nx-pd,X PD,OH\ny-so,Y SO,TX\n")
    given = ("--codebook", "course.json", "--agencies", "own.csv", "--truth", "told.json", "--unbranded", "0")
    done = simulate("--learners", "30", "--seed", "1", "--out", "made.ndjson.gz", "--processes", "1", *given)
    assert done.exit_code == 0, done.output
    assert {path.name for path in folder.iterdir()} == {"course.json", "own.csv", "told.json", "made.ndjson.gz"}
    told = json.loads(Path("told.json").read_text())
    assert told["course"]["iri"] == course.iri
    assert set(told["completion"]["agency"]) == {"x-pd", "y-so"}
    assert "--codebook course.json --agencies own.csv" in done.output


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (("--from", "2026-01-02", "--to", "2026-01-01"), 2, "The last day is before the first."),
        (("--out", "nowhere/made.ndjson"), 2, "There is no folder nowhere."),
        (("--duplicates", "2"), 2, "2"),
        (("--codebook", "bad.json"), 1, "bad.json is no codebook in JSON; give the .json that a build writes"),
        (("--codebook", "list.json"), 1, "list.json is no codebook; give"),
        (("--codebook", "rows.json"), 1, "rows.json has a row without the columns of a codebook"),
        (("--codebook", "empty.json"), 1, "the codebook has no row for the course"),
        (("--agencies", "bad.csv"), 1, "bad.csv needs the columns id, name and state, and an agency"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence_and_nothing_is_written(
    folder: Path, arguments: tuple[str, ...], code: int, text: str
) -> None:
    Path("bad.json").write_text("kind,id\n")
    Path("list.json").write_text("[]")
    Path("rows.json").write_text('{"course": "c", "version": "1", "iri": "i", "rows": [{"kind": "page"}]}')
    Path("empty.json").write_text('{"course": "c", "version": "1", "iri": "i", "rows": []}')
    Path("bad.csv").write_text("name\nX\n")
    before = set(folder.iterdir())
    done = simulate("--learners", "2", "--seed", "1", "--out", "made.ndjson", "--processes", "1", *arguments)
    assert (done.exit_code, set(folder.iterdir())) == (code, before)
    assert text in " ".join(done.output.split())
