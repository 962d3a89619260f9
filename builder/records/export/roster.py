"""Who finished a course, as boards that certify training ask it: one row a person and course.

What the records do not tell comes from the agency's own table or from options; without, it is blank: never invented.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from builder.records.analysis.engines.engine import Table
from builder.records.analysis.engines.tables import literal
from builder.records.analysis.open import Analysis
from builder.records.export.people import Person, find

COLUMNS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("state_id", "last", "first", "rank", "agency", "ori"), "VARCHAR"),
    **dict.fromkeys(("course_title", "course_number", "provider", "version"), "VARCHAR"),
    **dict.fromkeys(("start_utc", "completion_utc", "start_local", "completion_local", "time_zone"), "VARCHAR"),
    "hours": "VARCHAR",
    "score": "DOUBLE",
    "result": "VARCHAR",
    "attempts": "BIGINT",
    "instructor": "VARCHAR",
    "lms_record_id": "VARCHAR",
}
UNFINISHED: Final = "incomplete"
RECORDS: Final = """
WITH titles AS (
  SELECT course_id, max(text) AS title FROM catalog WHERE kind = 'course' GROUP BY course_id
),
enrollments AS (
  SELECT course_id, actor AS learner, max_by(registration, (ts, statement_id)) AS registration
  FROM statements WHERE registration IS NOT NULL GROUP BY course_id, actor
),
failures AS (
  SELECT DISTINCT course_id, actor AS learner FROM statements
  WHERE verb = 'http://adlnet.gov/expapi/verbs/failed' AND attempt IS NULL
)
SELECT
  l.learner, coalesce(a.name, nullif(l.agency, '(none)')) AS agency, coalesce(t.title, l.course_id) AS course_title,
  l.version, l.started_at, coalesce(l.completed_at, l.passed_at) AS finished_at, l.completed, l.passed, l.best_score,
  f.learner IS NOT NULL AS failed, l.test_attempts, e.registration
FROM learners l
LEFT JOIN (SELECT id, max(name) AS name FROM agencies GROUP BY id) a ON a.id = l.agency
LEFT JOIN titles t ON t.course_id = l.course_id
LEFT JOIN enrollments e ON e.course_id = l.course_id AND e.learner = l.learner
LEFT JOIN failures f ON f.course_id = l.course_id AND f.learner = l.learner
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """`told` are columns that are the same for all; what the people's table says wins. Without `unfinished` only those
    who completed the course, or were told that they passed or failed.
    """

    agency: str | None = None
    course: str | None = None
    zone: ZoneInfo | None = None
    unfinished: bool = False
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Roster:
    """`unknown` are learners that no line of the table names, `absent` people of whom there is no record."""

    table: Table
    unknown: tuple[str, ...]
    absent: tuple[Person, ...]


def roster(analysis: Analysis, people: Mapping[str, Person], asked: Asked) -> Roster:
    """By name, course and start."""
    found = analysis.query(RECORDS + _where(asked))
    records = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    kept = [record for record in records if asked.unfinished or _result(record) not in ("", UNFINISHED)]
    known = {record["learner"]: find(people, record["learner"]) for record in records}
    rows = sorted((tuple(_row(record, one, asked)) for record in kept if (one := known[record["learner"]])), key=str)
    met = {one.line for one in known.values() if one}
    lines = {one.line: one for one in people.values()}
    return Roster(
        Table(tuple(COLUMNS), tuple(COLUMNS.values()), sorted(rows, key=_order)),
        tuple(sorted({record["learner"] for record in kept if not known[record["learner"]]})),
        tuple(one for line, one in sorted(lines.items()) if line not in met),
    )


def _where(asked: Asked) -> str:
    wanted = {"l.agency": asked.agency, "l.course_id": asked.course}
    conditions = [f"{column} = {literal(value)}" for column, value in wanted.items() if value is not None]
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""


def _order(row: Sequence[Any]) -> tuple[str, ...]:
    return tuple(str(value or "").casefold() for value in (*row[1:3], row[0], row[6], row[10]))


def _row(record: Mapping[str, Any], person: Person, asked: Asked) -> Iterator[Any]:
    told = {**_of_record(record, asked.zone), **asked.told, **person.told}
    for name in COLUMNS:
        yield told.get(name)


def _of_record(record: Mapping[str, Any], zone: ZoneInfo | None) -> dict[str, Any]:
    start, end = record["started_at"], record["finished_at"]
    return {
        "agency": record["agency"],
        "course_title": record["course_title"],
        "version": record["version"],
        "start_utc": start and f"{_shown(start)}Z",
        "completion_utc": end and f"{_shown(end)}Z",
        "start_local": start and zone and _shown(start, zone),
        "completion_local": end and zone and _shown(end, zone),
        "time_zone": zone and zone.key,
        "score": record["best_score"],
        "result": _result(record),
        "attempts": record["test_attempts"],
        "lms_record_id": record["registration"],
    }


def _shown(moment: datetime, zone: ZoneInfo | None = None) -> str:
    """To the second; local time with its distance from UTC."""
    local = moment.replace(tzinfo=UTC).astimezone(zone) if zone else moment
    return local.isoformat(timespec="seconds")


def _result(record: Mapping[str, Any]) -> str:
    """Blank where only a report that has no status tells of the learner."""
    told = next((told for told in ("passed", "failed", "completed") if record[told]), None)
    return told or (UNFINISHED if record["completed"] is False else "")
