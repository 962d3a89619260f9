"""How an LMS wants to be told: the part of its profile that changes a package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Reporting:
    """Small and hashable: packages of one reporting share their manifest."""

    words: tuple[tuple[str, str], ...] = ()
    """The player's status (incomplete, completed, passed, failed) and the one that the LMS is told in its place."""
    mastery_score: bool = False
    """Whether the manifest carries the pass mark, for an LMS that decides by it."""


BY_THE_BOOK: Final = Reporting()
