"""LMSs that are late, absent or strange: the course opens, says what is recorded, and records where it can."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Desk, close
from tests.e2e.lms.records import Launch, Odd
from tests.e2e.player import Player

pytestmark = pytest.mark.browser
DEVICE = "Kept on this device only"
UNSAVED = "Not saved \N{EN DASH} trying again"


def work(player: Player) -> None:
    """The first three pages, with the questions on the third."""
    for page in player.pages[:3]:
        player.work(page)
        player.next()
    player.at("Many answers")


def patient(desk: Callable[..., Desk]) -> Desk:
    """A desk where the ten seconds that the player waits for an LMS take no time."""
    here = desk()
    here.clock = True
    return here


def untold(here: Desk, player: Player) -> None:
    here.later(10)
    expect(player.status()).to_have_text(DEVICE)
    expect(player.banner()).to_contain_text("No learning management system was found.")


def test_without_an_lms_the_device_keeps_the_work(desk: Callable[..., Desk]) -> None:
    here = patient(desk)
    player, page = here.open_alone(here.lms.content("course"))
    work(player)
    untold(here, player)
    close(page)
    again, _ = here.open_alone(here.lms.content("course"), here.tab(here.contexts[0]))
    untold(here, again)  # until then the LMS is waited for, and its state goes before that of the device
    again.at("Many answers")
    again.back()
    expect(again.option(next(here.course.questions), "five")).to_be_checked()


def test_no_api_in_the_lms(desk: Callable[..., Desk]) -> None:
    here = patient(desk)
    player, _, session = here.open(Launch(api=False))
    work(player)
    untold(here, player)
    player.press("Exit")
    expect(player.scope.get_by_role("dialog")).to_be_visible()
    assert not session.calls


@pytest.mark.parametrize("delay_ms", [3_000, 60_000], ids=["3 s", "a minute"])
def test_an_api_that_comes_late(desk: Callable[..., Desk], delay_ms: int) -> None:
    """What was done before it came is told too."""
    here = patient(desk)
    player, page, session = here.open(Launch(delay_ms=delay_ms))
    work(player)
    if delay_ms > 10_000:
        untold(here, player)
        assert not session.calls
    here.later(delay_ms // 1000)
    player.saved()
    expect(player.banner()).to_be_hidden()
    player.at("Many answers")
    here.lms.wait_until(lambda: len(session.interactions) == 2, "the answers given before")
    close(page)
    here.lms.wait_until(lambda: session.finished, "LMSFinish")
    again, _, _ = here.open()
    again.at("Many answers")


def test_a_late_api_with_a_saved_state_loses_neither(desk: Callable[..., Desk]) -> None:
    here = desk()
    player, page, first = here.open()
    player.work(player.pages[0])
    player.next()
    player.next()
    primes, _, even = here.course.questions
    player.answer(primes)
    player.saved()
    close(page)
    here.lms.wait_until(lambda: first.finished, "LMSFinish")
    again, page, second = here.open(Launch(api=False))
    for done in again.pages[:3]:
        again.at(done.title)
        again.next()
    again.answer(even)
    page.evaluate("install()")  # not by a time: it would come too early for those who are slow
    again.saved()
    again.at("Many answers")
    expect(again.option(even, "two")).to_be_checked()
    again.back()
    expect(again.option(primes, "five")).to_be_checked()
    here.lms.wait_until(lambda: len(second.interactions) == 1, "the answer given before the LMS was there")


@pytest.mark.parametrize("frames", [2, 6])
def test_an_api_some_frames_up(desk: Callable[..., Desk], frames: int) -> None:
    here = desk()
    player, page, session = here.open(Launch(frames=frames))
    work(player)
    player.saved()
    close(page)
    here.lms.wait_until(lambda: session.finished, "LMSFinish")
    assert len(session.interactions) == 2


def test_a_window_with_the_api_in_its_opener(desk: Callable[..., Desk]) -> None:
    here = desk()
    player, _, session = here.open(Launch(popup=True))
    work(player)
    player.saved()
    player.leave()
    here.lms.wait_until(lambda: session.finished, "LMSFinish")
    assert len(session.interactions) == 2


def test_an_lms_page_of_another_origin(desk: Callable[..., Desk]) -> None:
    """The API is there but may not be touched: no error, and the learner is told."""
    here = patient(desk)
    player, _, session = here.open(Launch(other_origin="course"))
    work(player)
    untold(here, player)
    assert not session.calls


def test_an_api_below_a_page_of_another_origin(desk: Callable[..., Desk]) -> None:
    here = desk()
    player, _, session = here.open(Launch(other_origin="top", frames=2))
    work(player)
    player.saved()
    here.lms.wait_until(lambda: len(session.interactions) == 2, "two answers")


@pytest.mark.parametrize(
    "odd",
    [
        Odd(empty_reads=True),
        Odd(booleans=True),
        Odd(errors_throw=True),
        Odd(empty_reads=True, booleans=True, errors_throw=True),
    ],
    ids=["empty reads", "booleans", "errors that throw", "all of it"],
)
def test_an_api_of_its_own_kind(desk: Callable[..., Desk], odd: Odd) -> None:
    """Told all the same; whether it was kept is said only where the LMS confirms it."""
    here = desk()
    player, _, session = here.open(Launch(odd=odd))
    player.lessons()
    player.attempt()
    player.passed()
    word = "Sent, not confirmed by your LMS" if odd.empty_reads else "Saved"
    expect(player.status()).to_have_text(word)
    player.leave()
    here.lms.wait_until(lambda: session.finished, "LMSFinish")
    values = here.lms.record().stored["values"]
    assert values["cmi.core.lesson_status"] == "passed"
    assert values["cmi.core.score.raw"] == "100"
    assert values["cmi.core.exit"] == "suspend"
    indexes = sorted({int(m[1]) for key in values if (m := re.match(r"cmi\.interactions\.(\d+)\.", key))})
    assert indexes == list(range(len(player.given) + len(player.decisions) + player.drawn))


def test_an_lms_that_gives_nothing_back_still_resumes_on_this_device(desk: Callable[..., Desk]) -> None:
    """Open edX: every read is empty. A second visit in the same browser must not overwrite the first one's result."""
    here = desk()
    odd = Launch(odd=Odd(empty_reads=True))
    player, page, first = here.open(odd)
    work(player)
    expect(player.status()).to_have_text("Sent, not confirmed by your LMS")
    close(page)
    here.lms.wait_until(lambda: first.finished, "LMSFinish")
    again, page, second = here.open(odd, here.tab(here.contexts[0]))
    expect(again.status()).to_have_text("Sent, not confirmed by your LMS")
    close(page)
    here.lms.wait_until(lambda: second.finished, "LMSFinish")
    assert set(second.sets("cmi.core.lesson_status")) <= {"incomplete"}


