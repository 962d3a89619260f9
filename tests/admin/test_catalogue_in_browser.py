"""The catalogue as administrators see it: straight from a folder, at any size, in any colors, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from builder.admin.catalogue import catalogue
from tests.admin.test_catalogue import COURSE, many, package
from tests.e2e.eye import Eye
from tests.e2e.test_gallery_axe import show

pytestmark = pytest.mark.browser

WAYS = {
    "light": show(1440, 900),
    "dark": show(1440, 900, scheme="dark"),
    "forced colors": show(1440, 900, forced="active"),
    "360 px": show(360, 640),
    "400 %, dark": show(320, 256, scheme="dark"),
}
OPEN = "for (const one of document.querySelectorAll('details')) one.open = true"


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    # axe comes from outside, which the policy of the page does not allow.
    context = chromium.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


def test_axe_finds_nothing_and_nothing_scrolls_sideways(tab: Page, tmp_path: Path) -> None:
    packages = [package(), package("cmi5", "north", name="North PD")]
    (tmp_path / "index.html").write_bytes(catalogue("0.1.0", [COURSE], packages))
    tab.goto((tmp_path / "index.html").as_uri())
    eye = Eye(tab, WAYS)
    eye.must_see_a_fault()
    tab.evaluate(OPEN)
    eye.look("all open")
    assert not eye.faults, eye.report()


def test_axe_finds_nothing_in_a_list_of_many_agencies(tab: Page, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(catalogue("0.1.0", [COURSE], many(70)))
    tab.goto((tmp_path / "index.html").as_uri())
    eye = Eye(tab, {"360 px, dark": show(360, 640, scheme="dark")})
    tab.evaluate("for (const one of document.querySelectorAll('.letter')) one.open = true")
    eye.look("the letters")
    assert len(tab.locator(".letter a").all()) == 70
    assert not eye.faults, eye.report()


def test_it_works_from_a_folder_under_its_own_policy(chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(catalogue("0.1.0", [COURSE], [package()]))
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto((tmp_path / "index.html").as_uri())
    assert page.locator("main").bounding_box()["width"] < 1000  # type: ignore[index]
    page.get_by_role("link", name="Moodle", exact=True).first.click()
    page.locator("#lms-moodle > summary").click()
    expect(page.get_by_text("Force new attempt")).to_be_visible()
    assert complaints == []
    context.close()


def test_only_the_guides_that_are_open_are_printed(tab: Page, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(catalogue("0.1.0", [COURSE], [package()]))
    tab.goto((tmp_path / "index.html").as_uri())
    tab.locator("#lms-canvas > summary").click()
    tab.emulate_media(media="print")
    expect(tab.locator("#lms-canvas")).to_be_visible()
    expect(tab.locator("#lms-moodle")).to_be_hidden()
