"""What could be done at another time: refusals that ask the client to come again."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from builder.records.lrs.refused import Refused
from builder.records.lrs.store.database import Unavailable

RETRY: Final[Mapping[str, str]] = {"Retry-After": "5"}


def busy() -> Refused:
    """Others have all the memory that there is for requests."""
    text = "the server has as much to do as its memory allows: try again in a moment"
    return Refused(HTTPStatus.SERVICE_UNAVAILABLE, text, RETRY)


def unavailable(error: Unavailable) -> Refused:
    """The database cannot do it now; the advice is not the client's."""
    status = HTTPStatus.INSUFFICIENT_STORAGE if error.full else HTTPStatus.SERVICE_UNAVAILABLE
    return Refused(status, f"the store cannot do it now: {error}", RETRY)
