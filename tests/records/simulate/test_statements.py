"""Each statement is valid in every eye; the fast way writes what the plain one does; a seed gives the same bytes."""

from __future__ import annotations

import dataclasses
import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from builder.records.simulate.made import Life, World
from builder.records.simulate.noise import CUT, DUPLICATE, STATEMENT, VOIDING
from builder.records.simulate.settings import Rates, Settings
from builder.records.simulate.simulate import simulate
from builder.records.simulate.statements import Sender, places, statement
from builder.records.xapi.faults import faults
from tests.e2e.statements import judge
from tests.records.profiled import departures
from tests.records.simulate.worlds import made_up, of, read, wild

LEARNERS = 8


@pytest.fixture(scope="module", params=["made-up", "gallery", "peace-officer"])
def world(request: pytest.FixtureRequest) -> World:
    settings = wild(LEARNERS, seed=11)
    return made_up(settings) if request.param == "made-up" else of(read(request.param), settings)


def test_each_is_valid_as_it_was_sent(world: World) -> None:
    """By our model, by tincan, by the rules of the tests, and by the profile; every kind of event is among them."""
    kinds = set()
    for number in range(3):
        seen = set()
        for one in Life(world, number).sent():
            if one.kind != STATEMENT or one.event is None or (one.event.did, one.event.about) in seen:
                continue
            seen.add((one.event.did, one.event.about))
            kinds.add(one.event.did)
            made = json.loads(one.text)
            sent = {name: made[name] for name in made if name not in ("stored", "authority", "version")}
            assert [problem for problem in judge(sent) if "future" not in problem] == []
            assert not list(departures(made))
    assert len(kinds) >= 15


def test_what_an_lrs_adds_is_valid_and_what_is_none_is_not(world: World) -> None:
    kinds = Counter[str]()
    for number in range(LEARNERS):
        for one in Life(world, number).sent():
            if one.kind in (STATEMENT, DUPLICATE):
                continue
            kinds[one.kind] += 1
            if one.kind == VOIDING:
                assert not faults(json.loads(one.text))
            elif one.kind == CUT:
                with pytest.raises(json.JSONDecodeError):
                    json.loads(one.text)
            else:
                assert faults(json.loads(one.text)), one.kind
    assert kinds[VOIDING]
    assert len(kinds) > 3


def test_the_fast_way_writes_what_the_plain_way_does(world: World) -> None:
    courses = {version: dataclasses.replace(world.course, version=version) for version in world.versions}
    known = {version: places(course) for version, course in courses.items()}
    for number in range(LEARNERS):
        life = Life(world, number)
        agency = world.agencies.all[life.learner.agency].id if life.learner.branded else None
        for one in life.sent():
            if one.event is None:
                continue
            registration = life.enrollments[one.enrollment - 1].registration
            sender = Sender(life.actor(), registration, one.version, agency)
            place = known[one.version][one.event.did, one.event.about]
            id_ = json.loads(one.text)["id"]
            plain = statement(courses[one.version], place, one.event, sender, id_, one.stored)
            assert one.text == json.dumps(plain, ensure_ascii=False, separators=(",", ":")) + "\n"


def bytes_of(folder: Path, name: str, settings: Settings, **more: Any) -> tuple[bytes, bytes]:
    folder.mkdir()
    made = simulate(settings, folder / name, **more)
    return (folder / name).read_bytes(), made.truth.read_bytes()


def test_the_same_seed_gives_the_same_bytes_however_many_processes(tmp_path: Path) -> None:
    settings = wild(90)
    one = bytes_of(tmp_path / "1", "made.ndjson", settings, processes=1)
    assert bytes_of(tmp_path / "2", "made.ndjson", settings, processes=2) == one
    packed = bytes_of(tmp_path / "3", "made.ndjson.gz", settings, processes=1)
    assert (gzip.decompress(packed[0]), packed[1]) == one
    assert bytes_of(tmp_path / "4", "made.ndjson.gz", settings, processes=1) == packed
    assert bytes_of(tmp_path / "5", "made.ndjson", wild(90, seed=2))[0] != one[0]


def test_what_goes_wrong_on_the_way_changes_nothing_that_was_done() -> None:
    """Rates of one kind of fault change no learner's deeds."""
    calm = made_up(dataclasses.replace(wild(3), rates=Rates(duplicates=0, bad=0, voided=0, late=0)))
    loud = made_up(dataclasses.replace(wild(3), rates=Rates(duplicates=0.5, bad=0.5, voided=0.5, late=1)))
    for number in range(3):
        assert [
            [sitting.events for sitting in enrollment.sessions] for enrollment in Life(calm, number).enrollments
        ] == [[sitting.events for sitting in enrollment.sessions] for enrollment in Life(loud, number).enrollments]
