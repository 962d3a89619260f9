"""Who takes the course: ability, pace, agency and enrollments of the learner with a number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Final

from builder.records.simulate.agencies import Agencies
from builder.records.simulate.settings import Settings

DEADLINE: Final = 0.35
"""Share of the learners who begin in the month of the deadline."""
DAY_MS: Final = 86_400_000
OPENS, CLOSES = 12, 24
"""Hours of the day, UTC, in which people begin: twelve, as in an American working day."""


@dataclass(frozen=True, slots=True)
class Learner:
    """`number` from 0; `ability` in standard deviations, `pace` a factor of time; `begins` in milliseconds since 1970,
    once for each enrollment. `agency` is an index, `branded` whether the package names it."""

    number: int
    agency: int
    branded: bool
    ability: float
    pace: float
    begins: tuple[int, ...]


def learner(number: int, chance: Random, settings: Settings, agencies: Agencies, means: tuple[float, ...]) -> Learner:
    at = agencies.at(number)
    first = _begin(chance, settings, settings.start)
    again = chance.random() < settings.rates.again
    return Learner(
        number=number,
        agency=at,
        branded=chance.random() >= settings.rates.unbranded,
        ability=chance.gauss(means[at], 1),
        pace=chance.lognormvariate(0, 0.25),
        begins=(first, *_later(chance, settings, first)) if again else (first,),
    )


def _begin(chance: Random, settings: Settings, earliest: date) -> int:
    """On a working day, more often in the month of the deadline."""
    deadline = settings.end.replace(day=1)
    start = deadline if chance.random() < DEADLINE and deadline > earliest else earliest
    last = settings.end if start == deadline else max(earliest, deadline - timedelta(days=1))
    day = min(start + timedelta(days=chance.randrange((last - start).days + 1)), settings.end)
    if day.weekday() > 4:
        day += timedelta(days=-2 if day - timedelta(days=2) >= start else 2)
    midnight = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1000
    return midnight + chance.randrange(OPENS * 3_600_000, CLOSES * 3_600_000)


def _later(chance: Random, settings: Settings, first: int) -> Iterator[int]:
    """The second enrollment, at least three months on; later than the period, it does not happen."""
    begin = first + chance.randrange(90 * DAY_MS, 270 * DAY_MS)
    last = datetime(settings.end.year, settings.end.month, settings.end.day, tzinfo=UTC).timestamp() * 1000
    if begin < last:
        yield begin
