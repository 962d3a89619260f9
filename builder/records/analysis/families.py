"""Which slices add up to others, so that what is hidden in one could be computed from the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from builder.records.analysis.slices import FIRST, LAST, Slice

ENDLESS: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Family:
    """Slices without a common row, each within the total; they need not be all of it."""

    total: str
    parts: tuple[str, ...]


def families(slices: Sequence[Slice]) -> tuple[Family, ...]:
    """By agencies of the same months, and by months of the same agencies: each with the parts next below it."""
    return tuple(_families(slices))


def _families(slices: Sequence[Slice]) -> Iterator[Family]:
    for total in slices:
        by_months = [one for one in slices if one.agencies == total.agencies and _narrower(one, total)]
        by_agencies = [one for one in slices if _months(one) == _months(total) and _fewer(one, total)]
        for parts in (by_months, by_agencies):
            for group in _apart(parts):
                yield Family(total.name, group)


def _narrower(one: Slice, other: Slice) -> bool:
    (first, last), (least, most) = _months(one), _months(other)
    return least <= first and last <= most and (first, last) != (least, most)


def _fewer(one: Slice, other: Slice) -> bool:
    return one.agencies is not None and (other.agencies is None or set(one.agencies) < set(other.agencies))


def _apart(parts: Sequence[Slice]) -> Iterator[tuple[str, ...]]:
    """Groups in which none has a row of another: each slice in the first that it fits in, the largest slices first."""
    groups: list[list[Slice]] = []
    for one in sorted(parts, key=lambda one: (-_width(one), one.name)):
        for group in groups:
            if not any(_meet(one, other) for other in group):
                group.append(one)
                break
        else:
            groups.append([one])
    yield from (tuple(one.name for one in group) for group in groups)


def _months(one: Slice) -> tuple[str, str]:
    return one.first or FIRST, one.last or LAST


def _meet(one: Slice, other: Slice) -> bool:
    (first, last), (least, most) = _months(one), _months(other)
    agencies = one.agencies is None or other.agencies is None or bool(set(one.agencies) & set(other.agencies))
    return agencies and first <= most and least <= last


def _width(one: Slice) -> int:
    """How many months, as far as it says."""
    if one.first is None or one.last is None:
        return ENDLESS
    return (int(one.last[:4]) - int(one.first[:4])) * 12 + int(one.last[5:7]) - int(one.first[5:7])
