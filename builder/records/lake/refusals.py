"""Why a lake cannot be used: one sentence, and what to do."""

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
