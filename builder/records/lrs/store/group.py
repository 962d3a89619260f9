"""Many writing jobs in one transaction: a disk waits once for all of them, and each fails for itself."""

from __future__ import annotations

import queue
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from builder.records.lrs.store.database import Session

MOST_TOGETHER: Final = 256
"""Jobs in one transaction; more would let the first ones wait too long."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Job:
    run: Callable[[Session], Any]
    future: Future[Any]


class Transactions(ABC):
    """What a database does for its writer, in the writer's own thread."""

    @abstractmethod
    def begin(self) -> Session:
        """Starts a transaction that no other writer can be in."""

    @abstractmethod
    def commit(self) -> None:
        """Returns when it is durable."""

    @abstractmethod
    def rollback(self) -> None:
        """Forgets the transaction; never raises."""

    @abstractmethod
    def told(self, error: Exception) -> Exception:
        """The error in our own words where it is one of the database."""

    @abstractmethod
    def close(self) -> None:
        """Lets go of the database."""


class Writer:
    """One thread that takes what is waiting, does it in one transaction, and answers after the commit."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._waiting: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._closed = False
        self._handing_in = threading.Lock()
        self._began: int | None = None
        self._thread = threading.Thread(target=self._work, name="lrs-writer", daemon=True)
        self._thread.start()

    def submit(self, run: Callable[[Session], T]) -> Future[T]:
        """The future has its result when the job is durable."""
        future: Future[T] = Future()
        with self._handing_in:
            if self._closed:
                raise RuntimeError("the store is closed")
            self._waiting.put(_Job(run, future))
        return future

    def settled(self, now: int) -> int:
        """The beginning of the transaction that is under way, in microseconds, else `now`."""
        began = self._began
        return now if began is None else min(began, now)

    def close(self) -> None:
        """Does what was handed in, then ends."""
        with self._handing_in:
            if not self._closed:
                self._closed = True
                self._waiting.put(None)
        self._thread.join()

    def _work(self) -> None:
        try:
            while (jobs := self._next()) is not None:
                self._began = time.time_ns() // 1000
                self._do(jobs)
        finally:
            self._transactions.close()

    def _next(self) -> list[_Job] | None:
        first = self._waiting.get()
        if first is None:
            return None
        jobs = [first]
        while len(jobs) < MOST_TOGETHER:
            try:
                more = self._waiting.get_nowait()
            except queue.Empty:
                break
            if more is None:
                self._waiting.put(None)
                break
            jobs.append(more)
        return jobs

    def _do(self, jobs: list[_Job]) -> None:
        """A job that raises loses only its own part; when the transaction itself fails, every job does.

        All is settled before anybody is told: who hears that it is done may ask at once until when all can be read.
        """
        done: list[tuple[Future[Any], Any]] = []
        failed: list[tuple[Future[Any], Exception]] = []
        jobs = [job for job in jobs if job.future.set_running_or_notify_cancel()]
        try:
            session = self._transactions.begin()
            if len(jobs) == 1:  # there are no neighbors to stay when it fails
                done.append((jobs[0].future, jobs[0].run(session)))
            else:
                for job in jobs:
                    self._one(session, job, done, failed)
            self._transactions.commit()
        except Exception as error:  # noqa: BLE001 - whatever it is, those who wait must hear of it, and the thread goes on
            self._transactions.rollback()
            self._began = None
            told = self._transactions.told(error)
            for job in jobs:
                job.future.set_exception(told)
            return
        self._began = None
        for future, result in done:
            future.set_result(result)
        for future, fault in failed:
            future.set_exception(fault)

    def _one(
        self,
        session: Session,
        job: _Job,
        done: list[tuple[Future[Any], Any]],
        failed: list[tuple[Future[Any], Exception]],
    ) -> None:
        session.run("SAVEPOINT job")
        try:
            result = job.run(session)
        except Exception as error:
            told = self._transactions.told(error)
            if told is not error:  # the database itself: the whole transaction cannot be trusted
                raise
            session.run("ROLLBACK TO SAVEPOINT job")
            failed.append((job.future, error))
        else:
            done.append((job.future, result))
        session.run("RELEASE SAVEPOINT job")
