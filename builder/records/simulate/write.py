"""Writes the statements of all learners to a file: in the same order, however many processes make them."""

from __future__ import annotations

import gzip
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.pool import AsyncResult, Pool
from pathlib import Path
from typing import IO, Final, TypeAlias

from builder.records.simulate.made import Life, World
from builder.records.simulate.tally import Tally

Chunk: TypeAlias = tuple[bytes, Tally]

CHUNK: Final = 40
"""Learners that one process makes at a time: some megabytes of statements."""
AHEAD: Final = 3
"""Chunks for each process that may wait to be written."""

_entered: list[World] = []
"""The world of a process, made once in it."""


def _chunk(numbers: range) -> Chunk:
    return made(_entered[0], numbers)


def made(world: World, numbers: range) -> Chunk:
    """The lines of these learners, and what reports are to find in them."""
    tally = Tally()
    texts = []
    for number in numbers:
        life = Life(world, number)
        sent = life.sent()
        tally.count(life, sent)
        texts += [one.text for one in sent]
    return "".join(texts).encode(), tally


def write(world: World, out: Path, processes: int, progress: Callable[[int], None]) -> Tally:
    """What reports are to find in it; `progress` is told of how many learners more were written."""
    learners = world.settings.learners
    chunks = [range(start, min(start + CHUNK, learners)) for start in range(0, learners, CHUNK)]
    tally = Tally()
    with _opened(out) as file, _results(world, chunks, processes) as results:
        for numbers, (text, part) in zip(chunks, results, strict=True):
            file.write(text)
            tally.add(part)
            progress(len(numbers))
    return tally


@contextmanager
def _results(world: World, chunks: list[range], processes: int) -> Iterator[Iterator[Chunk]]:
    if processes == 1 or len(chunks) == 1:
        yield (made(world, numbers) for numbers in chunks)
        return
    with get_context().Pool(processes, _entered.append, (world,)) as pool:
        yield _in_order(pool, chunks, AHEAD * processes)


def _in_order(pool: Pool, chunks: list[range], ahead: int) -> Iterator[Chunk]:
    """Never more than `ahead` of them wait, so that memory stays the same at any scale."""
    waiting: deque[AsyncResult[Chunk]] = deque()
    for numbers in chunks:
        if len(waiting) == ahead:
            yield waiting.popleft().get()
        waiting.append(pool.apply_async(_chunk, (numbers,)))
    while waiting:
        yield waiting.popleft().get()


@contextmanager
def _opened(out: Path) -> Iterator[IO[bytes]]:
    """Takes the place of an older file only when it is whole."""
    half = out.with_name(f"{out.name}.part")
    try:
        with half.open("wb") as file:
            if out.suffix == ".gz":
                with gzip.GzipFile("", "wb", compresslevel=4, fileobj=file, mtime=0) as packed:
                    yield packed  # type: ignore[misc]
            else:
                yield file
        half.replace(out)
    finally:
        half.unlink(missing_ok=True)
