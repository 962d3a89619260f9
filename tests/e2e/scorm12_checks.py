"""What an LMS must have been told over SCORM 1.2."""

from __future__ import annotations

import re

from builder.course.resolved import ResolvedCourse
from tests.e2e.answers import Given, right
from tests.e2e.conftest import Desk
from tests.e2e.lms.records import Session, centiseconds
from tests.e2e.player import Player

TYPES = {"choice": "choice", "multiple": "choice", "true-false": "true-false"}


def identifier(name: str) -> str:
    """As a cmi identifier that every LMS takes (RULES.md 1.3)."""
    return name.replace(".", "_")


def settled(desk: Desk, player: Player) -> None:
    """Waits until the LMS has all."""
    player.saved()
    desk.lms.wait_until(lambda: bool(desk.lms.record().cmi), "a commit")


def reported(session: Session, course: ResolvedCourse) -> dict[str, list[dict[str, str]]]:
    """The interactions of questions by question; the ids must name them."""
    ids = {q.id for q in (*course.questions, *(course.test.bank if course.test else ()))}
    found: dict[str, list[dict[str, str]]] = {}
    for interaction in session.interactions:
        name = next((i for i in ids if re.search(rf"(^|[^a-z0-9-]){i}($|[^a-z0-9-])", interaction["id"])), None)
        if name:
            found.setdefault(name, []).append(interaction)
    return found


def check_answers(session: Session, course: ResolvedCourse, given: list[Given]) -> None:
    """Each answer stands in the LMS once, with its type, pattern, response, result and latency."""
    found = reported(session, course)
    for answer in given:
        question = answer.question
        told = [i for i in found.get(question.id, []) if i["student_response"] == answer.letters]
        assert told, f"{question.id}: {answer.letters} was not told, only {found.get(question.id)}"
        one = told[0]
        assert one["type"] == TYPES[question.type]
        assert one["correct_responses.0.pattern"] == Given(question, right(question)).letters
        assert one["result"] == ("correct" if answer.success else "wrong")
        assert centiseconds(one["latency"]) < 60_000
        assert one["time"]
        if question.objective:
            assert one["objectives.0.id"] == identifier(question.objective)
    assert sum(len(v) for v in found.values()) == len(given)


def check_calls(session: Session, changes: int) -> None:
    """The calls are in order and few."""
    calls = [c.call for c in session.calls]
    assert calls[0] == "LMSInitialize"
    assert calls.count("LMSInitialize") == 1
    assert calls.count("LMSFinish") <= 1
    at_launch = calls[: calls.index("LMSCommit")]
    assert len(at_launch) <= 60, f"{len(at_launch)} calls at launch"
    assert calls.count("LMSCommit") <= changes + 3, f"{calls.count('LMSCommit')} commits for {changes} changes"
    for element in ("cmi.core.exit", "cmi.core.lesson_status"):
        first = next(i for i, c in enumerate(session.calls) if c.call == "LMSSetValue" and c.element == element)
        assert first < calls.index("LMSCommit"), f"{element} comes after the first commit"
    assert set(session.sets("cmi.core.exit")) == {"suspend"}