def test_commits_that_fail_are_tried_again(desk: Callable[..., Desk]) -> None:
    here = desk()
    here.refusals = True
    player, page, session = here.open(Launch(odd=Odd(failing_commits=3)))
    work(player)
    player.saved_in_the_end()
    assert sum(c.result == "false" for c in session.named("LMSCommit")) == 3
    close(page)
    here.lms.wait_until(lambda: session.finished, "LMSFinish")
    values = here.lms.record().stored["values"]
    assert {values[f"cmi.interactions.{n}.student_response"] for n in (0, 1)} == {"b", "t"}
    assert "cmi.interactions.2.id" not in values


def test_a_server_that_fails_is_told_and_overcome(desk: Callable[..., Desk]) -> None:
    here = desk()
    here.refusals = True
    here.watch.allow("status of 500")
    player, _, session = here.open()
    player.saved()
    here.lms.failing_stores = 1_000
    work(player)
    expect(player.status()).to_have_text(UNSAVED)
    expect(player.banner()).to_contain_text("Please leave this window open.")
    here.lms.failing_stores = 0
    player.saved_in_the_end()
    expect(player.banner()).to_be_hidden()
    assert {c.error for c in session.errors} == {"101"}
    assert len(here.lms.record().stored["interactions"]) > 0


def test_leaving_while_the_server_fails_keeps_a_receipt(desk: Callable[..., Desk]) -> None:
    here = desk()
    here.refusals = True
    here.watch.allow("status of 500")
    player, _, session = here.open()
    player.saved()
    here.lms.failing_stores = 1_000
    player.next()
    player.leave()
    expect(player.scope.get_by_text("Not all of your work could be saved.")).to_be_visible()
    expect(player.scope.get_by_role("region", name="Your receipt")).to_contain_text("1.2.3")
    here.lms.failing_stores = 0
    player.press("Try to save again")
    expect(player.scope.get_by_text("Your work is saved. You can close this window.")).to_be_visible()
    here.lms.wait_until(lambda: session.finished, "LMSFinish")


def test_storage_that_is_blocked(desk: Callable[..., Desk]) -> None:
    """No LMS and no storage: the course can be read, and says that nothing counts."""
    here = patient(desk)
    page = here.tab()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    player, _ = here.open_alone(here.lms.content("course"), page)
    work(player)
    here.later(10)
    expect(player.status()).to_have_text("Not recorded")
    expect(player.banner()).to_contain_text("Nothing is recorded")
