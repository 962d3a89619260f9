"""An LRS that fails in every way there is: nothing lost, nothing twice, and the learner is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.e2e.answers import right
from tests.e2e.conftest import Desk, crash
from tests.e2e.lrs import Fault
from tests.e2e.player import Player
from tests.e2e.xapi_checks import experienced, start

pytestmark = pytest.mark.browser
UNSAVED = "Not saved \N{EN DASH} trying again"


def expected(player: Player, pages: int) -> dict[str, int]:
    """How often each verb must have been stored after so many pages; the time on lessons is told besides."""
    return {"experienced": pages, "answered": len(player.given), "responded": len(player.decisions)}


def stored(desk: Desk) -> dict[str, int]:
    assert desk.lrs is not None
    told = {verb: len(desk.lrs.with_verb(verb)) for verb in ("answered", "responded")}
    return {"experienced": len(experienced(desk.lrs, "page")), **told}


def work(player: Player, pages: int) -> None:
    for page in player.pages[:pages]:
        player.work(page)
        player.next()


def test_an_answer_lost_after_storing_is_sent_again_and_changes_nothing(desk: Callable[..., Desk]) -> None:
    here = desk(format_="xapi")
    here.watch.allow("ERR_EMPTY_RESPONSE|ERR_CONNECTION")
    player, _, lrs = start(here)
    player.saved()
    lrs.faults.append(Fault("drop-after", times=2, resource="statements", method="POST"))
    work(player, 3)
    player.saved()
    lrs.wait_until(lambda: stored(here) == expected(player, 4), "all statements")
    assert lrs.resent > 0, "the fault was met"


@pytest.mark.parametrize(
    "fault",
    [
        Fault("status", times=2, status=500, resource="statements"),
        Fault("status", times=2, status=429, resource="statements"),
        Fault("drop", times=2, resource="statements"),
        Fault("status", times=3, status=503),
    ],
    ids=["500", "429", "dropped", "503 everywhere"],
)
def test_passing_faults_lose_nothing(desk: Callable[..., Desk], fault: Fault) -> None:
    here = desk(format_="xapi")
    here.watch.allow("status of (500|429|503)|ERR_EMPTY_RESPONSE|ERR_CONNECTION")
    player, _, lrs = start(here)
    player.saved()
    lrs.faults.append(fault)
    work(player, 3)
    player.saved_in_the_end()
    lrs.wait_until(lambda: stored(here) == expected(player, 4), "all statements")
    assert fault.times == 0, "the fault was met"


def test_an_lrs_that_is_down_and_comes_back(desk: Callable[..., Desk]) -> None:
    here = desk(format_="xapi")
    here.watch.allow("ERR_EMPTY_RESPONSE|ERR_CONNECTION")
    player, _, lrs = start(here)
    player.saved()
    lrs.down = True
    work(player, 3)
    expect(player.status()).to_have_text(UNSAVED)
    expect(player.banner()).to_contain_text("Please leave this window open.")
    lrs.down = False
    player.saved_in_the_end()
    expect(player.banner()).to_be_hidden()
    lrs.wait_until(lambda: stored(here) == expected(player, 4), "all statements")
    assert lrs.verbs().count("initialized") == 1


def test_what_was_not_sent_is_sent_by_the_next_launch_of_this_browser(desk: Callable[..., Desk]) -> None:
    here = desk(format_="xapi")
    here.watch.allow("ERR_EMPTY_RESPONSE|ERR_CONNECTION")
    player, page, lrs = start(here)
    player.saved()
    lrs.down = True
    work(player, 3)
    expect(player.status()).to_have_text(UNSAVED)
    crash(page)
    lrs.down = False
    again, _, _ = start(here, page=here.tab(here.contexts[0]))
    again.at("Many answers")
    again.saved()
    lrs.wait_until(lambda: stored(here)["answered"] == len(player.given), "the answers of the session that was cut off")
    assert stored(here)["experienced"] >= 4
    ids = [s["id"] for s in lrs.statements]
    assert len(ids) == len(set(ids))


def test_an_lrs_that_is_down_at_launch(desk: Callable[..., Desk]) -> None:
    here = desk(format_="xapi")
    here.watch.allow("ERR_EMPTY_RESPONSE|ERR_CONNECTION")
    assert here.lrs is not None
    here.lrs.down = True
    player, _, lrs = start(here)
    work(player, 3)
    expect(player.status()).not_to_have_text("Saved")
    lrs.down = False
    player.saved_in_the_end()
    lrs.wait_until(lambda: stored(here) == expected(player, 4), "all statements")
    assert lrs.verbs()[0] == "initialized"


def test_leaving_while_the_lrs_is_down(desk: Callable[..., Desk]) -> None:
    here = desk(format_="xapi")
    here.watch.allow("ERR_EMPTY_RESPONSE|ERR_CONNECTION")
    player, _, lrs = start(here)
    player.saved()
    lrs.down = True
    work(player, 3)
    player.leave()
    expect(player.scope.get_by_text("Not all of your work could be saved.")).to_be_visible()
    expect(player.scope.get_by_role("region", name="Your receipt")).to_contain_text("1.2.3")
    lrs.down = False
    player.press("Try to save again")
    expect(player.scope.get_by_text("Your work is saved. You can close this window.")).to_be_visible()
    assert stored(here) == expected(player, 4)
    assert lrs.verbs()[-2:] == ["suspended", "terminated"]


def test_a_refused_key_is_told_and_does_not_stop_the_course(desk: Callable[..., Desk]) -> None:
    here = desk(format_="xapi")
    here.watch.allow("status of 401")
    player, _, lrs = start(here)
    player.saved()
    lrs.faults.append(Fault("status", times=1000, status=401))
    work(player, 2)
    expect(player.status()).to_contain_text("Not saved")
    expect(player.banner()).to_contain_text("open the course again")
    expect(player.status()).not_to_contain_text("trying")
    primes = next(here.course.questions)
    player.answer(primes, right(primes))
    hits = len(lrs.hits)
    player.next()
    player.at("Many answers")
    assert len(lrs.hits) - hits <= 2, "a key that was refused is not tried over and over"
    player.leave()
    expect(player.scope.get_by_role("main")).to_contain_text("no longer lets this window save")
    expect(player.button("Try to save again")).to_be_hidden()


def test_a_slow_lrs_does_not_hold_up_the_learner(desk: Callable[..., Desk]) -> None:
    here = desk(format_="xapi")
    here.clock, here.behind = True, timedelta(minutes=1)
    player, page, lrs = start(here)
    player.saved()
    page.clock.pause_at(datetime.now(UTC))  # after 20 s a request is given up
    slow = Fault("slow", times=3)
    lrs.faults.append(slow)
    work(player, 3)
    player.at("Many answers")
    assert slow.times < 3
    lrs.release.set()
    page.clock.resume()
    player.saved()
    lrs.wait_until(lambda: stored(here) == expected(player, 4), "all statements")
    assert lrs.resent == 0
