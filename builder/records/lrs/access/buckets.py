"""How many requests somebody may send: a bucket of tokens each, which fills again as time passes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from builder.records.lrs.service import Rate

MOST: Final = 20_000
"""Buckets that are remembered; whoever was not seen for longest is forgotten, and has a full one again."""


class Buckets:
    """The clock is in seconds and never goes back."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}

    def wait(self, name: str) -> float:
        """Seconds until there is a token; 0 when there is one."""
        if not self._rate.a_second:
            return 0
        return max(0.0, (1 - self._now(name)) / self._rate.a_second)

    def take(self, name: str) -> float:
        """Takes a token; seconds to wait when there is none, and then none is taken."""
        if not self._rate.a_second:
            return 0
        left = self._now(name)
        if left < 1:
            return (1 - left) / self._rate.a_second
        self._left.pop(name, None)
        self._left[name] = (left - 1, self._clock())
        if len(self._left) > MOST:
            del self._left[next(iter(self._left))]
        return 0

    def _now(self, name: str) -> float:
        found = self._left.get(name)
        if found is None:
            return self._rate.at_once
        left, at = found
        return min(self._rate.at_once, left + (self._clock() - at) * self._rate.a_second)
