"""So many bytes and no more, shared by all requests."""

from __future__ import annotations

import asyncio
from typing import Final

PATIENCE: Final = 15.0
"""Seconds for others to finish before a request is given up for want of memory."""


SMALL: Final = 1024 * 1024
"""Bytes of a body that is never kept out by large ones, which may come as slowly as a network is."""
FOR_SMALL: Final = 4
"""The part of the memory that is for small ones alone."""


class NoRoom(Exception):
    """Others need the memory."""


class Budget:
    """Bytes of bodies that are in memory; used by the event loop alone."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._freed = asyncio.Event()
        self.used = 0

    async def take(self, size: int, patience: float = PATIENCE, *, held: int = 0) -> None:
        """Waits for room; NoRoom when there is none in time, so that of two that wait for each other one gives up.

        `held` is what the same request has taken before.
        """
        most = self._most_for(held + size)
        if self.used + size > most:
            try:
                async with asyncio.timeout(patience):
                    while self.used + size > most:
                        self._freed.clear()
                        await self._freed.wait()
            except TimeoutError:
                raise NoRoom from None
        self.used += size

    def _most_for(self, whole: int) -> int:
        most = self._most - self._most // FOR_SMALL
        return most if SMALL < whole <= most else self._most

    def give_back(self, size: int) -> None:
        """When a request is done."""
        self.used -= size
        self._freed.set()
