"""Menu, barriers, time, search, print and settings in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from builder.render.site import render_site
from tests.render.browser import AXE, ORIGIN, RUN, heading, serve
from tests.render.gallery import read, write_course
from tests.render.way import way_files

pytestmark = pytest.mark.browser

Walk = Callable[..., Page]


@pytest.fixture
def walk(chromium: Browser, tmp_path: Path) -> Iterator[Walk]:
    """Opens the course of way.py; `kept` gives a browser that was here before."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def make(
        navigation: str = "linear",
        files: dict[str, Any] | None = None,
        kept: Page | None = None,
        clock: bool = False,
        **options: Any,
    ) -> Page:
        write_course(tmp_path, files or way_files(navigation))
        site = render_site(read(tmp_path, "north"))
        if kept:
            context = kept.context
        else:
            context = chromium.new_context(bypass_csp=True, **{"reduced_motion": "reduce", **options})
            contexts.append(context)
            context.route("**/*", lambda route: serve(route, site, str))
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if clock:
            page.clock.install()
        page.goto(ORIGIN + "index.html")
        expect(page.get_by_role("button", name=re.compile("^(Next|Finish)"))).to_be_visible()
        page.add_script_tag(content=AXE.read_text("utf-8"))
        return page

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


def contents(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Contents of the course")


def next_(page: Page) -> None:
    page.get_by_role("contentinfo").get_by_role("button", name=re.compile("^Next")).click()


def opened(page: Page, name: str) -> Locator:
    """The window behind a button of the menu."""
    if not contents(page).is_visible():
        page.get_by_role("button", name="Menu", exact=True).click()
    contents(page).get_by_role("button", name=name).click()
    window = page.get_by_role("dialog", name=name)
    expect(window).to_be_visible()  # that of Print comes when it is asked for
    return window


def answer(page: Page) -> None:
    page.get_by_role("radio", name="This").check()
    page.get_by_role("button", name="Check").click()


def sound(page: Page) -> None:
    """What axe and a ruler say to the screen."""
    assert page.evaluate(RUN) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


# --- the way ---


def test_next_says_what_is_open_on_the_page_and_leads_there(walk: Walk) -> None:
    page = walk()
    next_(page)
    expect(heading(page)).to_have_text("A question")
    next_(page)
    expect(heading(page)).to_have_text("A question")
    held = page.locator(".held")
    expect(held).to_be_focused()
    expect(held).to_contain_text("Before “Tabs” opens:")
    sound(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#start--ask input:focus")).to_have_count(1)
    answer(page)
    expect(held).to_be_hidden()
    next_(page)
    expect(heading(page)).to_have_text("Tabs")


def test_links_to_what_is_not_open_explain_instead(walk: Walk) -> None:
    page = walk()
    page.get_by_role("link", name="end", exact=True).click()
    expect(heading(page)).to_have_text("This page is not open yet")
    expect(heading(page)).to_be_focused()
    main = page.get_by_role("main")
    expect(main).to_contain_text("“The last page” opens when")
    expect(main.get_by_text("A secret lantern.")).to_be_hidden()
    sound(page)
    main.get_by_role("link", name="A question").click()
    expect(heading(page)).to_have_text("A question")
    expect(page.get_by_text("Which one?")).to_be_visible()


def test_nothing_that_is_locked_can_be_reached_by_keyboard(walk: Walk) -> None:
    page = walk(viewport={"width": 1280, "height": 800})
    locked = contents(page).locator("a[aria-disabled]")
    expect(locked).to_have_count(3)  # a page of this lesson, and both lessons after it
    for link in locked.all():
        expect(link).to_have_accessible_name(re.compile("not open yet"))
        link.focus()
        page.keyboard.press("Enter")
        expect(heading(page)).to_have_text("This page is not open yet")
        for _ in range(40):
            page.keyboard.press("Tab")
            inside = page.evaluate("document.activeElement.closest('main > .page')?.id ?? ''")
            assert inside in ("", "locked_"), inside
        page.get_by_role("button", name="Back to the course").click()
        expect(heading(page)).to_have_text("Hello")


def test_locked_lessons_open_as_a_whole(walk: Walk) -> None:
    page = walk("locked", viewport={"width": 1280, "height": 800})
    contents(page).get_by_role("link", name="Tabs").click()
    expect(heading(page)).to_have_text("Tabs")
    next_(page)
    expect(heading(page)).to_have_text("This page is not open yet")
    page.get_by_role("main").get_by_role("link", name="A question").click()
    answer(page)
    contents(page).get_by_role("link", name="A slow lesson").click()
    expect(heading(page)).to_have_text("Take your time")


def test_the_way_is_open_again_where_the_learner_was(walk: Walk) -> None:
    page = walk()
    next_(page)
    answer(page)
    next_(page)
    expect(page.locator("[data-status]")).to_have_text("Kept on this device only")
    page.close()  # which saves
    page = walk(kept=page)
    expect(heading(page)).to_have_text("Tabs")


def test_leaving_says_what_is_still_to_do(walk: Walk) -> None:
    page = walk()
    page.get_by_role("button", name="Exit").click()
    words = "Still to do to complete the course: 4 pages to read, 1 question to answer, 3 more minutes."
    expect(page.get_by_role("dialog")).to_contain_text(words)
    page.get_by_role("button", name="Leave", exact=True).click()
    expect(heading(page)).to_have_text("You have left the course")
    expect(page.get_by_role("main")).to_contain_text(words)
    expect(page.locator(".least, .held, .away").locator("visible=true")).to_have_count(0)
    sound(page)


# --- the menu ---


def test_the_menu_tells_how_far_one_has_come(walk: Walk) -> None:
    page = walk("free", viewport={"width": 1280, "height": 800})
    expect(contents(page)).to_contain_text("1 of 5 pages read, about 10 minutes to go")
    next_(page)
    expect(contents(page).get_by_role("link", name=re.compile("^The start"))).to_have_accessible_name(
        re.compile("begun")
    )
    contents(page).get_by_role("link", name=re.compile("^The end")).click()
    expect(contents(page).get_by_role("link", name=re.compile("^The end"))).to_have_accessible_name(re.compile("done"))


# --- time ---


def slow(walk: Walk, **options: Any) -> Page:
    page = walk("free", clock=True, **options)
    if not contents(page).is_visible():
        page.get_by_role("button", name="Menu", exact=True).click()
    contents(page).get_by_role("link", name="A slow lesson").click()
    expect(heading(page)).to_have_text("Take your time")
    return page


def test_the_minutes_of_a_lesson_are_told_in_words_and_run_down(walk: Walk) -> None:
    page = slow(walk)
    line = page.locator(".least")
    expect(line).to_contain_text("This lesson: 3 more minutes")
    sound(page)
    page.clock.run_for(152_000)  # of which the last 30 s may not count yet; beside it goes the time of this test itself
    expect(line).to_contain_text("This lesson: 1 more minute")
    assert page.evaluate("document.querySelector('.least').closest('[aria-live], [role=status]')") is None
    page.clock.run_for(65_000)
    expect(line).to_contain_text("This lesson: time done")
    expect(page.get_by_role("button", name="Pause the clock")).to_be_hidden()


def test_a_pause_lasts_until_it_is_ended(walk: Walk) -> None:
    page = slow(walk)
    page.get_by_role("button", name="Pause the clock").click()
    page.clock.run_for(60 * 60_000)
    expect(page.locator(".least")).to_contain_text("3 more minutes. The clock is paused.")
    expect(page.locator(".away")).to_be_hidden()  # who has paused need not be asked
    page.get_by_role("button", name="Resume").click()
    page.clock.run_for(92_000)
    expect(page.locator(".least")).to_contain_text("This lesson: 2 more minutes")


def test_a_question_after_a_long_silence_holds_nobody_up(walk: Walk) -> None:
    files = way_files("free")
    files["lessons/slow.yaml"]["least_minutes"] = 30
    page = slow(walk, files=files)
    focused = page.evaluate("document.activeElement.tagName")
    page.clock.run_for(11 * 60_000)
    away = page.locator(".away")
    expect(away).to_be_visible()
    expect(page.locator("[data-announce]")).to_have_text("Are you still there? The clock is paused.")
    assert page.evaluate("document.activeElement.tagName") == focused
    sound(page)
    page.get_by_role("button", name="I am here").dispatch_event("click")  # as a screen reader does it: no pointer moves
    expect(away).to_be_hidden()
    assert page.evaluate("document.activeElement.tagName") == focused
    expect(page.locator(".least")).to_contain_text("20 more minutes")


# --- search ---


def test_search_finds_words_without_their_accents_and_says_how_many(walk: Walk) -> None:
    page = walk("free")
    window = opened(page, "Search")
    field = window.get_by_role("searchbox", name="Words to look for")
    expect(field).to_be_focused()
    field.fill("CAFE")
    expect(window.get_by_role("status")).to_have_text("1 place found.")
    expect(window.locator("mark")).to_have_text("café")
    field.fill("lantern")
    expect(window.get_by_role("status")).to_have_text("4 places found.")
    sound(page)
    field.fill("lantern light")
    expect(window.get_by_role("status")).to_have_text("1 place found.")
    field.fill("zebra")  # stands in the feedback alone
    expect(window.get_by_role("status")).to_have_text("Nothing was found. Try fewer or other words.")
    field.fill("stand still")
    window.get_by_role("link", name="Stop").click()
    expect(window).to_be_hidden()
    expect(heading(page)).to_have_text("Glossary")


def test_search_shows_what_is_locked_without_its_text(walk: Walk) -> None:
    page = walk()
    window = opened(page, "Search")
    window.get_by_role("searchbox").fill("secret")
    line = window.get_by_role("listitem")
    expect(line).to_contain_text("not open yet")
    expect(line).not_to_contain_text("secret")
    line.get_by_role("link").press("Enter")
    expect(window).to_be_hidden()
    expect(heading(page)).to_have_text("This page is not open yet")


def test_windows_of_the_menu_give_the_focus_back(walk: Walk) -> None:
    page = walk(viewport={"width": 360, "height": 700})
    for name in ("Search", "Settings", "Print"):
        window = opened(page, name)
        page.keyboard.press("Escape")
        expect(window).to_be_hidden()
        expect(contents(page).get_by_role("button", name=name)).to_be_focused()


# --- resources ---


def test_resources_bring_agency_and_downloads_together(walk: Walk) -> None:
    page = walk("free", viewport={"width": 1280, "height": 800})
    contents(page).get_by_role("link", name="Resources").click()
    main = page.get_by_role("main")
    for name in ("A message from your agency", "Whom to call", "Policies", "Downloads"):
        expect(main.get_by_role("heading", name=name)).to_be_visible()
    expect(main.get_by_role("link", name="The card")).to_have_attribute("download", "")
    sound(page)
    main.get_by_role("link", name="Take your time").click()
    expect(heading(page)).to_have_text("Take your time")


# --- paper ---


def printed(page: Page, what: str) -> str:
    """What would stand on paper."""
    page.evaluate("window.print = () => { window.printed = true; dispatchEvent(new Event('beforeprint')); }")
    opened(page, "Print").get_by_role("button", name=what).click()
    page.wait_for_function("window.printed")
    page.emulate_media(media="print")
    text: str = page.evaluate("document.body.innerText")
    pdf = page.pdf()
    assert pdf.startswith(b"%PDF")
    page.emulate_media(media="screen")
    page.evaluate("window.printed = false; dispatchEvent(new Event('afterprint'))")
    return text


def test_a_page_a_lesson_or_all_that_is_open_comes_on_paper(walk: Walk) -> None:
    page = walk("free")
    text = printed(page, "This page")
    assert "A way through" in text and "Hello" in text and "Which one?" not in text
    assert "Menu" not in text and "Next" not in text
    next_(page)
    answer(page)
    expect(page.locator(".why:visible")).to_have_count(1)
    text = printed(page, "This lesson")
    assert "Hello" in text and "Which one?" in text and "The second panel." in text
    assert "Zebra" not in text and "Right." not in text and "A secret" not in text
    page.emulate_media(media="print")
    assert page.get_by_role("radio", name="This").evaluate("e => getComputedStyle(e).appearance") == "none"
    page.emulate_media(media="screen")
    text = printed(page, "The whole course")
    assert "A secret lantern." in text and "The second panel." in text
    expect(page.get_by_text("A secret lantern.")).to_be_hidden()


def test_what_is_not_open_is_not_printed(walk: Walk) -> None:
    text = printed(walk(), "The whole course")
    assert "Which one?" in text and "Lanterns" not in text and "secret" not in text


def test_no_items_of_the_test_come_on_paper(show: Callable[..., Page]) -> None:
    page = show("north", edit=lambda html: html.replace('"opens":"after-lessons"', '"opens":"always"'))
    page.evaluate("document.querySelector('.menu [data-test] a').click()")
    page.get_by_role("button", name="Start the test").click()
    page.emulate_media(media="print")
    expect(page.locator(".items")).to_be_hidden()


# --- settings ---


def root(page: Page, style: str) -> str:
    value: str = page.evaluate(f"getComputedStyle(document.documentElement).{style}")
    return value


def test_settings_apply_at_once_are_kept_and_can_be_reset(walk: Walk) -> None:
    page = walk("free", color_scheme="light")
    window = opened(page, "Settings")
    plain = float(root(page, "fontSize").removesuffix("px"))
    for name in ("Largest", "High", "Reduced", "Dark"):
        window.get_by_role("radio", name=name).focus()
        page.keyboard.press("Space")
    assert float(root(page, "fontSize").removesuffix("px")) == plain * 1.5
    assert root(page, "colorScheme") == "dark"
    background = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(background) == "rgb(0, 0, 0)"
    sound(page)
    page.wait_for_function("Object.values(localStorage).join().includes('3hrd')")
    page.close()
    page = walk("free", kept=page)
    expect(page.locator("html")).to_have_attribute("data-size", "3")
    assert page.evaluate(background) == "rgb(0, 0, 0)"
    window = opened(page, "Settings")
    expect(window.get_by_role("radio", name="Largest")).to_be_checked()
    window.get_by_role("button", name="Reset").click()
    assert float(root(page, "fontSize").removesuffix("px")) == plain
    assert page.evaluate(background) != "rgb(0, 0, 0)"
    expect(window.get_by_role("radio", name="Largest")).not_to_be_checked()


def test_motion_can_be_reduced_where_the_system_does_not_ask(walk: Walk) -> None:
    page = walk("free", reduced_motion="no-preference")
    # Animations begin and stand still: they would be over before a slow look.
    page.context.new_cdp_session(page).send("Animation.setPlaybackRate", {"playbackRate": 0})
    moving = "document.getAnimations().filter((a) => a.effect.getComputedTiming().duration > 1).length"
    window = opened(page, "Settings")
    assert page.evaluate(moving) > 0
    window.get_by_role("radio", name="Reduced").check()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    opened(page, "Settings")
    assert page.evaluate(moving) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("theme", ["As my system", "Light", "Dark"])
@pytest.mark.parametrize("contrast", ["Normal", "High"])
def test_every_choice_of_colors_can_be_read(walk: Walk, scheme: str, theme: str, contrast: str) -> None:
    page = walk("free", color_scheme=scheme, viewport={"width": 1280, "height": 800})
    window = opened(page, "Settings")
    window.get_by_role("group", name="Contrast").get_by_role("radio", name=contrast).check()
    window.get_by_role("group", name="Colors").get_by_role("radio", name=theme).check()
    dark = theme == "Dark" or (theme == "As my system" and scheme == "dark")
    value = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)[0]")
    assert (value < 128) == dark
    sound(page)
    page.keyboard.press("Escape")
    sound(page)


def test_settings_survive_forced_colors(walk: Walk) -> None:
    page = walk("free", forced_colors="active")
    window = opened(page, "Settings")
    expect(window.get_by_text("Your system sets the colors")).to_be_visible()
    window.get_by_role("radio", name="Largest").check()
    window.get_by_role("radio", name="High").check()
    assert root(page, "fontSize") == "24px"
    expect(window.get_by_role("radio", name="High")).to_be_checked()
    sound(page)


@pytest.mark.parametrize("width", [320, 768])
def test_the_largest_text_fits(walk: Walk, width: int) -> None:
    page = walk("free", viewport={"width": width, "height": 700})
    for name in ("Settings", "Search", "Print"):
        window = opened(page, name)
        if name == "Settings":
            window.get_by_role("radio", name="Largest").check()
        sound(page)
        assert window.evaluate("d => d.scrollWidth - d.clientWidth") <= 0, name
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    for _ in range(4):
        sound(page)
        next_(page)
