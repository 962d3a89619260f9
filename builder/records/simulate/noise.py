"""What becomes of a learner's statements on their way: stored later, told twice, voided, or beside what is none."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from builder.records.simulate.events import Did, Event
from builder.records.simulate.lines import Lines, compact, new_id, stamp
from builder.records.simulate.people import DAY_MS
from builder.records.simulate.settings import Rates
from builder.records.simulate.statements import AUTHORITY
from builder.standards.xapi import VERSION, Verb

VOIDABLE: Final = frozenset({Did.ANSWERED, Did.VIEWED, Did.DECIDED})
"""What somebody makes undone one by one."""
STATEMENT, DUPLICATE, VOIDING = "statement", "duplicate", "voiding"
LATEST: Final = 45
"""Days until a late session is stored."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A line of the file: `kind` is statement, duplicate, voiding, or the name of what is wrong with it."""

    stored: int
    text: str
    kind: str = STATEMENT
    event: Event | None = None
    is_voided: bool = False
    version: str = ""
    enrollment: int = 0


def voiding(chance: Random, target: str, stored: int) -> str:
    """A statement by which an administrator voids another (Part Two 2.3.2)."""
    made = {
        "id": new_id(chance),
        "actor": AUTHORITY,
        "verb": {"id": Verb.VOIDED.value, "display": {"en-US": "voided"}},
        "object": {"objectType": "StatementRef", "id": target},
        "timestamp": f"{stamp(stored)}Z",
        "stored": f"{stamp(stored)}000Z",
        "authority": AUTHORITY,
        "version": VERSION,
    }
    return f"{compact(made)}\n"


def _without_verb(made: dict[str, Any]) -> None:
    del made["verb"]


def _two_identifiers(made: dict[str, Any]) -> None:
    made["actor"] = {"mbox": "mailto:nobody@example.org", "openid": "https://example.org/nobody"}


def _score_too_high(made: dict[str, Any]) -> None:
    made["result"] = {"score": {"scaled": 7}}


def _time_that_is_none(made: dict[str, Any]) -> None:
    made["timestamp"] = "yesterday"


def _bad_id(made: dict[str, Any]) -> None:
    made["id"] = "42"


FAULTS: Final[Mapping[str, Callable[[dict[str, Any]], None]]] = {
    "without a verb": _without_verb,
    "actor with two identifiers": _two_identifiers,
    "score too high": _score_too_high,
    "time that is none": _time_that_is_none,
    "id that is none": _bad_id,
}
CUT: Final = "cut off"
NAMES: Final = (*FAULTS, CUT)


def damaged(chance: Random, line: str) -> tuple[str, str]:
    """What another program made of such a statement, and what is wrong with it."""
    kind = chance.choice(NAMES)
    made = json.loads(line)
    made["id"] = new_id(chance)
    if kind != CUT:
        FAULTS[kind](made)
        return kind, f"{compact(made)}\n"
    text = compact(made)
    return kind, f"{text[: chance.randrange(1, len(text) - 1)]}\n"


class Way:
    """Of one learner's statements, in the order in which they are stored."""

    def __init__(self, chance: Random, rates: Rates) -> None:
        self.chance = chance
        self.rates = rates
        self.bad_or_twice = rates.duplicates + rates.bad

    def sent(self, lines: Lines, told: tuple[str, str, str], events: list[Event], enrollment: int) -> Iterator[Sent]:
        """Of one session; `enrollment` is its number, from 1."""
        chance = self.chance
        delay = chance.randint(1, LATEST) * DAY_MS if chance.random() < self.rates.late else 0
        for event in events:
            id_ = new_id(chance)
            found = chance.random()
            stored = event.moment + delay + 200 + int(3000 * found)
            line = lines.line(event, told, id_, stored)
            is_voided = event.did in VOIDABLE and chance.random() < self.rates.voided
            yield Sent(stored, line, STATEMENT, event, is_voided, lines.version, enrollment)
            if is_voided:
                at = stored + chance.randint(-2, 20) * DAY_MS // 2
                yield Sent(at, voiding(chance, id_, at), VOIDING)
            if (found := chance.random()) < self.bad_or_twice:
                yield self._more(stored, line, found)

    def _more(self, stored: int, line: str, found: float) -> Sent:
        if found < self.rates.duplicates:
            return Sent(stored + self.chance.randint(0, 2) * self.chance.randint(1, DAY_MS), line, DUPLICATE)
        kind, text = damaged(self.chance, line)
        return Sent(stored, text, kind)
