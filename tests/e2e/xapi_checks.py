"""How a Tin Can LMS launches a course, and what its LRS must have been told."""

from __future__ import annotations

import re
import uuid
from typing import Any

from playwright.sync_api import Page

from builder.course.resolved import ResolvedCourse
from tests.e2e.answers import Given, right
from tests.e2e.conftest import Desk
from tests.e2e.lrs import Lrs
from tests.e2e.player import Player

REGISTRATION = "6f1b2e5c-94f5-4d44-9a57-3a4a1a1d1c6e"
ACTIVITY = "https://lms.example.org/activities/42"
ACTOR = {"objectType": "Agent", "name": "Sam Søn", "mbox": "mailto:sam@example.org"}
NO_STATE = (
    "Failed to load resource: the server responded with a status of 404"  # the State resource on the first launch
)


def start(here: Desk, page: Page | None = None, **more: str) -> tuple[Player, Page, Lrs]:
    """Launches the course as a Tin Can LMS does."""
    assert here.lrs is not None
    here.watch.allow(f"{NO_STATE}.*activities/state")
    given = {"registration": REGISTRATION, "activity_id": ACTIVITY, **more}
    player, page = here.open_alone(here.lrs.launch(here.lms.content("course"), None, **given), page)
    return player, page, here.lrs


def objects(statements: list[dict[str, Any]]) -> list[str]:
    return [s["object"]["id"] for s in statements]


def experienced(lrs: Lrs, kind: str) -> list[dict[str, Any]]:
    """Of pages: each that was seen; of lessons: each that was left, with the time on it."""
    return [s for s in lrs.with_verb("experienced") if f"/{kind}/" in s["object"]["id"]]


def check_lesson_times(course: ResolvedCourse, lrs: Lrs) -> None:
    """Of a learner who went through the lessons in order: the time on the last page of each is in it."""
    left = experienced(lrs, "lesson")
    assert objects(left) == [lesson.iri for lesson in course.lessons]
    lessons = [s for s in lrs.with_verb("completed") if "/lesson/" in s["object"]["id"]]
    done = {s["object"]["id"]: s["result"]["duration"] for s in lessons}
    for one in left:
        assert set(one["result"]) == {"duration"}
        assert _seconds(one["result"]["duration"]) > _seconds(done[one["object"]["id"]])


def _seconds(duration: str) -> float:
    return float(duration.removeprefix("PT").removesuffix("S"))


def check_context(course: ResolvedCourse, lrs: Lrs) -> None:
    """Who, under which registration, and where in the course."""
    for statement in lrs.statements:
        assert statement["actor"] == ACTOR
        context = statement["context"]
        assert context["registration"] == REGISTRATION
        activities = context["contextActivities"]
        assert activities["category"]
        if statement["object"]["id"] != ACTIVITY:
            groups = [a["id"] for part in ("parent", "grouping") for a in activities.get(part, ())]
            assert ACTIVITY in groups, f"{statement['object']['id']} is not grouped under the launched activity"
        definition = statement["object"]["definition"]
        assert definition["type"].startswith("http")
        assert definition["name"][course.language]
        assert re.fullmatch(r"https?://\S+", statement["verb"]["id"])
        assert statement["verb"]["display"]
    stamps = [s["timestamp"] for s in lrs.statements]
    assert stamps == sorted(stamps), "statements are stored in the order in which things happened"
    ids = [s["id"] for s in lrs.statements]
    assert len(set(ids)) == len(ids)
    assert {uuid.UUID(i).version for i in ids} == {4}


def check_answers(lrs: Lrs, course: ResolvedCourse, lessons: list[Given], test: list[Given]) -> None:
    answered = lrs.with_verb("answered")
    assert objects(answered) == [g.question.iri for g in lessons + test]
    for statement, given in zip(answered, lessons + test, strict=True):
        question = given.question
        definition, result = statement["object"]["definition"], statement["result"]
        assert definition["type"] == "http://adlnet.gov/expapi/activities/cmi.interaction"
        assert definition["interactionType"] == ("true-false" if question.type == "true-false" else "choice")
        assert definition["correctResponsesPattern"] == ["[,]".join(right(question))]
        if question.type != "true-false":
            assert [c["id"] for c in definition["choices"]] == [o.id for o in question.options]
        assert result["response"] == "[,]".join(given.response)
        assert result["success"] is given.success
        assert re.fullmatch(r"PT\d+(\.\d{1,2})?S", result["duration"])
    for statement, given in zip(answered, lessons + test, strict=True):
        (parent,) = statement["context"]["contextActivities"]["parent"]
        lesson = next((found for found in course.lessons if found.id == given.question.lesson), None)
        in_test = course.test is not None and given.question in course.test.bank
        assert parent["id"] == (course.test.iri if in_test and course.test else lesson.iri if lesson else None)
