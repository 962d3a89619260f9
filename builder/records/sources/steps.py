"""From statements as they come to steps of the lake: so many at a time, with the place at which to go on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from builder.records.lake.ledger import Taken

MOST: Final = 20_000
"""Statements of a step."""
MOST_BYTES: Final = 32 * 1024 * 1024

Place = Mapping[str, Any]


class Keeps(Protocol):
    """Takes the lines of a step and the place in one; `first` is the number of the first line."""

    def __call__(self, lines: Sequence[bytes], agencies: Sequence[str | None], place: Place, first: int) -> Taken: ...


@dataclass
class Steps:
    """Gathers lines, and hands them on when they are enough; `told` hears how many were taken so far."""

    keep: Keeps
    told: Callable[[int], None] = lambda _: None
    taken: Taken = field(default_factory=Taken)
    kept: Place | None = None
    """The place that the lake has."""
    _lines: list[bytes] = field(default_factory=list, init=False)
    _agencies: list[str | None] = field(default_factory=list, init=False)
    _size: int = field(default=0, init=False)
    _place: Place | None = field(default=None, init=False)

    def add(self, lines: Sequence[bytes], place: Place, agencies: Sequence[str | None] = ()) -> None:
        """Lines, and where to go on once they are kept; `agencies` of them that win over what they tell."""
        self._lines += lines
        self._agencies += agencies or [None] * len(lines)
        self._size += sum(map(len, lines))
        self._place = place
        self.told(self.taken.read + len(self._lines))
        if len(self._lines) >= MOST or self._size >= MOST_BYTES:
            self.flush()

    def flush(self) -> None:
        """Keeps what is there, and the place, if that is another one."""
        if self._place is None or (not self._lines and self._place == self.kept):
            return
        self.taken += self.keep(self._lines, self._agencies, self._place, self.taken.read + 1)
        self.kept = self._place
        self._lines, self._agencies, self._size = [], [], 0
