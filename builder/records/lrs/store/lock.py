"""One server for one file: the second is told so, and what ends without a word leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from builder.records.locking import locked, opened
from builder.records.lrs.store.database import Unavailable

SUFFIX: Final = ".serving"


@contextmanager
def serving(path: Path) -> Iterator[None]:
    """Holds a lock beside the file; Unavailable when another process does."""
    real = path.resolve()  # one file may have several names
    with ExitStack() as held:
        try:
            # Whoever can open it can lock it.
            file = held.enter_context(opened(real.with_name(real.name + SUFFIX), 0o600))
            is_ours = locked(file, alone=True)
        except OSError as error:
            raise Unavailable(
                f"nothing can be written beside the store's file: {error.strerror or error}",
                "check that its folder exists and that the server's user may write it",
            ) from error
        if not is_ours:
            raise Unavailable("another server serves this file", "stop that one, or give this one another --db")
        yield
