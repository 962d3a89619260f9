"""Statements are kept when they are many, much, or waiting for long; and the place with them."""

from __future__ import annotations

import pytest

from builder.records.lake.ledger import Taken
from builder.records.sources import steps as module
from builder.records.sources.steps import Place, Step, Steps


class Kept:
    """What was handed on."""

    def __init__(self) -> None:
        self.steps: list[tuple[Step, Place]] = []

    def __call__(self, step: Step, place: Place) -> Taken:
        self.steps.append((step, place))
        return Taken(read=step.count, kept=len(step.lines))


@pytest.fixture
def kept() -> Kept:
    return Kept()


def test_by_number(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    steps = Steps(kept)
    for at in range(7):
        steps.add([b"{}"], {"at": at})
    steps.flush()
    assert [(step.first, step.count, place) for step, place in kept.steps] == [
        (1, 3, {"at": 2}), (4, 3, {"at": 5}), (7, 1, {"at": 6}),
    ]  # fmt: skip
    assert steps.taken.read == 7


def test_by_size(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 10)
    steps = Steps(kept)
    for at in range(4):
        steps.add([b"123456"], {"at": at})
    assert [place for _, place in kept.steps] == [{"at": 1}, {"at": 3}]


def test_by_time(kept: Kept) -> None:
    now = [0.0]
    steps = Steps(kept, clock=lambda: now[0])
    for at in range(5):
        steps.add([b"{}"], {"at": at})
        now[0] += 25
    assert [place for _, place in kept.steps] == [{"at": 3}]


def test_a_place_that_is_kept_is_not_kept_again(kept: Kept) -> None:
    steps = Steps(kept, kept={"at": 1})
    steps.add((), {"at": 1})
    steps.flush()
    assert kept.steps == []
    steps.add((), {"at": 2})
    steps.flush()
    steps.flush()
    assert [place for _, place in kept.steps] == [{"at": 2}]


def test_what_is_forgotten_goes_with_what_comes_anew(kept: Kept) -> None:
    steps = Steps(kept)
    steps.add([b"1"], {"at": 1})
    steps.forget(["a", "b"])
    steps.set_aside("c", "void", "because")
    steps.add([b"2"], {"at": 2}, ["agency"])
    steps.flush()
    (first, _), (second, place) = kept.steps
    assert (first.lines, first.forget) == ([b"1"], ())
    assert (second.lines, second.agencies, second.forget, place) == ([b"2"], ["agency"], ["a", "b"], {"at": 2})
    assert [(one.line, one.statement_id) for one in second.aside] == [(2, "c")]
