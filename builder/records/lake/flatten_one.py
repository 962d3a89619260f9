"""One line to the row of its statement by the full model, or to why it cannot be taken."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from builder.records.lake.flatten_held import bare, held
from builder.records.xapi.faults import Fault, faults
from builder.records.xapi.flat import Flat, flat
from builder.records.xapi.iris import Extension
from builder.records.xapi.strict_json import NotJson, read
from builder.records.xapi.values import micros_of
from builder.standards.xapi import PROGRESS, ActivityType, Version

Json = Mapping[str, Any]

MOST: Final = 300
"""Characters of a reason: a property may have any name."""
LONGEST: Final = 2**24
"""Bytes of a statement that is looked at: a value in Python takes many times as much memory as its JSON."""
GREATEST: Final = 2**31 - 1
"""What an INTEGER holds."""
NOTHING: Final[Json] = {}
AGENTS: Final = ("Agent", "Group")


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a line was not taken; the reason has none of its values, which may name people."""

    statement_id: str | None
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """The columns of a lake in order; points in time in microseconds since 1970, UTC."""

    statement_id: str
    actor: str | None
    verb: str
    object_id: str | None
    object_type: str
    activity_type: str | None
    course_id: str | None
    version: str | None
    agency: str | None
    parent_id: str | None
    objective_id: str | None
    registration: str | None
    session: str | None
    ts: int
    stored: int | None
    success: bool | None
    completion: bool | None
    score_scaled: float | None
    score_raw: float | None
    response: str | None
    duration_s: float | None
    progress: float | None
    attempt: int | None
    tries: int | None
    run: int | None
    source: str


def row_of(line: bytes, *, source: str, agency: str | None, name_of: Callable[[str], str]) -> Row | Unfit:
    """`agency` is taken where the statement tells none."""
    if len(line) > LONGEST:
        return too_long(len(line))
    try:
        statement = read(line)
    except NotJson as error:
        return Unfit(None, "json", str(error)[:MOST])
    if not isinstance(statement, dict):
        return Unfit(None, "statement", "must be an object")
    id_ = _text(statement.get("id"))
    statement = held(statement)
    if found := _faults(statement):
        return Unfit(id_, "statement", _told(found))
    if id_ is None:
        return Unfit(None, "id", "has no id, so it could not be told from others")
    stored = micros_of(statement["stored"]) if "stored" in statement else None
    row = flat(statement)
    ts = stored if row.ts is None else row.ts
    if ts is None:
        return Unfit(id_.lower(), "time", "has neither a timestamp nor when it was stored")
    return _row(statement, row, id_=id_.lower(), ts=ts, stored=stored, source=source, agency=agency, name_of=name_of)


def too_long(length: int) -> Unfit:
    """Of a statement of so many bytes."""
    return Unfit(None, "size", f"has {length:,} bytes, more than the {LONGEST:,} that are looked at")


def _faults(statement: dict[str, Any]) -> tuple[Fault, ...]:
    """None, if it is a statement of any version of xAPI; else those of 1.0.3."""
    found = faults(bare(statement), Version.ONE)
    return () if not found or not faults(bare(statement), Version.TWO) else found


def _told(found: tuple[Fault, ...]) -> str:
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return str(found[0])[:MOST] + more


def _row(
    statement: Json,
    row: Flat,
    *,
    id_: str,
    ts: int,
    stored: int | None,
    source: str,
    agency: str | None,
    name_of: Callable[[str], str],
) -> Row:
    object_: Json = statement["object"]
    context: Json = statement.get("context", NOTHING)
    result: Json = statement.get("result", NOTHING)
    told: Json = context.get("extensions", NOTHING) if row.course_id is not None else NOTHING

    def of(extension: Extension) -> object:
        return told.get(extension.of(row.course_id or ""))

    known = asdict(row) | {
        "actor": None if row.actor is None else name_of(row.actor),
        "object_id": name_of(row.object_id) if row.object_id and row.object_type in AGENTS else row.object_id,
        "ts": ts,
    }
    return Row(
        statement_id=id_,
        activity_type=_definition(object_).get("type"),
        version=_text(of(Extension.VERSION)),
        agency=_text(of(Extension.AGENCY)) or agency,
        objective_id=_objective(context),
        stored=stored,
        progress=_percent(result.get("extensions", NOTHING).get(PROGRESS)),
        attempt=_count(of(Extension.ATTEMPT)),
        tries=_count(of(Extension.TRIES)),
        run=_count(of(Extension.RUN)),
        source=source,
        **known,
    )


def _definition(activity: Json) -> Json:
    found: Json = activity.get("definition", NOTHING)
    return found


def _objective(context: Json) -> str | None:
    for activity in _listed(context.get("contextActivities", NOTHING).get("other", ())):
        if _definition(activity).get("type") == ActivityType.OBJECTIVE:
            found: str = activity["id"]
            return found
    return None


def _listed(found: object) -> Iterator[Json]:
    return iter((found,) if isinstance(found, Mapping) else found)  # type: ignore[call-overload, no-any-return]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _count(value: object) -> int | None:
    """Of a whole number, also where it was written as 1.0."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= GREATEST:
        return None
    return int(value) if value == int(value) else None


def _percent(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:
        return None
    return float(value)


def as_json(row: Row, place: int) -> str:
    """For DuckDB, a line by the names of the columns and `place`, where the statement was."""
    return json.dumps({"place": place, **asdict(row)}, ensure_ascii=False, separators=(",", ":")) + "\n"
