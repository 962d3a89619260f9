"""Dates and times as reports write them, to moments in UTC; by the forms of the mapping, in whatever language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
ISO: Final = "iso"
NUMBERS: Final = {
    "Y": r"(?P<Y>\d{4})", "y": r"(?P<y>\d\d)", "m": r"(?P<m>\d{1,2})", "d": r"(?P<d>\d{1,2})", "H": r"(?P<H>\d{1,2})",
    "I": r"(?P<I>\d{1,2})", "M": r"(?P<M>\d\d)", "S": r"(?P<S>\d\d(?:\.\d+)?)", "A": r"[^\W\d]+",
    "a": r"[^\W\d]+\.?",
    "p": r"(?P<p>[^\W\d]\.?\s?[^\W\d]?\.?)", "z": r"(?P<z>Z|[+-]\d\d:?\d\d)",
}  # fmt: skip
LETTERS: Final = "".join(sorted({*NUMBERS, "B", "b"}))
TIME_OF_DAY: Final = re.compile(r"(\d{1,2}):(\d\d):(\d\d)(?:\.(\d+))?")
"""CMITime (RTE 1.2 3.4.4)."""
SPAN: Final = re.compile(r"(\d{1,4}):(\d\d):(\d\d(?:\.\d+)?)")
"""CMITimespan."""


class NotAForm(ValueError):
    """A form of dates that has letters which mean nothing."""


@dataclass(frozen=True, slots=True)
class Forms:
    """How a report writes dates; of what tells no zone, `zone` is it."""

    patterns: tuple[re.Pattern[str] | None, ...]
    months: tuple[str, ...]
    zone: ZoneInfo

    def moment(self, text: str) -> datetime | None:
        """In UTC; None where no form fits."""
        words = " ".join(text.split())
        for pattern in self.patterns:
            found = _iso(words) if pattern is None else self._read(pattern, words)
            if found is not None:
                return (found if found.tzinfo else found.replace(tzinfo=self.zone)).astimezone(UTC)
        return None

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)

    def _read(self, pattern: re.Pattern[str], words: str) -> datetime | None:
        match = pattern.fullmatch(words)
        if match is None:
            return None
        got = {key: value for key, value in match.groupdict().items() if value is not None}
        try:
            month = int(got["m"]) if "m" in got else self._month(got["B"])
            year = int(got["Y"]) if "Y" in got else 2000 + int(got["y"])
            second = float(got.get("S", 0))
            found = datetime(year, month, int(got["d"]), _hour(got), int(got.get("M", 0)), int(second))
            found += timedelta(microseconds=round(second % 1 * 1e6))
            return datetime.fromisoformat(f"{found.isoformat()}{got['z']}") if "z" in got else found
        except (KeyError, ValueError):
            return None

    def _month(self, name: str) -> int:
        """By its name, or the beginning of it."""
        word = name.rstrip(".").casefold()
        return next((n for n, one in enumerate(self.months, 1) if one.casefold().startswith(word)), 0)


def forms(written: Sequence[str], months: Sequence[str] | None, zone: ZoneInfo) -> Forms:
    """Raises NotAForm."""
    return Forms(tuple(None if one == ISO else _pattern(one) for one in written), tuple(months or MONTHS), zone)


def _pattern(form: str) -> re.Pattern[str]:
    text = ""
    for part in re.findall(r"%.|\s+|[^%\s]+|%", form):
        if part.startswith("%"):
            letter = part[1:]
            if letter not in LETTERS or not letter:
                raise NotAForm(part)
            text += NUMBERS.get(letter) or r"(?P<B>[^\W\d]+\.?)"
        else:
            text += r"\s" if part.isspace() else re.escape(part)
    try:
        return re.compile(text, re.IGNORECASE)
    except re.error as error:  # a letter is there twice
        raise NotAForm(form) from error


def _hour(got: dict[str, str]) -> int:
    if "I" not in got:
        return int(got.get("H", 0))
    afternoon = got.get("p", "a").casefold().startswith("p")
    return int(got["I"]) % 12 + 12 * afternoon


def _iso(words: str) -> datetime | None:
    try:
        return datetime.fromisoformat(words) if len(words) > 7 else None
    except ValueError:
        return None


def time_of_day(text: str) -> time | None:
    match = TIME_OF_DAY.fullmatch(text)
    if match is None:
        return None
    try:
        return time(int(match[1]), int(match[2]), int(match[3]), int((match[4] or "0").ljust(6, "0")[:6]))
    except ValueError:
        return None


def following(before: datetime, at: time) -> datetime:
    """The first moment at or after another at which clocks there show a time; `before` has its zone."""
    day: date = before.date()
    found = datetime.combine(day, at, before.tzinfo)
    # A clock that shows no fractions of a second is up to one behind.
    return found if found >= before - timedelta(seconds=1) else datetime.combine(day + timedelta(1), at, before.tzinfo)


def span(text: str) -> float | None:
    """Seconds of a CMITimespan."""
    match = SPAN.fullmatch(text)
    return int(match[1]) * 3600 + int(match[2]) * 60 + float(match[3]) if match else None
