"""What went wrong between us and an LRS, in plain words, and whether it may pass."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from builder.records.sources.pull.failed import Failed, Lost, OtherVersion, Passing, Unreachable
from builder.records.sources.pull.page import NOT_AN_LRS

AGAIN: Final = "run the command again: it goes on where it was"
ADDRESS: Final = "check the address"
SUPPORT: Final = "ask the store's support"
LETTERS: Final = 200
"""Of what a store says of itself."""
SPACES: Final = re.compile(r"\s+")


def unreachable(error: Exception, endpoint: str) -> Failed:
    """Of an error of the network or of HTTP."""
    match error:
        case TimeoutError():
            return Unreachable("no answer in time", f"{AGAIN}; or give a longer --timeout")
        case socket.gaierror() | UnicodeError():
            return Failed("there is no such host", f"check the spelling of {endpoint}")
        case ConnectionRefusedError():
            return Unreachable("nothing answers at this address", "check the port, and that the store runs")
        case ssl.SSLCertVerificationError():
            return Failed(
                f"the certificate of the store is not good: {error.verify_message}",
                "ask who runs it; one of your own has to be known to this computer (SSL_CERT_FILE)",
            )
        case ssl.SSLError():
            return Failed(
                f"the connection is not secure: {error.reason or error}",
                "check whether the address begins with http:// instead of https://",
            )
        case http.client.IncompleteRead() | ConnectionError():
            return Unreachable("the connection was closed in the middle of an answer", AGAIN)
        case http.client.HTTPException():
            return Unreachable("the answer is not HTTP", "check the port, and http:// against https://")
        case _:
            return Unreachable(f"the network failed: {error}", AGAIN)


def refused(status: int, headers: Mapping[str, str], body: bytes, now: datetime) -> Failed:
    """Of an answer that is no 200. Lost: there is nothing at the address, or no sense in it."""
    said = f"status {status}"
    match status:
        case http.client.UNAUTHORIZED:
            return Failed(
                f"the key or the secret is missing or wrong ({said})", "give --key and --secret of this store"
            )
        case http.client.FORBIDDEN:
            return Failed(
                f"the key may not do this ({said})", "give the key the right to read all statements (statements/read)"
            )
        case http.client.NOT_FOUND | http.client.METHOD_NOT_ALLOWED | http.client.GONE:
            return Lost(f"there is no LRS at this address ({said})", NOT_AN_LRS)
        case http.client.TOO_MANY_REQUESTS | http.client.SERVICE_UNAVAILABLE:
            return Passing(f"the store is too busy ({said})", AGAIN, retry_after(headers, now))
        case http.client.REQUEST_TIMEOUT:
            return Passing(f"the store did not hear us in time ({said})", AGAIN)
    if status >= http.client.INTERNAL_SERVER_ERROR:
        return Passing(f"the store has a fault of its own ({said})", f"{AGAIN}; if it stays, {SUPPORT}")
    text = _told(body)
    if status == http.client.BAD_REQUEST and "version" in text.lower():
        return OtherVersion(f"the store refuses our version of xAPI ({said}: {text})", SUPPORT)
    return Lost(f"the store refuses it ({said}{': ' + text if text else ''})", f"send this line to {SUPPORT[4:]}")


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
