"""Statements as lines of NDJSON, fast: what is the same in many is written once, by the plain way of statements.py."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from math import floor
from random import Random
from typing import Any, Final

from builder.records.simulate.course import Course
from builder.records.simulate.events import Did, Event
from builder.records.simulate.statements import AUTHORITY, Place, Sender, places, statement, time
from builder.records.xapi.iris import Extension
from builder.standards.xapi import PROGRESS, VERSION

DAY_MS: Final = 86_400_000
HEX: Final = "0123456789abcdef"


def compact(value: object) -> str:
    """JSON without blanks, every letter as it is."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def new_id(chance: Random) -> str:
    """A UUID of version 4 (RFC 9562 5.4)."""
    digits = f"{chance.getrandbits(128):032x}"
    return (
        f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{'89ab'[int(digits[16], 16) & 3]}{digits[17:20]}-{digits[20:]}"
    )


@lru_cache(maxsize=4096)
def _day(day: int) -> str:
    return time(day * DAY_MS)[:11]


def stamp(ms: int) -> str:
    """As `time` writes it, but for the Z."""
    day, ms = divmod(ms, DAY_MS)
    seconds, ms = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    return f"{_day(day)}{minutes // 60:02}:{minutes % 60:02}:{seconds:02}.{ms:03}"


@lru_cache(maxsize=4096)
def _quoted(text: str) -> str:
    return compact(text)


def _number(value: float) -> str:
    whole = int(value)
    return str(whole) if value == whole else repr(value)


def _seconds(ms: int) -> str:
    return f"PT{_number(floor(ms / 10 + 0.5) / 100)}S" if ms > 0 else "PT0S"


def _score(points: float) -> str:
    scaled = _number(floor(points * 100 + 0.5) / 10_000)
    return f'"score":{{"scaled":{scaled},"raw":{_number(points)},"min":0,"max":100}}'


def _bool(value: bool | None) -> str:
    return "true" if value else "false"


def _answered(event: Event) -> str:
    right = event.success
    judged = "" if right is None else f'"success":{_bool(right)},"score":{{"scaled":{1 if right else 0}}},'
    said = "" if event.response is None else f',"response":{_quoted(event.response)}'
    return f',"result":{{{judged}"duration":"{_seconds(event.duration)}"{said}}}'


def _lasted(event: Event) -> str:
    return f',"result":{{"duration":"{_seconds(event.duration)}"}}'


def _completed(event: Event) -> str:
    return f',"result":{{"completion":true,"duration":"{_seconds(event.duration)}"}}'


def _tested(event: Event) -> str:
    return (
        f',"result":{{{_score(event.points)},"success":{_bool(event.success)},"completion":true,'
        f'"duration":"{_seconds(event.duration)}"}}'
    )


def _verdict(event: Event) -> str:
    return (
        f',"result":{{{_score(event.points)},"success":{_bool(event.success)},"duration":"{_seconds(event.duration)}"}}'
    )


def _decided(event: Event) -> str:
    return f',"result":{{"response":{_quoted(event.response or "")},"duration":"{_seconds(event.duration)}"}}'


RESULTS: Final[Mapping[Did, Callable[[Event], str]]] = {
    Did.LESSON_COMPLETED: _completed,
    Did.LESSON_LEFT: _lasted,
    Did.PROGRESSED: lambda event: f',"result":{{"extensions":{{"{PROGRESS}":{event.progress}}}}}',
    Did.ANSWERED: _answered,
    Did.DECIDED: _decided,
    Did.SCENARIO_FINISHED: lambda event: f',"result":{{"completion":true,"response":{_quoted(event.response or "")}}}',
    Did.OBJECTIVE_SCORED: lambda event: f',"result":{{{_score(event.points)},"success":{_bool(event.success)}}}',
    Did.TEST_PASSED: _tested,
    Did.TEST_FAILED: _tested,
    Did.COMPLETED: _completed,
    Did.PASSED: _verdict,
    Did.FAILED: _verdict,
    Did.SUSPENDED: _lasted,
    Did.TERMINATED: _lasted,
}


class Lines:
    """Of one version of a course: its places, written once."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.iri = course.iri
        self.version = course.version
        self.parts = {key: self._parts(course, place, key) for key, place in places(course).items()}
        self.tail = f'000Z","authority":{compact(AUTHORITY)},"version":"{VERSION}"}}\n'
        told = (Extension.TRIES, Extension.ATTEMPT, Extension.RUN)
        self.tries, self.attempt, self.run = (f',"{name.of(course.iri)}":' for name in told)

    @staticmethod
    def _parts(course: Course, place: Place, key: tuple[Did, str]) -> tuple[str, str]:
        """What stands before the result, and what stands between the registration and the agency."""
        sender = Sender({}, "", course.version, None)
        made = statement(course, place, Event(key[0], 0, 0, success=True), sender, "", 0)
        context: dict[str, Any] = {name: made["context"][name] for name in made["context"] if name != "registration"}
        head = f',"verb":{compact(made["verb"])},"object":{compact(made["object"])}'
        return head, compact(context)[1:-2]

    def sender(self, sender: Sender) -> tuple[str, str, str]:
        """What of it stands in each line: before the verb, before the activities, after the version."""
        agency = f',"{Extension.AGENCY.of(self.iri)}":{compact(sender.agency)}' if sender.agency else ""
        return (
            f'","actor":{compact(sender.actor)}',
            f',"context":{{"registration":"{sender.registration}",',
            agency,
        )

    def line(self, event: Event, told: tuple[str, str, str], id_: str, stored: int) -> str:
        """With its end of line; `told` comes from `sender`."""
        did = event.did
        head, around = self.parts[did, event.about]
        who, enrolled, agency = told
        make = RESULTS.get(did)
        result = make(event) if make else ""
        numbers = ""
        if event.tries:
            numbers = f"{self.tries}{event.tries}"
        if event.attempt:
            numbers += f"{self.attempt}{event.attempt}"
        if event.run:
            numbers += f"{self.run}{event.run}"
        return (
            f'{{"id":"{id_}{who}{head}{result}{enrolled}{around}{agency}{numbers}}}}},'
            f'"timestamp":"{stamp(event.at)}Z","stored":"{stamp(stored)}{self.tail}'
        )
