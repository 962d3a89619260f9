"""From the body of a request to statements that are accepted, or why they are not."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from builder.records.lrs.incoming import Attached, Incoming
from builder.records.lrs.refused import Refused, bad
from builder.records.lrs.service import Limits
from builder.records.lrs.statements.formats import LOWEST
from builder.records.lrs.store.definitions import merged
from builder.records.lrs.terms import activities, named, terms
from builder.records.lrs.times import text_of
from builder.records.xapi import strict_json
from builder.records.xapi.faults import faults
from builder.records.xapi.flat import flat
from builder.records.xapi.signature import fault_of, is_signature
from builder.records.xapi.values import TIMESTAMP_PATTERNS, micros_of
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
    data: Sequence[Any], version: Version, authority: Mapping[str, Any], files: Mapping[str, bytes], limits: Limits
) -> tuple[tuple[Incoming, ...], dict[str, Attached]]:
    """All of them with their files, or Refused with what is wrong with the first that is; `files` by their SHA-2."""
    many = len(data) > 1
    for index, one in enumerate(data):
        if found := faults(one, version=version):
            place = f"statement {index + 1}: " if many else ""
            raise bad(place + "; ".join(map(str, found[:TOLD])))
    attached = _attached(data, files)
    _check_signatures(data, files, version)
    incoming = tuple(_one(one, version, authority, attached, limits.statement) for one in data)
    if len({one.id for one in incoming}) != len(incoming):
        raise bad("two statements of the request have the same id")
    return incoming, attached


def _attached(data: Sequence[Any], files: Mapping[str, bytes]) -> dict[str, Attached]:
    """The files by their SHA-2, each told of by a statement; and no statement without the files that it tells of.

    Whether `length` is that of the file is not asked: ADL's suite sends one that is not, and the hash says more.
    """
    found: dict[str, Attached] = {}
    for one in data:
        for attachment in attachments(one):
            sha2 = attachment["sha2"].lower()
            if sha2 in files:
                found.setdefault(sha2, Attached(sha2, attachment["contentType"], files[sha2]))
            elif "fileUrl" not in attachment:
                raise bad(
                    f"attachments: the file with the sha2 {sha2} is missing: send it as a part of multipart/mixed,"
                    " or say where it is by fileUrl"
                )
    for sha2 in files:
        if sha2 not in found:
            raise bad(f"there is a file with the SHA-2 {sha2}, but no statement has an attachment with this sha2")
    return found


def _check_signatures(data: Sequence[Any], files: Mapping[str, bytes], version: Version) -> None:
    """Those that came along (2.6); one that lies elsewhere is not fetched."""
    for one in data:
        for attachment in filter(is_signature, one.get("attachments", ())):
            content = files.get(attachment["sha2"].lower())
            if content is not None and (problem := fault_of(one, content, version)):
                raise bad(f"attachments: {problem}")


def _one(
    data: dict[str, Any], version: Version, authority: Mapping[str, Any], files: Mapping[str, Attached], most: int
) -> Incoming:
    statement = {name: value for name, value in data.items() if name != "stored"}
    statement["id"] = str(statement.get("id") or uuid.uuid4()).lower()
    statement["authority"] = authority
    statement.setdefault("version", LOWEST if version is Version.ONE else Version.TWO.value)
    _tidy(statement)
    text = json.dumps(statement, ensure_ascii=False, separators=(",", ":"))
    if len(text) > most:
        raise Refused(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            f"a statement has more than {most} characters: send what is large as an attachment",
        )
    object_ = statement["object"]
    refers = object_["id"].lower() if object_.get("objectType") == "StatementRef" else None
    told = (attachment["sha2"].lower() for attachment in attachments(statement))
    return Incoming(
        id=statement["id"],
        data=statement,
        text=text,
        major=1 if version is Version.ONE else 2,
        flat=flat(statement),
        terms=terms(statement),
        definitions=_definitions(statement),
        names=tuple(dict.fromkeys(named(statement))),
        refers=refers,
        voids=refers if statement["verb"]["id"] == xapi.Verb.VOIDED else None,
        files=tuple(dict.fromkeys(sha2 for sha2 in told if sha2 in files)),
    )


def _definitions(statement: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, Mapping[str, Any]] = {}
    for activity in activities(statement):
        if "definition" in activity:
            id_ = activity["id"]
            found[id_] = merged(found[id_], activity["definition"]) if id_ in found else activity["definition"]
    return {id_: json.dumps(one, ensure_ascii=False, separators=(",", ":")) for id_, one in found.items()}


def attachments(statement: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """Of the statement and of its SubStatement."""
    return (*statement.get("attachments", ()), *statement["object"].get("attachments", ()))


def _tidy(event: dict[str, Any]) -> None:
    """Makes it readable in both versions, in a copy.

    A single activity in contextActivities becomes a list of one (2.4.6.2), and a time that ISO 8601 allows and RFC 3339
    does not is told anew (4.5).
    """
    context = event.get("context", {})
    found = context.get("contextActivities", {})
    if not all(isinstance(one, list) for one in found.values()):
        many = {name: one if isinstance(one, list) else [one] for name, one in found.items()}
        event["context"] = {**context, "contextActivities": many}
    time = event.get("timestamp")
    if time is not None and not TIMESTAMP_PATTERNS[Version.TWO].fullmatch(time):
        event["timestamp"] = text_of(micros_of(time))
    if event["object"].get("objectType") == "SubStatement":
        event["object"] = dict(event["object"])
        _tidy(event["object"])
