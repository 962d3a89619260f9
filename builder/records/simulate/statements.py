"""Events as statements, property by property as the player makes them (player/src/tracking/xapi) and an LRS keeps them.

This is the plain way, which lines.py makes its fast one of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import floor
from typing import Any, Final, TypeAlias

from builder.records.simulate.course import (
    LANGUAGE,
    Acknowledgement,
    Component,
    Course,
    Lesson,
    Part,
    Question,
    Scenario,
    Situation,
    Test,
)
from builder.records.simulate.events import Did, Event
from builder.records.xapi.iris import Extension, profile
from builder.standards.xapi import PROGRESS, VERSION, ActivityType, InteractionType, Verb

Json: TypeAlias = dict[str, Any]

PLATFORM: Final = "Peacebuilder"
AUTHORITY: Final[Json] = {
    "objectType": "Agent",
    "name": "Made-up records",
    "account": {"homePage": "https://lrs.example.org/", "name": "simulate"},
}
"""By whom the LRS was told, as it says itself."""
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

VERBS: Final[Mapping[Did, Verb]] = {
    Did.INITIALIZED: Verb.INITIALIZED,
    Did.RESUMED: Verb.RESUMED,
    Did.VIEWED: Verb.EXPERIENCED,
    Did.LESSON_COMPLETED: Verb.COMPLETED,
    Did.LESSON_LEFT: Verb.EXPERIENCED,
    Did.PROGRESSED: Verb.PROGRESSED,
    Did.ANSWERED: Verb.ANSWERED,
    Did.DECIDED: Verb.RESPONDED,
    Did.SCENARIO_FINISHED: Verb.COMPLETED,
    Did.ACKNOWLEDGED: Verb.ACKNOWLEDGED,
    Did.TEST_STARTED: Verb.ATTEMPTED,
    Did.OBJECTIVE_SCORED: Verb.SCORED,
    Did.TEST_PASSED: Verb.PASSED,
    Did.TEST_FAILED: Verb.FAILED,
    Did.COMPLETED: Verb.COMPLETED,
    Did.PASSED: Verb.PASSED,
    Did.FAILED: Verb.FAILED,
    Did.SUSPENDED: Verb.SUSPENDED,
    Did.TERMINATED: Verb.TERMINATED,
}


@dataclass(frozen=True, slots=True)
class Place:
    """What a kind of event is about, and where that is in the course: complete activities."""

    object: Json
    parent: tuple[Json, ...] = ()
    grouping: tuple[Json, ...] = ()
    other: tuple[Json, ...] = ()


def places(course: Course) -> dict[tuple[Did, str], Place]:
    """All that can happen in the course, by kind and id."""
    return _Places(course).found


class _Places:
    def __init__(self, course: Course) -> None:
        self.course = course
        self.found: dict[tuple[Did, str], Place] = {}
        description = {"description": {LANGUAGE: course.description}}
        self.root = _activity(course, ActivityType.COURSE, description)
        for did in ROOT:
            self._put(did, "", Place(self.root))
        for lesson in course.lessons:
            self._lesson(lesson)
        if course.test:
            self._test(course.test)

    def _put(self, did: Did, id_: str, place: Place) -> None:
        self.found[did, id_] = place

    def _lesson(self, lesson: Lesson) -> None:
        inside = (_activity(lesson, ActivityType.LESSON),)
        module = (_activity(lesson.module, ActivityType.MODULE),)
        for did in (Did.LESSON_COMPLETED, Did.LESSON_LEFT):
            self._put(did, lesson.id, Place(*inside, parent=module))
        for page in lesson.pages:
            self._put(Did.VIEWED, page.id, Place(_activity(page, ActivityType.PAGE), inside, module))
            for block in page.blocks:
                if isinstance(block, Scenario):
                    self._scenario(block, inside, module)
                elif isinstance(block, Question):
                    parent, grouping = (inside, module) if block.lesson else ((), ())
                    place = Place(_question(block), parent, grouping, self._objective(block))
                    self._put(Did.ANSWERED, block.id, place)
                else:
                    self._put(Did.ACKNOWLEDGED, block.id, Place(_confirmation(block), inside, module))

    def _scenario(self, scenario: Scenario, lesson: tuple[Json, ...], module: tuple[Json, ...]) -> None:
        played = _activity(scenario, ActivityType.SIMULATION)
        self._put(Did.SCENARIO_FINISHED, scenario.id, Place(played, lesson, module))
        for situation in scenario.situations.values():
            place = Place(_decision(situation), (played,), (*lesson, *module))
            self._put(Did.DECIDED, f"{scenario.id}_{situation.id}", place)

    def _objective(self, question: Question) -> tuple[Json, ...]:
        found = self.course.objectives.get(question.objective)
        return (_activity(found, ActivityType.OBJECTIVE),) if found else ()

    def _test(self, test: Test) -> None:
        taken = (_activity(test, ActivityType.ASSESSMENT),)
        for did in (Did.TEST_STARTED, Did.TEST_PASSED, Did.TEST_FAILED):
            self._put(did, test.id, Place(*taken, parent=(self.root,)))
        if test.attestation:
            self._put(Did.ACKNOWLEDGED, test.attestation.id, Place(_confirmation(test.attestation), taken))
        for objective, bank in test.bank.items():
            if about := self.course.objectives.get(objective):
                self._put(Did.OBJECTIVE_SCORED, objective, Place(_activity(about, ActivityType.OBJECTIVE), taken))
            for item in bank:
                self._put(Did.ANSWERED, item.id, Place(_question(item), taken, other=self._objective(item)))


ROOT: Final = (
    Did.INITIALIZED, Did.RESUMED, Did.PROGRESSED, Did.COMPLETED, Did.PASSED, Did.FAILED, Did.SUSPENDED, Did.TERMINATED,
)  # fmt: skip
"""What is about the course as a whole."""


def _activity(part: Part, type_: str, more: Mapping[str, Any] | None = None) -> Json:
    return {"id": part.iri, "definition": {"type": str(type_), "name": {LANGUAGE: part.text}, **(more or {})}}


def _question(question: Question) -> Json:
    lists: Json = {}
    match question.interaction:
        case InteractionType.CHOICE | InteractionType.SEQUENCING:
            lists = {"choices": _components(question.options)}
        case InteractionType.LIKERT:
            lists = {"scale": _components(question.options)}
        case InteractionType.MATCHING:
            lists = {"source": _components(question.options), "target": _components(question.targets)}
    right = {"correctResponsesPattern": list(question.right)} if question.right else {}
    return _activity(question, ActivityType.INTERACTION, {"interactionType": question.interaction, **lists, **right})


def _decision(situation: Situation) -> Json:
    more = {"interactionType": InteractionType.CHOICE.value, "choices": _components(situation.choices)}
    return _activity(situation, ActivityType.INTERACTION, more)


def _confirmation(block: Acknowledgement) -> Json:
    return _activity(block, ActivityType.CONFIRMATION)


def _components(found: Sequence[Component]) -> list[Json]:
    return [{"id": one.id, "description": {LANGUAGE: one.text}} for one in found]


def seconds(ms: int) -> str:
    """ISO 8601, to 0.01 s, as JavaScript writes numbers."""
    return f"PT{number(max(0, floor(ms / 10 + 0.5) / 100))}S"


def number(value: float) -> int | float:
    """A whole number without a fraction, as in JavaScript's JSON."""
    return int(value) if value == int(value) else value


