"""A whole course over SCORM 1.2: passed, failed, attempts used up, and all that the LMS is told on the way."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Desk
from tests.e2e.lms.records import centiseconds, items
from tests.e2e.scorm12_checks import check_answers, check_calls, settled

pytestmark = pytest.mark.browser


def test_play_to_passed(desk: Callable[..., Desk]) -> None:
    here = desk()
    started = time.monotonic()
    player, _, session = here.open()
    player.lessons()
    settled(here, player)
    assert here.lms.record().core["lesson_status"] == "incomplete"
    assert not session.sets("cmi.core.score.raw"), "no score before the test is finished"
    given = player.attempt()
    player.passed()
    settled(here, player)
    here.lms.wait_until(lambda: here.lms.record().core["lesson_status"] == "passed", "passed")
    player.leave()
    expect(player.scope.get_by_text("Your work is saved. You can close this window.")).to_be_visible()
    here.lms.wait_until(lambda: session.finished and bool(session.named("LMSFinish")), "LMSFinish and its answer")
    elapsed = (time.monotonic() - started) * 100
    core = here.lms.record().core
    assert core["lesson_status"] == "passed"
    assert (core["score"]["raw"], core["score"]["min"], core["score"]["max"]) == ("100", "0", "100")
    assert session.sets("cmi.core.lesson_status")[0] == "incomplete"
    assert set(session.sets("cmi.core.lesson_status")) == {"incomplete", "passed"}
    check_answers(session, here.course, player.given + given)
    assert len(session.interactions) == len(player.given) + len(given) + len(player.decisions)
    check_calls(session, changes=40)
    spans = [centiseconds(value) for value in session.sets("cmi.core.session_time")]
    assert spans == sorted(spans)
    told_at = session.named("LMSSetValue", "cmi.core.session_time")[-1].at
    spent = (told_at - session.calls[0].at) / 10  # a browser that is slow to open the course is no part of it
    assert spent - 300 < spans[-1] <= elapsed, "session time is the time spent"
    objectives = {o["id"]: o for o in items(here.lms.record().stored["objectives"])}
    assert {i: o["status"] for i, o in objectives.items()} == {"E1_1": "passed", "E1_2": "passed"}
    assert {o["score"]["raw"] for o in objectives.values()} == {"100"}
    assert session.calls[-1].call in ("LMSFinish", "LMSGetLastError")


def test_decisions_are_told(desk: Callable[..., Desk]) -> None:
    here = desk()
    player, _, session = here.open()
    player.menu("Practice")
    scenario = next(here.course.scenarios)
    player.decide(scenario, "wait", "open", "slam")
    player.press("Play again")
    player.decide(scenario, "answer", "ask", "neighbor")
    settled(here, player)
    here.lms.wait_until(lambda: len(session.interactions) == 6, "six decisions")
    letters = {"knock": ["answer", "wait"], "name": ["open", "ask"], "inside": ["take", "neighbor", "slam"]}
    wanted = [
        ("knock", "wait"),
        ("name", "open"),
        ("inside", "slam"),
        ("knock", "answer"),
        ("name", "ask"),
        ("inside", "neighbor"),
    ]
    for told, (node, choice) in zip(session.interactions, wanted, strict=True):
        assert node in told["id"]
        assert told["type"] == "choice"
        assert told["student_response"] == "abc"[letters[node].index(choice)]
        assert told["result"] == "neutral"
        assert "correct_responses.0.pattern" not in told


def test_fail_and_use_up_the_attempts(desk: Callable[..., Desk]) -> None:
    here = desk()
    player, _, session = here.open()
    player.lessons()
    first = player.attempt(wrongs=3)
    player.failed()
    expect(player.scope.get_by_text("You have 1 attempt left.")).to_be_visible()
    settled(here, player)
    here.lms.wait_until(lambda: here.lms.record().core["lesson_status"] == "failed", "failed")
    assert here.lms.record().core["score"]["raw"] == "0"
    second = player.attempt(wrongs=2)
    player.failed()
    expect(player.scope.get_by_text(re.compile("^No attempts are left"))).to_be_visible()
    expect(player.button("Take the test again")).to_be_hidden()
    settled(here, player)
    here.lms.wait_until(lambda: here.lms.record().core["score"]["raw"] == "33.33", "the best score")
    assert here.lms.record().core["lesson_status"] == "failed"
    check_answers(session, here.course, player.given + first + second)
    player.leave()
    here.lms.wait_until(lambda: session.finished, "LMSFinish")
    again, _, second_session = here.open()
    again.at("Final test")
    expect(again.scope.get_by_text(re.compile("^No attempts are left"))).to_be_visible()
    expect(again.button(re.compile("^(Start the test|Take the test again)$"))).to_be_hidden()
    again.leave()
    here.lms.wait_until(lambda: second_session.finished, "LMSFinish")
    assert here.lms.record().core["lesson_status"] == "failed"


def test_a_second_attempt_can_pass_and_a_third_cannot_take_it_away(desk: Callable[..., Desk]) -> None:
    here = desk(agency="full")
    player, _, session = here.open()
    player.lessons()
    player.attempt(wrongs=3)
    player.failed()
    player.attempt(wrongs=1)
    player.passed()
    settled(here, player)
    here.lms.wait_until(lambda: here.lms.record().core["lesson_status"] == "passed", "passed")
    player.attempt(wrongs=3)
    player.failed()
    settled(here, player)
    answers = 3 * player.drawn + len(player.given) + len(player.decisions)
    here.lms.wait_until(lambda: len(session.interactions) == answers, "three attempts")
    player.leave()
    here.lms.wait_until(lambda: session.finished, "LMSFinish")
    assert here.lms.record().core["lesson_status"] == "passed"
    assert here.lms.record().core["score"]["raw"] == "66.67"
    words = session.sets("cmi.core.lesson_status")
    assert words[words.index("passed") :] == ["passed"] * words[words.index("passed") :].count("passed")


def test_wrong_answers_in_a_lesson_can_be_mended(desk: Callable[..., Desk]) -> None:
    here = desk()
    player, _, session = here.open()
    player.menu("Questions")
    primes, round_ = list(here.course.questions)[:2]
    player.answer(primes, ("four",))
    expect(player.form(primes)).to_contain_text("It is two times two.")
    expect(player.form(primes)).to_contain_text("Try to divide it.")
    player.answer(primes, ("five",))
    expect(player.form(primes)).to_contain_text("Nothing but one and itself divides it.")
    expect(player.form(primes)).to_contain_text("Answered after 2 tries.")
    player.answer(round_, ("false",))
    settled(here, player)
    here.lms.wait_until(lambda: len(session.interactions) == 3, "three answers")
    assert [i["student_response"] for i in session.interactions] == ["a", "b", "f"]
    assert [i["result"] for i in session.interactions] == ["wrong", "correct", "wrong"]


def test_the_test_is_locked_until_the_lessons_are_done(desk: Callable[..., Desk]) -> None:
    here = desk()
    player, _, session = here.open()
    player.menu("Final test")
    expect(player.scope.get_by_role("heading", name="The test is not open yet")).to_be_visible()
    expect(player.scope.get_by_text("1 scenario to finish")).to_be_visible()
    expect(player.button("Start the test")).to_be_hidden()
    player.leave()
    here.lms.wait_until(lambda: session.finished, "LMSFinish")
    assert here.lms.record().core["lesson_status"] == "incomplete"
