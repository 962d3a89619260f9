"""Why a source cannot be pulled from: one sentence, and what to do."""

from __future__ import annotations

from typing import Final


class Failed(Exception):
    """What was taken before it is kept; the next pull goes on from there."""

    def __init__(self, text: str, advice: str) -> None:
        self.advice: Final = advice
        super().__init__(text)


class Passing(Failed):
    """It may work when it is tried again; `wait` is how long the store asks to wait, in seconds."""

    def __init__(self, text: str, advice: str, wait: float | None = None) -> None:
        self.wait: Final = wait
        super().__init__(text, advice)


class Unreachable(Passing):
    """The network failed: what has worked before may work again."""


class TooLarge(Failed):
    """The answer has more bytes than one may have."""


class Lost(Failed):
    """The store does not know the address of a page that it gave itself, or what it gives there cannot be used."""


class OtherVersion(Failed):
    """The store does not speak the version of xAPI that it was asked in."""
