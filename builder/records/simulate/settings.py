"""What is to be made up, and how much of it goes wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final


def _share(default: float, of: str) -> float:
    made: float = field(default=default, metadata={"of": of})
    return made


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares, 0 to 1, of what happens now and then; each is an option of the command."""

    duplicates: float = _share(0.01, "statements that are told twice")
    voided: float = _share(0.002, "answers, pages and decisions that are voided afterwards")
    bad: float = _share(0.001, "statements beside which another program wrote what is none")
    late: float = _share(0.02, "sessions that are stored days or weeks afterwards")
    skewed: float = _share(0.03, "sessions whose clock is minutes or hours wrong")
    jumps: float = _share(0.01, "sessions in which the clock is set forward")
    wrong_year: float = _share(0.002, "sessions whose clock shows a year long ago")
    crashes: float = _share(0.05, "sessions of which no end is told")
    dropout: float = _share(0.15, "learners who give up before the test")
    again: float = _share(0.03, "learners who are enrolled a second time")
    unbranded: float = _share(0.01, "learners whose package names no agency")


@dataclass(frozen=True, slots=True)
class Settings:
    """`end` is the last day on which learners begin; the month that it is in is the one of the deadline.

    `pass_mark` in percent; `planted` bad items of each kind, as far as the bank has room for them.
    """

    learners: int
    seed: int
    start: date = date(2025, 7, 1)
    end: date = date(2026, 6, 30)
    pass_mark: float = 80
    attempts: int = 3
    planted: int = 2
    rates: Rates = Rates()


USUAL: Final = Settings(learners=0, seed=0)
"""What is taken for what nobody says."""
