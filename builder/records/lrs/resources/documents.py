"""What the three document resources share (Part Three 2.2): one by its id, all ids, merging, concurrency."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email.utils import formatdate
from functools import partial
from http import HTTPStatus
from typing import Any, Final, NamedTuple

from builder.records.lrs.http import params
from builder.records.lrs.http.call import Answer, Call, Resource
from builder.records.lrs.http.concurrency import Conditions, conditions_of
from builder.records.lrs.http.media import BINARY, content_type, is_json
from builder.records.lrs.refused import Refused, bad
from builder.records.lrs.scope import Scope
from builder.records.lrs.statements.receive import read_json
from builder.records.lrs.store import documents
from builder.records.lrs.store.database import Session
from builder.records.lrs.store.documents import Document, Place
from builder.records.xapi.identity import identifier
from builder.standards.xapi import Version

LARGE: Final = 64 * 1024
"""Bytes of a document whose JSON is read beside the event loop and the writer, so that others need not wait."""


TRIES: Final = 3


class Ready(NamedTuple):
    """What becomes of the document with the tag `base`."""

    base: str
    merged: Document


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the resources: by what its documents are found, and who may have them."""

    name: str
    id: str
    """The parameter that names one document."""
    place: tuple[str, ...]
    """The parameters that must always be there."""
    scope: Scope
    optional: tuple[str, ...] = ()
    careful: frozenset[Version] = frozenset(Version)
    """The versions in which an existing document is not replaced by who does not tell that they have seen it."""
    deletes_all: bool = False


def resource(kind: Kind) -> Resource:
    """The four methods of such a resource."""

    def bound(method: Callable[[Kind, Call], Awaitable[Answer]]) -> Callable[[Call], Awaitable[Answer]]:
        return partial(method, kind)

    return Resource({"GET": bound(_get), "PUT": bound(_put), "POST": bound(_post), "DELETE": bound(_delete)})


async def _get(kind: Kind, call: Call) -> Answer:
    call.principal.require(kind.scope, Scope.ALL_READ)
    call.only(*kind.place, *kind.optional, kind.id, "since")
    place, since = _place(kind, call), params.time(call, "since")
    if kind.id not in call.params:
        return _listed(await call.service.read(partial(documents.names, place=place, since=since)))
    name, conditions = call.params[kind.id], conditions_of(call.headers)
    found = await call.service.read(partial(documents.find, place=place, name=name))
    if found is None:
        raise Refused(HTTPStatus.NOT_FOUND, f"there is no such document: no {kind.id} {name[:40]!r} here")
    headers = {"ETag": f'"{found.etag}"', "Last-Modified": _http_date(found.updated)}
    if conditions.seen(found.etag):
        return Answer(HTTPStatus.NOT_MODIFIED, headers=headers)
    return Answer(body=found.content, content_type=found.content_type, headers=headers)


async def _put(kind: Kind, call: Call) -> Answer:
    """In place of the one that was there (2.2)."""
    place, name = _one(kind, call)
    sent, conditions = _sent(call), conditions_of(call.headers)

    def job(session: Session) -> str:
        _require(kind, call.version, conditions, documents.tag(session, place, name))
        documents.keep(session, place, name, sent, call.service.clock())
        return sent.etag

    return _kept(await call.service.write(job))


async def _post(kind: Kind, call: Call) -> Answer:
    """Merged into the one that is there (2.2): properties of the sent object go before those that were."""
    place, name = _one(kind, call)
    sent, conditions, most = _sent(call), conditions_of(call.headers), call.service.settings.limits.document
    data = await _data(call, sent, most)
    merge = partial(_merged, sent=sent, data=data, most=most)

    def job(session: Session, ready: Ready | None, last: bool) -> str | Document:
        found = documents.find(session, place, name)
        conditions.require(found.etag if found else None)
        if found is None:
            merged = sent
        elif ready is not None and ready.base == found.etag:
            merged = ready.merged
        elif len(found.content) > LARGE and not last:
            return found
        else:
            merged = merge(found)
        documents.keep(session, place, name, merged, call.service.clock())
        return merged.etag

    # All who write wait for the one writer, so what takes long is done beside it, as long as nobody comes between.
    ready, tries = None, TRIES
    while True:
        found = await call.service.write(partial(job, ready=ready, last=not tries))
        if isinstance(found, str):
            return _kept(found)
        ready = Ready(found.etag, await call.service.beside(partial(merge, found)))
        tries -= 1


