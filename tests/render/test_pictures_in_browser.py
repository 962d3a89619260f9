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


def test_a_spot_shows_its_text_by_keyboard_and_hides_it_again(show: Show) -> None:
    page = show(viewport={"width": 1440, "height": 900})
    to(page, "gallery--labelled-image")
    figure = page.locator(".labelled").first
    door, window = (figure.get_by_role("button", name=name) for name in ("1: The door", "2: The window"))
    expect(figure.locator(".spots > li:visible")).to_have_count(0)
    door.focus()
    page.keyboard.press("Enter")
    expect(door).to_have_attribute("aria-expanded", "true")
    expect(figure.get_by_text("It stands open.")).to_be_visible()
    page.keyboard.press("Tab")
    expect(window).to_be_focused()
    page.keyboard.press("Space")
    expect(figure.locator(".spots > li:visible")).to_have_count(1)
    expect(figure.get_by_text("Somebody may look out:")).to_be_visible()
    expect(door).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Space")
    expect(figure.locator(".spots > li:visible")).to_have_count(0)
    figure.get_by_role("button", name="Show all texts").click()
    expect(figure.locator(".spots > li:visible")).to_have_count(3)


@pytest.mark.parametrize("width", [320, 1440])
def test_spots_stand_where_the_author_put_them_and_never_outside(show: Show, width: int) -> None:
    page = show(viewport={"width": width, "height": 900})
    to(page, "gallery--labelled-image")
    street, square = (figure for figure in page.locator("#gallery--labelled-image .plate").all())
    picture = street.locator("img").bounding_box()
    window = street.get_by_role("button", name="2: The window").bounding_box()
    assert picture
    assert window
    assert window["x"] + window["width"] / 2 == pytest.approx(picture["x"] + 0.73 * picture["width"], abs=1)
    assert window["y"] + window["height"] / 2 == pytest.approx(picture["y"] + 0.46 * picture["height"], abs=1)
    assert min(window["width"], window["height"]) >= 24
    corner = square.get_by_role("button", name="2: Last corner").bounding_box()
    room = square.bounding_box()
    assert corner
    assert room
    assert corner["x"] + corner["width"] <= room["x"] + room["width"] + 2


@pytest.mark.parametrize("script", [True, False])
def test_print_and_a_page_without_script_have_numbers_and_all_texts(show: Show, script: bool) -> None:
    page = show(java_script_enabled=script)
    if script:
        to(page, "gallery--labelled-image")
        page.emulate_media(media="print")
    figure = page.locator(".labelled").first
    expect(figure.locator(".spots > li:visible")).to_have_count(3)
    expect(figure.locator("svg")).to_be_visible()
    expect(figure.get_by_role("button")).to_have_count(0)
