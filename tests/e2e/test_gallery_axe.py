"""axe finds nothing on any screen of the gallery, however it is shown; each screen as found, at work and done."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from builder.course.resolved import Page as CoursePage
from builder.course.resolved import Question, Scenario
from builder.render.markdown import plain
from tests.e2e.answers import wrong
from tests.e2e.conftest import GALLERY, Desk
from tests.e2e.eye import ARTICLE, Eye
from tests.e2e.player import Player
from tests.e2e.test_axe import connection

pytestmark = pytest.mark.browser

TURN = """(direction) => {
  for (const one of document.querySelectorAll("html, [dir=ltr], [data-turned]")) {
    if (direction === "rtl") one.dataset.turned = one.getAttribute("dir") ?? "";
    one.setAttribute("dir", direction === "rtl" ? direction : one.dataset.turned ?? "");
  }
}"""


def show(
    width: int,
    height: int,
    scheme: Literal["light", "dark"] = "light",
    forced: Literal["active", "none"] = "none",
    direction: Literal["ltr", "rtl"] = "ltr",
) -> Callable[[Page], None]:
    """What makes a page look so."""

    def put(page: Page) -> None:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme, forced_colors=forced, reduced_motion="reduce")
        page.evaluate(TURN, direction)

    return put


DESKTOP, PHONE, ZOOMED = (1440, 900), (320, 640), (320, 256)
"""1280 x 1024 px at 400 % are 320 x 256 px (WCAG 2.2, 1.4.10)."""
WAYS: Mapping[str, Mapping[str, Callable[[Page], None]]] = {
    "desktop": {
        "light": show(*DESKTOP),
        "dark": show(*DESKTOP, scheme="dark"),
        "right to left": show(*DESKTOP, direction="rtl"),
    },
    "desktop in forced colors": {
        "forced colors": show(*DESKTOP, forced="active"),
        "forced dark colors": show(*DESKTOP, scheme="dark", forced="active"),
    },
    "phone": {
        "320 px": show(*PHONE),
        "320 px, dark, right to left": show(*PHONE, scheme="dark", direction="rtl"),
        "400 %": show(*ZOOMED),
    },
}
OPEN_ALL = """() => {
  const all = [...document.querySelectorAll("main > article:not([hidden]) :is(summary, .front button, [data-all])")];
  const shown = all.filter((e) => e.checkVisibility());
  for (const one of shown) one.click();
  return shown.length;
}"""
TABS = "main > article:not([hidden]) [role=tab]"


def pages(here: Desk, player: Player, eye: Eye) -> None:
    """Every page as it is found, with all of it open, and after what learners do on it."""
    for lesson in here.course.lessons:
        for page in lesson.pages:
            player.at(page.title)
            eye.look(page.title, ARTICLE)
            if eye.page.evaluate(OPEN_ALL):
                eye.look(f"{page.title}, open", ARTICLE)
            for tab in eye.page.locator(TABS).all()[1:]:
                tab.click()
                eye.look(f"{page.title}, another tab", ARTICLE)
            work(player, eye, page)
            if page is lesson.pages[-1]:
                here.later(60 * lesson.least_minutes)
            player.next()


def work(player: Player, eye: Eye, page: CoursePage) -> None:
    for block in page.blocks:
        if isinstance(block, Question):
            player.answer(block, wrong(block))
            eye.look(f"{page.title}, wrong", ARTICLE)
        if isinstance(block, Scenario):
            start = next(node for node in block.nodes if node.id == block.start)
            player.press(" ".join(plain(text) for text in (start.choices[0].text, start.choices[0].detail) if text))
            eye.look(f"{page.title}, decided", ARTICLE)
            player.press("Continue")
            player.press("Tell him to come back tomorrow.")
            player.press("Continue")
            eye.look(f"{page.title}, at a bad end", ARTICLE)
            player.press("Play again")
    before = len(player.given) + len(player.decisions)
    player.work(page)
    if len(player.given) + len(player.decisions) > before or page.id == "acknowledgement":
        eye.look(f"{page.title}, done", ARTICLE)


def replace_a_module(player: Player, eye: Eye) -> None:
    player.menu("Test out of")
    eye.look("the test-out before it starts", ARTICLE)
    player.press("Start the test")
    for number in (1, 2):
        expect(player.scope.get_by_role("heading", name=f"Question {number} of 2")).to_be_visible()
        eye.look(f"the test-out, item {number}", ARTICLE)
        right = player.scope.get_by_role("radio", name=re.compile("^(True|A module)$")).locator("visible=true")
        player.hands.choose(right)
        player.next()
    player.submit()
    eye.look("the test-out, passed", ARTICLE)


def final_test(player: Player, eye: Eye) -> None:
    eye.look("the test before it starts")
    player.start_test()
    for number in range(1, player.drawn + 1):
        eye.look(f"item {player.item(number).type}", ARTICLE)
        player.answer_item(number, good=number > 6)  # of the first ones, parts may be right
    eye.look("the overview", ARTICLE)
    player.press("Submit the test")
    eye.look("the question before submitting")
    player.hands.press(player.scope.get_by_role("dialog").get_by_role("button", name="Keep working"))
    player.submit()
    player.failed()
    eye.look("a failed result with its review", ARTICLE)
    player.attempt(wrongs=1)
    player.passed()
    eye.look("a passed result with its review")


def others(player: Player, eye: Eye, page: Page) -> None:
    for name in ("Glossary", "Sources", "Resources", "About and help"):
        player.menu(name)
        player.at(name)
        eye.look(name)
    connection(player, eye)
    for name in ("Search", "Settings", "Print"):
        if not player.button(name).is_visible():
            player.press("Menu")
            eye.look("the menu")
        player.press(name)
        expect(player.scope.get_by_role("dialog", name=name)).to_be_visible()
        eye.look(name)
        page.keyboard.press("Escape")
    drawer = player.scope.get_by_role("dialog", name="Menu")
    if drawer.is_visible():
        page.keyboard.press("Escape")
        expect(drawer).to_be_hidden()
    player.press("Exit")
    eye.look("the question before leaving")
    player.hands.press(player.scope.get_by_role("dialog").get_by_role("button", name="Leave", exact=True))
    player.at("You have left the course")
    eye.look_at_all("the end")


@pytest.mark.parametrize("where", WAYS)
def test_every_screen(desk: Callable[..., Desk], where: str) -> None:
    here = desk(GALLERY, agency="campus-example")
    width, height = PHONE if where == "phone" else DESKTOP
    here.viewport = {"width": width, "height": height}
    here.options = {"bypass_csp": True}
    here.clock, here.behind = True, timedelta(minutes=1)
    player, page = here.open_alone(here.lms.content("course"))
    eye = Eye(page, WAYS[where])
    eye.must_see_a_fault()
    eye.look_at_all("the first page")
    player.menu("Final test")
    expect(player.scope.get_by_role("heading", name="The test is not open yet")).to_be_visible()
    eye.look("the locked test", ARTICLE)
    replace_a_module(player, eye)
    player.menu("Words begun")
    player.back()
    pages(here, player, eye)
    final_test(player, eye)
    others(player, eye, page)
    assert len(eye.seen) > 100
    assert eye.missed == {"locked_"}, "what stands in place of locked pages, of which this course has none"
    assert not eye.faults, eye.report()
