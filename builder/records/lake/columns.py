"""The row of a lake: its columns, in order, the same in each file of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Column:
    """`type` is DuckDB's word for it; its Parquet is read by Spark as the type of the same meaning."""

    name: str
    type: str
    meaning: str


COLUMNS: Final = (
    Column("statement_id", "VARCHAR", "The statement's id, in lower case; once in a lake."),
    Column(
        "actor", "VARCHAR", "Who did it: a keyed hash of the identifier, or the identifier in a lake of known people."
    ),
    Column("verb", "VARCHAR", "What was done: the verb's IRI."),
    Column("object_id", "VARCHAR", "To what: an activity's IRI, a statement's id, an agent as in `actor`."),
    Column("object_type", "VARCHAR", "Activity, Agent, Group, StatementRef or SubStatement."),
    Column("activity_type", "VARCHAR", "The type of the activity, an IRI."),
    Column("course_id", "VARCHAR", "The course, by its IRI."),
    Column("version", "VARCHAR", "The version of the course that made the statement."),
    Column("agency", "VARCHAR", "The id of the agency that the package was built for, or whose credential sent it."),
    Column("parent_id", "VARCHAR", "The activity that it is directly in: the lesson, test or scenario."),
    Column("objective_id", "VARCHAR", "The objective that a question is about, by its IRI."),
    Column("registration", "VARCHAR", "The learner's enrollment, in lower case."),
    Column("session", "VARCHAR", "The session, where the LMS tells one (cmi5)."),
    Column(
        "ts", "TIMESTAMP", "When it happened, UTC, by the clock of the learner's computer; else when it was stored."
    ),
    Column("stored", "TIMESTAMP", "When the LRS took it, UTC."),
    Column("success", "BOOLEAN", "Right or wrong; passed or failed."),
    Column("completion", "BOOLEAN", "Whether it was done to its end."),
    Column("score_scaled", "DOUBLE", "The score, -1 to 1."),
    Column("score_raw", "DOUBLE", "The score as shown; of our courses 0 to 100."),
    Column("response", "VARCHAR", "The answer, choice or end, by ids as in xAPI."),
    Column("duration_s", "DOUBLE", "How long it took, in seconds."),
    Column("progress", "DOUBLE", "Share of the course's pages seen, 0 to 100."),
    Column("attempt", "INTEGER", "The attempt at the test, from 1."),
    Column("tries", "INTEGER", "How often a question of a lesson was answered, this time included."),
    Column("run", "INTEGER", "The run through the scenario, from 1."),
    Column("source", "VARCHAR", "Where the row came from: the name of an LRS, a file or a report."),
)
NAMES: Final = tuple(column.name for column in COLUMNS)
MONTH: Final = "month"
"""The partition: the month of `ts`, as in 2026-11."""
