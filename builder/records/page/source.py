"""What the page must know of a lake before it asks the reports: months, agencies, courses, and how new it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from builder.records.analysis.engines.engine import Engine
from builder.records.page.choice import Agency

MONTHS: Final = """
SELECT month, count(DISTINCT learner) AS learners
FROM learners JOIN slices USING (agency, month)
GROUP BY month ORDER BY month"""
AGENCIES: Final = """
SELECT agency, count(DISTINCT learner) AS learners
FROM learners JOIN slices USING (agency, month)
GROUP BY agency ORDER BY learners DESC, agency"""
NAMES: Final = "SELECT id, max(name) FROM agencies GROUP BY id"
COURSES: Final = "SELECT course_id, max(text) FROM catalog WHERE kind = 'course' AND is_current GROUP BY course_id"
VERSIONS: Final = """
SELECT DISTINCT course_id, version
FROM learners JOIN slices USING (agency, month)
WHERE version IS NOT NULL ORDER BY course_id, version"""
STATEMENTS: Final = """
SELECT count(*), coalesce(max(least(ts, coalesce(stored, latest, ts))) FILTER (WHERE NOT is_ahead), max(latest))
FROM (
  SELECT ts, stored, latest, month, coalesce(agency, '(none)') AS agency,
    stored IS NULL AND coalesce(ts > latest + INTERVAL '1' DAY, false) AS is_ahead
  FROM statements CROSS JOIN (SELECT max(imported_at) AS latest FROM imports) AS i
) AS s
JOIN slices USING (agency, month)"""
"""The newest as far as the LRS, or the last import, bears it out: a clock that is far ahead tells nothing."""


@dataclass(frozen=True)
class Source:
    """`months` say how many learners began in them; `agencies`, the largest first, are those that have any learner;
    `newest` is None in an empty lake.
    """

    months: Mapping[str, int]
    agencies: tuple[Agency, ...]
    courses: Mapping[str, str]
    versions: tuple[tuple[str, str], ...]
    statements: int
    newest: datetime | None


def look(engine: Engine) -> Source:
    """Within the slices that the engine has now."""

    def rows(sql: str) -> list[tuple[Any, ...]]:
        return list(engine.table(sql).rows)

    names = {id_: name for id_, name in rows(NAMES) if name}
    statements, newest = rows(STATEMENTS)[0]
    return Source(
        dict(rows(MONTHS)),
        tuple(Agency(id_, names.get(id_, id_), learners) for id_, learners in rows(AGENCIES)),
        {course: title for course, title in rows(COURSES) if title},
        tuple((course, version) for course, version in rows(VERSIONS)),
        statements,
        newest,
    )
