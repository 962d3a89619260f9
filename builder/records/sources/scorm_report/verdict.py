"""What a report says of an attempt as a whole: its status, its score, its time; and the statements of that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from builder.records.codebook import Row
from builder.records.sources.scorm_report.dates import span
from builder.records.sources.scorm_report.mapping import Mapping
from builder.records.sources.scorm_report.rows import Attempt
from builder.records.sources.scorm_report.statements import Teller, duration, percent, score
from builder.records.sources.scorm_report.story import Event
from builder.records.xapi.flat import seconds
from builder.standards.xapi import Verb

Json = dict[str, Any]
STATUSES: Final = {
    "passed": "passed", "failed": "failed", "completed": "completed", "complete": "completed",
    "incomplete": "incomplete", "not attempted": "unknown", "notattempted": "unknown", "not_attempted": "unknown",
    "unknown": "unknown", "browsed": "incomplete",
}  # fmt: skip
POINTS: Final = re.compile(r"(-?\d+(?:[.,]\d+)?)\s*(%?)(?:\s*/\s*(\d+(?:[.,]\d+)?))?")


@dataclass(frozen=True, slots=True)
class Outcome:
    """`passed` None: no verdict is told; `score` in percent; `total_s` in seconds; `known`: any status is told."""

    known: bool = False
    completed: bool = False
    passed: bool | None = None
    score: float | None = None
    total_s: float | None = None


def outcome(attempt: Attempt, mapping: Mapping) -> tuple[Outcome, list[str]]:
    """And the keys of the columns whose words are not known."""
    words = {word.casefold(): meaning for word, meaning in mapping.statuses.items()}
    told, wrong, points = set(), [], None
    for key in ("status", "success", "score"):
        text = attempt[key]
        if not text:
            continue
        if key == "score" and (points := _percent(text)) is not None:
            continue
        word = words.get(text.casefold()) or STATUSES.get(text.casefold())
        if word is None:
            wrong.append(key)
        told.add(word)
    time = attempt["time"]
    total = (seconds(time) if time.startswith("P") else span(time)) if time else None
    if time and total is None:
        wrong.append("time")
    passed = True if "passed" in told else False if "failed" in told else None
    # In SCORM 1.2 our packages say passed only when all is done; in SCORM 2004 done is told beside it.
    completed = "completed" in told or ("passed" in told and not attempt["success"])
    return Outcome(bool(told - {None}), completed, passed, points, total), wrong


def _percent(text: str) -> float | None:
    match = POINTS.fullmatch(text.strip())
    if match is None:
        return None
    points, most = float(match[1].replace(",", ".")), float((match[3] or "100").replace(",", "."))
    return points / most * 100 if most > 0 and 0 <= points <= most else None


def whole(
    teller: Teller, found: Outcome, events: tuple[Event, ...], begun: datetime, ended: datetime
) -> Iterator[Json]:
    """Statements about the course; each has an id that no later report of the attempt changes without reason.

    That it was `attempted` is told only where no status is: who has nothing else may have completed or passed it.
    """
    course, final = teller.course, teller.book.final_test
    yield teller.statement(Verb.INITIALIZED, course, begun)
    if not found.known:
        yield teller.statement(Verb.ATTEMPTED, course, begun)
    time: Json = {} if found.total_s is None else {"duration": duration(found.total_s)}
    points = found.score if found.score is not None else _best(final, events)
    told: Json = {} if points is None else {"score": score(points)}
    if found.completed:
        yield teller.statement(Verb.COMPLETED, course, ended, result={"completion": True, **time})
    if final and found.passed:
        yield teller.statement(Verb.PASSED, course, ended, result={**told, "success": True, **time})
    elif final and found.passed is False:
        yield teller.statement(Verb.FAILED, course, ended, name=(points,), result={**told, "success": False, **time})
    elif found.score is not None:
        yield teller.statement(Verb.SCORED, course, ended, name=(points,), result=told)
    if (found.completed or found.passed) and time:
        yield teller.statement(Verb.TERMINATED, course, ended, result=time)


def _best(test: Row | None, events: tuple[Event, ...]) -> float | None:
    finished = (event for event in events if event.kind == "test-finished" and test and event.subject.id == test.id)
    return max((percent(event.points or 0, event.items or 1) for event in finished), default=None)
