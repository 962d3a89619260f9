"""The gallery, with every block and every type of question, played to the end by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from builder.course.model.blocks.cards import Cards
from builder.course.model.blocks.image import Image
from builder.course.model.blocks.labelled_image import LabelledImage
from builder.course.model.blocks.reflection import Reflection
from builder.course.model.blocks.tabs import Tabs
from builder.course.resolved import Block
from builder.render.markdown import plain
from tests.e2e.conftest import GALLERY, Desk
from tests.e2e.hands import Keyboard
from tests.e2e.lms.records import Launch
from tests.e2e.player import Player
from tests.e2e.xapi_checks import start

pytestmark = pytest.mark.browser
AGENCY = "harbor-example"


def explore(player: Player, block: Block, page: Page) -> None:
    """Uses what a block offers beside questions."""
    scope, hands = player.scope, player.hands
    if isinstance(block, Tabs):
        first, *others = (scope.get_by_role("tab", name=tab.title, exact=True) for tab in block.tabs)
        hands.press(first)
        for tab, text in zip(others, block.tabs[1:], strict=True):
            page.keyboard.press("ArrowRight")
            expect(tab).to_be_focused()
            expect(scope.get_by_role("tabpanel", name=text.title)).to_contain_text(plain(text.text))
    elif isinstance(block, Cards):
        for card in block.cards:
            hands.press(scope.get_by_role("button", name=plain(card.front), exact=True))
            expect(scope.get_by_text(plain(card.back), exact=True)).to_be_visible()
    elif isinstance(block, LabelledImage):
        for n, spot in enumerate(block.spots, 1):
            hands.press(scope.get_by_role("button", name=f"{n}: {spot.label}"))
            expect(scope.get_by_text(plain(spot.text), exact=True)).to_be_visible()
    elif isinstance(block, Image) and block.zoom:
        hands.press(scope.get_by_role("button", name="Enlarge"))
        expect(scope.get_by_role("dialog")).to_be_visible()
        page.keyboard.press("Escape")
        expect(scope.get_by_role("dialog")).to_be_hidden()
    elif isinstance(block, Reflection):
        hands.write(scope.get_by_role("textbox"), "A thought.")


def at_desk(here: Desk) -> Desk:
    """With a clock that can jump over the minutes that a lesson asks for."""
    here.clock = True
    here.behind = timedelta(minutes=sum(lesson.least_minutes for lesson in here.course.lessons))
    return here


def play(here: Desk, player: Player, page: Page) -> None:
    """Every page, all that is on it, and the test."""
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # skips to the text
    for lesson in here.course.lessons:
        for one in lesson.pages:
            player.at(one.title)
            for block in one.blocks:
                explore(player, block, page)
            player.work(one)
            if one is lesson.pages[-1]:
                here.later(60 * lesson.least_minutes)
            player.next()
    player.at("Final test")
    player.attempt()
    player.passed()
    player.saved()


@pytest.mark.parametrize("browser", ["chromium", "firefox"])
def test_scorm12_to_passed(desk: Callable[..., Desk], browser: str, request: pytest.FixtureRequest) -> None:
    used: Browser = request.getfixturevalue(browser)
    here = at_desk(desk(GALLERY, agency=AGENCY, browser=used))
    player, page, session = here.open(Launch(popup=True))
    window = page.context.pages[-1]
    player.hands = Keyboard(window)
    play(here, player, window)
    player.leave()
    here.lms.wait_until(lambda: session.finished, "LMSFinish")
    assert here.lms.record().core["lesson_status"] == "passed"


def test_xapi_to_passed(desk: Callable[..., Desk]) -> None:
    here = at_desk(desk(GALLERY, "xapi", AGENCY))
    page = here.tab()
    player, _, lrs = start(here, page)
    player.hands = Keyboard(page)
    play(here, player, page)
    player.leave()
    lrs.wait_until(lambda: "terminated" in lrs.verbs(), "terminated")
    assert {"completed", "passed"} <= set(lrs.verbs())
    assert "failed" not in lrs.verbs()
