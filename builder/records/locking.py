"""Locks on files by the kernel, which lets go of them at the end of their process."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO, Final


def opened(path: Path, mode: int = 0o666) -> IO[bytes]:
    """To be locked; made if it is not there."""
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, mode), "r+b")


if sys.platform == "win32":
    import msvcrt

    SHARERS: Final = 64
    """At the same time: each locks one byte, and who wants to be alone all of them, since no lock there is shared."""

    def locked(file: IO[bytes], *, alone: bool) -> bool:
        return _locked(file, 0, SHARERS) if alone else any(_locked(file, at, 1) for at in range(SHARERS))

    def _locked(file: IO[bytes], at: int, size: int) -> bool:
        file.seek(at)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, size)
        except OSError:
            return False
        return True
else:
    import fcntl

    def locked(file: IO[bytes], *, alone: bool) -> bool:
        """At once, or not, because of another one; OSError where the disk has no locks."""
        try:
            fcntl.flock(file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
