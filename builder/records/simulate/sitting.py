"""One session of one learner: the clock of the computer, and what is told by it."""

from __future__ import annotations

from random import Random
from typing import Final

from builder.records.simulate.events import Did, Event
from builder.records.simulate.settings import Rates

PRESENT_MS: Final = 600_000
"""How long silence counts as work (player/src/active.ts)."""
MINUTE_MS: Final = 60_000
YEAR_MS: Final = 365 * 86_400_000


class Sitting:
    """`moment` is the time in truth, milliseconds since 1970; `index` is the number of the version of the course."""

    def __init__(self, moment: int, version: int, chance: Random, rates: Rates) -> None:
        self.moment = moment
        self.version = version
        self.events: list[Event] = []
        self.clock = "right"
        self._offset = 0
        self._jumps: tuple[int, int] | None = None
        self._set(chance, rates)
        self.began = self.now()

    def _set(self, chance: Random, rates: Rates) -> None:
        found = chance.random()
        if found < rates.wrong_year:
            self.clock, self._offset = "wrong year", -chance.randint(6, 15) * YEAR_MS
        elif (found := found - rates.wrong_year) < rates.skewed:
            self.clock, self._offset = "skewed", chance.choice((-1, 1)) * chance.randint(5, 600) * MINUTE_MS
        elif found - rates.skewed < rates.jumps:
            self.clock = "jumps"
            self._jumps = (self.moment + chance.randint(1, 20) * MINUTE_MS, chance.randint(20, 900) * MINUTE_MS)

    def now(self) -> int:
        """By the clock of the computer."""
        return self.moment + self._offset

    def spend(self, ms: int) -> int:
        """Time goes by; returns how much by the clock of the computer."""
        self.moment += ms
        if self._jumps is None or self.moment < self._jumps[0]:
            return ms
        ms += self._jumps[1]
        self._offset += self._jumps[1]
        self._jumps = None
        return ms

    def tell(self, event: Event) -> None:
        self.events.append(event)

    def did(self, did: Did) -> None:
        """What is about the course as a whole and has no result."""
        self.events.append(Event(did, self.now(), self.moment))

    def end(self, *, is_done: bool) -> None:
        duration = self.now() - self.began
        if not is_done:
            self.tell(Event(Did.SUSPENDED, self.now(), self.moment, duration=duration))
        self.tell(Event(Did.TERMINATED, self.now(), self.moment, duration=duration))
