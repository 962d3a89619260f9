"""How to pull, and who hears of it: the same for every kind of source."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

Notice = Callable[[str], None]

PAGE: Final = 500
"""Statements that are asked for at once; many stores give fewer."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """`source` is the name in the lake; `since` in microseconds, instead of where it was left; or `everything` anew.

    `agency` is that of statements that tell none.
    """

    source: str
    agency: str | None = None
    since: int | None = None
    everything: bool = False
    page_size: int = PAGE


@dataclass(frozen=True, slots=True)
class Heard:
    """`say` hears a sentence, `count` how many statements were read so far; `sleep` takes seconds."""

    say: Notice = lambda _: None
    count: Callable[[int], None] = lambda _: None
    sleep: Callable[[float], None] = time.sleep