def time(ms: int) -> str:
    """A timestamp, from milliseconds since 1970."""
    moment = EPOCH + timedelta(milliseconds=ms)
    return f"{moment.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def _score(points: float) -> Json:
    return {"scaled": number(floor(points * 100 + 0.5) / 10_000), "raw": number(points), "min": 0, "max": 100}


def _answered(event: Event) -> Json:
    judged = {} if event.success is None else {"success": event.success, "score": {"scaled": int(event.success)}}
    said = {} if event.response is None else {"response": event.response}
    return {**judged, "duration": seconds(event.duration), **said}


def _lasted(event: Event) -> Json:
    return {"duration": seconds(event.duration)}


def _verdict(event: Event) -> Json:
    return {"score": _score(event.points), "success": event.success, **_lasted(event)}


def _tested(event: Event) -> Json:
    return {"score": _score(event.points), "success": event.success, "completion": True, **_lasted(event)}


RESULTS: Final[Mapping[Did, Callable[[Event], Json]]] = {
    Did.LESSON_COMPLETED: lambda event: {"completion": True, **_lasted(event)},
    Did.LESSON_LEFT: _lasted,
    Did.PROGRESSED: lambda event: {"extensions": {PROGRESS: event.progress}},
    Did.ANSWERED: _answered,
    Did.DECIDED: lambda event: {"response": event.response, **_lasted(event)},
    Did.SCENARIO_FINISHED: lambda event: {"completion": True, "response": event.response},
    Did.OBJECTIVE_SCORED: lambda event: {"score": _score(event.points), "success": event.success},
    Did.TEST_PASSED: _tested,
    Did.TEST_FAILED: _tested,
    Did.COMPLETED: lambda event: {"completion": True, **_lasted(event)},
    Did.PASSED: _verdict,
    Did.FAILED: _verdict,
    Did.SUSPENDED: _lasted,
    Did.TERMINATED: _lasted,
}


