"""Questions that match, sort and put in order: by keyboard, by mouse and by finger, in lessons, tests and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

from builder.render.site import render_site
from tests.render import tested
from tests.render.browser import AXE, ORIGIN, RUN, Show, reload, serve, to
from tests.render.gallery import SPECS, read, write_course

pytestmark = pytest.mark.browser

LONG = "[data-question=example-long-sorting]"
RIGHT = {"saw": "voice", "reason": "neutrality", "name": "respect"}


def question(page: Page, name: str) -> Locator:
    """The form of an example, on its page."""
    form = page.locator(f"[data-question=example-{name}]")
    to(page, f"gallery--{form.evaluate('e => e.closest(`.page`).id').removeprefix('gallery--')}")
    return form


def check(form: Locator) -> Locator:
    form.get_by_role("button", name="Check").click()
    return form.get_by_role("status")


def piece(form: Locator, id: str) -> Locator:
    return form.locator(f".piece[data-option={id}]")


def order(form: Locator) -> list[str]:
    found: list[str] = form.locator(".piece").evaluate_all("e => e.map(x => x.dataset.option)")
    return found


def box(of: Locator) -> FloatRect:
    found = of.bounding_box()
    assert found
    return found


def middle(of: Locator) -> tuple[float, float]:
    at = box(of)
    return at["x"] + at["width"] / 2, at["y"] + at["height"] / 2


def drag(page: Page, grip: Locator, goal: Locator, *, lower: bool = False, drop: bool = True) -> None:
    """By the mouse, in steps, to the middle of the goal, or into its lower half."""
    grip.scroll_into_view_if_needed()
    page.mouse.move(*middle(grip))
    page.mouse.down()
    x, y = middle(goal)
    page.mouse.move(x, y + (box(goal)["height"] / 4 if lower else -box(goal)["height"] / 4), steps=8)
    expect(goal).to_have_class(re.compile(r"\bover\b"))
    if drop:
        page.mouse.up()


def sort_by_keyboard(page: Page, form: Locator, wanted: list[str]) -> None:
    """Brings each item to its place by its own button, from the first on; an order that nobody touched is no answer."""
    if order(form) == wanted:
        piece(form, wanted[0]).get_by_role("button", name="Move down").press("Enter")
    for place, id in enumerate(wanted):
        up = piece(form, id).get_by_role("button", name="Move up")
        up.focus()
        for _ in range(order(form).index(id) - place):
            page.keyboard.press("Enter")
            expect(up).to_be_focused()
    assert order(form) == wanted


def test_matching_is_done_by_keyboard_alone(show: Show) -> None:
    page = show()
    form = question(page, "matching")
    expect(check(form)).to_contain_text("Answer first, then check.")
    first = form.get_by_role("combobox").first
    first.focus()
    for _ in range(3):
        id = page.evaluate("document.activeElement.closest('.piece').dataset.option")
        page.keyboard.type(RIGHT[id][0])  # of more letters a slow one would begin another word
        page.keyboard.press("Tab")
    expect(form.get_by_role("button", name="Check")).to_be_focused()
    page.keyboard.press("Enter")
    expect(form.get_by_role("status")).to_contain_text("Right. Answered on the first try.")
    expect(form.get_by_role("status")).to_contain_text("“Tell me what you saw.”: Right. It asks first.")
    expect(form.get_by_text("Each of them takes a sentence.")).to_be_visible()
    for select in form.get_by_role("combobox").all():
        expect(select).to_be_disabled()
        expect(select).to_have_accessible_description(re.compile(r"^Right\."))
    expect(form.locator(".grip:visible")).to_have_count(0)


def test_an_answer_that_is_not_whole_is_asked_for_and_marks_belong_to_what_was_checked(show: Show) -> None:
    page = show()
    form = question(page, "matching")
    select = form.get_by_role("combobox", name="“Tell me what you saw.”")
    select.select_option("speed")
    expect(check(form)).to_contain_text("Something is still open. Answer all of it, then check.")
    piece(form, "reason").get_by_role("combobox").select_option("neutrality")
    piece(form, "name").get_by_role("combobox").select_option("respect")
    expect(check(form)).to_contain_text("Not yet. Change your answers, then check. 1 try left.")
    expect(select).to_have_accessible_description("Not this one. It asks first.")
    expect(piece(form, "name")).to_contain_text("Right.")
    select.select_option("respect")
    expect(select).to_have_accessible_description("")
    expect(piece(form, "name").get_by_text("Right.")).to_be_visible()  # it still is
    expect(check(form)).to_contain_text("Not right. The right answer is shown now.")
    expect(select).to_have_accessible_description("Not this one. It belongs to: Voice It asks first.")
    expect(select).to_be_disabled()


def test_items_are_dragged_onto_groups_by_mouse(show: Show) -> None:
    page = show(viewport={"width": 1280, "height": 800})
    form = question(page, "sorting")
    for id, group in (("ask", "gives"), ("cut", "takes"), ("note", "gives")):
        goal = form.locator(f".goal[data-target={group}]")
        drag(page, piece(form, id).locator(".grip"), goal)
        expect(piece(form, id).get_by_role("combobox")).to_have_value(group)
        expect(form.locator(".over, .dragged")).to_have_count(0)
    expect(form.locator(".goal[data-target=gives] .laid li")).to_have_count(2)
    drag(page, piece(form, "phone").locator("label"), form.locator(".goal[data-target=takes]"))  # a mouse needs no grip
    expect(check(form)).to_contain_text("Right. Answered on the first try.")


def test_escape_lays_back_what_is_dragged_and_so_does_a_drop_beside(show: Show) -> None:
    page = show(viewport={"width": 1280, "height": 800})
    form = question(page, "sorting")
    grip = piece(form, "cut").locator(".grip")
    drag(page, grip, form.locator(".goal").first, drop=False)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(form.locator(".over, .dragged")).to_have_count(0)
    expect(piece(form, "cut").get_by_role("combobox")).to_have_value("")
    page.mouse.move(*middle(grip))
    page.mouse.down()
    page.mouse.move(5, 300, steps=5)
    page.mouse.up()
    expect(piece(form, "cut").get_by_role("combobox")).to_have_value("")
    assert piece(form, "cut").locator(".chip").evaluate("e => e.style.transform") == ""


def test_the_page_scrolls_to_a_target_out_of_sight(show: Show) -> None:
    page = show(viewport={"width": 360, "height": 640})
    form = question(page, "long-sorting")
    first = piece(form, "n1").locator(".grip")
    goal = form.locator(".goal[data-target=odd]")
    first.scroll_into_view_if_needed()
    assert box(goal)["y"] > 640
    page.mouse.move(*middle(first))
    page.mouse.down()
    page.mouse.move(180, 630, steps=3)
    page.wait_for_function(f"document.querySelector('{LONG} .goal').getBoundingClientRect().top < 400")
    page.mouse.move(180, 320)  # here it stands still, if need be behind the target
    goal.evaluate("goal => goal.scrollIntoView({ block: 'center' })")
    page.mouse.move(*middle(goal), steps=3)
    expect(goal).to_have_class(re.compile(r"\bover\b"))
    page.mouse.up()
    expect(piece(form, "n1").get_by_role("combobox")).to_have_value("odd")


def test_a_finger_drags_by_the_grip_and_scrolls_everywhere_else(show: Show) -> None:
    page = show(viewport={"width": 800, "height": 700}, has_touch=True)
    form = question(page, "sorting")
    item = piece(form, "cut")
    item.scroll_into_view_if_needed()
    touch = page.context.new_cdp_session(page)
    goal = middle(form.locator(".goal[data-target=takes]"))

    def swipe(start: tuple[float, float], end: tuple[float, float]) -> None:
        for kind, points in (
            ("touchStart", [start]),
            *(
                ("touchMove", [(start[0] + (end[0] - start[0]) * n / 6, start[1] + (end[1] - start[1]) * n / 6)])
                for n in range(1, 7)
            ),
            ("touchEnd", []),
        ):
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    before = page.evaluate("scrollY")
    swipe(middle(item.locator(".grip")), goal)
    expect(item.get_by_role("combobox")).to_have_value("takes")
    assert page.evaluate("scrollY") == before
    x, y = middle(item.locator("label"))
    swipe((x, y), (x, y - 200))
    page.wait_for_function(f"scrollY > {before}")
    expect(form.locator(".dragged")).to_have_count(0)


def test_items_are_put_in_order_by_keyboard_and_each_move_is_said(show: Show) -> None:
    page = show()
    form = question(page, "ordering")
    assert order(form) != ["greet", "reason", "listen", "decide"]
    expect(check(form)).to_contain_text("Answer first, then check.")
    last = order(form)[-1]
    up = piece(form, last).get_by_role("button", name="Move up")
    up.focus()
    page.keyboard.press("Space")
    expect(up).to_be_focused()
    expect(form.locator("[aria-live]")).to_have_text(re.compile(r": now 3 of 4\.$"))
    for _ in range(5):
        page.keyboard.press("Space")
    expect(up).to_be_focused()
    expect(up).to_have_attribute("aria-disabled", "true")
    expect(form.locator("[aria-live]")).to_have_text(re.compile(r": now 1 of 4\.$"))
    assert order(form)[0] == last
    sort_by_keyboard(page, form, ["greet", "reason", "listen", "decide"])
    expect(check(form)).to_contain_text("Right. Answered on the first try.")
    expect(piece(form, "listen")).to_contain_text("Right. Voice before the decision.")
    expect(form.get_by_role("button", name="Move up")).to_have_count(0)


def test_what_stands_in_the_wrong_place_is_told_and_in_the_end_where_it_belongs(show: Show) -> None:
    page = show()
    form = question(page, "ordering")
    sort_by_keyboard(page, form, ["reason", "greet", "listen", "decide"])
    expect(check(form)).to_contain_text("Not yet.")
    expect(piece(form, "greet")).to_contain_text("Not in its place. Respect comes first.")
    expect(piece(form, "decide")).to_contain_text("Right.")
    piece(form, "greet").get_by_role("button", name="Move down").click()
    expect(form.get_by_text("Not in its place.")).to_have_count(0)  # another place for one is another for others
    expect(check(form)).to_contain_text("Not right. The right answer is shown now.")
    expect(piece(form, "greet")).to_contain_text("Not in its place. It belongs in place 1.")
    expect(form.get_by_role("status")).to_contain_text("Give the reason for the stop.: Not in its place.")


def test_items_are_put_in_order_by_dragging(show: Show) -> None:
    page = show(viewport={"width": 1280, "height": 900})
    form = question(page, "ordering")
    a, b, c, d = order(form)
    drag(page, piece(form, a).locator(".grip"), piece(form, d), lower=True)
    assert order(form) == [b, c, d, a]
    expect(form.locator("[aria-live]")).to_have_text(re.compile(r": now 4 of 4\.$"))
    drag(page, piece(form, d).locator(".grip"), piece(form, b))
    assert order(form) == [d, b, c, a]
    drag(page, piece(form, d).locator(".grip"), piece(form, c), drop=False)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert order(form) == [d, b, c, a]


def test_what_was_answered_is_there_again_when_the_page_is_left_and_come_back_to(show: Show) -> None:
    page = show()
    form = question(page, "ordering")
    sort_by_keyboard(page, form, ["reason", "greet", "listen", "decide"])
    to(page, "text--all")
    question(page, "ordering")
    assert order(form) == ["reason", "greet", "listen", "decide"]  # not checked yet, and yet not lost
    check(form)
    reload(page)
    form = question(page, "ordering")
    assert order(form) == ["reason", "greet", "listen", "decide"]
    expect(piece(form, "decide")).to_contain_text("Right.")


# --- as items of a test ---


@pytest.fixture
def test_page(chromium: Browser, tmp_path: Path) -> Iterator[Page]:
    """The first item of an attempt at a test of two items, which match and order."""
    examples = {name: SPECS[name]["examples"][0]["block"] for name in ("pairs", "ordering")}
    bank = [{**block, "id": f"item-{name}", "objective": "E1", "lesson": "one"} for name, block in examples.items()]
    files: dict[str, Any] = tested.course({"blueprint": [{"objective": "E1", "items": 2}], "bank": bank})
    del files["test.yaml"]["attestation"], files["test-outs/basics.yaml"]
    files["course.yaml"]["objectives"] = [
        {"id": "E1", "text": "Do one."},
        {"id": "E2", "text": "Two.", "tested": False},
    ]
    files["sources.yaml"] = {"sources": [{"id": "first", "text": "First (2020)."}]}
    write_course(tmp_path, files)
    site: Mapping[str, bytes] = render_site(read(tmp_path))
    context = chromium.new_context(reduced_motion="reduce", bypass_csp=True, viewport={"width": 1280, "height": 900})
    context.route("**/*", lambda route: serve(route, site, str))
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(ORIGIN + "index.html")
    expect(page.locator(".foot button:visible").first).to_be_visible()
    to(page, page.locator("article.test").get_attribute("id") or "")
    page.get_by_role("button", name="Start the test").click()
    yield page
    context.close()
    assert complaints == []


def next_(page: Page) -> None:
    page.get_by_role("contentinfo").get_by_role("button", name="Next").click()


def submit(page: Page) -> None:
    page.get_by_role("button", name="Submit the test").click()
    page.get_by_role("dialog").get_by_role("button", name="Submit the test").click()


def test_answers_in_a_test_are_kept_as_they_are_given_and_scored(test_page: Page) -> None:
    page = test_page
    matching = page.locator("[data-item=item-pairs]")
    drag(page, piece(matching, "saw").locator(".grip"), matching.locator(".goal[data-target=voice]"))
    for id in ("reason", "name"):
        piece(matching, id).get_by_role("combobox").select_option(RIGHT[id])
    next_(page)
    ordering = page.locator("[data-item=item-ordering]")
    sort_by_keyboard(page, ordering, ["greet", "reason", "listen", "decide"])
    page.get_by_role("contentinfo").get_by_role("button", name="Back").click()
    for id, target in RIGHT.items():
        expect(piece(matching, id).get_by_role("combobox")).to_have_value(target)
    expect(matching.get_by_text("Right.")).to_have_count(0)
    reload(page)
    next_(page)
    assert order(ordering) == ["greet", "reason", "listen", "decide"]
    next_(page)
    expect(page.get_by_text("All questions are answered.")).to_be_visible()
    submit(page)
    expect(page.get_by_text("You passed.")).to_be_visible()


def test_a_review_says_of_each_part_where_it_belongs(test_page: Page) -> None:
    page = test_page
    matching = page.locator("[data-item=item-pairs]")
    piece(matching, "saw").get_by_role("combobox").select_option("voice")
    next_(page)
    ordering = page.locator("[data-item=item-ordering]")
    next_(page)
    expect(page.get_by_role("button", name="Question 2 of 2 not answered")).to_be_visible()
    submit(page)
    expect(page.get_by_text("You have not passed.")).to_be_visible()
    expect(piece(matching, "saw")).to_contain_text("Right.")
    expect(piece(matching, "name")).to_contain_text("Not answered. It belongs to: Respect")
    expect(matching.get_by_role("combobox").first).to_be_disabled()
    expect(ordering).to_contain_text("You did not answer this question.")
    expect(piece(ordering, "decide")).to_contain_text("It belongs in place 4.")
    expect(ordering.get_by_role("button", name="Move")).to_have_count(0)


# --- every way to read it ---


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_axe_finds_nothing_while_it_is_worked_on(show: Show, scheme: str, direction: str) -> None:
    page = show(
        edit=lambda html: html.replace('dir="ltr"', f'dir="{direction}"', 1),
        viewport={"width": 320, "height": 700},
        color_scheme=scheme,
    )
    page.add_script_tag(content=AXE.read_text("utf-8"))
    form = question(page, "matching")
    for select in form.get_by_role("combobox").all():
        select.select_option("voice")
    for _ in range(2):
        check(form)
        assert page.evaluate(RUN) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    form = question(page, "ordering")
    sort_by_keyboard(page, form, ["reason", "greet", "listen", "decide"])
    for _ in range(2):
        check(form)
        assert page.evaluate(RUN) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_buttons_and_lists_are_large_enough_for_fingers(show: Show) -> None:
    page = show(viewport={"width": 320, "height": 700})
    found = [*question(page, "matching").get_by_role("combobox").all()]
    assert all(box(control)["height"] >= 44 for control in found)
    for control in question(page, "ordering").get_by_role("button", name=re.compile("^Move")).all():
        assert min(box(control)["height"], box(control)["width"]) >= 44
    for grip in question(page, "ordering").locator(".grip").all():
        assert min(box(grip)["height"], box(grip)["width"]) >= 24


@pytest.mark.parametrize("script", [True, False])
def test_paper_has_both_lists_and_no_answer(show: Show, script: bool) -> None:
    page = show(java_script_enabled=script)
    for name, words in (
        ("matching", "Speed"),
        ("matching", "“Good evening, sir.”"),
        ("ordering", "Decide, and explain."),
    ):
        form = page.locator(f"[data-question=example-{name}]")
        if script:
            question(page, name)
        page.emulate_media(media="print")
        expect(form.locator(".goal, .chip").filter(has_text=words)).to_be_visible()
        expect(form.get_by_role("button")).to_have_count(0)
        expect(form.locator(".grip:visible")).to_have_count(0)
        page.emulate_media(media="screen")
    if not script:
        shown = page.locator("[data-question=example-ordering] .piece").evaluate_all(
            "e => e.map(x => x.dataset.option)"
        )
        assert shown != ["greet", "reason", "listen", "decide"]


def test_paper_shows_what_is_to_be_put_in_order_as_it_was_found(show: Show) -> None:
    page = show()
    form = question(page, "ordering")
    found = order(form)
    sort_by_keyboard(page, form, ["greet", "reason", "listen", "decide"])
    check(form)
    page.emulate_media(media="print")
    assert sorted(found, key=lambda id: box(piece(form, id))["y"]) == found
    form = page.locator("[data-question=example-matching]")
    page.emulate_media(media="screen")
    question(page, "matching")
    piece(form, "saw").get_by_role("combobox").select_option("voice")
    expect(form.locator(".laid li")).to_be_visible()
    page.emulate_media(media="print")
    expect(form.locator(".laid li")).to_be_hidden()
