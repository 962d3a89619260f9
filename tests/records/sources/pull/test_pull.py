"""A good LRS: all of it once, then only what is new, in its own bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.records.sources.pull.double import SECOND, Double, Habits, running_double
from tests.records.sources.pull.keeper import Keeper


@pytest.fixture
def double() -> Iterator[Double]:
    with running_double() as running:
        yield running


@pytest.fixture
def keeper() -> Keeper:
    return Keeper()


def test_all_of_it_then_nothing_then_what_is_new(double: Double, keeper: Keeper) -> None:
    double.store(35)
    assert keeper.pull(double.url).kept == 35
    assert list(keeper.lines) == double.ids()
    steps = keeper.steps
    assert keeper.pull(double.url).read == 0
    assert keeper.steps == steps
    double.store(3)
    taken = keeper.pull(double.url)
    assert (taken.read, taken.duplicates) == (3, 0)
    assert list(keeper.lines) == double.ids()


def test_only_what_is_new_is_asked_for(double: Double, keeper: Keeper) -> None:
    double.store(1000)
    keeper.pull(double.url, page=100)
    asked = len(double.requests)
    double.store(3)
    keeper.pull(double.url, page=100)
    assert len(double.requests) - asked == 2  # the overlap with what is new, and whether that was all


def test_bytes_stay_as_they_are(double: Double, keeper: Keeper) -> None:
    double.store(12)
    keeper.pull(double.url)
    assert [line.decode() for line in keeper.lines.values()] == [text for _, text in double.statements]


def test_a_pretty_answer_becomes_lines(keeper: Keeper) -> None:
    with running_double(Habits(pretty=True)) as double:
        double.store(12)
        keeper.pull(double.url)
        assert [json.loads(line) for line in keeper.lines.values()] == [json.loads(one) for _, one in double.statements]


def test_an_empty_store(double: Double, keeper: Keeper) -> None:
    assert keeper.pull(double.url).read == 0
    double.store(2, every=120 * SECOND)
    assert keeper.pull(double.url).kept == 2


def test_what_is_asked_and_how(double: Double, keeper: Keeper) -> None:
    double.store(1)
    keeper.pull(double.url, page=7)
    assert double.requests[0] == "/lrs/xapi/statements?ascending=true&limit=7"
    assert double.headers[0]["Authorization"] == "Basic a2V5OnNlY3JldA=="
    assert double.headers[0]["X-Experience-API-Version"] == "1.0.3"
    assert double.headers[0]["Accept-Encoding"] == "gzip"


@pytest.mark.parametrize(
    "habits",
    [
        Habits(more="relative"), Habits(more="absolute"), Habits(more="elsewhere"), Habits(more="none"),
        Habits(more="same"), Habits(more="itself"), Habits(more="empty"), Habits(more="none", ascending=False),
        Habits(ascending=False), Habits(ascending=False, more="same"), Habits(cap=7),
        Habits(forgets=2), Habits(forgets=3, ascending=False), Habits(heeds_limit=False, cap=25),
        Habits(heeds_since=False), Habits(consistent=None), Habits(consistent=30 * SECOND), Habits(date=False),
        Habits(consistent=None, date=False), Habits(versions=("2.0.0",)), Habits(packed=True), Habits(chunked=True),
        Habits(packed=True, chunked=True), Habits(heeds_since=False, ascending=False),
    ],
    ids=lambda habits: " ".join(f"{k}={v}" for k, v in vars(habits).items() if v != vars(Habits())[k]),
)  # fmt: skip
@pytest.mark.parametrize(("together", "every"), [(1, 100), (30, 100), (4, SECOND), (30, 100 * SECOND)])
def test_habits_of_stores(habits: Habits, together: int, every: int) -> None:
    keeper = Keeper()
    with running_double(habits) as double:
        for more in (95, 0, 1, 40):
            double.store(more, every=every, together=together)
            keeper.pull(double.url)
            assert sorted(keeper.lines) == double.ids()


def test_a_store_without_more_that_gives_few_at_once(keeper: Keeper) -> None:
    with running_double(Habits(cap=60, more="none")) as double:
        double.store(200)
        keeper.pull(double.url, page=500)
        assert sorted(keeper.lines) == double.ids()
        together = double.store(90, together=90)  # of which no question brings more than 60
        after = double.store(100)
        keeper.pull(double.url, page=500)
        missing = set(double.ids()) - set(keeper.lines)
        assert len(missing) == 30
        assert missing < set(together)
        assert not missing & set(after)
