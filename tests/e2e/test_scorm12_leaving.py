"""Going away and coming back over SCORM 1.2: nothing that the learner did is lost, and nothing is taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.answers import right, wrong
from tests.e2e.conftest import Desk, close, crash
from tests.e2e.lms.records import Launch, Session, centiseconds, items
from tests.e2e.player import Player

pytestmark = pytest.mark.browser


def kill(page: Page) -> None:
    page.context.close()


def spent(*sessions: Session) -> int:
    """The time that the sessions told last, in centiseconds."""
    return sum(centiseconds(session.sets("cmi.core.session_time")[-1]) for session in sessions)


def half_way(player: Player) -> None:
    """Two pages seen; on the third, one question is answered wrong and one right."""
    for page in player.pages[:2]:
        player.work(page)
        player.next()
    player.at("One answer")
    primes, round_ = list(player.course.questions)[:2]
    player.answer(primes, wrong(primes))
    player.answer(round_)


def as_it_was(player: Player) -> None:
    player.at("One answer")
    primes, round_ = list(player.course.questions)[:2]
    expect(player.option(primes, wrong(primes)[0])).to_be_checked()
    expect(player.form(primes)).to_contain_text("It is two times two.")
    expect(player.option(round_, "true")).to_be_checked()
    expect(player.form(round_)).to_contain_text("Answered on the first try.")


@pytest.mark.parametrize("go", [close, crash, kill])
def test_resume_in_mid_lesson(desk: Callable[..., Desk], go: Callable[[Page], None]) -> None:
    here = desk()
    player, page, first = here.open()
    half_way(player)
    if go is not close:
        player.saved()  # a killed browser keeps what was saved; a closed tab saves by itself
    go(page)
    if go is close:
        here.lms.wait_until(lambda: first.finished, "LMSFinish while the page goes")
    again, page, second = here.open()
    assert second.start["core"]["entry"] == "resume"
    as_it_was(again)
    expect(again.scope.get_by_text("Welcome back. You were here.")).to_be_visible()
    again.saved()
    assert not second.interactions, "nothing is told twice"
    again.next()
    again.at("Many answers")
    close(page)
    here.lms.wait_until(lambda: second.finished, "LMSFinish")
    assert here.lms.record().core["lesson_status"] == "incomplete"
    if go is close:
        # The beacon with the last calls for the log may come after that with LMSFinish.
        here.lms.wait_until(lambda: here.lms.record().total_cs == spent(first, second), "the time of both sessions")


def test_a_reload_loses_nothing(desk: Callable[..., Desk]) -> None:
    """F5 at once after an answer: the LMS may hand out its data before the last of it has come."""
    here = desk()
    player, page, _ = here.open()
    half_way(player)
    page.reload()
    again = Player(here.course, player.scope).ready()
    as_it_was(again)
    again.saved()
    close(page)
    sessions = here.lms.record().sessions
    here.lms.wait_until(lambda: sessions[-1].finished, "LMSFinish")
    assert len(sessions) == 2
    third, _, _ = here.open()
    as_it_was(third)


def test_resume_twice_keeps_interactions_in_order(desk: Callable[..., Desk]) -> None:
    here = desk()
    primes, round_, even = here.course.questions
    for question, title in ((primes, "Questions"), (round_, None), (even, None)):
        player, page, session = here.open()
        if title:
            player.menu(title)
        if question is even:
            player.at("One answer")
            player.next()
        player.answer(question, right(question))
        close(page)
        here.lms.wait_until(lambda s=session: s.finished, "LMSFinish")  # type: ignore[misc]
    told = items(here.lms.record().stored["interactions"])
    assert len(told) == 3
    assert [q.id in i["id"] for q, i in zip((primes, round_, even), told, strict=True)] == [True] * 3


@pytest.mark.parametrize("go", [close, crash])
def test_resume_in_mid_test(desk: Callable[..., Desk], go: Callable[[Page], None]) -> None:
    here = desk()
    player, page, first = here.open()
    player.lessons()
    player.start_test()
    given = [player.answer_item(1), player.answer_item(2, good=False)]
    third = player.item(3)
    order = player.scope.locator("form:visible .opt label").all_inner_texts()
    player.saved()
    go(page)
    if go is close:
        here.lms.wait_until(lambda: first.finished, "LMSFinish")
    assert here.lms.record().core["lesson_status"] == "incomplete"
    assert not [i for i in first.interactions if any(q.id in i["id"] for q in player.test.bank)]
    again, _, second = here.open()
    again.at("Final test")
    assert again.item(3) == third
    assert again.scope.locator("form:visible .opt label").all_inner_texts() == order
    for number in (2, 1):
        again.back()
        item = again.item(number)
        assert item == given[number - 1].question
        for option in item.options:
            chosen = option.id in given[number - 1].response
            expect(again.option(item, option.id)).to_be_checked(checked=chosen)
    for number in (1, 2, 3):
        again.answer_item(number)
    again.submit()
    again.passed()
    expect(again.scope.get_by_text("3 of 3 questions right")).to_be_visible()
    again.saved()
    here.lms.wait_until(lambda: here.lms.record().core["lesson_status"] == "passed", "passed")
    assert len(second.interactions) == 3


def test_resume_in_mid_scenario(desk: Callable[..., Desk]) -> None:
    here = desk()
    player, page, first = here.open()
    player.menu("Practice")
    scenario = next(here.course.scenarios)
    player.decide(scenario, "wait")
    close(page)
    here.lms.wait_until(lambda: first.finished, "LMSFinish")
    again, _, _ = here.open()
    again.at("At the door")
    expect(again.scope.get_by_text("The voice says a name, louder.")).to_be_visible()
    again.press("Continue")
    again.decisions = player.decisions
    again.decide(scenario, "ask", "take")
    expect(again.scope.get_by_role("heading", name="A parcel")).to_be_visible()


@pytest.mark.parametrize("spoil", ["", "x", "half", "other"])
def test_a_state_that_cannot_be_read(desk: Callable[..., Desk], spoil: str) -> None:
    """The bookmark still leads to the page; nothing else is believed."""
    here = desk()
    player, page, first = here.open()
    half_way(player)
    close(page)
    here.lms.wait_until(lambda: first.finished, "LMSFinish")
    stored = here.lms.record().stored
    whole = stored["suspend_data"]
    bad = {"half": whole[: len(whole) // 2], "other": "1;0;" + whole[::-1]}
    stored["suspend_data"] = bad.get(spoil, spoil)
    again, _, second = here.open()
    again.at("One answer")
    expect(again.option(next(here.course.questions), "four")).not_to_be_checked()
    again.answer(next(here.course.questions))
    again.saved()
    here.lms.wait_until(lambda: len(second.interactions) == 1, "an answer, after those of the first session")


def test_a_window_that_is_hidden_saves_at_once(desk: Callable[..., Desk]) -> None:
    """A phone may end a hidden tab without a word: nothing may wait for a timer then."""
    here = desk()
    here.clock = True
    player, page, session = here.open()
    player.next()
    player.next()
    player.saved()
    page.clock.pause_at(datetime.now() + timedelta(hours=1))
    commits = len(session.stored)
    player.answer(next(here.course.questions))
    assert len(session.stored) == commits
    player.scope.locator("body").evaluate("""() => {
      Object.defineProperty(document, "visibilityState", { value: "hidden" });
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    }""")
    here.lms.wait_until(lambda: len(session.stored) > commits, "a commit")
    crash(page)
    again, _, _ = here.open()
    again.at("One answer")
    expect(again.option(next(here.course.questions), "five")).to_be_checked()


def test_exit_button_in_mid_lesson(desk: Callable[..., Desk]) -> None:
    here = desk()
    player, page, first = here.open()
    half_way(player)
    player.leave()
    expect(player.scope.get_by_text("When you open the course again, you come back to where you were.")).to_be_visible()
    expect(player.scope.get_by_role("heading", name="Your receipt")).to_be_visible()
    here.lms.wait_until(lambda: first.finished, "LMSFinish")
    close(page)
    again, _, _ = here.open()
    as_it_was(again)
    here.lms.wait_until(lambda: len(first.named("LMSFinish")) == 1, "LMSFinish, once")


def test_staying_ends_nothing(desk: Callable[..., Desk]) -> None:
    here = desk()
    player, _, session = here.open()
    player.press("Exit")
    player.press("Stay")
    player.work(player.pages[0])
    player.next()
    player.at("Media")
    player.saved()
    assert not session.finished


@pytest.mark.parametrize("erased", [False, True], ids=["state kept", "state erased by the LMS"])
def test_relaunch_after_passed_takes_nothing_back(desk: Callable[..., Desk], erased: bool) -> None:
    here = desk()
    here.lms.record().erase_on_completion = erased
    player, page, _ = here.open()
    player.lessons()
    player.attempt()
    player.passed()
    player.saved()
    close(page)
    again, page, second = here.open()
    again.saved()
    assert second.start["core"]["lesson_status"] == "passed"
    again.menu("Questions")
    again.at("One answer")
    again.menu("Practice")
    again.at("At the door")
    again.saved()
    close(page)
    here.lms.wait_until(lambda: second.finished, "LMSFinish")
    assert set(second.sets("cmi.core.lesson_status")) <= {"passed"}
    assert set(second.sets("cmi.core.score.raw")) <= {"100"}
    assert here.lms.record().core["lesson_status"] == "passed"
    assert here.lms.record().core["score"]["raw"] == "100"


@pytest.mark.parametrize(
    "how",
    [Launch(mode="review", credit="no-credit"), Launch(mode="browse", credit="no-credit")],
    ids=["review", "browse"],
)
def test_review_and_preview_change_nothing(desk: Callable[..., Desk], how: Launch) -> None:
    here = desk()
    player, page, _ = here.open()
    half_way(player)
    player.saved()
    close(page)
    here.lms.wait_until(lambda: here.lms.record().sessions[0].finished, "LMSFinish")
    looking, page, session = here.open(how)
    expect(looking.status()).to_have_text(re.compile("^Not recorded: (review|preview)$"))
    expect(looking.banner()).to_be_visible()
    looking.menu("Practice")
    looking.finish_scenario(next(here.course.scenarios))
    close(page)
    here.lms.wait_until(lambda: session.finished, "LMSFinish")
    assert not session.interactions
    for element in ("cmi.core.lesson_status", "cmi.core.score.raw", "cmi.suspend_data", "cmi.core.lesson_location"):
        assert not session.sets(element), element
