"""records query: SQL from the command line, as table, CSV, JSON or Parquet."""

from __future__ import annotations

import csv
import io
import json
import shlex
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from builder.cli import peacebuilder
from builder.cli.records_query import EXAMPLE
from builder.records.analysis.open import ASKED
from tests.cli.conftest import Run
from tests.records.analysis.written import write_lake

ODD = (
    "SELECT 1 AS n, NULL AS nothing, 'a,\"b\"\n=c' AS text, 1/0 AS far, 'nan'::DOUBLE AS nan, 0.1 + 0.2 AS exact,"
    " 12345678901234567890.5::DECIMAL(30, 1) AS long, DATE '2026-11-01' AS day,"
    " TIMESTAMP '2026-11-01 01:02:03.5' AS at, TIMESTAMPTZ '2026-11-01 01:00:00+01' AS there,"
    " INTERVAL 90 SECOND AS lasted, [1, NULL] AS list, {'a': DATE '2026-01-01'} AS pair, true AS yes,"
    " '\\xAA'::BLOB AS bytes, 170141183460469231731687303715884105727 AS big, 2 AS n"
)
TOLD = {
    "n": 1,
    "nothing": None,
    "text": 'a,"b"\n=c',
    "far": None,
    "nan": None,
    "exact": 0.3,
    "long": "12345678901234567890.5",
    "day": "2026-11-01",
    "at": "2026-11-01T01:02:03.500000Z",
    "there": "2026-11-01T00:00:00Z",
    "lasted": 90.0,
    "list": [1, None],
    "pair": {"a": "2026-01-01"},
    "yes": True,
    "bytes": "aa",
    "big": 170141183460469231731687303715884105727,
    "n_1": 2,
}


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    agencies = [{"id": f"a{number}", "name": f"Agency {number}", "state": None} for number in range(3)]
    return write_lake(tmp_path / "lake", (), agencies=agencies)


def test_json_is_an_array_of_objects(run: Run, lake: Path) -> None:
    result = run("records", "query", "--lake", lake, "--output", "json", "SELECT id FROM agencies ORDER BY id")
    assert json.loads(result.stdout) == [{"id": "a0"}, {"id": "a1"}, {"id": "a2"}]
    nothing = run("records", "query", "--lake", lake, "--output", "json", "SELECT id FROM agencies WHERE false")
    assert json.loads(nothing.stdout) == []


@pytest.mark.parametrize(
    "ask", [("query", "SELECT 1"), ("export", "reports/items", "--out", "x.csv"), ("report", "--out", "x")]
)
def test_a_damaged_file_of_the_lake_is_told(run: Run, lake: Path, ask: tuple[str, ...]) -> None:
    (file,) = (lake / "agencies").glob("*.parquet")
    file.write_bytes(file.read_bytes()[:-9])
    result = run("records", ask[0], "--lake", lake, *ask[1:])
    assert (result.exit_code, result.stdout, file.name in result.stderr, "backup" in result.stderr) == (
        1,
        "",
        True,
        True,
    )


@pytest.mark.parametrize("size", ["lots", "4", "", "-1GB", "99999999999999TB"])
def test_a_memory_that_is_no_size_is_told(run: Run, lake: Path, size: str) -> None:
    result = run("records", "query", "--lake", lake, "--memory", size, "SELECT 1")
    assert (result.exit_code, "4GB" in result.stderr) == (2, True)


def test_a_workbook_is_not_made(run: Run, lake: Path, tmp_path: Path) -> None:
    result = run("records", "query", "--lake", lake, "--out", tmp_path / "one.xlsx", "SELECT 1")
    assert result.exit_code == 2
    assert ".csv" in result.stderr
    assert not (tmp_path / "one.xlsx").exists()


def test_values_are_told_in_one_way_everywhere(run: Run, lake: Path) -> None:
    told = run("records", "query", "--lake", lake, "--output", "json", ODD)
    assert json.loads(told.stdout) == [TOLD]
    as_csv = run("records", "query", "--lake", lake, "--output", "csv", ODD).stdout_bytes.decode()
    ((head), (cells)) = csv.reader(io.StringIO(as_csv, newline=""))
    assert head == list(TOLD)
    for cell, value in zip(cells, TOLD.values(), strict=True):
        assert cell == ("" if value is None else value if isinstance(value, str) else json.dumps(value))
    assert as_csv.count("\r\n") == 2


