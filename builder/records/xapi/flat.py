"""A statement as one flat row, for analysts: what most questions ask of it, in columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Flat:
    """`ts` is in microseconds since 1970, UTC, and None where the statement has no timestamp; `duration_s` in seconds."""

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


def flat(statement: Mapping[str, Any]) -> Flat:
    """The row of a valid statement."""
    context, result, object_ = statement.get("context", {}), statement.get("result", {}), statement["object"]
    score = result.get("score", {})
    return Flat(
        actor=None,
        verb=statement["verb"]["id"],
        object_id=object_.get("id"),
        object_type=object_.get("objectType", "Activity"),
        course_id=None,
        parent_id=None,
        registration=context.get("registration"),
        session=None,
        ts=None,
        success=result.get("success"),
        completion=result.get("completion"),
        score_scaled=score.get("scaled"),
        score_raw=score.get("raw"),
        response=result.get("response"),
        duration_s=None,
    )
