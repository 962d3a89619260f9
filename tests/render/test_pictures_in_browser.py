"""Pictures in a real browser, by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.render.browser import AXE, RUN, Show, to

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "height"), [(360, 640), (1440, 900)])
def test_a_picture_is_enlarged_moved_by_keyboard_and_closed(show: Show, width: int, height: int) -> None:
    page = show(viewport={"width": width, "height": height})
    to(page, "gallery--image")
    opener = page.get_by_role("button", name="Enlarge: A street with two houses and a car")
    small = opener.locator("xpath=..").locator("img").bounding_box()
    opener.focus()
    page.keyboard.press("Enter")
    window = page.get_by_role("dialog", name="Enlarged picture")
    large = window.get_by_role("img", name="A street with two houses and a car").bounding_box()
    assert small
    assert large
    assert large["width"] >= 2 * small["width"] - 1
    assert large["height"] / large["width"] == pytest.approx(small["height"] / small["width"], abs=0.02)
    pan = window.get_by_role("region", name="Picture, scroll with the arrow keys")
    expect(pan).to_be_focused()
    if width == 360:
        page.keyboard.press("ArrowRight")
        page.wait_for_function("document.querySelector('.pan').scrollLeft > 0")
    page.add_script_tag(content=AXE.read_text("utf-8"))
    assert page.evaluate(RUN) == []
    page.keyboard.press("Escape")
    expect(window).to_be_hidden()
    expect(opener).to_be_focused()


def test_without_a_script_nothing_offers_to_enlarge(show: Show) -> None:
    page = show(java_script_enabled=False)
    expect(page.get_by_role("button", name="Enlarge")).to_have_count(0)
    expect(page.get_by_role("img", name="The same square an hour later")).to_be_visible()


@pytest.mark.parametrize(("width", "beside"), [(360, False), (1440, True)])
def test_a_pair_stands_side_by_side_where_there_is_room(show: Show, width: int, beside: bool) -> None:
    page = show(viewport={"width": width, "height": 800})
    to(page, "gallery--image-pair")
    one, other = (figure.bounding_box() for figure in page.locator(".pair").first.locator(".picture").all())
    assert one
    assert other
    assert (other["x"] > one["x"]) is beside
    assert (other["y"] > one["y"]) is not beside
