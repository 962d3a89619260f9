"""One server for one file: the second is told so, and what ends without a word leaves nothing behind."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from builder.records.lrs.store.database import Unavailable

SUFFIX: Final = ".serving"


@contextmanager
def serving(path: Path) -> Iterator[None]:
    """Holds a lock beside the file; Unavailable when another process does. The kernel lets go of it at our end."""
    real = path.resolve()  # one file may have several names
    beside = real.with_name(real.name + SUFFIX)
    try:
        file = os.fdopen(os.open(beside, os.O_RDWR | os.O_CREAT, 0o600), "r+b")  # whoever can open it can lock it
    except OSError as error:
        raise Unavailable(
            f"nothing can be written beside the store's file: {error.strerror or error}",
            "check that its folder exists and that the server's user may write it",
        ) from error
    with file:
        try:
            _lock(file)
        except OSError as error:
            raise Unavailable(
                "another server serves this file", "stop that one, or give this one another --db"
            ) from error
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
