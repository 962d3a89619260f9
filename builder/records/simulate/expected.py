"""What scores are to be expected of an ability, and of all learners: what the reliability of a test is measured by."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, sqrt

from builder.records.simulate.agencies import Agencies
from builder.records.simulate.course import Test
from builder.records.simulate.habits import UNANSWERED
from builder.records.simulate.parameters import Item, Truth

STEPS = 61
REACH = 5.0


class Expected:
    """Of one test: `means` is the share of all learners who have an item right at their first attempt."""

    def __init__(self, test: Test, truth: Truth, agencies: Agencies) -> None:
        self.items = {item.id: truth.items[item.id] for bank in test.bank.values() for item in bank}
        asked = sum(test.draws.values())
        self.weights = {
            item.id: drawn / len(test.bank[objective]) / asked
            for objective, drawn in test.draws.items()
            for item in test.bank[objective]
        }
        abilities = _abilities(truth, agencies)
        self.means: Mapping[str, float] = {
            id_: sum(weight * _right(item, ability) for ability, weight in abilities.items())
            for id_, item in self.items.items()
        }

    def share(self, ability: float) -> float:
        """Of items right, over all forms that may be drawn."""
        return sum(weight * _right(self.items[id_], ability) for id_, weight in self.weights.items())


def _right(item: Item, ability: float) -> float:
    return item.right(ability) * (1 - UNANSWERED)


def _abilities(truth: Truth, agencies: Agencies) -> dict[float, float]:
    """Points of the normal distribution that all learners have about, and their weights."""
    officers = [agency.officers for agency in agencies.all]
    mean = sum(map(_product, officers, truth.agencies)) / sum(officers)
    spread = sum(number * (own - mean) ** 2 for number, own in zip(officers, truth.agencies, strict=True))
    sd = sqrt(1 + spread / sum(officers))
    points = [REACH * (2 * n / (STEPS - 1) - 1) for n in range(STEPS)]
    weights = [exp(-(point**2) / 2) for point in points]
    return {mean + sd * point: weight / sum(weights) for point, weight in zip(points, weights, strict=True)}


def _product(number: int, value: float) -> float:
    return number * value
