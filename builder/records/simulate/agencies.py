"""Agencies of made-up learners: as many small and large ones as there are (BJS, 2020: NCJ 305187)."""

from __future__ import annotations

import csv
import io
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Final

from builder.records.simulate.chance import chance as source

SMALL: Final = 0.46
"""Share of departments with fewer than 10 officers."""
LARGE: Final = 0.06
"""Share of those with 100 or more, who employ LARGE_EMPLOY of all officers."""
LARGE_EMPLOY: Final = 0.62
MEAN: Final = 40
"""Officers to an agency."""
PARETO: Final = 1.3
STATES: Final = (
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY",
    "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND",
    "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY",
)  # fmt: skip


class NoAgencies(ValueError):
    """A file of agencies that cannot be used."""


@dataclass(frozen=True, slots=True)
class Agency:
    """`state` by its two letters; `officers` is how many of the learners are its own."""

    id: str
    name: str
    state: str
    officers: int


@dataclass(frozen=True, slots=True)
class Agencies:
    """Each learner belongs to one of them by his number."""

    all: tuple[Agency, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, found: Iterable[Agency]) -> Agencies:
        found = tuple(found)
        return cls(found, tuple(accumulate(agency.officers for agency in found)))

    def at(self, learner: int) -> int:
        """The index of the agency of the learner with this number, from 0."""
        return bisect_right(self.ends, learner)


def invented(learners: int, seed: int) -> Agencies:
    count = max(1, round(learners / MEAN))
    chance = source(seed, "agencies")
    named = [(f"agency-{n:04}", f"Agency {n:04}", chance.choice(STATES)) for n in range(1, count + 1)]
    return _staffed(named, learners, chance)


def read(path: Path, learners: int, seed: int) -> Agencies:
    """From a file with at least the columns id, name and state."""
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    except (UnicodeDecodeError, csv.Error) as error:
        raise NoAgencies(f"{path.name} is no CSV in UTF-8: {error}") from None
    if not rows or not {"id", "name", "state"} <= set(rows[0]):
        raise NoAgencies(f"{path.name} needs the columns id, name and state, and an agency")
    named = [(row["id"], row["name"] or row["id"], row["state"] or "") for row in rows]
    return _staffed(named, learners, source(seed, "agencies"))


def _staffed(named: Sequence[tuple[str, str, str]], learners: int, chance: Random) -> Agencies:
    numbers = sizes(len(named), learners)
    chance.shuffle(numbers)
    return Agencies.of(Agency(*one, officers) for one, officers in zip(named, numbers, strict=True))


def sizes(count: int, learners: int) -> list[int]:
    """Officers of each agency, the smallest first: evenly over the distribution, so that few agencies show it, too."""
    large = max(1, round(LARGE * count))
    small = min(round(SMALL * count), count - large)
    middle = count - large - small
    weights = [1 + 9 * (n + 0.5) / small for n in range(small)]
    weights += [10 * 10 ** (((n + 0.5) / middle) ** 1.6) for n in range(middle)]
    rest = sum(weights) * LARGE_EMPLOY / (1 - LARGE_EMPLOY) if weights else 1.0
    shares = [(1 - (n + 0.5) / large) ** (-1 / PARETO) for n in range(large)]
    weights += [rest * share / sum(shares) for share in shares]
    return _shared(learners, weights)


def _shared(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers in the proportion of the weights, whose sum is `total`."""
    whole = sum(weights)
    ends = [round(total * end / whole) for end in accumulate(weights)]
    ends[-1] = total
    return [end - before for end, before in zip(ends, [0, *ends[:-1]], strict=True)]


def as_csv(agencies: Agencies) -> bytes:
    """For `records import --agencies`."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("id", "name", "state"))
    writer.writerows((agency.id, agency.name, agency.state) for agency in agencies.all)
    return text.getvalue().encode()
