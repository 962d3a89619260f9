"""Chance that is the same for the same seed: a source for each thing that is made up, so that none changes another."""

from __future__ import annotations

from random import Random


def chance(seed: int, what: str) -> Random:
    """The source for this one thing."""
    return Random(f"{seed} {what}")  # noqa: S311 - nobody's secret depends on it
