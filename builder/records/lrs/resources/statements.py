"""Statements (Part Three 2.1): stored once and for all, and found again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlencode

from builder.records.lrs import receive
from builder.records.lrs.access.bounds import check_statements
from builder.records.lrs.access.principal import Scope
from builder.records.lrs.http.call import Answer, Call, Resource
from builder.records.lrs.http.refused import Refused, bad
from builder.records.lrs.incoming import Incoming
from builder.records.lrs.query import query_of
from builder.records.lrs.store import search
from builder.records.lrs.store.statements import Conflict, MayNotVoid, insert
from builder.records.lrs.times import text_of

CONSISTENT: Final = "X-Experience-API-Consistent-Through"
READ: Final = (Scope.ALL_READ, Scope.STATEMENTS_READ, Scope.STATEMENTS_READ_MINE)
FILTERS: Final = (
    "agent", "verb", "activity", "registration", "related_activities", "related_agents", "since", "until", "limit",
    "ascending", "cursor",
)  # fmt: skip
SHAPES: Final = ("format", "attachments")
PATH: Final = "/xapi/statements"


async def put(call: Call) -> Answer:
    """One statement under the id that the client chose (2.1.1)."""
    call.principal.require(Scope.STATEMENTS_WRITE)
    call.only("statementId")
    wanted = call.param("statementId")
    data = _data(call)
    if len(data) != 1 or not isinstance(data[0], dict):
        raise bad("a PUT takes one statement")
    told = data[0].setdefault("id", wanted)
    if isinstance(told, str) and told.lower() != wanted.lower():
        raise bad(f"id: is {told}, but statementId is {wanted}")
    await _store(call, data)
    return Answer(HTTPStatus.NO_CONTENT)


async def post(call: Call) -> Answer:
    """One statement or several; all or none are stored (2.1.2)."""
    call.principal.require(Scope.STATEMENTS_WRITE)
    call.only()
    stored = await _store(call, _data(call))
    return Answer(body=json.dumps([one.id for one in stored]).encode())


async def get(call: Call) -> Answer:
    """One by its id, or those that match (2.1.3)."""
    call.principal.require(*READ)
    call.only("statementId", "voidedStatementId", *FILTERS, *SHAPES)
    consistent = text_of(await call.service.consistent_through())
    ids = [name for name in ("statementId", "voidedStatementId") if name in call.params]
    if ids:
        if len(ids) > 1 or any(name in call.params for name in FILTERS):
            raise bad(f"with {ids[0]} only {' and '.join(SHAPES)} may be given")
        answer = await _one(call, ids[0])
    else:
        answer = await _many(call)
    return answer.also({CONSISTENT: consistent})


def _data(call: Call) -> Sequence[Any]:
    limits = call.service.settings.limits
    return receive.listed(receive.read_json(call.body, limits.statements), limits.batch)


async def _store(call: Call, data: Sequence[Any]) -> tuple[Incoming, ...]:
    principal, service = call.principal, call.service
    found = receive.received(data, call.version, principal.authority(call.url), frozenset())
    check_statements(principal, found)
    job = partial(_insert, call, found)
    try:
        await service.write(job)
    except Conflict as conflict:
        raise Refused(HTTPStatus.CONFLICT, f"there is another statement with the id {conflict.id}") from None
    except MayNotVoid:
        raise Refused(HTTPStatus.FORBIDDEN, "this credential may void only what it stored itself") from None
    return found


def _insert(call: Call, found: Sequence[Incoming], session: Any) -> None:
    insert(session, call.service.hash, call.principal.writer, found, {}, call.service.clock())


async def _one(call: Call, name: str) -> Answer:
    id_ = call.params[name].lower()
    found = await call.service.read(
        lambda session: search.one(session, call.principal.reader, id_, voided=name == "voidedStatementId")
    )
    if found is None:
        raise Refused(HTTPStatus.NOT_FOUND, f"there is no {'voided ' * (name != 'statementId')}statement {id_[:40]}")
    return Answer(body=found.body.encode())


async def _many(call: Call) -> Answer:
    query = query_of(call)
    page = await call.service.read(
        lambda session: search.page(session, call.service.hash, call.principal.reader, query)
    )
    more = _more(call.params, page.last) if page.last is not None else ""
    bodies = ",".join(found.body for found in page.statements)
    return Answer(body=f'{{"statements":[{bodies}],"more":{json.dumps(more)}}}'.encode())


def _more(params: Mapping[str, str], last: int) -> str:
    """Where the next page is, relative to the server (2.5): the same question, and where it goes on."""
    return f"{PATH}?{urlencode({**params, 'cursor': last})}"


RESOURCE: Final = Resource({"GET": get, "PUT": put, "POST": post})
