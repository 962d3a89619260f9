"""Made-up statements against those that the player's own engine and statements make of the same deeds."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from builder.records.simulate.made import Life, World
from builder.records.simulate.statements import Sender, places, statement
from builder.render.catalogue import words
from builder.render.data import course_data
from tests.records.simulate.replay import given
from tests.records.simulate.worlds import ROOT, of, read, wild

NODE = ROOT / ".ci" / "node"
LEARNERS = 12
COURSES = ("peace-officer", "gallery")
Json = dict[str, Any]


@pytest.fixture(scope="module")
def lives() -> dict[str, list[Life]]:
    worlds = {name: of(read(name), wild(LEARNERS)) for name in COURSES}
    return {name: [Life(world, number) for number in range(LEARNERS)] for name, world in worlds.items()}


@pytest.fixture(scope="module")
def replayed(lives: dict[str, list[Life]], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[Json]]]:
    """By course, the statements of each enrollment as the player's own code makes them."""
    folder = tmp_path_factory.mktemp("replayed")
    agency = {"id": None, "name": None, "shortName": None, "seal": None, "passMark": 80, "attempts": 3}
    for name, found in lives.items():
        course = course_data(read(name), words("en"))
        for question in course["questions"].values():
            question.pop("partial", None)  # a codebook does not say which questions give credit for a part
        told = {"course": course, "agency": {**agency, "slots": {}, "policies": {}}, "enrollments": list(given(found))}
        (folder / f"{name}.json").write_text(json.dumps(told), "utf-8")
    subprocess.run([sys.executable, NODE, "replayed", folder], check=True, timeout=300)
    result: dict[str, list[list[Json]]] = json.loads((folder / "replayed.json").read_text("utf-8"))
    return result


def ours(life: Life) -> list[list[Json]]:
    """Of each enrollment, as it was sent: an id and what an LRS adds left out."""
    return [
        [
            one
            for sitting in enrollment.sessions
            for one in _statements(life.world, life, enrollment.registration, sitting)
        ]
        for enrollment in life.enrollments
    ]


def _statements(world: World, life: Life, registration: str, sitting: Any) -> list[Json]:
    course = world.lines[sitting.version].course
    known = places(course)
    agency = world.agencies.all[life.learner.agency].id if life.learner.branded else None
    sender = Sender(life.actor(), registration, course.version, agency)
    made = [statement(course, known[one.did, one.about], one, sender, "", 0) for one in sitting.events]
    return [{name: one[name] for name in one if name not in ("stored", "authority", "version")} for one in made]


@pytest.mark.parametrize("name", COURSES)
def test_statements_are_those_of_the_player_in_its_order(
    lives: dict[str, list[Life]], replayed: dict[str, list[list[Json]]], name: str
) -> None:
    found = [enrollment for life in lives[name] for enrollment in ours(life)]
    assert len(found) == len(replayed[name])
    for mine, theirs in zip(found, replayed[name], strict=True):
        for one, other in zip(mine, theirs, strict=False):
            assert one == other
            assert json.dumps(one) == json.dumps(other), "properties stand in the same order"
        assert len(mine) == len(theirs)
