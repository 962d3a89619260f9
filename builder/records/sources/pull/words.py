"""What went wrong between us and an LRS, in plain words, and whether it may pass."""

from __future__ import annotations

import http.client
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from builder.records import no_answer
from builder.records.no_answer import SUPPORT
from builder.records.sources.pull.failed import Failed, Lost, OtherVersion, Passing, Unreachable

AGAIN: Final = "run the command again: it goes on where it was"
ADDRESS: Final = "check the address"
BUSY: Final = (http.client.TOO_MANY_REQUESTS, http.client.SERVICE_UNAVAILABLE)
LETTERS: Final = 200
"""Of what a store says of itself."""
SPACES: Final = re.compile(r"\s+")


def unreachable(error: Exception, endpoint: str) -> Failed:
    """Of an error of the network or of HTTP."""
    text, advice, passes = no_answer.of_network(error, endpoint, AGAIN)
    return Unreachable(text, advice) if passes else Failed(text, advice)


def refused(status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> Failed:
    """Of an answer that is no 200. Lost: there is nothing at the address, or no sense in it."""
    told = _told(body)
    text, advice, passes = no_answer.of_status(status, told, AGAIN, "read all statements (statements/read)")
    if passes:
        return Passing(text, advice, retry_after(headers, now) if status in BUSY else None)
    if status in (http.client.UNAUTHORIZED, http.client.FORBIDDEN):
        return Failed(text, advice)
    if status == http.client.BAD_REQUEST and "version" in told.lower():
        return OtherVersion(f"the store refuses our version of xAPI (status {status}: {told})", SUPPORT)
    return Lost(text, advice)


def _told(body: bytes) -> str:
    return SPACES.sub(" ", body[: 4 * LETTERS].decode(errors="replace")).strip()[:LETTERS]


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """In seconds (RFC 9110 10.2.3): it is told as such, or as a date."""
    told = headers.get("retry-after", "").strip()
    if told.isascii() and told.isdecimal():
        return float(told[:9])
    with suppress(ValueError, TypeError, OverflowError):
        until = parsedate_to_datetime(told)
        return max(0.0, ((until if until.tzinfo else until.replace(tzinfo=UTC)) - now).total_seconds())
    return None