async def _delete(kind: Kind, call: Call) -> Answer:
    """Also when there is none. Without an id every document in the place, where the resource allows it (2.3)."""
    if kind.deletes_all and kind.id not in call.params:
        call.principal.require(kind.scope)
        call.only(*kind.place, *kind.optional)
        await call.service.write(partial(documents.drop_all, place=_place(kind, call)))
        return Answer(HTTPStatus.NO_CONTENT)
    place, name = _one(kind, call)
    conditions = conditions_of(call.headers)

    def job(session: Session) -> None:
        conditions.require(documents.tag(session, place, name))
        documents.drop(session, place, name)

    await call.service.write(job)
    return Answer(HTTPStatus.NO_CONTENT)


def _one(kind: Kind, call: Call) -> tuple[Place, str]:
    """Of a request that changes one document."""
    call.principal.require(kind.scope)
    call.only(*kind.place, *kind.optional, kind.id)
    return _place(kind, call), call.param(kind.id)


def _place(kind: Kind, call: Call) -> Place:
    """Where the documents of this request lie. The one place that learns whose documents are asked for."""
    for name in kind.place:
        call.param(name)
    return Place(
        agency=call.principal.agency,
        kind=kind.name,
        activity=params.checked(call, "activityId", params.IRI),
        agent=identifier(params.actor_of(call)) if "agent" in kind.place else None,
        registration=_lower(params.checked(call, "registration", params.UUID)),
    )


def _lower(uuid: str | None) -> str | None:
    """Both cases of a UUID are the same one."""
    return uuid.lower() if uuid is not None else None


def _sent(call: Call) -> Document:
    told, most = content_type(call.headers), call.service.settings.limits.document
    if len(call.body) > most:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the document is larger than {most} bytes")
    if told is None and not call.body:
        raise bad("there is no document in the request: send it as the body, with its Content-Type")
    return documents.document(told or BINARY, call.body)


async def _data(call: Call, sent: Document, most: int) -> object:
    if not is_json(sent.content_type):
        return None
    read = partial(read_json, sent.content, most)
    return await call.service.beside(read) if len(sent.content) > LARGE else read()


def _require(kind: Kind, version: Version, conditions: Conditions, etag: str | None) -> None:
    conditions.require(etag)
    if conditions or version not in kind.careful:
        return
    how = "send the header If-Match with its ETag to replace it, or If-None-Match: * to make a new one"
    if etag is not None:
        raise Refused(HTTPStatus.CONFLICT, f"the document exists already: {how}")
    if version is Version.ONE:
        # The suite wants it. The text has it only as a duty of clients (3.1), and 2.0 not at all.
        raise bad(f"a PUT must tell what it expects to find: {how}")


def _merged(found: Document, sent: Document, data: object, most: int) -> Document:
    if not is_json(sent.content_type):
        raise bad(f"only JSON is merged, and this is {sent.content_type}: PUT it to replace the document that is there")
    if not is_json(found.content_type):
        raise bad(f"the document that is there is {found.content_type}, not JSON: PUT another one to replace it")
    if not isinstance(data, dict):
        raise bad("only a JSON object is merged: PUT it to replace the document that is there")
    content = _both(found, data, most)
    if len(content) > most:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the document would become larger than {most} bytes")
    return documents.document(sent.content_type, content)


def _both(found: Document, data: dict[str, Any], most: int) -> bytes:
    try:
        old = read_json(found.content, most)
    except Refused:
        old = None
    if not isinstance(old, dict):
        raise bad("the document that is there is no JSON object: PUT another one to replace it")
    try:
        return json.dumps({**old, **data}, ensure_ascii=False, separators=(",", ":")).encode()
    except RecursionError:
        raise bad("the document is nested too deeply") from None


def _listed(found: list[tuple[str, int]]) -> Answer:
    headers = {"Last-Modified": _http_date(found[-1][1])} if found else {}
    return Answer(body=json.dumps([name for name, _ in found]).encode(), headers=headers)


def _kept(etag: str) -> Answer:
    """With the tag of what lies there now, so that the next change needs no GET before it."""
    return Answer(HTTPStatus.NO_CONTENT, headers={"ETag": f'"{etag}"'})


def _http_date(micros: int) -> str:
    return formatdate(micros // 1_000_000, usegmt=True)
