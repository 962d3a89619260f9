"""Blocks that structure text, by keyboard, on paper and without a script."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.render.browser import ORIGIN, Show, reload, to

pytestmark = pytest.mark.browser
SEEN = "(e => e.checkVisibility({ contentVisibilityAuto: true }))"
"""What of it a change lets be seen, it lets be seen with the next frame."""


def block(page: Page, name: str, selector: str) -> Locator:
    """The first example of a block, on its page."""
    to(page, f"gallery--{name}")
    return page.locator(f"#gallery--{name} {selector}").first


def selected(tabs: Locator) -> Any:
    return expect(tabs.get_by_role("tab", selected=True))


@pytest.mark.parametrize(("direction", "ahead", "back"), [("ltr", "Right", "Left"), ("rtl", "Left", "Right")])
def test_tabs_are_one_stop_and_arrow_keys_move_between_them(show: Show, direction: str, ahead: str, back: str) -> None:
    page = show(edit=lambda html: html.replace('dir="ltr"', f'dir="{direction}"', 1))
    tabs = block(page, "tabs", ".tabs")
    first = tabs.get_by_role("tab", name="Before")
    first.focus()
    for key, name, text in (
        (f"Arrow{ahead}", "During", "What is said."),
        ("End", "After", "What remains."),
        (f"Arrow{ahead}", "Before", "What is known."),
        (f"Arrow{back}", "After", "What remains."),
        ("Home", "Before", "What is known."),
    ):
        page.keyboard.press(key)
        selected(tabs).to_be_focused()
        selected(tabs).to_have_text(name)
        panel = tabs.get_by_role("tabpanel", name=name)
        expect(panel).to_contain_text(text)
        expect(tabs.get_by_role("tabpanel")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(tabs.get_by_role("tabpanel", name="Before")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(first).to_be_focused()
    page.keyboard.press(f"Alt+Arrow{ahead}")  # the browser's, not ours
    selected(tabs).to_have_text("Before")


def test_a_link_into_a_passage_out_of_sight_opens_it(show: Show) -> None:
    page = show()
    tabs = block(page, "tabs", ".tabs")
    tabs.get_by_role("tab", name="After").click()
    page.locator("#gallery--tabs_s1").get_by_role("link", name="Back to the text").click()
    selected(tabs).to_have_text("Before")
    expect(tabs.get_by_role("link", name="Source 1")).to_be_focused()


def test_the_browsers_search_finds_what_is_folded(show: Show) -> None:
    page = show()
    tabs = block(page, "tabs", ".tabs")
    hidden = tabs.locator(".tab").nth(2)
    assert hidden.get_attribute("hidden") == "until-found"
    hidden.dispatch_event("beforematch")  # what a browser fires when its search finds something in there
    selected(tabs).to_have_text("After")
    card = block(page, "cards", ".card")
    card.locator(".reverse").dispatch_event("beforematch")
    expect(card.get_by_role("button", expanded=True)).to_be_visible()


def test_a_card_shows_its_back_and_hides_it_again_by_keyboard(show: Show) -> None:
    page = show()
    card = block(page, "cards", ".card")
    front = card.get_by_role("button", name="Voice")
    back = card.get_by_text("People are heard")
    expect(front).to_have_attribute("aria-expanded", "false")
    expect(card.get_by_role("link", name="Source 1")).to_have_count(0)
    front.focus()
    page.keyboard.press("Enter")
    expect(front).to_have_attribute("aria-expanded", "true")
    expect(back).to_be_visible()
    page.keyboard.press("Tab")
    expect(card.get_by_role("link", name="Source 1")).to_be_focused()
    front.focus()
    page.keyboard.press("Space")
    expect(front).to_have_attribute("aria-expanded", "false")
    page.wait_for_function(f"e => !{SEEN}(e)", arg=back.element_handle())


def test_all_passages_of_an_accordion_open_at_once(show: Show) -> None:
    page = show()
    block(page, "accordion", ".accordion")
    inside = page.get_by_text("How often somebody asked.")
    page.get_by_role("button", name="Open all").click()
    expect(inside).to_be_visible()
    every = page.get_by_role("button", name="Close all")
    expect(every).to_be_focused()
    page.locator("summary", has_text="Calls").click()
    expect(page.get_by_role("button", name="Open all")).to_be_visible()
    page.get_by_role("button", name="Open all").click()
    every.click()
    expect(inside).to_be_hidden()


@pytest.mark.parametrize("script", [True, False])
def test_paper_shows_everything(show: Show, script: bool) -> None:
    page = show(java_script_enabled=script)
    for name, words in (
        ("accordion", "How often somebody asked."),
        ("cards", "The reason, in one sentence."),
        ("tabs", "What remains."),
        ("steps", "Ask, then wait"),
    ):
        if script:
            to(page, f"gallery--{name}")
        page.emulate_media(media="print")
        if script:
            page.evaluate("dispatchEvent(new Event('beforeprint'))")
        shown = page.locator(f"#gallery--{name}").get_by_text(words)
        expect(shown).to_be_visible()
        page.wait_for_function(SEEN, arg=shown.element_handle())
        page.emulate_media(media="screen")
        if script:
            page.evaluate("dispatchEvent(new Event('afterprint'))")
    if script:
        expect(page.locator("details[open]")).to_have_count(0)
        to(page, "gallery--tabs")
        page.emulate_media(media="print")
        expect(page.get_by_role("heading", name="During")).to_be_visible()
        expect(page.get_by_role("tablist").first).to_be_hidden()


def test_without_a_script_nothing_is_folded(show: Show) -> None:
    page = show(java_script_enabled=False)
    for words in ("What remains.", "Safety.", "To stand still.", "Good evening. My wife is asleep."):
        expect(page.get_by_text(words).first).to_be_visible()
    expect(page.get_by_role("heading", name="During")).to_be_visible()
    expect(page.get_by_role("button", name="Delete")).to_have_count(0)
    expect(page.get_by_text("Only for you")).to_have_count(0)


def test_ticks_and_notes_come_back_with_the_course_and_are_told_to_nobody(show: Show) -> None:
    page = show()
    checklist = block(page, "checklist", ".checklist")
    expect(page.get_by_role("group", name="Before the shift")).to_be_visible()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    card = checklist.get_by_label("My card is in my pocket.")
    card.focus()
    page.keyboard.press("Space")
    expect(card).to_be_checked()
    page.emulate_media(media="print")
    assert card.evaluate("e => getComputedStyle(e).appearance") == "none"
    page.emulate_media(media="screen")
    block(page, "reflection", "textarea").fill("In school.")
    assert [url for url in sent if url != ORIGIN + "later.js"] == []  # which comes some seconds after the rest
    reload(page)
    expect(block(page, "reflection", "textarea")).to_have_value("In school.")
    to(page, "gallery--checklist")
    expect(card).to_be_checked()
    expect(checklist.get_by_role("checkbox").nth(1)).not_to_be_checked()
    assert [url for url in sent if not url.startswith(ORIGIN)] == []


def test_a_private_note_can_be_deleted_brought_back_and_copied(show: Show) -> None:
    page = show(permissions=["clipboard-read", "clipboard-write"])
    reflection = block(page, "reflection", ".reflection")
    note = reflection.get_by_label("When were you last heard by somebody who had power over you?")
    about = re.compile("^Only for you: your note stays in this browser and is sent to nobody.")
    expect(note).to_have_accessible_description(about)
    expect(note).to_have_attribute("maxlength", "2000")
    copy, delete = reflection.get_by_role("button").all()
    expect(copy).to_be_disabled()
    expect(delete).to_be_disabled()
    note.fill("In school.")
    copy.click()
    expect(reflection.get_by_role("status")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == "In school."
    delete.click()
    expect(note).to_have_value("")
    expect(reflection.get_by_role("status")).to_have_text("Deleted.")
    expect(delete).to_be_focused()
    expect(delete).to_have_text("Undo")
    delete.click()
    expect(note).to_have_value("In school.")
    expect(delete).to_have_text("Delete")
    note.fill("x" * 1_999)
    expect(reflection.get_by_role("status")).to_have_text("1 character left.")
    to(page, "gallery--steps")
    to(page, "gallery--reflection")
    expect(note).to_have_value("x" * 1_999)


def test_where_the_browser_keeps_nothing_a_note_says_so(show: Show) -> None:
    blocked = "Object.defineProperty(globalThis, 'localStorage', { get() { throw new Error('blocked'); } });"
    page = show(edit=lambda html: html.replace("</head>", f"<script>{blocked}</script></head>", 1))
    reflection = block(page, "reflection", ".reflection")
    note = reflection.get_by_role("textbox")
    expect(note).to_have_accessible_description(re.compile("^Only for you: your note is sent to nobody. It is gone"))
    note.fill("In school.")
    to(page, "gallery--steps")
    to(page, "gallery--reflection")
    expect(note).to_have_value("In school.")
