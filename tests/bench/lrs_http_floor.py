"""The least that a durable statement over HTTP costs: Starlette, uvicorn, pydantic, group commit, five indexes.

It looks at no credential, knows no query and checks little.
Run as a module: python -m tests.bench.lrs_http_floor FILE PORT
"""

from __future__ import annotations

import asyncio
import queue
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import uvicorn
from pydantic import BaseModel, ConfigDict, TypeAdapter
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.bench.lrs_store_floor import Row, connect, store


class Part(BaseModel):
    """An object that may have more than is named."""

    model_config = ConfigDict(extra="allow")


class Account(Part):
    """A user's account on a system."""

    homePage: str
    name: str


class Actor(Part):
    """Who did it."""

    account: Account


class Thing(Part):
    """A verb or an activity."""

    id: str


class Context(Part):
    """What gives it more meaning."""

    registration: str
    contextActivities: dict[str, list[Thing]]
    extensions: dict[str, Any]


class Statement(Part):
    """What a learner did."""

    id: str
    actor: Actor
    verb: Thing
    object: Thing
    context: Context
    result: dict[str, Any] | None = None


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
        return JSONResponse([one.id for one in statements])

    return Starlette(routes=[Route("/xapi/statements", post, methods=["POST"])], lifespan=lifespan)


def _row(one: Statement) -> Row:
    who = f"{one.actor.account.homePage}|{one.actor.account.name}"
    return one.id, who, one.verb.id, one.object.id, one.context.registration, one.model_dump_json(exclude_none=True)


if __name__ == "__main__":
    app = create_app(Path(sys.argv[1]))
    uvicorn.run(app, port=int(sys.argv[2]), http="httptools", access_log=False, log_level="warning")
