"""A bucket of tokens for each: so many at once, so many a second for long."""

from __future__ import annotations

from builder.records.lrs.access import buckets
from builder.records.lrs.access.buckets import Buckets
from builder.records.lrs.service import Rate


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_so_many_at_once_and_then_so_many_a_second() -> None:
    clock = Clock()
    of = Buckets(Rate(a_second=2, at_once=3), clock)
    assert [of.take("a") for _ in range(4)] == [0, 0, 0, 0.5]
    clock.now += 0.5
    assert of.take("a") == 0
    assert of.take("a") == 0.5
    clock.now += 1000
    assert [of.take("a") for _ in range(4)] == [0, 0, 0, 0.5]


def test_each_has_its_own() -> None:
    of = Buckets(Rate(1, 1), Clock())
    assert (of.take("a"), of.take("b"), of.take("a")) == (0, 0, 1)


def test_to_ask_takes_nothing() -> None:
    of = Buckets(Rate(1, 1), Clock())
    assert [of.wait("a") for _ in range(3)] == [0, 0, 0]
    of.take("a")
    assert of.wait("a") == 1


def test_nothing_a_second_means_no_limit() -> None:
    of = Buckets(Rate(0, 0), Clock())
    assert {of.take("a") for _ in range(100)} == {0}


def test_the_memory_for_them_is_bounded() -> None:
    of = Buckets(Rate(1, 1), Clock())
    for number in range(buckets.MOST + 10):
        of.take(str(number))
    assert len(of._left) == buckets.MOST
    assert of.take(str(buckets.MOST + 9)) == 1, "the newest is remembered"
    assert of.take("0") == 0, "the oldest is forgotten"
