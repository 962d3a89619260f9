"""From futures of the store's threads to those of an event loop, which is woken once for all that are done together."""

from __future__ import annotations

import asyncio
from collections import deque
from concurrent.futures import Future
from functools import partial
from typing import Any, Final, TypeVar

T = TypeVar("T")


class Arrivals:
    """Results on their way to one event loop. A caller who hangs up stops nothing: the job is done all the same."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop: Final = loop
        self._done: deque[tuple[asyncio.Future[Any], Future[Any]]] = deque()
        self._woken = False

    def wait_for(self, future: Future[T]) -> asyncio.Future[T]:
        """To be called in the loop."""
        waiting: asyncio.Future[T] = self.loop.create_future()
        if future.done():
            _hand_over(waiting, future)
        else:
            future.add_done_callback(partial(self._arrived, waiting))
        return waiting

    def _arrived(self, waiting: asyncio.Future[T], future: Future[T]) -> None:
        """In the thread that did the job."""
        self._done.append((waiting, future))
        if not self._woken:
            self._woken = True
            try:
                self.loop.call_soon_threadsafe(self._deliver)
            except RuntimeError:  # the loop is closed: nobody waits any more
                self._done.clear()

    def _deliver(self) -> None:
        self._woken = False  # first: what arrives from now on wakes the loop again
        while self._done:
            _hand_over(*self._done.popleft())


def _hand_over(waiting: asyncio.Future[T], future: Future[T]) -> None:
    if waiting.done():  # given up
        return
    error = future.exception()
    if error is not None:
        waiting.set_exception(error)
    else:
        waiting.set_result(future.result())
