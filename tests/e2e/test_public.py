"""The public copy in a browser: read with a script and without, on screen and on paper, and by axe."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest
from playwright.sync_api import Browser, Page, expect

from builder.course.read import read_course
from builder.course.resolve.published import published
from builder.course.resolved import Published, ResolvedCourse, Scenario
from builder.package.format import package_files
from builder.package.formats.web import PUBLIC
from builder.render.site import render_site
from tests.e2e.conftest import GALLERY
from tests.e2e.eye import ARTICLE, Eye
from tests.e2e.watch import Watch
from tests.render.browser import ORIGIN, serve

pytestmark = pytest.mark.browser
NOTICE = "Public copy: answers are not shown, and nothing is recorded."
Read = Callable[..., Page]


@pytest.fixture(scope="module")
def course() -> ResolvedCourse:
    found, _ = read_course(GALLERY)
    assert found
    return published(found)


@pytest.fixture(scope="module")
def files(course: ResolvedCourse) -> Mapping[str, bytes]:
    return {file.name: file.data for file in package_files(PUBLIC, course, render_site(course))}


@pytest.fixture
def read(chromium: Browser, files: Mapping[str, bytes]) -> Iterator[Read]:
    """Opens the copy, straight from memory; nothing may be said on the console, and nothing asked for elsewhere."""
    watch = Watch(ORIGIN.rstrip("/"))
    contexts = []

    def make(**options: object) -> Page:
        context = chromium.new_context(reduced_motion="reduce", **options)  # type: ignore[arg-type]
        watch.attach(context)
        contexts.append(context)
        context.route("**/*", lambda route: serve(route, files, str))
        page = context.new_page()
        page.goto(ORIGIN + "index.html")
        if options.get("java_script_enabled", True):
            expect(page.get_by_role("banner").locator("[data-status]")).to_have_text("Public copy")
        return page

    yield make
    for context in contexts:
        context.close()
    watch.check()


def pages(page: Page, course: ResolvedCourse) -> Iterator[str]:
    """From the first page to the last, and then all that stands beside them."""
    for one in course.pages:
        expect(page.get_by_role("heading", level=1)).to_have_text(one.title)
        yield one.title
        following = page.get_by_role("contentinfo").get_by_role("button", name="Next")
        if following.count():
            following.click()
    for test in course.published or ():
        page.evaluate("href => document.querySelector(`.menu a[href='${href}']`).click()", f"#bank_{test.id}")
        expect(page.get_by_role("heading", level=1)).to_have_text(test.title)
        yield test.title
    page.evaluate("document.querySelector(`.menu a[href='#about_']`).click()")
    yield "About"


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_axe_finds_nothing_on_any_page_and_each_says_what_it_is(
    read: Read, course: ResolvedCourse, width: int, scheme: str
) -> None:
    page = read(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    eye = Eye(page)
    eye.must_see_a_fault()
    for name in pages(page, course):
        expect(page.get_by_text(NOTICE)).to_be_visible()
        expect(page.get_by_role("banner").locator("[data-status]")).to_have_text("Public copy")
        if name == "About" or page.locator(":is(.asked, .way-on):visible").count():  # the others are as in any copy
            if eye.seen:
                eye.look(name, ARTICLE)
            else:
                eye.look_at_all(name)
    assert len(eye.seen) > 20
    assert not eye.faults, eye.report()


def test_nothing_is_kept_and_there_is_no_way_to_finish(read: Read, course: ResolvedCourse) -> None:
    page = read(viewport={"width": 1440, "height": 800})
    for _ in pages(page, course):
        assert not page.get_by_role("button", name="Finish").count()
    expect(page.get_by_role("button", name="Exit")).to_have_count(0)
    expect(page.get_by_role("progressbar")).to_have_count(0)
    page.get_by_role("button", name="Settings").click()
    page.get_by_role("radio", name="Largest").check(force=True)
    expect(page.locator("html")).to_have_attribute("data-size", "3")
    page.reload()
    expect(page.get_by_role("banner").locator("[data-status]")).to_have_text("Public copy")
    assert page.evaluate("Object.keys(localStorage)") == []


def test_a_scenario_is_read_by_its_links(read: Read, course: ResolvedCourse) -> None:
    page = read(viewport={"width": 1440, "height": 800})
    told = (block.block for block in course.blocks if isinstance(block, Published))
    scenario = next(block for block in told if isinstance(block, Scenario))
    page.evaluate("document.querySelector(`.menu a[href='#a-scenario--scenario']`).click()")
    story = page.get_by_role("region", name="Scenario:")
    expect(story.get_by_role("heading", name="2.", exact=False).first).to_be_visible()
    story.get_by_role("link", name="2.").first.click()
    focused = page.evaluate("document.activeElement.id")
    assert focused == f"scene_{scenario.id}_{scenario.nodes[1].id}"


def test_without_a_script_everything_is_there(read: Read, course: ResolvedCourse) -> None:
    page = read(java_script_enabled=False)
    expect(page.get_by_text(NOTICE)).to_be_visible()
    for one in course.pages:
        expect(page.locator(f"#{one.anchor}")).to_be_visible()
    for test in course.published or ():
        expect(page.locator(f"#bank_{test.id} .asked").last).to_be_visible()
    assert page.locator(".scene-all:visible").count() > 3
    assert page.locator("main button:visible, main input:visible").count() == 0


def test_on_paper_it_says_what_it_is_and_holds_the_questions(read: Read) -> None:
    page = read(viewport={"width": 800, "height": 1100})
    page.evaluate("document.querySelector(`.menu a[href='#bank_final']`).click()")
    page.emulate_media(media="print")
    expect(page.get_by_text(NOTICE)).to_be_visible()
    expect(page.locator("#bank_final .asked").last).to_be_visible()
    expect(page.get_by_role("contentinfo")).to_have_count(0)
    expect(page.get_by_role("button")).to_have_count(0)
