"""From the body of a request to statements that are accepted, or why they are not."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final, cast

from builder.records.lrs.http.refused import Refused, bad
from builder.records.lrs.incoming import Incoming
from builder.records.lrs.terms import activities, named, terms
from builder.records.xapi import strict_json
from builder.records.xapi.faults import faults
from builder.records.xapi.flat import flat
from builder.standards import xapi
from builder.standards.xapi import Version

TOLD: Final = 5
"""Faults that one answer names."""
MOST_PARTS: Final = 400_000
"""Objects, lists and values in one body: what costs memory, not bytes alone."""


def read_json(body: bytes, most: int) -> object:
    """The value, or Refused; `most` in bytes."""
    if len(body) > most:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the JSON is larger than {most} bytes: send less at once")
    if body.count(b"{") + body.count(b"[") + body.count(b",") > MOST_PARTS:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the JSON has more than {MOST_PARTS} parts: send less")
    try:
        return strict_json.read(body)
    except strict_json.NotJson as error:
        raise bad(f"the body {error}" if str(error).startswith("is") else f"the body cannot be read: {error}") from None


def listed(data: object, most: int) -> Sequence[Any]:
    """One statement or several (Part Three 2.1.2)."""
    if not isinstance(data, list):
        return (data,)
    if len(data) > most:
        raise Refused(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"there are {len(data)} statements, at most {most} may be sent at once"
        )
    return data


def received(
    data: Sequence[Any], version: Version, authority: Mapping[str, Any], files: frozenset[str]
) -> tuple[Incoming, ...]:
    """All of them, or Refused with what is wrong with the first that is; `files` are the SHA-2 of what came along."""
    many = len(data) > 1
    for index, one in enumerate(data):
        if found := faults(one, version=version):
            place = f"statement {index + 1}: " if many else ""
            raise bad(place + "; ".join(map(str, found[:TOLD])))
    incoming = tuple(_one(one, version, authority, files) for one in data)
    if len({one.id for one in incoming}) != len(incoming):
        raise bad("two statements of the request have the same id")
    return incoming


def _one(data: dict[str, Any], version: Version, authority: Mapping[str, Any], files: frozenset[str]) -> Incoming:
    statement = {name: value for name, value in data.items() if name != "stored"}
    statement["id"] = str(statement.get("id") or uuid.uuid4()).lower()
    statement["authority"] = authority
    statement.setdefault("version", "1.0.0" if version is Version.ONE else Version.TWO.value)
    _list_activities(statement)
    try:
        text = json.dumps(statement, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except ValueError:  # such as 1e999, which is a number in JSON and none here
        raise bad("a number in the statement is too large") from None
    object_ = statement["object"]
    refers = object_["id"].lower() if object_.get("objectType") == "StatementRef" else None
    return Incoming(
        id=statement["id"],
        data=statement,
        text=text,
        major=1 if version is Version.ONE else 2,
        flat=flat(statement),
        terms=terms(statement),
        definitions={one["id"]: one["definition"] for one in activities(statement) if "definition" in one},
        names=tuple(named(statement)),
        refers=refers,
        voids=refers if statement["verb"]["id"] == xapi.Verb.VOIDED else None,
        files=tuple(dict.fromkeys(sha2 for one in attachments(statement) if (sha2 := one["sha2"]) in files)),
    )


def attachments(statement: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """Of the statement and of its SubStatement."""
    inner = statement["object"].get("attachments", ())
    return (*statement.get("attachments", ()), *cast("Sequence[Mapping[str, Any]]", inner))


def _list_activities(event: dict[str, Any]) -> None:
    """A single activity in contextActivities becomes a list of one (2.4.6.2), in a copy."""
    context = event.get("context", {})
    found = context.get("contextActivities", {})
    if not all(isinstance(one, list) for one in found.values()):
        many = {name: one if isinstance(one, list) else [one] for name, one in found.items()}
        event["context"] = {**context, "contextActivities": many}
    if event["object"].get("objectType") == "SubStatement":
        event["object"] = dict(event["object"])
        _list_activities(event["object"])
