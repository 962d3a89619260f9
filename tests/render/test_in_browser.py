"""The gallery in a real browser: every example looked at by axe, and the player's manners without any LMS."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from playwright.sync_api import Browser, expect

from tests.render.browser import AXE, ORIGIN, RUN, Show, heading, serve, to

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_axe_finds_nothing_in_any_example(show: Show, width: int, scheme: str) -> None:
    page = show(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.add_script_tag(content=AXE.read_text("utf-8"))
    anchors = page.eval_on_selector_all(
        "main > .page[data-ref*='/'], main > #glossary_, #agency_", "e => e.map(x => x.id)"
    )
    assert len(anchors) > 10
    for anchor in anchors:
        to(page, anchor)
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        page.evaluate("document.querySelectorAll('.front [aria-expanded=false]').forEach((b) => { b.click(); })")
        assert page.evaluate(RUN) == [], anchor
        assert page.evaluate("document.documentElement.scrollWidth") <= width, anchor


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_forced_colors(show: Show, scheme: str) -> None:
    page = show(color_scheme=scheme, forced_colors="active")
    page.add_script_tag(content=AXE.read_text("utf-8"))
    for anchor in ("gallery--reflection", "gallery--tabs", "gallery--pick", "gallery--scenario", "test_"):
        to(page, anchor)
        assert page.evaluate(RUN) == [], anchor


def test_without_a_script_all_of_the_text_can_be_read(show: Show) -> None:
    page = show(java_script_enabled=False)
    expect(page.locator("noscript p")).to_be_visible()
    for words in ("Tell him to put the phone away.", "A shut door", "Words of somebody.", "Trust is earned in drops."):
        expect(page.get_by_text(words)).to_be_visible()
    expect(page.get_by_role("button", name="Check")).to_have_count(0)
    expect(page.locator("#test_")).to_be_hidden()


def test_a_player_that_cannot_start_leaves_the_text(chromium: Browser, site: Mapping[str, bytes]) -> None:
    context = chromium.new_context()
    context.route("**/*", lambda route: serve(route, site, lambda html: html.replace('id="course">{', 'id="course">')))
    page = context.new_page()
    page.goto(ORIGIN + "index.html")
    expect(page.get_by_text("The course could not start.")).to_be_visible()
    expect(page.get_by_text("Words of somebody.")).to_be_visible()
    context.close()


def test_a_server_that_forbids_styles_in_the_page_gets_them_as_a_file(
    chromium: Browser, site: Mapping[str, bytes]
) -> None:
    context = chromium.new_context()
    strict = {"content-security-policy": "default-src 'self'"}
    context.route("**/*", lambda route: serve(route, site, str, strict))
    page = context.new_page()
    page.goto(ORIGIN + "index.html")
    expect(page.get_by_role("button", name="Next")).to_be_visible()
    expect(page.locator(".foot [data-do=next]")).to_have_css("min-height", "44px")
    context.close()


def test_policies_are_the_agencys_or_in_its_manual(show: Show) -> None:
    page = show("north")
    to(page, "gallery--callout")
    policy = page.locator("#gallery--callout").get_by_role("link", name="policy (opens in a new window)")
    expect(policy).to_have_attribute("href", "https://example.org/stops")
    page = show(None)
    to(page, "gallery--callout")
    expect(page.get_by_text("unless your policy (see your policy manual) asks for")).to_be_visible()


def test_passages_of_the_agency_stand_where_they_belong(show: Show) -> None:
    page = show("north")
    to(page, "gallery--promise")
    expect(page.get_by_text("We promise.")).to_be_visible()
    expect(page.get_by_role("link", name="Read the published text")).to_have_attribute(
        "href", "https://example.org/promise"
    )
    expect(page.get_by_text("has not been supplied")).to_have_count(0)
    to(page, "gallery--chief-message")
    expect(page.locator("#gallery--chief-message blockquote").first).to_have_text("Take your time.")
    expect(page.locator(".brand")).to_contain_text("North Police Department")
    page = show("south")
    to(page, "gallery--promise")
    expect(page.get_by_text("The text of the Peace Officer Promise has not been supplied")).to_be_visible()
    to(page, "gallery--chief-message")
    expect(page.locator("#gallery--chief-message .slot").first).to_be_hidden()
    expect(page.get_by_text("Your chief may greet you here.")).to_be_visible()
    to(page, "agency_")
    expect(page.get_by_role("heading", name="Downloads")).to_be_visible()
    expect(page.get_by_role("heading", name="Policies")).to_have_count(0)


def test_resources_are_those_that_the_page_asks_for(show: Show) -> None:
    page = show("north")
    to(page, "gallery--resources")
    picked, whole = page.locator("#gallery--resources .slot").all()
    expect(picked.get_by_role("listitem")).to_have_count(2)
    expect(picked).to_contain_text("The desk")
    expect(picked).to_contain_text("On paper")
    expect(whole.get_by_role("listitem")).to_have_count(4)
    page = show("south")
    to(page, "gallery--resources")
    picked, whole = page.locator("#gallery--resources .slot").all()
    expect(picked).to_have_text("Look into your policy manual.")
    expect(whole).to_be_hidden()


def test_a_page_takes_focus_and_title_but_never_the_address(show: Show) -> None:
    page = show()
    before = page.evaluate("history.length")
    page.get_by_role("button", name="Next").click()
    expect(heading(page)).to_be_focused()
    expect(page).to_have_title(re.compile("^The acknowledgement . A gallery & more$"))
    to(page, "text--all")
    expect(heading(page)).to_have_text("Text")
    assert page.url == ORIGIN + "index.html"
    assert page.evaluate("history.length") == before


def test_a_citation_leads_to_its_source_and_back(show: Show) -> None:
    page = show()
    to(page, "text--all")
    page.get_by_role("link", name="Source 1").first.click()
    source = page.locator("#text--all_s1")
    expect(source).to_be_focused()
    source.get_by_role("link", name="Back to the text").click()
    expect(page.get_by_role("link", name="Source 1").first).to_be_focused()


def test_a_term_is_explained_in_a_window_that_gives_the_focus_back(show: Show) -> None:
    page = show()
    to(page, "text--all")
    term = page.get_by_role("link", name="term")
    term.focus()
    page.keyboard.press("Enter")
    window = page.get_by_role("dialog", name="Stop")
    expect(window).to_contain_text("To stand still.")
    page.keyboard.press("Escape")
    expect(window).to_be_hidden()
    expect(term).to_be_focused()


def test_the_menu_is_beside_the_text_or_behind_a_button(show: Show) -> None:
    page = show(viewport={"width": 1440, "height": 800})
    contents = page.get_by_role("navigation", name="Contents of the course")
    expect(contents).to_be_visible()
    expect(page.get_by_role("button", name="Menu")).to_be_hidden()
    page.set_viewport_size({"width": 360, "height": 700})
    expect(contents).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(contents.get_by_role("link", name="The accordion")).to_be_focused()
    contents.get_by_role("link", name="Text").click()
    expect(contents).to_be_hidden()
    expect(heading(page)).to_be_focused()


def test_the_focus_stays_on_an_answer_to_check_while_work_is_saved(show: Show) -> None:
    page = show(edit=lambda html: html.replace('"opens":"after-lessons"', '"opens":"always"'))
    page.clock.install()
    to(page, "test_")
    page.get_by_role("button", name="Start the test").click()
    expect(page.get_by_role("heading", name=re.compile("^Question 1 of"))).to_be_focused()
    for _ in range(page.locator("form[data-item]").count()):
        page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("heading", name="Check your answers")).to_be_focused()
    line = page.get_by_role("button", name=re.compile("^Question 2 of .* not answered"))
    line.focus()
    page.clock.run_for(30_000)
    expect(line).to_be_focused()


def test_an_answer_that_is_not_there_is_asked_for(show: Show) -> None:
    page = show()
    to(page, "gallery--pick")
    form = page.locator("[data-question=example-multiple]")
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_role("status")).to_have_text("Answer first, then check.")
    form.get_by_label("Three").check()
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_role("status")).to_contain_text("Not yet.")
    expect(form.get_by_label("Three")).to_have_accessible_description("Not this one.")
    form.get_by_label("Three").uncheck()
    expect(form.get_by_text("Not this one.")).to_be_hidden()
