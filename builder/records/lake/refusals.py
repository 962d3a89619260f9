"""Why a lake cannot be used: one sentence, and what to do."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final


class Refused(Exception):
    """The lake cannot do it; `advice` is for the one who asked. Nothing has been changed."""

    def __init__(self, text: str, advice: str) -> None:
        self.advice: Final = advice
        super().__init__(text)


class NotALake(Refused):
    """The folder is no lake, or none that this version can read."""


class Busy(Refused):
    """Another one writes, or reads while something has to be published."""


class WrongKey(Refused):
    """The key of the pseudonyms is missing, or is another one than that of the lake."""


class Unusable(Refused):
    """The disk does not do what it has to: full, read-only, gone."""


FULL: Final = (errno.ENOSPC, errno.EDQUOT)


def unusable(error: Exception) -> Unusable:
    """What the disk, or DuckDB at the disk, says, in plain words."""
    if getattr(error, "errno", None) in FULL or "No space left" in str(error):
        return Unusable("the disk of the lake is full", "make room, and do it again: nothing is doubled")
    why = getattr(error, "strerror", None) or error
    return Unusable(
        f"the lake cannot be written: {why}", "check its disk and its rights, and do it again: nothing is doubled"
    )


@contextmanager
def plain_words() -> Iterator[None]:
    """Tells a fault of the disk as one of the lake."""
    try:
        yield
    except OSError as error:
        raise unusable(error) from error
