"""If-Match and If-None-Match (Part Three 3.1): whoever changes a document tells which one they have seen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from builder.records.lrs.refused import Refused

ANY: Final = "*"
# Clients of 1.0 send the hash without its quotes. A proxy that packs answers makes a tag weak (W/), and here equal
# tags mean equal bytes all the same.
TAG: Final = re.compile(r'(?:W/)?"(?P<quoted>[^"]*)"|(?P<bare>[^\s",]+)')


@dataclass(frozen=True, slots=True)
class Conditions:
    """The tags of each header; None where it was not sent."""

    match: frozenset[str] | None
    none_match: frozenset[str] | None

    def __bool__(self) -> bool:
        return self.match is not None or self.none_match is not None

    def require(self, etag: str | None) -> None:
        """Refuses what may not be done to the document that has this tag; None where there is none."""
        if self.match is not None and not _has(self.match, etag):
            raise _failed(
                "has changed: get it, and send its new ETag" if etag else "does not exist, so nothing matches"
            )
        if self.seen(etag):
            raise _failed("is there already, and If-None-Match asks for it not to be")

    def seen(self, etag: str | None) -> bool:
        """Whether it is one of those that If-None-Match tells."""
        return self.none_match is not None and _has(self.none_match, etag)


def conditions_of(headers: Mapping[str, str]) -> Conditions:
    """Those of the request, by lower-case header."""
    return Conditions(_tags(headers.get("if-match")), _tags(headers.get("if-none-match")))


def _tags(told: str | None) -> frozenset[str] | None:
    if told is None:
        return None
    return frozenset(found["bare"] if found["quoted"] is None else found["quoted"] for found in TAG.finditer(told))


def _has(tags: frozenset[str], etag: str | None) -> bool:
    return etag is not None and (ANY in tags or etag in tags)


def _failed(why: str) -> Refused:
    return Refused(HTTPStatus.PRECONDITION_FAILED, f"the document {why}")
