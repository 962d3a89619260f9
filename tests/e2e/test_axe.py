"""axe finds nothing on any kind of screen, light and dark, on a phone and on a desktop."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.answers import wrong
from tests.e2e.conftest import Desk
from tests.e2e.eye import Eye
from tests.e2e.player import Player

pytestmark = pytest.mark.browser
SCHEMES: Mapping[str, Callable[[Page], None]] = {
    "light": lambda page: page.emulate_media(color_scheme="light"),
    "dark": lambda page: page.emulate_media(color_scheme="dark"),
}


def lessons(player: Player, eye: Eye) -> None:
    """Every page; questions before, after a wrong and after a right answer; the scenario step by step."""
    for page in player.pages:
        player.at(page.title)
        eye.look(f"page {page.title}")
        if page.id in ("one-answer", "door"):
            detail(player, eye, page.id)
        else:
            player.work(page)
        if page.id in ("one-answer", "many-answers", "door"):
            eye.look(f"page {page.title}, done")
        player.next()


def detail(player: Player, eye: Eye, page: str) -> None:
    if page == "door":
        scenario = next(player.course.scenarios)
        player.hands.press(player.button("Wait and listen."))
        eye.look("a decision and what it brought")
        player.press("Continue")
        player.press("Ask what it is about.")
        player.press("Continue")
        player.press("Slam the door.")
        player.press("Continue")
        eye.look("an end of the scenario")
        player.press("Play again")
        player.finish_scenario(scenario)
        return
    primes, round_, _ = player.course.questions
    player.hands.press(player.form(primes).get_by_role("button", name="Check"))
    eye.look("a question without an answer")
    player.answer(primes, wrong(primes))
    eye.look("a wrong answer")
    player.answer(primes)
    player.answer(round_)


def whole_test(player: Player, eye: Eye) -> None:
    """The test from its first screen to a failed and a passed result."""
    eye.look("the test before it starts")
    player.start_test()
    eye.look("an item")
    player.answer_item(1, good=False)
    player.next()
    player.answer_item(3, good=False)
    eye.look("the overview")
    player.press("Submit the test")
    eye.look("the question before submitting")
    player.hands.press(player.scope.get_by_role("dialog").get_by_role("button", name="Keep working"))
    player.submit()
    eye.look("a failed result")
    player.attempt()
    eye.look("a passed result")


def others(player: Player, eye: Eye, page: Page) -> None:
    """Glossary, sources, agency, help, a term, the menu, and the end."""
    for name in ("Glossary", "Sources", "Resources", "About and help"):
        player.menu(name)
        player.at(name)
        eye.look(name)
    connection(player, eye)
    player.menu("Blocks")
    player.at("Words")
    player.hands.press(player.scope.get_by_role("link", name="term", exact=True))
    expect(player.scope.get_by_role("dialog")).to_be_visible()
    eye.look("a term")
    page.keyboard.press("Escape")
    menu = player.button("Menu")
    if menu.is_visible():
        menu.click()
        eye.look("the menu")
        page.keyboard.press("Escape")
    page.locator("summary").first.click()
    eye.look("an open passage")
    player.press("Exit")
    eye.look("the question before leaving")
    player.hands.press(player.scope.get_by_role("dialog").get_by_role("button", name="Leave", exact=True))
    player.at("You have left the course")
    eye.look_at_all("the end")


def connection(player: Player, eye: Eye) -> None:
    """From the page that helps."""
    player.hands.press(player.scope.get_by_role("link", name="Check the connection"))
    expect(player.scope.locator("#doctor_ dd").first).to_be_visible()
    eye.look("the connection")


@pytest.mark.parametrize("width", [360, 1440])
def test_every_screen(desk: Callable[..., Desk], width: int) -> None:
    here = desk(agency="full")
    here.viewport = {"width": width, "height": 800}
    here.options = {"bypass_csp": True, "reduced_motion": "reduce"}
    player, page = here.open_alone(here.lms.content("course"))
    eye = Eye(page, SCHEMES)
    eye.must_see_a_fault()
    eye.look_at_all("the first page")
    player.menu("Final test")
    expect(player.scope.get_by_role("heading", name="The test is not open yet")).to_be_visible()
    eye.look("the locked test")
    player.menu("Blocks")  # leads to the first page that was not yet seen
    player.at("Media")
    player.back()
    lessons(player, eye)
    whole_test(player, eye)
    others(player, eye, page)
    assert len(eye.seen) > 25
    assert eye.missed == {"locked_"}, "what stands in place of locked pages, of which this course has none"
    assert not eye.faults, eye.report()


def test_without_javascript_the_text_can_be_read(desk: Callable[..., Desk]) -> None:
    here = desk()
    here.options = {"java_script_enabled": False}
    page = here.tab()
    page.goto(here.lms.content("course"))
    for one in here.course.pages:
        expect(page.get_by_role("heading", level=1, name=one.title)).to_be_visible()
    expect(page.get_by_text("A passage with")).to_be_visible()


@pytest.mark.parametrize(
    "options", [{"forced_colors": "active"}, {"reduced_motion": "reduce"}], ids=["forced colors", "reduced motion"]
)
def test_settings_of_the_system_are_followed(desk: Callable[..., Desk], options: dict[str, str]) -> None:
    here = desk()
    here.options = dict(options)
    player, page = here.open_alone(here.lms.content("course"))
    player.next()
    player.at("Media")
    if "reduced_motion" in options:
        moving = "document.getAnimations().filter((a) => a.effect.getComputedTiming().duration > 1).length"
        assert page.evaluate(moving) == 0
    else:
        edge = "getComputedStyle(document.querySelector('.foot button:not([hidden])')).borderTopStyle"
        assert page.evaluate(edge) != "none", "a button without a border cannot be told in forced colors"


def test_at_400_percent_nothing_is_cut_off(desk: Callable[..., Desk]) -> None:
    """1280 px at 400 %: 320 px wide (WCAG 2.2, 1.4.10)."""
    here = desk(agency="full")
    here.viewport = {"width": 320, "height": 256}
    player, page = here.open_alone(here.lms.content("course"))
    for one in player.pages:
        player.at(one.title)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{one.title} scrolls sideways by {wide} px"
        player.next()