def test_the_table_is_aligned_and_says_how_many_rows_there_are(run: Run, lake: Path) -> None:
    told = run("records", "query", "--lake", lake, "SELECT id, length(id) * 1000 AS n FROM agencies ORDER BY id")
    assert told.stdout.splitlines() == [
        "id     n",
        "--  ----",
        "a0  2000",
        "a1  2000",
        "a2  2000",
        "(3 rows)",
    ]


def test_parquet_and_others_go_into_a_file_by_its_ending(run: Run, lake: Path, tmp_path: Path) -> None:
    for ending in ("parquet", "json", "csv", "txt"):
        out = tmp_path / f"out.{ending}"
        assert (
            run("records", "query", "--lake", lake, "--out", out, "SELECT id FROM agencies ORDER BY 1").exit_code == 0
        )
    assert duckdb.execute(f"FROM '{tmp_path / 'out.parquet'}'").fetchall() == [("a0",), ("a1",), ("a2",)]
    assert json.loads((tmp_path / "out.json").read_text())[0] == {"id": "a0"}
    assert (tmp_path / "out.csv").read_bytes() == b"id\r\na0\r\na1\r\na2\r\n"
    assert (tmp_path / "out.txt").read_text().endswith("(3 rows)\n")


def test_what_fails_leaves_the_old_file(run: Run, lake: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("old")
    sql = "SELECT CASE WHEN range = 5000 THEN error('late') END FROM range(6000)"
    result = run("records", "query", "--lake", lake, "--out", out, sql)
    assert (result.exit_code, out.read_text()) == (1, "old")
    assert result.stderr.startswith("Error: late")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lake", "out.csv"]


def test_sql_comes_from_a_file_or_from_the_input(run: Run, lake: Path, tmp_path: Path) -> None:
    (tmp_path / "q.sql").write_text("SELECT 42 AS answer -- why\n;", "utf-8-sig")
    assert "42" in run("records", "query", "--lake", lake, "--file", "q.sql").stdout
    piped = CliRunner().invoke(
        peacebuilder, ["records", "query", "--lake", str(lake), "-"], input="SELECT 43 AS answer"
    )
    assert "43" in piped.stdout
    assert run("records", "query", "--lake", lake, "--file", "q.sql", "SELECT 1").exit_code == 2


def test_without_sql_it_says_in_a_few_lines_what_there_is_and_how_to_go_on(run: Run, lake: Path) -> None:
    lines = run("records", "query", "--lake", lake).stdout.splitlines()
    assert len(lines) < 25
    assert lines[1] == "  learners    A learner in a course"
    assert {line.split()[0] for line in lines if line.startswith("  ") and "peacebuilder" not in line} == set(ASKED)
    asked = [shlex.split(line)[1:] for line in lines if line.startswith("  peacebuilder")]
    assert [argument for *_, argument in asked] == ["DESCRIBE learners", EXAMPLE]
    assert all(run(*command).exit_code == 0 for command in asked)
    assert EXAMPLE in run("records", "query", "--help").stdout
    told = json.loads(run("records", "query", "--lake", lake, "--output", "json").stdout)
    assert {"view": "agencies", "column": "id", "type": "VARCHAR"} in told


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT * FROM lerners", "Error: there is no view 'lerners'; did you mean 'learners'?\n"),
        ("SELECT nam FROM agencies", "(line 1, column 8); did you mean 'name'?\n"),
        ('SELECT 1 FROM agencies WHERE id = "a-1"', "; a text stands between single quotes, as in '2026-11'\n"),
        ("COPY agencies TO 'x'", "Error: only SELECT can be asked, and this is COPY; give one SELECT\n"),
    ],
)
def test_a_mistake_is_one_sentence(sql: str, said: str, run: Run, lake: Path) -> None:
    result = run("records", "query", "--lake", lake, sql)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith(said)
    assert result.stderr.count("\n") == 1


def test_parquet_needs_a_file_and_a_lake_has_to_be_there(run: Run, lake: Path, tmp_path: Path) -> None:
    assert run("records", "query", "--lake", lake, "--output", "parquet", "SELECT 1").exit_code == 2
    missing = run("records", "query", "--lake", tmp_path / "nowhere", "SELECT 1")
    assert (missing.exit_code, "there is no lake" in missing.stderr) == (1, True)
    nowhere = run("records", "query", "--lake", lake, "--out", tmp_path / "no" / "x.csv", "SELECT 1")
    assert (nowhere.exit_code, "cannot be written" in nowhere.stderr) == (1, True)
