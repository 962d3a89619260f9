"""A lake is opened with its tables as views, by slices, in bounded memory, and closed without a trace."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from builder.records.analysis.engines.tables import BASES, DERIVED
from builder.records.analysis.guard import NotAllowed
from builder.records.analysis.open import ASKED, open_lake
from builder.records.analysis.slices import Slice
from builder.records.lake.refusals import NotALake
from tests.records.analysis.written import write_lake


def row(number: int, ts: str, agency: str | None) -> dict[str, Any]:
    return {"statement_id": f"s{number}", "verb": "v", "ts": ts, "agency": agency, "object_type": "Activity"}


ROWS = (
    row(1, "2026-01-31T23:59:59.000004", "a"),
    row(2, "2026-02-01T00:00:00", "a"),
    row(3, "2026-02-02T00:00:00", "o'b\\c"),
    row(4, "2026-03-01T00:00:00", None),
)


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_lake(tmp_path_factory.mktemp("open") / "lake", ROWS)


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where temporary files go."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


def test_an_empty_lake_has_all_views_with_their_columns_and_types(tmp_path: Path) -> None:
    with open_lake(write_lake(tmp_path / "lake", ())) as empty:
        shown = {name: [tuple(column[:2]) for column in table.rows] for name, table in empty.views()}
        assert set(shown) == set(ASKED)
        for base in BASES:
            assert shown[base.name] == list(base.columns + (DERIVED if base.months else ()))
        assert all(empty.query(f"SELECT * FROM {name}").rows == [] for name in ASKED)
        assert empty.query("SELECT * FROM slices").rows == []


def test_statements_know_their_month_and_seconds(lake: Path) -> None:
    with open_lake(lake) as found:
        told = found.query("SELECT month, at_s FROM statements ORDER BY ts").rows
    assert told[0] == ("2026-01", 1769903999.000004)
    assert [month for month, _ in told] == ["2026-01", "2026-02", "2026-02", "2026-03"]


@pytest.mark.parametrize("name", ["agency=7", "month=x", "a 'quoted' [folder]*", "back\\slash"])
def test_the_name_of_a_folder_is_only_a_name(name: str, lake: Path, tmp_path: Path) -> None:
    place = tmp_path / name / "lake"
    shutil.copytree(lake, place)
    with open_lake(place) as found:
        told = found.query("SELECT statement_id, agency, month FROM statements ORDER BY ts").rows
    assert told[2] == ("s3", "o'b\\c", "2026-02")
    assert len(told) == 4


def test_every_agency_and_month_is_in_the_slice_of_all(lake: Path) -> None:
    with open_lake(lake) as found:
        told = found.query("SELECT * FROM slices").rows
    assert {one for one, _, _ in told} == {"all"}
    assert len(told) == 9
    assert {agency for _, agency, _ in told} == {"a", "o'b\\c", "(none)"}


def test_slices_are_of_agencies_and_months(lake: Path) -> None:
    slices = [
        Slice("two", agencies=("a", "o'b\\c", "a"), first="2026-02", last="2026-02"),
        Slice("it's none", agencies=("(none)",)),
        Slice("early", last="2026-01"),
        Slice("nobody", agencies=()),
    ]
    with open_lake(lake, slices=slices) as found:
        told = found.query("SELECT slice, agency, month FROM slices ORDER BY ALL").rows
    assert [one for one in told if one[0] == "two"] == [("two", "a", "2026-02"), ("two", "o'b\\c", "2026-02")]
    assert [one[2] for one in told if one[0] == "it's none"] == ["2026-01", "2026-02", "2026-03"]
    assert {one[2] for one in told if one[0] == "early"} == {"2026-01"}
    assert len(told) == 2 + 3 + 3


def test_slices_may_be_sql(lake: Path) -> None:
    with open_lake(lake, slices="SELECT 'x' AS slice, 'a' AS agency, '2026-01' AS month") as found:
        assert found.query("SELECT * FROM slices").rows == [("x", "a", "2026-01")]


def test_what_is_kept_answers_the_same(lake: Path) -> None:
    with open_lake(lake) as found:
        before = found.query("SELECT * FROM learners ORDER BY ALL")
        found.engine.keep("learners")
        assert found.query("SELECT * FROM learners ORDER BY ALL") == before
        assert found.query("SELECT count(*) FROM sessions").rows


def test_reports_are_found_by_name(lake: Path) -> None:
    with open_lake(lake) as found:
        assert {one.name for one in found.reports()} >= {"completion", "items", "quality"}
        assert found.report("completion").report.name == "completion"
        with pytest.raises(NotAllowed, match="there is no report 'complition'") as refused:
            found.report("complition")
    assert refused.value.advice == "did you mean 'completion'?"


def test_what_is_no_lake_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotALake), open_lake(tmp_path):
        pass


@pytest.mark.parametrize("which", ["statements", "month=2026-02", "agencies"])
def test_a_folder_that_may_not_be_read_is_told_and_not_taken_for_an_empty_one(
    which: str, lake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = Path.iterdir

    def refuse(folder: Path) -> Iterator[Path]:
        if folder.name == which:
            raise PermissionError(13, "Permission denied", str(folder))
        return listed(folder)

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(NotALake, match=f"{which} cannot be read"), open_lake(lake):
        pass


def test_temporary_files_go_when_it_is_closed_even_after_an_error(lake: Path, scratch: Path) -> None:
    with pytest.raises(ZeroDivisionError), open_lake(lake, memory="100MB") as found:
        found.query("SELECT count(*) FROM (SELECT DISTINCT md5(CAST(range AS VARCHAR)) FROM range(2000000))")
        assert list(scratch.iterdir())
        raise ZeroDivisionError


@pytest.fixture
def heard() -> Iterator[None]:
    """Interrupts are, also where tests run in the background, which ignores them."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("scratch", "heard")
def test_an_interrupt_ends_a_query_without_end_and_the_next_one_is_answered(lake: Path) -> None:
    endless = "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range + b.range = -1"
    with open_lake(lake) as found:
        started = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT))
        started.start()
        with pytest.raises(KeyboardInterrupt):
            found.query(endless)
        started.join()
        assert found.query("SELECT 1").rows == [(1,)]


def test_rows_come_as_they_are_asked_for(lake: Path) -> None:
    with open_lake(lake, memory="200MB") as found:
        rows = found.stream("SELECT range FROM range(100000000000)").rows
        assert [next(rows) for _ in range(3)] == [(0,), (1,), (2,)]
        assert found.query("SELECT 2").rows == [(2,)]


def test_parquet_goes_only_into_the_folder_that_may_be_written(lake: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with open_lake(lake, out=out) as found:
        found.write(
            "SELECT agency, count(*) AS n FROM statements GROUP BY agency ORDER BY n DESC, agency;", out / "x.parquet"
        )
        with pytest.raises(Exception, match="cannot access"):
            found.write("SELECT 1", tmp_path / "y.parquet")
    assert duckdb.execute(f"FROM '{out / 'x.parquet'}'").fetchall()[0] == ("a", 2)
