"""When interactions happened: SCORM 1.2 tells the time of day without its date, and many reports nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from builder.records.sources.scorm_report.dates import Forms, following, time_of_day

STEP: Final = timedelta(milliseconds=1)
"""Between interactions of one moment, so that their order stays."""
WRONG_CLOCK: Final = timedelta(minutes=15)
"""So much may the learner's clock be behind that of the LMS, or one computer behind another."""


class NoDate(Exception):
    """Neither the interaction nor the attempt tells a date."""


def moments(told: Sequence[str], started: datetime | None, last: datetime | None, forms: Forms) -> list[datetime]:
    """In UTC, each after the one before.

    A time of day is that of the first day on which it comes after what was before. What tells no time happened right
    after what was before, and so at the earliest moment that the report allows: that stays when a later report of the
    same attempt says that it went on.
    """
    before = started or (_floor(told, last, forms) if last else None)
    found: list[datetime] = []
    for text in told:
        moment = _moment(text, before, forms)
        if moment is None:
            raise NoDate
        before = max(moment, before + STEP) if before and found else moment
        found.append(before)
    return found


def _floor(told: Sequence[str], last: datetime, forms: Forms) -> datetime:
    """Where only the end is known: the beginning of its day if times of the day follow, else the end."""
    if any(time_of_day(text) for text in told):
        return forms.local(last).replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
    return last


def _moment(text: str, before: datetime | None, forms: Forms) -> datetime | None:
    at = time_of_day(text)
    if at is None:
        return (forms.moment(text) if text else None) or before
    if before is None:
        return None
    local = forms.local(before - WRONG_CLOCK)
    return max(following(local, at).astimezone(UTC), before)
