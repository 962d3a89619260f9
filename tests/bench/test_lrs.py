"""The bench of the store runs, floors and all, and its numbers are what they say."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from builder.records.lrs.service import Service
from builder.records.lrs.store.open import open_database
from builder.records.xapi.careful import slips
from builder.records.xapi.faults import faults
from tests.bench import lrs, lrs_fill, lrs_queries, lrs_store_floor
from tests.bench.lrs_statements import Crowd
from tests.bench.table import show


def test_statements_are_sound_of_the_right_size_and_always_the_same() -> None:
    texts = list(Crowd().texts(300))
    assert texts == list(Crowd().texts(300))
    assert 1_100 < sum(map(len, texts)) / len(texts) < 1_400
    for text in texts:
        assert not faults(json.loads(text))
        assert not slips(json.loads(text))
    assert len({json.loads(text)["id"] for text in texts}) == 300


@pytest.mark.parametrize("together", [1, 5])
def test_floors_and_ours_are_measured_with_the_same_load(tmp_path: Path, together: int) -> None:
    found = lrs.measure(tmp_path, together, seconds=0.3, rounds=1)
    assert found.store > 0
    for load in (found.http, found.ours):
        assert load.rate > 0
        assert load.cpu > 0
        assert 0 < load.p50 <= load.p95
        assert load.megabytes > 10


def test_the_floor_keeps_what_it_says(tmp_path: Path) -> None:
    texts = list(Crowd().texts(20))
    assert lrs_store_floor.rate(tmp_path / "floor.db", texts, 7) > 0
    assert lrs_store_floor.count(tmp_path / "floor.db") == 20


def test_questions_are_asked_of_stores_that_grow(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    show(lrs_queries.lines(tmp_path, sizes=(300, 600), times=2))
    told = capsys.readouterr().out
    for question in (*lrs_queries.QUESTIONS, *lrs_queries.WORST):
        assert f"600: {question.name}, p50 / p95 ms" in told
        assert f"growth: {question.name}" in told


def test_a_store_is_filled_to_the_last_statement(tmp_path: Path) -> None:
    with closing(Service(open_database(f"sqlite:///{tmp_path / 'lrs.db'}"))) as service:
        lrs_fill.Filler(service, Crowd()).up_to(1_234)
        [count] = service.database.read(lambda session: session.one("SELECT count(*) FROM statement")).result() or ()
        assert count == 1_234
        assert len(set(lrs_fill.ids(service))) >= 100


def test_percentiles() -> None:
    assert lrs.percentiles([float(number) for number in range(100, 0, -1)]) == (50.5, 96.0)
    assert lrs.percentiles([3.0]) == (3.0, 3.0)
