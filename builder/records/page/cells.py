"""A value of a report as a whole number of the smallest unit that is shown, and that number in words.

The page and its script (templates/page.js) say the same, since both have only whole numbers to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any, Final, TypeGuard

Cell = int | str | None
"""A whole number of units, a text, UNSHOWN, or nothing where there is nothing to say."""
UNSHOWN: Final = "-"
"""Stands in a column of numbers for what comes from too few learners."""
NUMBERS: Final[Mapping[str, int]] = {"count": 1, "percent": 1000, "number": 100, "seconds": 1}
"""Formats that hold numbers, and how many units are 1 of what a report gives."""
DIGITS: Final = 6
"""Behind the point of a unit: below them engines differ, and a half would now be up and now down."""
MINUS: Final = "\u2212"


def cell(value: Any, format_: str) -> Cell:
    """What the page keeps of a value."""
    if value is None:
        return None
    if format_ in NUMBERS:
        if not isfinite(value):
            return None
        return round(round(float(value) * NUMBERS[format_], DIGITS))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def is_number(value: Cell, format_: str) -> TypeGuard[int]:
    """Whether there is a number that may be shown and drawn."""
    return format_ in NUMBERS and isinstance(value, int)


def said(value: Cell, format_: str) -> str:
    """As people read it."""
    if value is None:
        return "\u2013"
    if format_ not in NUMBERS:
        return str(value)
    if not isinstance(value, int):
        return "not shown"
    sign = MINUS if value < 0 else ""
    return sign + _size(abs(value), format_)


def _size(units: int, format_: str) -> str:
    if format_ == "percent":
        return f"{units // 10:,}.{units % 10}%"
    if format_ == "number":
        return f"{units // 100:,}.{units % 100:02}"
    return _time(units) if format_ == "seconds" else f"{units:,}"


def _time(seconds: int) -> str:
    """As in `42 s`, `12 min 5 s` and `1 h 12 min`."""
    if seconds < 60:
        return f"{seconds} s"
    if seconds < 3600:
        return f"{seconds // 60} min" + (f" {seconds % 60} s" if seconds % 60 else "")
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours:,} h" + (f" {minutes} min" if minutes else "")
