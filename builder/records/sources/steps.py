"""From statements as they come to steps of the lake: so many at a time, with the place at which to go on."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from builder.records.lake.ledger import Aside, Taken

MOST: Final = 50_000
"""Statements of a step: each costs some writing of its own."""
MOST_BYTES: Final = 64 * 1024 * 1024
MOST_SECONDS: Final = 60.0
"""Between two steps: what a slow source gave is not asked for twice when it fails badly."""

Place = Mapping[str, Any]


@dataclass
class Step:
    """`lines` are JSON, the first of them has the number `first`; `agencies`, one a line, win over what they tell.

    Statements with the ids in `forget` go out of the lake before.
    """

    first: int
    lines: list[bytes] = field(default_factory=list)
    agencies: list[str | None] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    forget: Sequence[str] = ()

    @property
    def count(self) -> int:
        """Of all that was read."""
        return len(self.lines) + len(self.aside)


class Keeps(Protocol):
    """Takes a step and the place after it: both, or nothing."""

    def __call__(self, step: Step, place: Place) -> Taken: ...


@dataclass
class Steps:
    """Gathers lines, and hands them on when they are enough; `told` hears how many were read so far."""

    keep: Keeps
    told: Callable[[int], None] = lambda _: None
    taken: Taken = field(default_factory=Taken)
    kept: Place | None = None
    """The place that the lake has."""
    clock: Callable[[], float] = time.monotonic
    _began: float = field(default=0, init=False)
    _size: int = field(default=0, init=False)
    _place: Place | Callable[[], Place] | None = field(default=None, init=False)
    _step: Step = field(default_factory=lambda: Step(1), init=False)

    def add(
        self, lines: Sequence[bytes], place: Place | Callable[[], Place], agencies: Sequence[str | None] = ()
    ) -> None:
        """Lines, and where to go on once they are kept; it is called for then, if it costs something to tell."""
        if not self._step.count:
            self._began = self.clock()
        self._step.lines += lines
        self._step.agencies += agencies or [None] * len(lines)
        self._size += sum(map(len, lines))
        self._place = place
        self.told(self.taken.read + self._step.count)
        late = self.clock() - self._began >= MOST_SECONDS and bool(lines)
        if len(self._step.lines) >= MOST or self._size >= MOST_BYTES or late:
            self.flush()

    def set_aside(self, statement_id: str, code: str, reason: str) -> None:
        """One that is not for the lake; it goes with the next that is added."""
        self._step.aside.append(Aside(self._step.first + self._step.count, statement_id, code, reason))

    def forget(self, ids: Sequence[str]) -> None:
        """Statements that go out of the lake before those come that are added next."""
        self.flush()
        self._step.forget = ids

    def flush(self) -> None:
        """Keeps what is there, and the place, if that is another one."""
        place = self._place() if callable(self._place) else self._place
        if place is None or not (self._step.count or self._step.forget or place != self.kept):
            return
        self.taken += self.keep(self._step, place)
        self.kept = place
        self._step, self._size = Step(self.taken.read + 1), 0
