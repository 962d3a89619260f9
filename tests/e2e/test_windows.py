"""Two windows of one learner, a browser that keeps what an LMS does not, and the page that tells what was found."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Desk, close, crash
from tests.e2e.lms.records import Launch
from tests.e2e.player import Player

pytestmark = pytest.mark.browser
ELSEWHERE = "Going on in another window"


def to_questions(player: Player) -> None:
    for page in player.pages[:2]:
        player.work(page)
        player.next()
    player.at("One answer")


def test_the_newest_window_goes_on_and_the_older_one_says_so(desk: Callable[..., Desk]) -> None:
    here = desk()
    primes, round_, _ = here.course.questions
    older, page, first = here.open()
    to_questions(older)
    older.answer(primes)
    newer, _, second = here.open(Launch(), here.tab(here.contexts[0]))
    newer.at("One answer")
    expect(newer.option(primes, "five")).to_be_checked()
    expect(older.status()).to_have_text(ELSEWHERE)
    expect(older.banner()).to_contain_text("What you do here is not saved.")
    since = page.evaluate("performance.timeOrigin + performance.now()")
    newer.answer(round_)
    newer.saved()
    here.lms.wait_until(lambda: len(here.lms.record().stored["interactions"]) == 2, "both answers")
    form = older.scope.locator("form[data-question]:visible").first
    assert form.evaluate("form => form.inert")
    older.next()  # it can still be read
    close(page)
    later = [call.call for call in first.calls if call.at > since]
    assert set(later) <= {"LMSGetLastError"}, "the older window is silent"
    assert second.named("LMSCommit")


def test_the_older_window_can_take_the_work_back(desk: Callable[..., Desk]) -> None:
    here = desk()
    here.refusals = True  # a page that is loaded again finds its LMS initialized
    primes, round_, _ = here.course.questions
    older, page, _ = here.open()
    to_questions(older)
    older.answer(primes)
    older.saved()
    newer, _, _ = here.open(Launch(), here.tab(here.contexts[0]))
    newer.answer(round_)
    newer.saved()
    page.bring_to_front()
    older.press("Go on here instead")
    back = Player(here.course, older.scope).ready()
    back.at("One answer")
    expect(back.option(round_, "true")).to_be_checked()
    back.saved()
    expect(newer.status()).to_have_text(ELSEWHERE)


def test_the_connection_can_be_checked_and_the_report_names_nobody(desk: Callable[..., Desk]) -> None:
    here = desk()
    player, _, session = here.open()
    to_questions(player)
    player.answer(next(iter(here.course.questions)))
    player.saved()
    player.menu("About and help")
    player.scope.get_by_role("link", name="Check the connection").click()
    article = player.scope.locator("#doctor_")
    expect(article).to_contain_text("A learning management system was found, and it answers.")
    expect(article).to_contain_text("in a frame around it")
    expect(article.locator("tbody tr").first).to_contain_text("LMSInitialize")
    player.press("Write and read back")
    expect(article).to_contain_text("It was written and came back.")
    text = article.inner_text()
    assert not re.search(r"learner-1|O'Hara", text)
    assert "student_response, (1)" in text
    assert session.named("LMSCommit")


def test_without_an_lms_the_check_says_where_to_look(desk: Callable[..., Desk]) -> None:
    here = desk()
    here.clock = True
    player, _, _ = here.open(Launch(api=False))
    here.later(10)
    player.menu("About and help")
    player.scope.get_by_role("link", name="Check the connection").click()
    article = player.scope.locator("#doctor_")
    expect(article).to_contain_text("was the course opened from the LMS?")
    player.press("Write and read back")
    expect(article).to_contain_text("There is nothing to write to.")


def test_work_that_an_lms_refused_is_told_by_the_next_launch(desk: Callable[..., Desk]) -> None:
    here = desk()
    here.refusals = True
    here.watch.allow("status of 500")
    primes, *_ = here.course.questions
    player, page, first = here.open()
    player.saved()
    here.lms.failing_stores = 1_000
    to_questions(player)
    player.answer(primes)
    expect(player.status()).to_have_text("Not saved \N{EN DASH} trying again")
    expect(player.banner()).to_contain_text("This browser keeps your work as well")
    crash(page)
    here.lms.failing_stores = 0
    again, _, second = here.open(Launch(), here.tab(here.contexts[0]))
    again.at("One answer")
    expect(again.option(primes, "five")).to_be_checked()
    expect(again.scope.get_by_text("Your LMS did not have all of your work.")).to_be_visible()
    again.saved()
    here.lms.wait_until(lambda: len(here.lms.record().stored["interactions"]) == 1, "the answer that was refused")
    assert len(first.interactions) == len(second.interactions) == 1
