"""Where an LRS was left, as the lake keeps it: what was read for certain, and what the next pull meets again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Final

from builder.records.sources.pull.client import Access
from builder.records.sources.pull.pages import time_text
from builder.records.xapi.values import micros_of

OVERLAP: Final = 60_000_000
"""Microseconds that are read again: some stores show a statement later than another that they stored after it."""
MOST_SEEN: Final = 10_000
"""Keys of statements that are remembered; what is forgotten is read again, and the lake has it once all the same."""


@dataclass(frozen=True, slots=True)
class Place:
    """Times in microseconds. All that was stored until `since` has been read.

    An LRS that tells the newest first was left in the middle where `until` is there: what was stored between it and
    `newest` has been read, too.
    """

    since: int | None = None
    until: int | None = None
    newest: int | None = None
    seen: tuple[str, ...] = ()

    def told(self, access: Access) -> Mapping[str, Any]:
        """For the lake."""
        times = {
            name: time_text(at) for name in ("since", "until", "newest") if (at := getattr(self, name)) is not None
        }
        return {**belongs_to(access), **times, "seen": list(self.seen)}

    def with_seen(self, recent: Iterable[tuple[str, int | None]]) -> Place:
        """And with what will be met again from here."""
        since = self.since
        again = [key for key, stored in recent if stored is None or since is None or stored > since]
        return replace(self, seen=tuple(again[-MOST_SEEN:]))


def belongs_to(access: Access) -> Mapping[str, str]:
    """Another address is another store, and another key may read other statements of it."""
    key = sha256((access.key or "").encode()).hexdigest()[:16]
    return {"kind": "lrs", "endpoint": access.base, "reader": key}


def place_of(told: Mapping[str, Any] | None, access: Access) -> Place | None:
    """Where this LRS was left by this reader; None where the lake does not tell it."""
    if told is None or any(told.get(name) != value for name, value in belongs_to(access).items()):
        return None
    seen = told.get("seen")
    keys = tuple(map(str, seen)) if isinstance(seen, list) else ()
    return Place(_time(told, "since"), _time(told, "until"), _time(told, "newest"), keys)


def _time(told: Mapping[str, Any], name: str) -> int | None:
    with suppress(KeyError, ValueError, TypeError, OverflowError):
        return micros_of(told[name])
    return None
