"""A small course, its codebook, and the lake that reports of it are imported into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from builder.course.read import read_course
from builder.course.resolved import ResolvedCourse
from builder.diagnostics import Diagnostic
from builder.records.codebook import Row, as_csv, as_json, codebook
from builder.records.lake.lake import Lake
from builder.records.sources.scorm_report.options import Options
from builder.records.sources.scorm_report.take import Imported, import_report
from tests.records.sources.scorm_report.lms import Told

SMALL = Path(__file__).parents[3] / "e2e" / "course"


@dataclass
class Bench:
    """`rows` of the codebook by id; of an id that several things have, the last."""

    folder: Path
    course: ResolvedCourse
    rows: dict[str, Row]
    lake: Lake
    asked: dict[str, Any] = field(default_factory=dict)

    @property
    def book(self) -> Path:
        return self.folder / "codebook" / f"{self.course.id}-{self.course.version}.json"

    @property
    def bank(self) -> list[Row]:
        return [row for row in self.rows.values() if row.kind == "question" and row.test]

    def told(self, id_: str, response: str = "", result: str = "", **more: str) -> Told:
        """As our run-time tells it in SCORM 1.2; without a response the right one."""
        row = self.rows[id_]
        right = {f"correct_responses.{n}.pattern": text for n, text in enumerate(row.scorm12_right)}
        if not response and row.scorm12_right:
            response, result = row.scorm12_right[0], result or "correct"
        return {"id": row.scorm12_id, "student_response": response, "result": result or "neutral", **right, **more}

    def decided(self, situation: str, choice: str) -> Told:
        row = self.rows[situation]
        letter = next(r.letter for r in self.rows.values() if r.kind == "choice" and r.id == choice)
        return {"id": row.scorm12_id, "student_response": letter, "result": "neutral"}

    def write(self, report: bytes, name: str = "report.csv") -> Path:
        path = self.folder / name
        path.write_bytes(report)
        return path

    def take(self, report: bytes | Path, mapping: str = "moodle-interactions", **more: Any) -> Imported:
        path = report if isinstance(report, Path) else self.write(report)
        options = replace(Options(), **more)
        return import_report(
            self.lake, path, mapping=mapping, codebook=self.asked.get("book", self.book), options=options
        )

    def taken(self, report: bytes | Path, mapping: str = "moodle-interactions", **more: Any) -> Imported:
        found = self.take(report, mapping, **more)
        assert found.problems == (), [f"{one.where}: {one.text}" for one in found.problems]
        return found

    def refused(self, report: bytes | Path, mapping: str = "moodle-interactions", **more: Any) -> Sequence[Diagnostic]:
        found = self.take(report, mapping, **more)
        assert found.problems
        assert self.lake.files("statements") == []
        return found.problems

    def ask(self, columns: str, where: str = "true", order: str = "ts, object_id") -> list[tuple[Any, ...]]:
        """Of all rows in the lake; verbs by their last word."""
        files = [str(path) for path in self.lake.files("statements")]
        with duckdb.connect() as duck:
            duck.execute("SET TimeZone = 'UTC'")
            rows = (
                f"SELECT * REPLACE (split_part(verb, '/', -1) AS verb) FROM read_parquet({files}, union_by_name = true)"
            )
            return duck.execute(f"SELECT {columns} FROM ({rows}) WHERE {where} ORDER BY {order}").fetchall()

    def aside(self) -> list[tuple[Any, ...]]:
        files = [str(path) for path in self.lake.files("aside")]
        if not files:
            return []
        with duckdb.connect() as duck:
            found = duck.execute(f"SELECT line, code, reason FROM read_parquet({files}) ORDER BY line, reason")
            return found.fetchall()


@pytest.fixture(scope="session")
def small() -> ResolvedCourse:
    course, problems = read_course(SMALL)
    assert course is not None, problems
    return course


@pytest.fixture
def bench(small: ResolvedCourse, tmp_path: Path) -> Iterator[Bench]:
    rows = codebook(small)
    (tmp_path / "codebook").mkdir()
    for ending, text in (("json", as_json(small, rows)), ("csv", as_csv(small, rows))):
        (tmp_path / "codebook" / f"{small.id}-{small.version}.{ending}").write_bytes(text)
    yield Bench(tmp_path, small, {row.id: row for row in rows}, Lake.make(tmp_path / "lake", identified=True))
