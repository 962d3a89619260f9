"""A whole course over cmi5: every session in the prescribed order, verdicts once, and all that can come between."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from builder.standards.cmi5 import MASTERY_SCORE
from tests.e2e.answers import wrong
from tests.e2e.cmi5 import ACTIVITY, Cmi5, Sitting, is_defined
from tests.e2e.conftest import Desk, close, crash
from tests.e2e.player import Player

pytestmark = pytest.mark.browser

NOTHING_YET = "status of 404.*(activities/state|agents/profile|statements)"
REFUSED = "Your LMS no longer lets this window save. What you have done is kept in this browser"


def records(here: Desk) -> Cmi5:
    assert isinstance(here.lrs, Cmi5)
    return here.lrs


def start(here: Desk, page: Page | None = None, unit: str = "", **more: Any) -> tuple[Player, Page, Sitting]:
    """Launches the course as a cmi5 LMS does."""
    here.watch.allow(NOTHING_YET)
    url, sitting = records(here).sit(here.lms.content("course") + unit, **more)
    player, page = here.open_alone(url, page)
    return player, page, sitting


def over(here: Desk, sitting: Sitting) -> None:
    records(here).wait_until(lambda: sitting.over == "terminated", "terminated")


def answered(sitting: Sitting) -> list[str]:
    return [s["object"]["id"] for s in sitting.told if s["verb"]["id"].endswith("/answered")]


def test_passed_and_back_to_the_lms(desk: Callable[..., Desk]) -> None:
    here = desk(format_="cmi5")
    back = f"{here.lms.content('course').rpartition('/')[0]}/media/square.svg?back=1"
    player, page, sitting = start(here, returnURL=back, preferences={"audioPreference": "off"})
    player.lessons()
    assert page.locator("video, audio").evaluate_all("all => all.length && all.every(one => one.muted)")
    player.attempt()
    player.passed()
    player.saved()
    assert sitting.defined() == ["initialized", "completed", "passed"]
    player.exit()
    page.wait_for_url(back)
    assert sitting.defined() == ["initialized", "completed", "passed", "terminated"]
    assert sitting.told[-1]["verb"]["id"].endswith("/terminated")
    assert answered(sitting)[: len(player.given)] == [g.question.iri for g in player.given]
    passed = next(s for s in sitting.told if is_defined(s) and s["verb"]["id"].endswith("/passed"))
    assert passed["result"]["score"] == {"scaled": 1, "raw": 100, "min": 0, "max": 100}
    last = [h.resource for h in records(here).hits if h.status][-1]
    assert last == "statements", "nothing comes after terminated"
    assert records(here).resent == 0


def test_failed_in_another_browser_than_begun_then_passed(desk: Callable[..., Desk]) -> None:
    here = desk(format_="cmi5")
    player, page, first = start(here)
    player.lessons()
    player.saved()
    crash(page)
    again, page, second = start(here)
    again.at(again.test.title)
    again.attempt(wrongs=3)
    again.failed()
    again.saved()
    assert second.defined() == ["initialized"]
    close(page)
    over(here, second)
    assert first.defined() == ["initialized"]
    assert second.defined() == ["initialized", "failed", "terminated"]
    third_player, page, third = start(here)
    third_player.failed()
    third_player.attempt()
    third_player.passed()
    third_player.saved()
    close(page)
    over(here, third)
    assert third.defined() == ["initialized", "completed", "passed", "terminated"]


def test_what_a_killed_window_left_is_told_by_the_next(desk: Callable[..., Desk]) -> None:
    """Failed and unsent: the next session of the same browser tells both, under its own id."""
    here = desk(format_="cmi5")
    here.watch.allow("ERR_EMPTY_RESPONSE|ERR_CONNECTION|Failed to fetch")
    primes, round_, _ = here.course.questions
    player, page, _ = start(here)
    player.menu("Questions")
    player.answer(primes)
    player.saved()
    records(here).down = True
    player.answer(round_, wrong(round_))
    expect(player.status()).to_contain_text("Not saved", timeout=30_000)
    crash(page)
    records(here).down = False
    again, page, second = start(here, here.tab(here.contexts[0]))
    again.at("One answer")
    expect(again.option(round_, "false")).to_be_checked()
    again.saved()
    records(here).wait_until(lambda: answered(second) == [round_.iri], "the answer that was left")
    close(page)
    over(here, second)
    assert second.defined() == ["initialized", "terminated"]


@pytest.mark.parametrize("mode", ["Browse", "Review"])
def test_to_look_around_counts_for_nothing(desk: Callable[..., Desk], mode: str) -> None:
    here = desk(format_="cmi5")
    player, page, first = start(here)
    player.menu("Questions")
    primes, *_ = here.course.questions
    player.answer(primes)
    player.saved()
    close(page)
    over(here, first)
    states = dict(records(here).states)
    again, page, second = start(here, mode=mode)
    again.at("One answer")
    expect(again.option(primes, "five")).to_be_checked()
    again.menu(again.test.title)
    again.menu("Practice")
    again.leave()
    over(here, second)
    assert [s["verb"]["id"].rpartition("/")[2] for s in second.told] == ["initialized", "terminated"]
    assert records(here).states == states


def test_the_lms_says_what_passes(desk: Callable[..., Desk]) -> None:
    here = desk(format_="cmi5")
    player, _, sitting = start(here, masteryScore=0.3)
    player.lessons()
    player.attempt(wrongs=2)
    player.passed()
    player.saved()
    passed = sitting.told[-1]
    assert passed["verb"]["id"].endswith("/passed")
    assert passed["result"]["score"]["raw"] == 33.33
    assert passed["context"]["extensions"][MASTERY_SCORE] == 0.3


def test_a_reload_goes_on_with_the_token_that_it_has(desk: Callable[..., Desk]) -> None:
    here = desk(format_="cmi5")
    primes, round_, _ = here.course.questions
    player, page, sitting = start(here)
    player.menu("Questions")
    player.saved()  # before the LMS has answered, nobody knows whose work it is
    player.answer(primes)
    page.keyboard.press("F5")  # the key alone: what a browser does at it, a test must do itself
    page.reload()
    again = Player(here.course, page).ready()
    again.at("One answer")
    expect(again.option(primes, "five")).to_be_checked()
    again.answer(round_)
    again.saved()
    again.leave()
    over(here, sitting)
    assert sitting.fetched == 1
    assert sitting.defined() == ["initialized", "terminated"]
    assert answered(sitting) == [primes.iri, round_.iri]


def test_a_page_that_comes_back_when_its_session_is_over_asks_for_nothing(desk: Callable[..., Desk]) -> None:
    """By the button of the browser: a page that goes cannot know that."""
    here = desk(format_="cmi5")
    primes, *_ = here.course.questions
    player, page, sitting = start(here)
    player.menu("Questions")
    player.answer(primes)
    player.saved()
    page.reload()
    over(here, sitting)
    again = Player(here.course, page).ready()
    expect(again.banner()).to_contain_text(REFUSED)
    again.at("One answer")
    expect(again.option(primes, "five")).to_be_checked()
    assert sitting.fetched == 1


def test_without_a_token_the_learner_is_told_to_launch_again(desk: Callable[..., Desk]) -> None:
    here = desk(format_="cmi5")
    url, sitting = records(here).sit(here.lms.content("course"))
    sitting.fetched = 1
    player, page = here.open_alone(url)
    expect(player.banner()).to_contain_text(REFUSED)
    primes, *_ = here.course.questions
    player.menu("Questions")
    player.answer(primes)
    close(page)
    assert sitting.fetched == 2
    assert [h.resource for h in records(here).hits] == [f"/fetch/{sitting.id}"]
    again, _, second = start(here, here.tab(here.contexts[0]))
    again.at("One answer")
    again.saved()
    records(here).wait_until(lambda: answered(second) == [primes.iri], "the answer that nobody took before")


def test_a_second_launch_ends_the_first_session(desk: Callable[..., Desk]) -> None:
    here = desk(format_="cmi5")
    here.watch.allow("status of 403")
    primes, round_, _ = here.course.questions
    one, page, first = start(here)
    one.menu("Questions")
    one.answer(primes)
    one.saved()
    two, _, second = start(here)
    one.answer(round_)
    expect(one.banner()).to_contain_text(REFUSED)
    two.at("One answer")
    two.saved()
    close(page)
    assert answered(first) == [primes.iri]
    assert second.defined() == ["initialized"]


def test_each_module_and_the_test_are_launched_by_themselves(desk: Callable[..., Desk]) -> None:
    here = desk(format_="cmi5", units="module")
    structure = (here.package.folder / "cmi5.xml").read_text(encoding="utf-8")
    for n, (unit, lessons) in enumerate((("reading", 1), ("doing", 2), (f"test%3A{next(here.course.tests).id}", 0))):
        assert f"<url>index.html?unit={unit}</url>" in structure
        activity = f"{ACTIVITY}/{n}"
        more: dict[str, Any] = {} if lessons else {"masteryScore": 0.8}
        player, page, sitting = start(here, unit=f"?unit={unit}", activity=activity, **more)
        module = here.course.modules[n] if lessons else None
        contents = page.locator("#menu_")
        expect(contents.locator("[data-lesson]")).to_have_count(lessons)
        expect(contents.locator("[data-test]")).to_have_count(0 if lessons else 1)
        pages = [one for lesson in module.lessons for one in lesson.pages] if module else []
        for one in pages:
            player.work(one)
            if one is not pages[-1]:
                player.next()
        if not lessons:
            player.attempt()
            player.passed()
        player.saved()
        player.leave()
        over(here, sitting)
        verdict = ["completed"] if lessons else ["completed", "passed"]
        assert sitting.defined() == ["initialized", *verdict, "terminated"]
        assert page.locator("main > .page[data-ref]").count() == (len(pages) or 1)
        page.close()
