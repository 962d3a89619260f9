"""The course by keyboard alone: every stop of the focus can be seen, and the focus is never lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import REAL, Desk
from tests.e2e.hands import Keyboard
from tests.e2e.player import Player

pytestmark = pytest.mark.browser


def by_keyboard(here: Desk) -> Player:
    page = here.tab()
    player, _ = here.open_alone(here.lms.content("course"), page, Keyboard(page))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
    page.keyboard.press("Enter")
    return player


def test_the_small_course_to_passed_and_out(desk: Callable[..., Desk]) -> None:
    here = desk(agency="full")
    player = by_keyboard(here)
    player.lessons()
    player.attempt(wrongs=3)
    player.failed()
    player.attempt()
    player.passed()
    player.menu("Glossary")
    player.at("Glossary")
    player.press("Back to the course")
    player.leave()


def test_windows_keep_the_focus_and_give_it_back(desk: Callable[..., Desk]) -> None:
    here = desk()
    player = by_keyboard(here)
    page = here.contexts[0].pages[0]
    term = page.get_by_role("link", name="term", exact=True)
    player.hands.press(term)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    for _ in range(6):
        page.keyboard.press("Tab")
        assert dialog.evaluate("d => d.contains(document.activeElement) || document.activeElement === document.body")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(term).to_be_focused()
    exit_ = page.get_by_role("banner").get_by_role("button", name="Exit")
    player.hands.press(exit_)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(exit_).to_be_focused()


def test_the_real_course_to_passed(desk: Callable[..., Desk]) -> None:
    here = desk(REAL, agency="example-pd")
    player = by_keyboard(here)
    player.lessons()
    player.attempt()
    player.passed()
    player.leave()
    expect(player.scope.get_by_role("region", name="Your receipt")).to_contain_text("Passed")
