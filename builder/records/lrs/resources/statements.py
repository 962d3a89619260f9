"""Statements (Part Three 2.1; 2.0: 4.1.6.1): stored once and for all, and found again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from email.utils import formatdate
from functools import partial
from http import HTTPStatus
from typing import Final, TypeAlias
from urllib.parse import urlencode

from builder.records.lrs.access import bounds
from builder.records.lrs.http.call import Answer, Call, Resource
from builder.records.lrs.http.params import UUID, checked
from builder.records.lrs.incoming import Attached, Incoming
from builder.records.lrs.refused import Refused, bad
from builder.records.lrs.scope import Scope
from builder.records.lrs.statements import cursor, receive, tell
from builder.records.lrs.statements.query import query_of
from builder.records.lrs.statements.tell import Shape
from builder.records.lrs.statements.upload import upload_of
from builder.records.lrs.store import search
from builder.records.lrs.store.database import Session, Unavailable
from builder.records.lrs.store.definitions import Lesson
from builder.records.lrs.store.search import Found, Query
from builder.records.lrs.store.statements import Conflict, MayNotVoid, insert
from builder.records.lrs.times import text_of

CONSISTENT: Final = "X-Experience-API-Consistent-Through"
READ: Final = (Scope.ALL_READ, Scope.STATEMENTS_READ, Scope.STATEMENTS_READ_MINE)
ID: Final = "statementId"
VOIDED_ID: Final = "voidedStatementId"
FILTERS: Final = (
    "agent", "verb", "activity", "registration", "related_activities", "related_agents", "since", "until", "limit",
    "ascending", cursor.NAME,
)  # fmt: skip
SHAPES: Final = ("format", "attachments")
PATH: Final = "/xapi/statements"
LARGE: Final = 64 * 1024
"""Bytes of a body that is read beside the event loop, so that others need not wait."""

Taken: TypeAlias = tuple[Sequence[Incoming], Mapping[str, Attached]]


async def put(call: Call) -> Answer:
    """One statement under the id that the client chose (2.1.1)."""
    call.principal.require(Scope.STATEMENTS_WRITE)
    call.only(ID)
    await _store(call, call.param(ID))
    return Answer(HTTPStatus.NO_CONTENT, headers=await _through(call))


async def post(call: Call) -> Answer:
    """One statement or several; all or none are stored (2.1.2)."""
    call.principal.require(Scope.STATEMENTS_WRITE)
    call.only()
    stored = await _store(call, None)
    return Answer(body=json.dumps([one.id for one in stored]).encode(), headers=await _through(call))


async def _through(call: Call) -> dict[str, str]:
    """Not told when the database went away just now: it is stored, and whoever sent it again would store it twice."""
    try:
        return {CONSISTENT: text_of(await call.service.consistent_through())}
    except Unavailable:
        return {}


async def _store(call: Call, wanted: str | None) -> Sequence[Incoming]:
    read = partial(_taken, call, wanted)
    found, files = await call.service.beside(read) if len(call.body) > LARGE else read()
    try:
        lessons = await call.service.write(partial(_insert, call, found, files))
    except Conflict as conflict:
        raise Refused(HTTPStatus.CONFLICT, f"there is another statement with the id {conflict.id}") from None
    except MayNotVoid:
        raise Refused(HTTPStatus.FORBIDDEN, "this credential may void only what it stored itself") from None
    call.service.known.learn(lessons)
    return found


def _taken(call: Call, wanted: str | None) -> Taken:
    """What the request brings, or Refused; `wanted` is the id that a PUT tells."""
    limits, upload = call.service.settings.limits, upload_of(call)
    data = receive.read_json(upload.json, limits.statements)
    if wanted is not None:
        if not isinstance(data, dict):
            raise bad("a PUT takes one statement, which is a JSON object")
        told = data.setdefault("id", wanted)
        if isinstance(told, str) and told.lower() != wanted.lower():
            raise bad(f"id: is {told[:40]}, but {ID} is {wanted[:40]}")
    many = receive.listed(data, limits.batch)
    found, files = receive.received(many, call.version, call.principal.authority(call.url), upload.files, limits)
    bounds.check_statements(call.principal, found)
    return found, files


def _insert(call: Call, found: Sequence[Incoming], files: Mapping[str, Attached], session: Session) -> list[Lesson]:
    service = call.service
    return insert(session, service.hash, call.principal.writer, found, files, service.clock(), service.known)


async def get(call: Call) -> Answer:
    """One by its id, or those that match (2.1.3)."""
    call.principal.require(*READ)
    call.only(ID, VOIDED_ID, *FILTERS, *SHAPES)
    shape = tell.shape_of(call)
    settled = await call.service.consistent_through()
    ids = [name for name in (ID, VOIDED_ID) if name in call.params]
    if not ids:
        answer, newest = await call.service.read(partial(_many, call, query_of(call), shape))
    elif len(ids) > 1 or any(name in call.params for name in FILTERS):
        raise bad(f"with {ids[0]} only {' and '.join(SHAPES)} may be given")
    else:
        answer, newest = await call.service.read(partial(_one, call, ids[0], shape))
    # What was found was committed, and all that was stored before it: `stored` rises with each.
    return answer.also({CONSISTENT: text_of(max(settled, newest))})


def _one(call: Call, name: str, shape: Shape, session: Session) -> tuple[Answer, int]:
    """The statement, and when it was stored."""
    id_ = (checked(call, name, UUID) or "").lower()
    found = search.one(session, call.principal.reader, id_, voided=name == VOIDED_ID)
    if found is None:
        raise Refused(HTTPStatus.NOT_FOUND, f"there is no {'voided ' * (name == VOIDED_ID)}statement {id_}")
    (text,) = tell.statements(session, [found], shape)
    kind, body = tell.body(session, text, [found], shape)
    changed = {"Last-Modified": formatdate(found.stored / 1_000_000, usegmt=True)}
    return Answer(body=body, content_type=kind, headers=changed), found.stored


def _many(call: Call, query: Query, shape: Shape, session: Session) -> tuple[Answer, int]:
    """A page of statements, and when the newest of them was stored."""
    page = search.page(session, call.service.hash, call.principal.reader, query)
    more = "" if page.last is None else _more(call, page.last)
    told = f'{{"statements":[{",".join(tell.statements(session, page.statements, shape))}],"more":{json.dumps(more)}}}'
    kind, body = tell.body(session, told, page.statements, shape)
    return Answer(body=body, content_type=kind), _newest(page.statements)


def _newest(found: Sequence[Found]) -> int:
    return max(found[0].stored, found[-1].stored) if found else 0


def _more(call: Call, last: int) -> str:
    """Where the next page is, relative to the server (2.5): the same question, and where it goes on."""
    place = cursor.sealed(call.service.database.key, call.params, last)
    return f"{PATH}?{urlencode({**call.params, cursor.NAME: place})}"


RESOURCE: Final = Resource({"GET": get, "PUT": put, "POST": post}, files=True)