@dataclass(frozen=True, slots=True)
class Sender:
    """All that the statements of one session share; `agency` None where the package names none."""

    actor: Json
    registration: str
    version: str
    agency: str | None


def statement(course: Course, place: Place, event: Event, sender: Sender, id_: str, stored: int) -> Json:
    """As an LRS gives it back; `stored` in milliseconds since 1970."""
    verb = VERBS[event.did]
    result = RESULTS[event.did](event) if event.did in RESULTS else None
    root = _activity(course, ActivityType.COURSE, {"description": {LANGUAGE: course.description}})
    told: dict[Extension, str | int] = {
        Extension.VERSION: sender.version,
        **({Extension.AGENCY: sender.agency} if sender.agency else {}),
    }
    numbers = {Extension.TRIES: event.tries, Extension.ATTEMPT: event.attempt, Extension.RUN: event.run}
    told.update((name, value) for name, value in numbers.items() if value)
    return {
        "id": id_,
        "actor": sender.actor,
        "verb": {"id": verb.value, "display": {"en-US": verb.value.rsplit("/", 1)[-1]}},
        "object": {"objectType": "Activity", **place.object},
        **({"result": result} if result else {}),
        "context": {
            "registration": sender.registration,
            "contextActivities": {
                **_listed("parent", _others(place.object, place.parent)),
                **_listed("grouping", _others(place.object, (root, *place.grouping))),
                "category": [_profile(course)],
                **_listed("other", _others(place.object, place.other)),
            },
            "revision": sender.version,
            "platform": PLATFORM,
            "language": LANGUAGE,
            "extensions": {name.of(course.iri): value for name, value in told.items()},
        },
        "timestamp": time(event.at),
        "stored": f"{time(stored)[:-1]}000Z",
        "authority": AUTHORITY,
        "version": VERSION,
    }


def _profile(course: Course) -> Json:
    return _activity(Part("", profile(course.iri), PLATFORM), ActivityType.PROFILE)


def _others(object_: Json, found: Sequence[Json]) -> list[Json]:
    """Without the object itself, and without repetitions."""
    known = {one["id"]: one for one in reversed(found) if one["id"] != object_["id"]}
    return list(reversed(known.values()))


def _listed(name: str, found: list[Json]) -> Json:
    return {name: found} if found else {}
