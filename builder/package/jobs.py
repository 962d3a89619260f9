"""Tasks to processes and their outcomes back, in order, with no more on the way than keeps the processes busy."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import Final

from builder.package.agencies import Order, Outcome, Task, Workshop, WorkStopped, opened

PARCEL: Final = 16
"""Tasks that go to a process at once."""
WAITING: Final = 3
"""Parcels for each process."""

Deliver = Callable[[Task, Outcome], None]
Parcel = tuple[Task, ...]

_own: list[Workshop | WorkStopped] = []
"""The workshop of a process of the pool, or why it has none."""


def serve_all(
    tasks: Iterable[Task], workshop: Workshop, order: Callable[[], Order], jobs: int, deliver: Deliver
) -> None:
    """Works in this process, or has as many others work as `jobs` says; only those need an order."""
    if jobs > 1:
        _have_served(tasks, order(), jobs, deliver)
        return
    for task in tasks:
        deliver(task, workshop.serve(task))


def _have_served(tasks: Iterable[Task], order: Order, jobs: int, deliver: Deliver) -> None:
    """On an interruption, what was begun is finished and delivered."""
    # Spawned, not forked: the same on every system, and safe whatever threads there are.
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (order,))
    waiting: deque[tuple[Parcel, Future[list[Outcome]]]] = deque()
    try:
        for parcel in _parcels(tasks):
            waiting.append((parcel, pool.submit(_serve, parcel)))
            if len(waiting) >= WAITING * jobs:
                _deliver(*waiting[0], deliver)
                waiting.popleft()
        while waiting:
            _deliver(*waiting[0], deliver)
            waiting.popleft()
    except BrokenProcessPool as error:
        raise WorkStopped("a process has ended; perhaps there was not enough memory") from error
    finally:
        pool.shutdown(cancel_futures=True)
        for parcel, future in waiting:
            if future.done() and not future.cancelled() and future.exception() is None:
                _deliver(parcel, future, deliver)


def _deliver(parcel: Parcel, future: Future[list[Outcome]], deliver: Deliver) -> None:
    for task, outcome in zip(parcel, future.result(), strict=True):
        deliver(task, outcome)


def _parcels(tasks: Iterable[Task]) -> Iterator[Parcel]:
    rest = iter(tasks)
    while parcel := tuple(islice(rest, PARCEL)):
        yield parcel


def _begin(order: Order) -> None:
    # The terminal sends Ctrl+C to all processes; what happens then is for the first of them to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _own.append(opened(order))
    except WorkStopped as stopped:
        _own.append(stopped)


def _serve(parcel: Parcel) -> list[Outcome]:
    own = _own[0]
    if isinstance(own, WorkStopped):
        raise own
    return [own.serve(task) for task in parcel]
