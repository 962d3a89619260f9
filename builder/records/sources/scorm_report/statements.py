"""What happened to the statements that our packages would have sent (player/src/tracking/xapi/facts.ts)."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any, Final

from builder.records.codebook import Row
from builder.records.lake.key import id_of_report
from builder.records.sources.scorm_report.book import Book
from builder.records.sources.scorm_report.story import Event
from builder.records.xapi.identity import identifier
from builder.records.xapi.iris import Extension, profile
from builder.standards.xapi import ActivityType, Verb

Json = dict[str, Any]
TYPES: Final[Mapping[str, ActivityType]] = {
    "course": ActivityType.COURSE,
    "module": ActivityType.MODULE,
    "lesson": ActivityType.LESSON,
    "objective": ActivityType.OBJECTIVE,
    "question": ActivityType.INTERACTION,
    "situation": ActivityType.INTERACTION,
    "acknowledgement": ActivityType.CONFIRMATION,
    "scenario": ActivityType.SIMULATION,
    "test": ActivityType.ASSESSMENT,
}
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Teller:
    """One attempt of a learner in the LMS; `verdicts` of attempts at tests by test and number, where known.

    `id_of` is how the lake calls an id: it is a hash that whoever has a list of people could try out.
    """

    book: Book
    actor: Json
    id_of: Callable[[str], str]
    lms_attempt: str
    agency: str
    verdicts: Mapping[tuple[str, int], bool]
    pass_mark: float | None = None

    @cached_property
    def registration(self) -> str:
        return self._id("registration")

    def _id(self, *parts: object) -> str:
        return self.id_of(id_of_report(json.dumps([self.book.iri, identifier(self.actor), self.lms_attempt, *parts])))

    def statement(
        self,
        verb: Verb,
        object_: Json,
        at: datetime,
        *,
        name: tuple[object, ...] = (),
        result: Json | None = None,
        parent: tuple[Row | None, ...] = (),
        grouping: tuple[Row | None, ...] = (),
        other: tuple[Row | None, ...] = (),
        extensions: Mapping[Extension, object] | None = None,
    ) -> Json:
        """`name`: what tells it from others of the same verb about the same thing in the attempt."""
        around = {
            "parent": _listed(object_, parent),
            "grouping": _listed(object_, (self._course, *grouping)),
            "category": [{"id": profile(self.book.iri), "definition": {"type": ActivityType.PROFILE.value}}],
            "other": _listed(object_, other),
        }
        told = {Extension.VERSION: self.book.version, Extension.AGENCY: self.agency, **(extensions or {})}
        return {
            "id": self._id(verb.value, object_["id"], *name),
            "actor": self.actor,
            "verb": {"id": verb.value, "display": {"en-US": verb.value.rpartition("/")[2]}},
            "object": {"objectType": "Activity", **object_},
            **({"result": result} if result else {}),
            "context": {
                "registration": self.registration,
                "contextActivities": {kind: listed for kind, listed in around.items() if listed},
                "revision": self.book.version,
                "extensions": {ext.of(self.book.iri): value for ext, value in told.items() if value != ""},
            },
            "timestamp": at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        }

    @cached_property
    def _course(self) -> Row:
        return Row("course", self.book.course, iri=self.book.iri)

    @property
    def course(self) -> Json:
        return activity(self._course)

    def within(self, row: Row) -> tuple[Row | None, Row | None]:
        """Its lesson and module."""
        lesson = self.book.get("lesson", row.lesson)
        return lesson, self.book.get("module", lesson.parent) if lesson else None

    def told(self, event: Event) -> Iterator[Json]:
        """The statements of an event; none where our packages tell none."""
        yield from TELL[event.kind](self, event)


def activity(row: Row) -> Json:
    definition: Json = {"type": TYPES[row.kind].value}
    if row.kind in ("question", "situation"):
        definition["interactionType"] = row.interaction
    return {"id": row.iri, "definition": definition}


def _listed(object_: Json, rows: tuple[Row | None, ...]) -> list[Json]:
    return [activity(row) for row in dict.fromkeys(rows) if row is not None and row.iri != object_["id"]]


def score(points: float) -> Json:
    """Of percent."""
    raw = int(points) if points == int(points) else points
    return {"scaled": rounded(points * 100) / 10_000, "raw": raw, "min": 0, "max": 100}


def percent(points: float, items: int) -> float:
    """As the run-time computes it (player/src/engine/score.ts)."""
    return rounded(points / items * 10_000) / 100


def rounded(value: float) -> int:
    """To a whole number, halves up, as JavaScript does."""
    return math.floor(value + 0.5)


def duration(seconds: float) -> str:
    text = f"{rounded(seconds * 100) / 100:.2f}".rstrip("0").rstrip(".")
    return f"PT{text}S"


def _at(event: Event) -> datetime:
    return EPOCH + timedelta(microseconds=event.of.at)


def _answered(teller: Teller, event: Event) -> Iterator[Json]:
    row, one = event.subject, event.of
    result: Json = {}
    if one.success is not None:
        result |= {"success": one.success, "score": {"scaled": one.share or 0}}
    if one.seconds is not None:
        result["duration"] = duration(one.seconds)
    if one.response:
        result["response"] = one.response
    lesson, module = teller.within(row) if event.attempt is None else (teller.book.get("test", row.test), None)
    counts: dict[Extension, object] = {Extension.TRIES: event.tries}
    if event.attempt is not None:
        counts[Extension.ATTEMPT] = event.attempt
    yield teller.statement(
        Verb.ANSWERED, activity(row), _at(event), name=(one.number, one.response, one.success, one.share),
        result=result, parent=(lesson,), grouping=(module,), other=(teller.book.get("objective", row.objective),),
        extensions=counts,
    )  # fmt: skip


def _decided(teller: Teller, event: Event) -> Iterator[Json]:
    row, one = event.subject, event.of
    result: Json = {"response": one.response} if one.response else {}
    if one.seconds is not None:
        result["duration"] = duration(one.seconds)
    yield teller.statement(
        Verb.RESPONDED, activity(row), _at(event), name=(one.number, one.response), result=result,
        parent=(teller.book.get("scenario", row.parent),), grouping=teller.within(row),
        extensions={Extension.RUN: event.run},
    )  # fmt: skip


def _scenario_finished(teller: Teller, event: Event) -> Iterator[Json]:
    lesson, module = teller.within(event.subject)
    yield teller.statement(
        Verb.COMPLETED, activity(event.subject), _at(event), name=(event.of.number, event.end),
        result={"completion": True, "response": event.end}, parent=(lesson,), grouping=(module,),
        extensions={Extension.RUN: event.run},
    )  # fmt: skip


def _acknowledged(teller: Teller, event: Event) -> Iterator[Json]:
    row = event.subject
    lesson, module = teller.within(row) if event.attempt is None else (teller.book.get("test", row.test), None)
    counts = {} if event.attempt is None else {Extension.ATTEMPT: event.attempt}
    yield teller.statement(
        Verb.ACKNOWLEDGED, activity(row), _at(event), name=(event.of.number,), parent=(lesson,), grouping=(module,),
        extensions=counts,
    )  # fmt: skip


def _test_started(teller: Teller, event: Event) -> Iterator[Json]:
    counts = {Extension.ATTEMPT: event.attempt}
    yield teller.statement(
        Verb.ATTEMPTED, activity(event.subject), _at(event), name=(event.attempt,), parent=(teller._course,),
        extensions=counts,
    )  # fmt: skip


def _objective_scored(teller: Teller, event: Event) -> Iterator[Json]:
    """Only with its verdict, as our packages tell it."""
    row = event.of.row
    test = teller.book.get("test", row.test)
    if test is None or test.parent or teller.pass_mark is None:
        return
    points = percent(event.points or 0, event.items or 1)
    yield teller.statement(
        Verb.SCORED, activity(event.subject), _at(event), name=(row.test, event.attempt, points),
        result={"score": score(points), "success": points >= teller.pass_mark}, parent=(test,),
        extensions={Extension.ATTEMPT: event.attempt},
    )  # fmt: skip


def _test_finished(teller: Teller, event: Event) -> Iterator[Json]:
    """Passed or failed where that is known; else only how many points it was."""
    points = percent(event.points or 0, event.items or 1)
    success = teller.verdicts.get((event.subject.id, event.attempt or 0))
    verb = Verb.SCORED if success is None else Verb.PASSED if success else Verb.FAILED
    result: Json = {"score": score(points), "completion": True}
    if success is not None:
        result["success"] = success
    yield teller.statement(
        verb, activity(event.subject), _at(event), name=(event.attempt, points), result=result,
        parent=(teller._course,), extensions={Extension.ATTEMPT: event.attempt},
    )  # fmt: skip


TELL: Final[Mapping[str, Callable[[Teller, Event], Iterator[Json]]]] = {
    "acknowledged": _acknowledged,
    "answered": _answered,
    "decision-taken": _decided,
    "objective-scored": _objective_scored,
    "scenario-finished": _scenario_finished,
    "test-finished": _test_finished,
    "test-started": _test_started,
}
