"""A press that lasts while the work gets saved: what it is on stays in place, so it counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.conftest import Desk

pytestmark = pytest.mark.browser


def middle(button: Locator) -> tuple[float, float]:
    box = button.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("name", ["Next", "Back"])
def test_a_press_while_the_work_gets_saved_counts(desk: Callable[..., Desk], name: str) -> None:
    here = desk()
    here.clock, here.behind = True, timedelta(minutes=1)
    player, page, _ = here.open()
    player.next()
    player.saved()
    page.clock.pause_at(datetime.now(UTC))  # the work waits to be saved until the mouse is down
    titles = [one.title for one in player.pages]
    player.next()
    player.at(titles[2])
    status = player.status()
    page.mouse.move(*middle(player.scope.get_by_role("contentinfo").get_by_role("button", name=name)))
    expect(status).to_have_text("Saving…")
    page.mouse.down()
    page.clock.run_for(2000)
    expect(status).to_have_text("Saved")
    page.mouse.up()
    player.at(titles[3 if name == "Next" else 1])
