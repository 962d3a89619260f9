"""So many bytes and no more, shared by all requests."""

from __future__ import annotations

import asyncio
from typing import Final

PATIENCE: Final = 15.0
"""Seconds for others to finish before a request is given up for want of memory."""


class NoRoom(Exception):
    """Others need the memory."""


class Budget:
    """Bytes of bodies that are in memory; used by the event loop alone."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._freed = asyncio.Event()
        self.used = 0

    async def take(self, size: int, patience: float = PATIENCE) -> None:
        """Waits for room; NoRoom when there is none in time, so that of two that wait for each other one gives up."""
        if self.used + size > self._most:
            try:
                async with asyncio.timeout(patience):
                    while self.used + size > self._most:
                        self._freed.clear()
                        await self._freed.wait()
            except TimeoutError:
                raise NoRoom from None
        self.used += size

    def give_back(self, size: int) -> None:
        """When a request is done."""
        self.used -= size
        self._freed.set()
