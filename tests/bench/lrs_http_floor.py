"""The least that a durable statement over HTTP costs: Starlette, uvicorn, pydantic, group commit, five indexes.

It looks at no credential, knows no query, and checks what our player sends, but not all of xAPI.
Run as a module: python -m tests.bench.lrs_http_floor FILE PORT
"""

from __future__ import annotations

import asyncio
import queue
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from uuid import UUID

import uvicorn
from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints, TypeAdapter
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.bench.lrs_store_floor import Row, connect, store

Iri = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]+$")]
LanguageMap = dict[Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$")], str]


class Part(BaseModel):
    """An object with just the properties that are named."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Account(Part):
    """A user's account on a system."""

    homePage: Iri
    name: str


class Actor(Part):
    """Who did it."""

    objectType: Literal["Agent"] = "Agent"
    name: str | None = None
    account: Account


class Verb(Part):
    """What was done."""

    id: Iri
    display: LanguageMap


class Definition(Part):
    """What an activity is."""

    type: Iri
    name: LanguageMap
    interactionType: str | None = None


class Activity(Part):
    """What it was done with."""

    objectType: Literal["Activity"] = "Activity"
    id: Iri
    definition: Definition | None = None


class Score(Part):
    """How well it was done."""

    scaled: Annotated[float, Field(ge=-1, le=1)]
    raw: float | None = None
    min: float | None = None
    max: float | None = None


class Result(Part):
    """What came of it."""

    score: Score | None = None
    success: bool | None = None
    completion: bool | None = None
    response: str | None = None
    duration: Annotated[str, StringConstraints(pattern=r"^P[0-9YMDTHSW.]+$")]


class Related(Part):
    """Activities around it."""

    parent: list[Activity] = []
    grouping: list[Activity] = []
    category: list[Activity] = []


class Context(Part):
    """What gives it more meaning."""

    registration: Annotated[UUID, Strict(False)]
    contextActivities: Related
    revision: str
    platform: str
    language: str
    extensions: dict[Iri, Any]


class Statement(Part):
    """What a learner did."""

    id: Annotated[UUID, Strict(False)]
    actor: Actor
    verb: Verb
    object: Activity
    context: Context
    result: Result | None = None
    timestamp: Annotated[datetime, Strict(False)]


STATEMENTS: Final = TypeAdapter[Statement | list[Statement]](Statement | list[Statement])
Job = tuple[list[Row], "asyncio.Future[None]"]


class Writer(threading.Thread):
    """Stores all that is waiting in one transaction, then answers."""

    def __init__(self, path: Path) -> None:
        super().__init__(daemon=True)
        self.waiting: queue.SimpleQueue[Job] = queue.SimpleQueue()
        self._connection = connect(path)

    def run(self) -> None:
        while True:
            jobs = [self.waiting.get()]
            while not self.waiting.empty():
                jobs.append(self.waiting.get())
            store(self._connection, (row for rows, _ in jobs for row in rows))
            jobs[0][1].get_loop().call_soon_threadsafe(_answer, [future for _, future in jobs])


def _answer(futures: list[asyncio.Future[None]]) -> None:
    for future in futures:
        future.set_result(None)


def create_app(path: Path) -> Starlette:
    """Stores what is posted."""
    writer = Writer(path)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        writer.start()
        yield

    async def post(request: Request) -> Response:
        read = STATEMENTS.validate_json(await request.body())
        statements = read if isinstance(read, list) else [read]
        done = asyncio.get_running_loop().create_future()
        writer.waiting.put(([_row(one) for one in statements], done))
        await done
        return JSONResponse([str(one.id) for one in statements])

    return Starlette(routes=[Route("/xapi/statements", post, methods=["POST"])], lifespan=lifespan)


def _row(one: Statement) -> Row:
    who = f"{one.actor.account.homePage}|{one.actor.account.name}"
    text = one.model_dump_json(exclude_none=True)
    return str(one.id), who, one.verb.id, one.object.id, str(one.context.registration), text


if __name__ == "__main__":
    app = create_app(Path(sys.argv[1]))
    uvicorn.run(app, port=int(sys.argv[2]), http="httptools", access_log=False, log_level="warning")
