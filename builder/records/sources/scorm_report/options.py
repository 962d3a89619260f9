"""What the one who imports says beside the mapping: whose LMS it was, where, and what passes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """`lms`: its address, for learners who are not told by mail addresses; `pass_mark` of the final test, percent."""

    lms: str = ""
    time_zone: str = ""
    agency: str = ""
    pass_mark: float | None = None
