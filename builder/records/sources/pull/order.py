"""In which order an LRS gives its statements, whatever it was asked for: only what is known may move a cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.records.sources.pull.place import OVERLAP


@dataclass
class Order:
    """Of the times of storing, in microseconds; as much disorder as a cursor steps back is none."""

    rises: bool = False
    falls: bool = False
    up: bool = False
    down: bool = False
    _last: int | None = None
    _high: int = 0
    _low: int = 0

    def begin(self) -> None:
        """Another question: its first statement follows nothing."""
        self._last = None

    def see(self, times: Sequence[int]) -> None:
        """The next ones."""
        for stored in times:
            if self._last is None:
                self._high = self._low = stored
            elif stored > self._last:
                self.up = True
            elif stored < self._last:
                self.down = True
            if stored > self._low + OVERLAP:
                self.rises = True
            if stored < self._high - OVERLAP:
                self.falls = True
            self._last = stored
            if stored > self._high:
                self._high = stored
            elif stored < self._low:
                self._low = stored

    @property
    def ascending(self) -> bool:
        """Surely the oldest first: what is not told yet is newer, but for the overlap."""
        return not self.falls and self.up and (self.rises or not self.down)

    @property
    def descending(self) -> bool:
        """Surely the newest first."""
        return not self.rises and self.down and (self.falls or not self.up)
