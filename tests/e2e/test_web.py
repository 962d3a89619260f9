"""The web format without any LMS: from a folder, as a file, and from below a path of a static server."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import GALLERY, Desk
from tests.e2e.player import Player

pytestmark = pytest.mark.browser
DEVICE = "Kept on this device only"


def address(here: Desk, way: str) -> str:
    here.watch.origins.add("file://")
    # Chromium lets no page from a folder read its captions; the transcript below has the same words.
    here.watch.allow(r"Unsafe attempt to load URL file:\S+\.vtt from frame")
    return here.lms.content("course") if way == "server" else (here.package.folder / "index.html").as_uri()


def search(player: Player, word: str) -> None:
    player.press("Search")
    dialog = player.scope.get_by_role("dialog", name="Search")
    dialog.get_by_role("searchbox").fill(word)
    expect(dialog.get_by_role("list").get_by_role("link").first).to_be_visible()
    player.hands.press(dialog.get_by_role("button", name="Close"))


@pytest.mark.parametrize("way", ["file", "server"])
@pytest.mark.parametrize("browser", ["chromium", "firefox"])
def test_a_course_is_worked_through_and_gone_on_with(
    desk: Callable[..., Desk], request: pytest.FixtureRequest, browser: str, way: str
) -> None:
    here = desk(format_="web", browser=request.getfixturevalue(browser))
    here.viewport = {"width": 1440, "height": 900}
    url = address(here, way)
    player, page = here.open_alone(url)
    expect(player.status()).to_have_text(DEVICE)
    search(player, "term")
    player.press("Settings")
    player.scope.get_by_role("radio", name="Largest").check(force=True)
    page.keyboard.press("Escape")
    player.lessons()
    page.reload()
    player.ready()
    player.at("Final test")
    expect(page.locator("html")).to_have_attribute("data-size", "3")
    player.attempt()
    player.passed()
    expect(player.status()).to_have_text(DEVICE)
    player.leave()
    expect(page.locator("[data-fill=saved]")).to_contain_text("kept on this device only")
    expect(page.locator("#end_ [data-fill=score]")).to_have_text("100%")


@pytest.mark.parametrize("browser", ["chromium", "firefox"])
def test_every_block_is_shown_from_a_file_without_a_complaint(
    desk: Callable[..., Desk], request: pytest.FixtureRequest, browser: str
) -> None:
    here = desk(GALLERY, "web", browser=request.getfixturevalue(browser))
    player, _ = here.open_alone(address(here, "file"))
    for page in player.pages:
        player.at(page.title)
        player.next()
