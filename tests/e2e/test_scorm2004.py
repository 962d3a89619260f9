"""A whole course over SCORM 2004: passed, failed, resumed, abandoned, and looked at without being recorded."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from builder.course.resolved import ResolvedCourse
from tests.e2e.answers import Given, right
from tests.e2e.conftest import Desk, close, crash
from tests.e2e.lms.records import Launch, Session
from tests.e2e.test_scorm12_leaving import as_it_was, half_way

pytestmark = pytest.mark.browser
EDITIONS = ("scorm2004-3", "scorm2004-4")


def told(here: Desk, *names: str) -> list[str | None]:
    """What the LMS has stored of these elements."""
    return [here.lms.record().stored.get(f"cmi.{name}") for name in names]


def status(here: Desk) -> list[str | None]:
    return told(here, "completion_status", "success_status")


def ended(here: Desk, session: Session) -> None:
    here.lms.wait_until(lambda: session.finished, "Terminate")


def check_answers(session: Session, course: ResolvedCourse, given: list[Given]) -> None:
    """Each answer stands in the LMS once, in order, by the ids of the course."""
    questions = {q.id for q in (*course.questions, *(course.test.bank if course.test else ()))}
    found = [one for one in session.interactions if one["id"] in questions]
    assert sorted((one["id"], one["learner_response"]) for one in found) == sorted(
        (g.question.id, "[,]".join(g.response)) for g in given
    )
    for answer in given:
        one = next(
            o for o in found if (o["id"], o["learner_response"]) == (answer.question.id, "[,]".join(answer.response))
        )
        assert one["result"] == ("correct" if answer.success else "incorrect")
        assert one["correct_responses.0.pattern"] == "[,]".join(right(answer.question))
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.0Z", one["timestamp"])
        assert re.fullmatch(r"PT(\d+M)?(\d+(\.\d{1,2})?S)?", one["latency"])
        if answer.question.objective:
            assert one["objectives.0.id"] == answer.question.objective


@pytest.mark.parametrize("edition", EDITIONS)
def test_play_to_passed(desk: Callable[..., Desk], edition: str) -> None:
    here = desk(format_=edition)
    player, _, session = here.open()
    player.lessons()
    player.saved()
    assert status(here) == ["incomplete", "unknown"]
    assert not session.sets("cmi.score.scaled"), "no score before the test is finished"
    given = player.attempt()
    player.passed()
    here.lms.wait_until(lambda: status(here) == ["completed", "passed"], "passed")
    player.leave()
    expect(player.scope.get_by_text("Your work is saved. You can close this window.")).to_be_visible()
    ended(here, session)
    here.lms.wait_until(lambda: bool(session.named("Terminate")), "the answer of Terminate")
    assert status(here) == ["completed", "passed"]
    assert told(here, "score.scaled", "score.raw", "score.min", "score.max", "progress_measure") == [
        "1",
        "100",
        "0",
        "100",
        "1",
    ]
    assert set(session.sets("cmi.completion_status")) == {"incomplete", "completed"}
    assert set(session.sets("cmi.exit")) == {"suspend"}
    check_answers(session, here.course, player.given + given)
    assert len(session.interactions) == len(player.given) + len(given) + len(player.decisions)
    stored = here.lms.record().stored
    objectives = [stored[f"cmi.objectives.{n}.id"] for n in range(2)]
    assert objectives == ["E1.1", "E1.2"]
    for n in range(2):
        assert stored[f"cmi.objectives.{n}.score.scaled"] == "1"
        assert stored[f"cmi.objectives.{n}.success_status"] == "passed"
        assert stored[f"cmi.objectives.{n}.completion_status"] == "completed"
    assert session.sets("adl.nav.request") == ["suspendAll"]
    calls = [(c.call, c.element) for c in session.calls]
    assert calls.index(("SetValue", "adl.nav.request")) < calls.index(("Terminate", ""))
    assert [call for call, _ in calls].count("Initialize") == 1
    assert [call for call, _ in calls].count("Commit") <= 43


def test_fail_and_use_up_the_attempts(desk: Callable[..., Desk]) -> None:
    here = desk(format_="scorm2004-4")
    player, page, session = here.open()
    player.lessons()
    given = player.attempt(wrongs=3)
    player.failed()
    here.lms.wait_until(lambda: status(here) == ["incomplete", "failed"], "failed")
    assert told(here, "score.scaled") == ["0"]
    given += player.attempt(wrongs=2)
    expect(player.scope.get_by_text(re.compile("^No attempts are left"))).to_be_visible()
    here.lms.wait_until(lambda: told(here, "score.scaled", "score.raw") == ["0.3333", "33.33"], "the best score")
    check_answers(session, here.course, player.given + given)
    close(page)
    ended(here, session)
    again, page, second = here.open()
    again.at("Final test")
    expect(again.scope.get_by_text(re.compile("^No attempts are left"))).to_be_visible()
    again.leave()
    ended(here, second)
    assert status(here) == ["incomplete", "failed"]


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_tab_that_is_killed_and_one_that_is_closed_are_resumed(desk: Callable[..., Desk], edition: str) -> None:
    here = desk(format_=edition)
    player, page, first = here.open()
    half_way(player)
    player.saved()
    crash(page)
    again, page, second = here.open()
    assert (first.start["cmi.entry"], second.start["cmi.entry"]) == ("ab-initio", "resume")
    as_it_was(again)
    again.saved()
    assert not second.interactions, "nothing is told twice"
    again.next()
    again.at("Many answers")
    close(page)
    ended(here, second)
    assert not first.finished
    # The beacon with the last calls for the log may come after that of the end.
    here.lms.wait_until(lambda: len(second.named("Terminate")) == 1, "the last calls")
    for session in (first, second):
        assert not session.sets("adl.nav.request"), "where the learner goes is known to the LMS"
    assert status(here) == ["incomplete", "unknown"]
    third, _, _ = here.open()
    third.at("Many answers")


@pytest.mark.parametrize("mode", ["review", "browse"])
def test_review_and_preview_report_nothing(desk: Callable[..., Desk], mode: str) -> None:
    here = desk(format_="scorm2004-4")
    player, page, first = here.open()
    half_way(player)
    player.saved()
    close(page)
    ended(here, first)
    looking, _, session = here.open(Launch(mode=mode, credit="no-credit"))  # type: ignore[arg-type]
    expect(looking.status()).to_have_text(re.compile("^Not recorded: (review|preview)$"))
    expect(looking.banner()).to_be_visible()
    looking.menu("Practice")
    looking.finish_scenario(next(here.course.scenarios))
    looking.leave()
    ended(here, session)
    assert [c.element for c in session.named("SetValue")] == ["adl.nav.request"]


def test_what_passes_is_what_the_lms_says(desk: Callable[..., Desk]) -> None:
    here = desk(format_="scorm2004-3")
    player, _, session = here.open(
        Launch(given=(("cmi.scaled_passing_score", "0.3"), ("cmi.objectives.0.id", "primary")))
    )
    player.lessons()
    player.attempt(wrongs=2)
    player.passed()
    here.lms.wait_until(lambda: status(here) == ["completed", "passed"], "passed")
    player.leave()
    ended(here, session)
    assert [*status(here), *told(here, "score.scaled")] == ["completed", "passed", "0.3333"]
    assert [here.lms.record().stored[f"cmi.objectives.{n}.id"] for n in range(3)] == ["primary", "E1.1", "E1.2"]
