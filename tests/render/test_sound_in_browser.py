"""A recording in a real browser: its captions are read while it plays, and it stops when its page goes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.render.browser import Show, to

pytestmark = pytest.mark.browser


def test_captions_follow_the_recording_and_it_stops_with_its_page(show: Show) -> None:
    page = show()
    to(page, "gallery--audio")
    figure = page.locator(".sound").first
    audio = figure.locator("audio")
    expect(audio).to_have_attribute("aria-label", "A quiet radio call")
    # Slowly: each of its captions would be gone in little more than a second.
    audio.evaluate("audio => { audio.muted = true; audio.playbackRate = 0.0625; return audio.play(); }")
    expect(figure.locator(".cue")).to_have_text("Unit twelve, are you available?")
    audio.evaluate("audio => { audio.playbackRate = 0.25; }")
    expect(figure.locator(".cue")).to_have_text("Twelve, go ahead.")
    assert audio.evaluate("audio => audio.paused") is False
    to(page, "gallery--callout")
    assert audio.evaluate("audio => audio.paused") is True


def test_the_transcript_opens_by_keyboard(show: Show) -> None:
    page = show()
    to(page, "gallery--audio")
    page.locator(".sound summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Unit twelve, are you available?").first).to_be_visible()


def test_a_wide_table_is_scrolled_by_keyboard(show: Show) -> None:
    page = show(viewport={"width": 320, "height": 700})
    to(page, "gallery--table")
    frame = page.get_by_role("region", name="What each study measured")
    frame.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('#gallery--table .wide').scrollLeft > 0")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
