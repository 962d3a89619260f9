"""A statement as one flat row, for analysts: what most questions ask of it, in columns."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from builder.records.xapi.identity import identifier
from builder.records.xapi.iris import PROFILE, Extension
from builder.records.xapi.values import micros_of
from builder.standards.cmi5 import COURSE_TYPE, SESSION_ID
from builder.standards.xapi import ActivityType

Json = Mapping[str, Any]

COURSE_TYPES: Final = frozenset({ActivityType.COURSE.value, COURSE_TYPE})
NOTHING: Final[Json] = {}

DURATION: Final = re.compile(
    r"P(?:([\d.,]+)Y)?(?:([\d.,]+)M)?(?:([\d.,]+)W)?(?:([\d.,]+)D)?(?:T(?:([\d.,]+)H)?(?:([\d.,]+)M)?(?:([\d.,]+)S)?)?",
    re.ASCII,
)
YEAR: Final = 365.2425 * 86_400
SECONDS: Final = (YEAR, YEAR / 12, 7 * 86_400, 86_400, 3_600, 60, 1)
"""Of a year and a month, whose lengths vary, the mean of the Gregorian calendar."""


@dataclass(frozen=True, slots=True)
class Flat:
    """`ts` is in microseconds since 1970, UTC, and None where the statement has no timestamp; durations in seconds.

    `actor` and an agent as object are told by their identifier. `course_id` is None where no course is named, `session`
    where no tool tells one, `object_id` of a SubStatement always: it did not happen.
    """

    actor: str | None
    verb: str
    object_id: str | None
    object_type: str
    course_id: str | None
    parent_id: str | None
    registration: str | None
    session: str | None
    ts: int | None
    success: bool | None
    completion: bool | None
    score_scaled: float | None
    score_raw: float | None
    response: str | None
    duration_s: float | None


def flat(statement: Json) -> Flat:
    """The row of a valid statement."""
    context: Json = statement.get("context", NOTHING)
    result: Json = statement.get("result", NOTHING)
    object_: Json = statement["object"]
    score: Json = result.get("score", NOTHING)
    around: Json = context.get("contextActivities", NOTHING)
    extensions: Json = context.get("extensions", NOTHING)
    registration = context.get("registration")
    session = extensions.get(SESSION_ID)
    return Flat(
        actor=identifier(statement["actor"]),
        verb=statement["verb"]["id"],
        object_id=object_["id"] if "id" in object_ else identifier(object_),
        object_type=object_.get("objectType", "Activity"),
        course_id=_course(object_, around, extensions),
        parent_id=next((activity["id"] for activity in _listed(around, "parent")), None),
        registration=registration and registration.lower(),
        session=session if isinstance(session, str) else None,
        ts=micros_of(statement["timestamp"]) if "timestamp" in statement else None,
        success=result.get("success"),
        completion=result.get("completion"),
        score_scaled=_number(score.get("scaled")),
        score_raw=_number(score.get("raw")),
        response=result.get("response"),
        duration_s=seconds(result["duration"]) if "duration" in result else None,
    )


def _course(object_: Json, around: Json, extensions: Json) -> str | None:
    """The course by its own IRI, as our statements say it by their category; else what is called a course."""
    for activity in _listed(around, "category"):
        course = activity["id"].removesuffix(PROFILE)
        if course != activity["id"] and Extension.VERSION.of(course) in extensions:
            return str(course)
    for activity in (object_, *_listed(around, "grouping"), *_listed(around, "parent")):
        if activity.get("definition", NOTHING).get("type") in COURSE_TYPES:
            found: str = activity["id"]
            return found
    return None


def _listed(around: Json, kind: str) -> Iterator[Json]:
    found = around.get(kind, ())
    return iter((found,) if isinstance(found, Mapping) else found)  # one may stand for a list of one (2.4.6.2)


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)  # whole numbers of any size are numbers, too


def seconds(duration: str) -> float | None:
    """Of a valid duration (4.6); None where no number is as great as it."""
    found = DURATION.fullmatch(duration)
    if found is None:
        return None
    total = sum(
        float(part.replace(",", ".")) * unit
        for part, unit in zip(found.groups(), SECONDS, strict=True)
        if part is not None
    )
    return total if math.isfinite(total) else None
