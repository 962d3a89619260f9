"""Times as the store has them, whole microseconds since 1970 in UTC, and as statements tell them."""

from __future__ import annotations

import time

from builder.records.xapi.values import EPOCH, MICROSECOND


def now() -> int:
    """The time of this machine's clock, which may jump."""
    return time.time_ns() // 1000


def text_of(micros: int) -> str:
    """ISO 8601 in UTC with six digits after the second, so that texts sort as times do."""
    moment = (EPOCH + micros * MICROSECOND).replace(tzinfo=None)
    return f"{moment.isoformat(timespec='microseconds')}Z"
