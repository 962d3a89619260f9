"""Why a request is not done: a status and a sentence for the one who sent it."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

LONGEST: Final = 1000


class Refused(Exception):
    """The answer is plain text (Part Three 3.2): what is wrong, by the name of the parameter or property."""

    def __init__(self, status: HTTPStatus, text: str, headers: Mapping[str, str] | None = None) -> None:
        self.status: Final = status
        self.text: Final = _sentence(text)
        self.headers: Final = headers or {}
        super().__init__(text)


def _sentence(text: str) -> str:
    """Names of properties stand in it as they were sent: of any length, with whatever letters."""
    text = text if len(text) <= LONGEST else f"{text[:LONGEST]}..."
    return text if text.isprintable() else "".join(one if one.isprintable() else "\ufffd" for one in text)


def bad(text: str) -> Refused:
    """What the client must change before it sends it again."""
    return Refused(HTTPStatus.BAD_REQUEST, text)
