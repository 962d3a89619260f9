"""Which parts of a lake a reader can choose: all, years, quarters, the largest agencies, and these by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.records.analysis.slices import Slice
from builder.records.page.parts import WHOLE


@dataclass(frozen=True, slots=True)
class Agency:
    """`learners` is how many began in it, within the months asked for."""

    id: str
    name: str
    learners: int


@dataclass(frozen=True, slots=True)
class Scope:
    """What was asked for: None is everything; months as in 2026-11."""

    agencies: tuple[str, ...] | None = None
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A slice, and the agency and the period that a reader chose by it; "" is all of them."""

    slice: Slice
    agency: str
    period: str


def choices(scope: Scope, months: Mapping[str, int], agencies: Sequence[Agency], smallest: int = 1) -> Iterator[Chosen]:
    """The whole first, agencies by their size; `months` say how many learners began in them.

    One quarter is no choice, and neither is one agency, or a period of which nothing could be shown.
    """
    yield Chosen(Slice(WHOLE, scope.agencies, scope.first, scope.last), "", "")
    periods = tuple(period_names(months, smallest))
    for name in periods:
        yield Chosen(Slice(name, scope.agencies, *within(name, scope)), "", name)
    if len(agencies) > 1:
        for at, agency in enumerate(agencies):
            own = (agency.id,)
            yield Chosen(Slice(f"a{at}", own, scope.first, scope.last), agency.id, "")
            for year in (name for name in periods if "Q" not in name):
                yield Chosen(Slice(f"a{at}.{year}", own, *within(year, scope)), agency.id, year)


def period_names(months: Mapping[str, int], smallest: int) -> Iterator[str]:
    """Years and their quarters as in 2026 and 2026-Q4, the newest year first: clocks may go wrong by years."""
    years = _enough(months, lambda month: month[:4], smallest)
    quarters = _enough(months, quarter, smallest)
    if len({quarter(month) for month in months}) < 2:
        return
    for year in reversed(years):
        if len({month[:4] for month in months}) > 1:
            yield year
        yield from (name for name in quarters if name.startswith(year))


def _enough(months: Mapping[str, int], name: Callable[[str], str], smallest: int) -> Sequence[str]:
    learners: Counter[str] = Counter()
    for month, count in months.items():
        learners[name(month)] += count
    return sorted(one for one, count in learners.items() if count >= smallest)


def quarter(month: str) -> str:
    return f"{month[:4]}-Q{(int(month[5:7]) + 2) // 3}"


def within(period: str, scope: Scope) -> tuple[str, str]:
    """The first and the last month of a period, as far as they were asked for."""
    year, _, number = period.partition("-Q")
    start, end = (int(number) * 3 - 2, int(number) * 3) if number else (1, 12)
    first, last = f"{year}-{start:02}", f"{year}-{end:02}"
    return max(first, scope.first or first), min(last, scope.last or last)


def period_said(period: str) -> str:
    """As in `2026` and `2026, April to June`."""
    year, _, number = period.partition("-Q")
    quarters = {"1": "January to March", "2": "April to June", "3": "July to September", "4": "October to December"}
    return f"{year}, {quarters[number]}" if number else year
