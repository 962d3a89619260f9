"""Pages of statements, asked for until they come or it is certain that they do not: with patience, and an end to it."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlencode

from builder.records.sources.pull import words
from builder.records.sources.pull.client import Answer, Client
from builder.records.sources.pull.failed import Failed, OtherVersion, Passing, Unreachable
from builder.records.sources.pull.page import Page, read
from builder.records.sources.wanted import Notice
from builder.records.xapi.values import EPOCH, MICROSECOND, micros_of
from builder.standards.xapi import VERSION_HEADER, Version

TRIES: Final = 6
"""Of one page."""
FIRST_WAIT: Final = 1.0
"""Seconds before the second try; twice as long before each further one."""
MOST_WAIT: Final = 300.0
"""Seconds that a store may ask us to wait."""
MILLISECOND: Final = 1000
CONSISTENT: Final = "x-experience-api-consistent-through"


def utc_now() -> datetime:
    """By the clock of this computer."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Got:
    """In microseconds: `at` by the store's clock; what was stored until `known_until` is there to be read, it says."""

    page: Page
    at: int
    known_until: int


@dataclass
class Pages:
    """Of one LRS; `say` tells people why it takes longer, `sleep` takes seconds."""

    client: Client
    say: Notice
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = utc_now
    version: Version = Version.ONE
    _worked: bool = field(default=False, init=False)
    _begun: dict[str, Got] = field(default_factory=dict, init=False)

    def question(self, since: int | None, until: int | None, limit: int) -> str:
        """Where the statements are that were stored in between, told in ms: `since` exclusive, `until` inclusive."""
        asked = {"ascending": "true", "limit": str(limit)}
        if since is not None:
            asked["since"] = time_text(since)
        if until is not None:
            asked["until"] = time_text(until + MILLISECOND)  # a store may tell less than it knows
        return self.client.target(f"statements?{urlencode(asked)}")

    def next(self, more: str, of: str) -> str:
        """Where the page is that the one at `of` names."""
        return self.client.target(more, of)

    def begin(self, target: str) -> None:
        """Asks for the page that will be asked for first, as get() does, which then has it."""
        self._begun[target] = self.get(target)

    def get(self, target: str) -> Got:
        """Failed where it cannot be had; Passing where it might be, later than one wants to wait."""
        if (begun := self._begun.pop(target, None)) is not None:
            return begun
        wait = FIRST_WAIT
        for left in range(TRIES - 1, -1, -1):
            try:
                return self._once(target)
            except Passing as problem:
                asked = max(wait, problem.wait or 0)
                if not left or (isinstance(problem, Unreachable) and not self._worked):
                    raise
                if asked > MOST_WAIT:
                    raise Passing(f"{problem}, and asks to wait {_minutes(asked)}", f"then {words.AGAIN}") from None
                self.say(f"{problem}: trying again in {asked:.0f} s")
                self.sleep(asked)
                wait *= 2
        raise AssertionError

    def _once(self, target: str) -> Got:
        answer = self.client.get(target, self.version)
        if answer.status != http.client.OK:
            problem = words.refused(answer.status, answer.headers, answer.body, self.now())
            if self._worked or not self._speaks_another(problem, answer):
                raise problem
            self.version = Version.TWO
            return self._once(target)
        try:
            page = read(answer.body)
        except Passing:
            raise
        except Failed as problem:  # a page about repairs, where statements came before
            raise (Passing(str(problem), problem.advice) if self._worked else problem) from None
        self._worked = True
        at = _date(answer, self.now())
        return Got(page, at, min(at, _consistent(answer) or at))

    def _speaks_another(self, problem: Failed, answer: Answer) -> bool:
        """Whether the LRS refused because it does not speak 1.0.3 (1.0.3 Part Three 3.3; 2.0 4.1.3)."""
        if self.version == Version.TWO or answer.status != http.client.BAD_REQUEST:
            return False
        return answer.headers.get(VERSION_HEADER.lower(), "").startswith("2.") or isinstance(problem, OtherVersion)


def _consistent(answer: Answer) -> int | None:
    """What the LRS says of itself (Part Three 2.1.3)."""
    with suppress(KeyError, ValueError, OverflowError):
        return micros_of(answer.headers[CONSISTENT])
    return None


def _date(answer: Answer, now: datetime) -> int:
    """A wrong time of one statement must not hide all others: no cursor goes beyond this."""
    told = now
    with suppress(ValueError, TypeError, OverflowError):
        parsed = parsedate_to_datetime(answer.headers.get("date", ""))
        told = parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
    return (told - EPOCH) // MICROSECOND + 999_999  # a second is told without its parts


def time_text(micros: int) -> str:
    """As every LRS takes it: milliseconds, cut off."""
    moment = (EPOCH + micros * MICROSECOND).replace(tzinfo=None)
    return f"{moment.isoformat(timespec='milliseconds')}Z"


def _minutes(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes < 120 else f"{round(minutes / 60)} hours"
