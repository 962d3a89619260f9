"""Who may use a lake when: one writer, many readers, and moments in which files change and nobody reads.

Where no lock can be had, as on a read-only disk, readers do without.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from builder.records.lake.refusals import Busy, Unusable, unusable
from builder.records.locking import locked, opened

WRITING: Final = "writing.lock"
"""Held by a writer from its begin to its end."""
FILES: Final = "files.lock"
"""Shared by readers; held alone while files come and go."""
PAUSE: Final = 0.05
"""Seconds between two tries."""


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Busy at once when another process writes: it may take hours."""
    with _opened(folder / WRITING) as file:
        if not _try(file, alone=True):
            raise Busy("another process is writing into this lake", "wait for its end, and try again")
        yield


@contextmanager
def alone(folder: Path, patience: float) -> Iterator[None]:
    """Waits for readers to end, `patience` seconds at most."""
    with _opened(folder / FILES) as file:
        if not _wait(file, patience, alone=True):
            raise Busy(
                "somebody has been reading this lake for too long", "end open queries and notebooks, and try again"
            )
        yield


@contextmanager
def shared(folder: Path, patience: float) -> Iterator[None]:
    """Files stay as they are meanwhile."""
    with ExitStack() as held:
        with suppress(Unusable):  # where no lock can be had, nobody can write, either
            file = held.enter_context(_opened(folder / FILES))
            if not _wait(file, patience, alone=False):
                raise Busy("the files of this lake are being changed", "try again")
        yield


def _opened(path: Path) -> IO[bytes]:
    try:
        try:
            return opened(path)
        except PermissionError:
            return path.open("rb")
    except OSError as error:
        raise unusable(error) from error


def _wait(file: IO[bytes], patience: float, *, alone: bool) -> bool:
    end = time.monotonic() + patience
    while not _try(file, alone=alone):
        if time.monotonic() >= end:
            return False
        time.sleep(PAUSE)
    return True


def _try(file: IO[bytes], *, alone: bool) -> bool:
    try:
        return locked(file, alone=alone)
    except OSError as error:
        advice = "keep the lake on a disk of this computer"
        raise Unusable(f"this disk has no locks: {error.strerror}", advice) from error
