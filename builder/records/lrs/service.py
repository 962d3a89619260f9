"""The store as the resources use it: one database, its key, and what a server is set to."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final, TypeVar

from builder.records.lrs.arrivals import Arrivals
from builder.records.lrs.budget import Budget
from builder.records.lrs.keys import Hasher, hasher
from builder.records.lrs.metrics import Metrics
from builder.records.lrs.store.database import Database, Session
from builder.records.lrs.store.definitions import Known
from builder.records.lrs.times import now

T = TypeVar("T")

STRANGERS: Final = 4
"""The part of the memory for bodies that is for callers who are not known yet: they keep nobody else out."""
BESIDE: Final = 2
"""Each may take a hundred megabytes, and Python does but one thing at a time."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may ask for; sizes in bytes."""

    body: int = 64 * 1024 * 1024
    """Of a whole request, attachments with it."""
    statements: int = 8 * 1024 * 1024
    """Of the JSON of statements."""
    batch: int = 1000
    """Statements in one request."""
    statement: int = 1024 * 1024
    """Of one statement: an answer of many, and what is read for it, stays as small as memory allows."""
    attachment: int = 32 * 1024 * 1024
    attachments: int = 500
    """In one request."""
    document: int = 4 * 1024 * 1024
    page: int = 500
    """Statements in one answer."""
    memory: int = 256 * 1024 * 1024
    """Of the bodies of all requests that are under way; and as much of all answers."""
    connections: int = 1000


@dataclass(frozen=True, slots=True)
class Rate:
    """Requests a second that are done for long, and how many at once; 0 a second: as many as come."""

    a_second: float
    at_once: float


@dataclass(frozen=True, slots=True)
class Rates:
    """So many that nobody meets them who works as is meant."""

    credential: Rate = Rate(2000, 10_000)
    launch: Rate = Rate(50, 500)
    """One learner in one course."""
    failed: Rate = Rate(1, 60)
    """Attempts with a wrong key or secret, from one address."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a server behaves; `origins` are those of LMSs whose pages may call it from a browser, `*` those of all."""

    limits: Limits = field(default_factory=Limits)
    origins: tuple[str, ...] = ()
    address: str = "http://localhost"
    """Where others reach this server, without a slash at the end: it stands in what is stored, so no header says it."""
    rates: Rates = field(default_factory=Rates)
    open_metrics: bool = False
    """Whether anybody may read the metrics, which tell no names."""


class Service:
    """Lives as long as the server; closes the database at its end."""

    def __init__(self, database: Database, settings: Settings | None = None, clock: Callable[[], int] = now) -> None:
        self.database: Final = database
        self.settings: Final = settings or Settings()
        self.hash: Final[Hasher] = hasher(database.key)
        self.clock: Final = clock
        self.known: Final = Known()
        self.metrics: Final = Metrics()
        self.budget: Final = Budget(self.settings.limits.memory)
        self.answers: Final = Budget(self.settings.limits.memory)
        self.strangers: Final = Budget(self.settings.limits.memory // STRANGERS)
        self._kept: Arrivals | None = None
        self._beside = ThreadPoolExecutor(BESIDE, thread_name_prefix="lrs-beside")

    def read(self, job: Callable[[Session], T]) -> Awaitable[T]:
        """What the job finds on one snapshot."""
        return self._arrivals().wait_for(self.database.read(job))

    def write(self, job: Callable[[Session], T]) -> Awaitable[T]:
        """Done when it is durable. A caller who hangs up changes nothing: the job is done all the same."""
        done = self._arrivals().wait_for(self.database.write(job))
        self.metrics.writing += 1
        done.add_done_callback(self._written)
        return done

    def _written(self, _: asyncio.Future[T]) -> None:
        self.metrics.writing -= 1

    def beside(self, job: Callable[[], T]) -> Awaitable[T]:
        """Work that takes long, such as reading megabytes of JSON: others need not wait, and few do it at a time."""
        return asyncio.get_running_loop().run_in_executor(self._beside, job)

    def consistent_through(self) -> Awaitable[int]:
        """In microseconds: what was stored until then can be read now (Part Three 2.1.3)."""
        return self._arrivals().wait_for(self.database.settled(self.clock()))

    def close(self) -> None:
        """Finishes what was handed in."""
        self._beside.shutdown()
        self.database.close()

    def _arrivals(self) -> Arrivals:
        """Of the loop that runs: a server has one, tests have several."""
        loop = asyncio.get_running_loop()
        if self._kept is None or self._kept.loop is not loop:
            self._kept = Arrivals(loop)
        return self._kept
