"""Tests in a real browser: what is offered, what is confirmed, what a review tells, and what it keeps to itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from builder.render.site import render_site
from tests.render import tested
from tests.render.browser import AXE, ORIGIN, RUN, Show, heading, serve, to
from tests.render.gallery import read, write_course

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
KEPT = "Object.values(localStorage).join()"


@pytest.fixture
def open_(chromium: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens the course with two tests; the same browser again with `again`."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def make(final: Any = None, out: Any = None, again: Page | None = None, **options: Any) -> Page:
        write_course(tmp_path, tested.course(final, out))
        site = render_site(read(tmp_path))
        context = again.context if again else chromium.new_context(reduced_motion="reduce", bypass_csp=True, **options)
        if not again:
            contexts.append(context)
            context.route("**/*", lambda route: serve(route, site, str))
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(ORIGIN + "index.html")
        expect(page.locator(".foot button:visible").first).to_be_visible()
        return page

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


def start(page: Page, name: str = "Start the test") -> None:
    page.get_by_role("button", name=name).click()


def take(page: Page, *answers: str) -> None:
    """Answers all items by the ids of options, and submits; "" leaves one out."""
    for answer in answers:
        if answer:
            page.locator(f"[data-item]:visible [value={answer}] + label").click()
        page.get_by_role("contentinfo").get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Submit the test").click()
    page.get_by_role("dialog").get_by_role("button", name="Submit the test").click()
    expect(page.locator(".grade:visible")).to_have_text(re.compile(r"^You (passed|have not passed)\.$"))


def menu(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Contents of the course")


def offer(page: Page) -> Locator:
    return page.locator("article:visible").get_by_text("Do you know this already?")


def test_a_module_can_be_tested_out_of(open_: Open) -> None:
    page = open_(viewport={"width": 1440, "height": 900})
    expect(offer(page)).to_be_visible()
    expect(menu(page).get_by_role("link", name="Test out of Basics")).to_be_visible()
    page.get_by_role("link", name="Take a short test instead.").click()
    expect(heading(page)).to_have_text("Test out of Basics")
    expect(page.get_by_text("If you pass, the part “Basics” counts as done")).to_be_visible()
    start(page)
    take(page, "good")
    expect(page.get_by_text("“Basics” counts as done.")).to_be_visible()
    expect(page.get_by_role("button", name="Take the test again")).to_be_hidden()
    expect(menu(page).get_by_role("link", name="Test out of Basics tested out")).to_be_visible()
    page.get_by_role("contentinfo").get_by_role("button", name="Next").click()
    expect(heading(page)).to_have_text("Page a of two")
    to(page, "one--a")
    expect(offer(page)).to_be_hidden()


def test_it_is_offered_as_long_as_it_may_be_taken(open_: Open) -> None:
    page = open_(viewport={"width": 1440, "height": 900})
    to(page, "test_basics")
    start(page)
    take(page, "bad")
    expect(page.get_by_text("Work through the lessons of “Basics”, or try again.")).to_be_visible()
    page.get_by_role("contentinfo").get_by_role("button", name="Next").click()
    expect(heading(page)).to_have_text("Page a of one")
    expect(offer(page)).to_be_visible()
    to(page, "test_basics")
    start(page, "Take the test again")
    start(page)
    take(page, "")
    expect(page.get_by_text("Please work through the lessons of “Basics”.")).to_be_visible()
    expect(menu(page).get_by_role("link", name="Test out of Basics")).to_be_hidden()
    to(page, "one--a")
    expect(offer(page)).to_be_hidden()


def test_who_has_done_the_module_is_offered_nothing(open_: Open) -> None:
    page = open_()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("contentinfo").get_by_role("button", name="Back").click()
    expect(heading(page)).to_have_text("Page a of one")
    expect(offer(page)).to_be_hidden()


def test_an_attempt_that_is_open_is_found_again(open_: Open) -> None:
    page = open_()
    to(page, "test_basics")
    start(page)
    begun = page.evaluate(KEPT)  # a start is saved at once
    page.locator("[data-item]:visible [value=good] + label").click()
    page.wait_for_function(f"begun => {KEPT} !== begun", arg=begun)
    again = open_(again=page)
    expect(heading(again)).to_have_text("Test out of Basics")
    expect(again.locator("[data-item]:visible [value=good]")).to_be_checked()


def test_each_attempt_is_confirmed_anew(open_: Open) -> None:
    page = open_()
    to(page, "test_")
    box = page.get_by_role("checkbox", name="I confirm")
    expect(box).to_have_accessible_description("I take this test myself and without help.")
    start(page)
    expect(page.get_by_role("alert")).to_have_text("Please confirm the statement first. Then start the test.")
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-invalid", "true")
    box.check()
    expect(page.get_by_text("Please confirm the statement first.")).to_have_count(0)
    start(page)
    take(page, "good", "bad")
    start(page, "Take the test again")
    expect(box).not_to_be_checked()
    start(page)
    expect(box).to_be_focused()


@pytest.mark.parametrize("review", ["marks", "score"])
def test_what_is_not_shown_is_not_in_the_page(open_: Open, review: str) -> None:
    page = open_({"review": review, "attestation": None}, {"review": review})
    to(page, "test_")
    start(page)
    take(page, "good", "bad")
    everything = page.evaluate("document.querySelector('main').textContent")
    assert "Secret" not in everything
    assert "The right answer." not in everything
    assert "Not this one." not in everything
    article = page.locator("#test_")
    expect(article.locator(":is(.right, .wrong, .missed)")).to_have_count(0)
    expect(article.locator("[data-item] [aria-describedby*=why]")).to_have_count(0)
    expect(article.get_by_text("Not right.")).to_have_count(1 if review == "marks" else 0)
    expect(article.locator("[data-item]:visible")).to_have_count(2 if review == "marks" else 0)


def test_a_review_of_answers_explains_and_leads_back(open_: Open) -> None:
    page = open_({"attestation": None})
    to(page, "test_")
    start(page)
    take(page, "good", "bad")
    expect(page.get_by_text("Secret: wrong about f-two.")).to_be_visible()
    expect(page.get_by_text("Secret: f-two is bad.")).to_be_visible()
    back = page.locator("[data-item=f-two]").get_by_role("link", name="Lesson two")
    expect(page.locator("[data-item=f-one] .revisit")).to_have_count(0)
    back.click()
    expect(heading(page)).to_have_text("Page a of two")


def test_a_review_can_wait_for_the_last_attempt(open_: Open) -> None:
    page = open_({"review_after": "last", "attestation": None})
    to(page, "test_")
    start(page)
    take(page, "good", "bad")
    expect(page.get_by_text("Your answers are shown here once you have passed")).to_be_visible()
    expect(page.locator("#test_ [data-item]:visible")).to_have_count(0)
    start(page, "Take the test again")
    start(page)
    take(page, "bad", "bad")
    expect(page.get_by_text("Your answers are shown here once you have passed")).to_be_hidden()
    expect(page.locator("#test_ [data-item]:visible")).to_have_count(2)


def test_points_are_told_where_a_part_counts(open_: Open) -> None:
    part = {
        **tested.choice("f-part", "E1", "one"),
        "type": "multiple",
        "partial": True,
        "options": [
            {"id": "x", "text": "X", "correct": True},
            {"id": "y", "text": "Y", "correct": True},
            {"id": "z", "text": "Z"},
        ],
    }
    final = {"bank": [part, tested.choice("f-two", "E2", "two")], "attestation": None}
    page = open_(final)
    to(page, "test_")
    start(page)
    take(page, "x", "good")
    expect(page.get_by_text("1.5 of 2 points: 75%. To pass: 80%.")).to_be_visible()
    expect(page.get_by_text("Right in part: 0.5 of 1 point.")).to_be_visible()
    expect(page.get_by_role("row", name="Do one. 0.5 of 1 Lesson one")).to_be_visible()
    start(page, "Take the test again")
    start(page)
    page.locator("[data-item]:visible [value=x] + label").click()
    take(page, "y", "good")
    expect(page.get_by_text("2 of 2 questions right: 100%.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_axe_finds_nothing_on_any_screen_of_a_test(open_: Open, width: int, scheme: str) -> None:
    page = open_(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.add_script_tag(content=AXE.read_text("utf-8"))

    def look() -> None:
        assert page.evaluate(RUN) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    look()
    to(page, "test_")
    start(page)
    look()
    page.get_by_role("checkbox", name="I confirm").check()
    start(page)
    look()
    take(page, "good", "bad")
    look()
    to(page, "test_basics")
    look()
    start(page)
    take(page, "good")
    look()


def test_a_scenario_ends_with_the_decisions_that_led_there(show: Show) -> None:
    page = show()
    to(page, "gallery--scenario")
    story = page.get_by_role("region", name="Scenario: At the door")
    story.get_by_role("button", name=re.compile("^Ask what happened")).click()
    story.get_by_role("button", name="Continue").click()
    way = story.get_by_role("listitem").filter(has_text="Ask what happened.")
    expect(story.get_by_role("heading", name="Your decisions on the way here")).to_be_visible()
    expect(way).to_contain_text("His calm")
    expect(way).to_contain_text("Ten seconds")
    story.get_by_role("button", name="Play again").click()
    story.get_by_role("button", name="Tell him to put the phone away.").click()
    story.get_by_role("button", name="Continue").click()
    expect(story.get_by_role("heading", name="A shut door")).to_be_visible()
    expect(story.get_by_text("His patience").locator("visible=true")).to_be_visible()
    expect(story.get_by_text("His calm").locator("visible=true")).to_have_count(0)


@pytest.mark.parametrize("answered", [True, False])
def test_marks_give_no_answer_away_whatever_the_type(show: Show, answered: bool) -> None:
    def changed(html: str) -> str:
        return html.replace('"opens":"after-lessons"', '"opens":"always"').replace(
            '"review":"answers"', '"review":"marks"'
        )

    page = show(edit=changed)
    to(page, "test_")
    start(page)
    count = int(str(page.locator("[data-item]:visible .count").inner_text()).split()[-1])
    assert count > 11
    for _ in range(count):
        form = page.locator("[data-item]:visible")
        if answered:
            fill_somehow(form)
        page.get_by_role("contentinfo").get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Submit the test").click()
    page.get_by_role("dialog").get_by_role("button", name="Submit the test").click()
    article = page.locator("#test_")
    expect(article.locator("[data-item]:visible")).to_have_count(count)
    expect(article.locator("[data-item] :is(.right, .wrong, .missed)")).to_have_count(0)
    expect(article.locator("[data-item] .why").locator("visible=true")).to_have_count(0)
    expect(article.locator("[data-item] [aria-describedby*=_why]").locator("visible=true")).to_have_count(0)
    marks = article.locator("[data-item] .mark").all_text_contents()
    assert set(marks) <= {""}


def fill_somehow(form: Locator) -> None:
    """Some answer, right or wrong."""
    for field in form.locator("input:is([type=text]):visible, textarea:visible").all():
        field.fill("1")
    for field in form.locator("select:visible").all():
        field.select_option(index=1)
    boxes = form.locator(".opt input, input[type=radio], input[type=checkbox]")
    if boxes.count():
        boxes.first.check(force=True)
