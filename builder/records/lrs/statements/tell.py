"""From statements that were found to the body of an answer: in the version, the format and the language asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from builder.records.lrs.http.call import Call
from builder.records.lrs.http.languages import wanted
from builder.records.lrs.http.media import BINARY, JSON
from builder.records.lrs.http.multipart import ENCODING, HASH, Part, mixed
from builder.records.lrs.http.params import flag
from builder.records.lrs.refused import bad
from builder.records.lrs.statements.formats import Format, text
from builder.records.lrs.statements.receive import attachments
from builder.records.lrs.store import activities, files
from builder.records.lrs.store.database import Session
from builder.records.lrs.store.search import Found
from builder.standards.xapi import Version

FORMATS: Final = ", ".join(Format)


@dataclass(frozen=True, slots=True)
class Shape:
    """How statements are told; `asked` are the reader's languages, the best first."""

    version: Version
    format: Format
    files: bool
    asked: tuple[str, ...]


def shape_of(call: Call) -> Shape:
    """What the parameters and headers ask for, or Refused."""
    told = call.params.get("format", Format.EXACT)
    if told not in tuple(Format):
        raise bad(f"the parameter format must be one of {FORMATS}")
    languages = wanted(call.headers.get("accept-language", "")) if told == Format.CANONICAL else ()
    return Shape(call.version, Format(told), flag(call, "attachments"), languages)


def statements(session: Session, found: Sequence[Found], shape: Shape) -> list[str]:
    """Each as JSON."""
    defined = _defined(session)
    return [text(one.body, one.major, shape.version, shape.format, defined(one.agency), shape.asked) for one in found]


def _defined(session: Session) -> Callable[[str], Callable[[str], Mapping[str, Any] | None]]:
    """The definitions of each agency, looked up once in an answer."""
    known: dict[tuple[str, str], Mapping[str, Any] | None] = {}

    def of_agency(agency: str) -> Callable[[str], Mapping[str, Any] | None]:
        def definition(id_: str) -> Mapping[str, Any] | None:
            if (agency, id_) not in known:
                known[agency, id_] = activities.definition(session, agency, id_)
            return known[agency, id_]

        return definition

    return of_agency


def body(session: Session, told: str, found: Sequence[Found], shape: Shape) -> tuple[str, bytes]:
    """The Content-Type and the body: `told` as JSON, and where it was asked for, the attachments of the statements."""
    if not shape.files:
        return JSON, told.encode()
    return mixed([Part({"Content-Type": JSON}, told.encode()), *_attached(session, found)])


def _attached(session: Session, found: Sequence[Found]) -> Iterator[Part]:
    """Each file once, under the type that the first statement gives it (1.5.2)."""
    kept = files.contents(session, [one.seq for one in found])
    for one in found:
        if not kept:
            return
        for attachment in attachments(json.loads(one.body)) if '"attachments"' in one.body else ():
            content = kept.pop(attachment["sha2"].lower(), None)
            if content is not None:
                kind = attachment["contentType"]
                plain = kind.isascii() and kind.isprintable()  # a quoted parameter may hold what would end the header
                headers = {"Content-Type": kind if plain else BINARY, ENCODING: "binary", HASH: attachment["sha2"]}
                yield Part(headers, content)
