"""The slices of a report: parts of a lake, by agency and by month, that one query answers for all at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

SLICES: Final = "slices"
"""The name of the view."""
NO_AGENCY: Final = "(none)"
Row = tuple[str, str | None, str, str]
FIRST, LAST = "", "~"
"""Before and after every month, as texts are sorted."""


@dataclass(frozen=True, slots=True)
class Slice:
    """`agencies` None is all of them; months as in 2026-11, both included, None without a limit."""

    name: str
    agencies: tuple[str, ...] | None = None
    first: str | None = None
    last: str | None = None


ALL: Final = (Slice("all"),)

CELLS: Final = f"""(
  SELECT agency, month
  FROM (SELECT DISTINCT coalesce(agency, '{NO_AGENCY}') AS agency FROM statements) AS a
  CROSS JOIN (
    SELECT month FROM statements
    UNION
    SELECT substr(CAST(stored_in AS STRING), 1, 7)
    FROM (SELECT DISTINCT date_trunc('month', stored) AS stored_in FROM statements) AS s
    WHERE stored_in IS NOT NULL
  ) AS m
)"""  # noqa: S608 - our own word
"""Every agency with every month: what is counted lies in the month of its own start, whichever that is.

That is a month of `ts`, or where a clock was broken of `stored` (views/facts.sql).
"""


def view(slices: Sequence[Slice]) -> str:
    """The SELECT of the view `slices`: slice, agency, month."""
    rows = tuple(_rows(slices))
    joins = (
        _join([row for row in rows if row[1] is None], ""),
        _join([row for row in rows if row[1] is not None], "s.agency = c.agency AND "),
    )
    return "\nUNION ALL\n".join(filter(None, joins)) or "SELECT '' AS slice, '' AS agency, '' AS month WHERE false"


def _join(rows: Sequence[Row], condition: str) -> str:
    if not rows:
        return ""
    told = ", ".join(f"({', '.join(_text(value or '') for value in row)})" for row in rows)
    return (
        f"SELECT s.slice, c.agency, c.month FROM (VALUES {told}) AS s (slice, agency, since, till)"  # noqa: S608 - quoted
        f" JOIN {CELLS} AS c ON {condition}c.month >= s.since AND c.month <= s.till"
    )


def _rows(slices: Sequence[Slice]) -> Iterator[Row]:
    for one in slices:
        agencies: tuple[str | None, ...] = (None,) if one.agencies is None else tuple(dict.fromkeys(one.agencies))
        for agency in agencies:
            yield one.name, agency, one.first or FIRST, one.last or LAST


def _text(value: str) -> str:
    """In SQL; a backslash means itself in DuckDB, and more in Spark."""
    return "'" + value.replace("'", "''").replace("\\", "' || chr(92) || '") + "'"
