"""Questions that are answered by writing, pointing, marking or on a scale, and surveys, by keyboard and by mouse."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.render.browser import Show, reload, to

pytestmark = pytest.mark.browser


def asked(page: Page, component: str, question: str) -> Locator:
    to(page, f"gallery--{component}")
    return page.locator(f"[data-question={question}]")


def said(form: Locator) -> Locator:
    return form.get_by_role("status").last


def test_a_word_is_checked_by_keyboard_and_its_mistake_explained(show: Show) -> None:
    page = show()
    form = asked(page, "fill-in", "example-fill-in")
    field = form.get_by_label("Your answer")
    field.focus()
    page.keyboard.type(" respect ")
    page.keyboard.press("Enter")
    expect(said(form)).to_contain_text("2 tries left.")
    expect(said(form)).to_contain_text("Respect is another element")
    expect(field).to_have_accessible_description(re.compile("^Not right. Respect is another"))
    expect(field).to_have_attribute("aria-invalid", "true")
    field.press("End")
    page.keyboard.type("!")
    expect(form.get_by_text("Not right.", exact=True)).to_be_hidden()
    expect(field).not_to_have_attribute("aria-invalid", "true")
    field.fill("“Giving  VOICE”")
    form.get_by_role("button", name="Check").press("Enter")
    field.fill("Giving  VOICE")
    form.get_by_role("button", name="Check").press("Enter")
    expect(said(form)).to_contain_text("Right. Answered after 3 tries.")
    expect(field).to_have_value("Giving VOICE")
    expect(field).not_to_be_editable()
    expect(form.get_by_role("button", name="Check")).to_be_hidden()


def test_a_hint_opens_by_keyboard_and_the_last_try_shows_the_answer(show: Show) -> None:
    page = show()
    form = asked(page, "fill-in", "example-fill-in")
    hint = form.get_by_text("Hint", exact=True)
    expect(form.get_by_text("It begins with v.")).to_be_hidden()
    hint.focus()
    page.keyboard.press("Enter")
    expect(form.get_by_text("It begins with v.")).to_be_visible()
    field = form.get_by_label("Your answer")
    for word in ("one", "two", "three"):
        field.fill(word)
        field.press("Enter")
    expect(said(form)).to_contain_text("The right answer is shown now.")
    expect(said(form)).to_contain_text("The right answer: voice")
    expect(form.locator(".result")).to_be_focused()
    expect(field).not_to_be_editable()
    expect(field).to_have_value("three")


def test_the_last_try_at_a_choice_shows_the_answer_and_locks_it(show: Show) -> None:
    page = show()
    form = asked(page, "question", "example-hint")
    for option in ("Everybody says that.", "Sign here."):
        form.get_by_label(option).check()
        form.get_by_role("button", name="Check").click()
    expect(form.locator("[data-option=a]")).to_contain_text("The right answer. It asks first.")
    for radio in form.get_by_role("radio").all():
        expect(radio).to_be_disabled()
    expect(form.get_by_role("button", name="Check")).to_be_hidden()


def test_an_open_answer_is_kept_and_can_be_sent_again(show: Show) -> None:
    page = show()
    form = asked(page, "fill-in", "example-open")
    send = form.get_by_role("button", name="Send")
    send.click()
    expect(said(form)).to_have_text("Answer first, then send.")
    field = form.get_by_label("Your answer")
    field.fill("x" * 180)
    expect(form.get_by_text("20 characters left.")).to_be_visible()
    field.fill("Ask first.\nThen decide. 🙂")
    send.click()
    expect(said(form)).to_contain_text("Thank you.")
    expect(field).to_be_editable()
    expect(form.get_by_text("Not right.")).to_be_hidden()
    reload(page)
    expect(asked(page, "fill-in", "example-open").get_by_label("Your answer")).to_have_value(
        "Ask first. Then decide. 🙂"
    )


def test_what_is_no_number_is_asked_for_again_in_words(show: Show) -> None:
    page = show()
    form = asked(page, "numeric", "example-numeric")
    field = form.get_by_role("textbox", name="Your answer feet")
    field.fill("about ten")
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_role("alert")).to_have_text("This is no number. Write it in digits, such as 25 or 2.5.")
    expect(field).to_have_accessible_description(re.compile("This is no number"))
    expect(form.locator(".verdict")).to_be_hidden()
    field.fill("4.5 Feet")
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_role("alert")).to_be_hidden()
    expect(said(form)).to_contain_text("That is the length in meters.")
    field.fill("12,5")
    field.press("Enter")
    expect(said(form)).to_contain_text("Right. Answered after 2 tries.")


def test_gaps_are_filled_by_keyboard_and_told_apart(show: Show) -> None:
    page = show()
    form = asked(page, "gap", "example-gap")
    gaps = [form.get_by_label(f"Gap {n} of 3") for n in (1, 2, 3)]
    gaps[0].focus()
    page.keyboard.type("Voice")
    page.keyboard.press("Tab")
    expect(gaps[1]).to_be_focused()
    page.keyboard.type("h")
    expect(gaps[1]).to_have_value("hidden")
    form.get_by_role("button", name="Check").press("Enter")
    expect(said(form)).to_have_text("Something is still open. Answer all of it, then check.")
    gaps[2].focus()
    page.keyboard.type("e")
    form.get_by_role("button", name="Check").press("Enter")
    expect(said(form)).to_contain_text("Gap 1 of 3: Right. They want to be heard. Gap 2 of 3: Not right.")
    expect(gaps[1]).to_have_accessible_description("Gap 2 of 3: Not right.")
    gaps[0].press("End")
    expect(gaps[2]).to_have_accessible_description("Gap 3 of 3: Right.")
    form.get_by_role("button", name="Check").press("Enter")
    expect(gaps[1]).to_have_accessible_description("Gap 2 of 3: Not right. The right answer: trustworthy")
    expect(gaps[0]).not_to_be_editable()
    expect(gaps[1]).to_be_disabled()


def test_a_spot_is_chosen_in_the_picture_or_in_the_list(show: Show) -> None:
    page = show()
    form = asked(page, "point", "example-point")
    form.locator("[data-spot=car]").click()
    expect(form.get_by_role("radio", name="3. The car")).to_be_checked()
    expect(form.locator("[data-spot=car]")).to_have_class(re.compile("chosen"))
    form.get_by_role("radio", name="3. The car").press("ArrowUp")
    expect(form.get_by_role("radio", name="2. The window")).to_be_checked()
    expect(form.locator(".chosen")).to_have_attribute("data-spot", "window")
    form.get_by_role("button", name="Check").click()
    expect(said(form)).to_contain_text("Nobody is there.")
    expect(form.locator("[data-spot=window]")).to_have_class(re.compile("wrong"))
    form.locator("[data-spot=door]").click()
    form.get_by_role("button", name="Check").click()
    expect(said(form)).to_contain_text("Right.")
    form.locator("[data-spot=car]").click()
    expect(form.get_by_role("radio", name="1. The door")).to_be_checked()
    many = page.locator("[data-question=example-point-many]")
    for spot in ("car", "door", "sky", "sky"):
        many.locator(f"[data-spot={spot}]").click()
    expect(many.get_by_role("checkbox", checked=True)).to_have_count(2)


def test_lines_are_marked_by_keyboard(show: Show) -> None:
    page = show()
    form = asked(page, "mark", "example-mark")
    lines = form.get_by_role("checkbox")
    for place in (1, 3):
        lines.nth(place).focus()
        page.keyboard.press("Space")
    form.get_by_role("button", name="Check").press("Enter")
    expect(said(form)).to_contain_text(
        "1 try left. Tell me what you saw, then I tell you what I saw. Right. It asks first. Save it for the judge. Not"
    )
    lines.nth(3).press("Space")
    lines.nth(4).press("Space")
    form.get_by_role("button", name="Check").press("Enter")
    expect(said(form)).to_contain_text("Right. Answered after 2 tries.")
    expect(lines.nth(0)).to_be_disabled()
    expect(form.locator("q[lang=es]")).to_have_text("No vi nada.")


def test_an_opinion_is_neither_right_nor_wrong(show: Show) -> None:
    page = show()
    form = asked(page, "likert", "example-likert")
    form.get_by_label("Fairly confident").check()
    form.get_by_role("button", name="Send").click()
    expect(said(form)).to_have_text(re.compile(r"^\s*Thank you\. Your answer is saved\.\s*$"))
    expect(form.locator(".right, .wrong, .missed")).to_have_count(0)
    form.get_by_label("Not at all confident").check()
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_label("Not at all confident")).to_be_enabled()


@pytest.mark.parametrize("width", [360, 1440])
def test_a_survey_is_sent_at_once_and_can_be_sent_again(show: Show, width: int) -> None:
    page = show(viewport={"width": width, "height": 900})
    to(page, "gallery--survey")
    form = page.get_by_role("form", name="What do you think of this part?")
    useful = form.get_by_role("radiogroup", name="I can use what I have learned on my next shift.")
    clear = form.get_by_role("radiogroup", name="The examples were clear.")
    useful.get_by_role("radio", name="Agree", exact=True).focus()
    page.keyboard.press("Space")
    form.get_by_role("button", name="Send").press("Enter")
    expect(said(form)).to_contain_text("Choose a point for each statement")
    expect(clear.get_by_role("radio").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(clear.get_by_role("radio", name="Disagree", exact=True)).to_be_checked()
    form.get_by_role("button", name="Send").press("Enter")
    expect(said(form)).to_have_text("Thank you. Your answers are sent. You may change them and send them again.")
    clear.get_by_role("radio", name="Strongly agree").check(force=True)
    expect(said(form)).to_be_empty()
    form.get_by_role("group", name=re.compile("What would you change")).get_by_role("textbox").fill("More examples.")
    form.get_by_role("button", name="Send").click()
    expect(said(form)).to_contain_text("Thank you.")
    reload(page)
    to(page, "gallery--survey")
    expect(clear.get_by_role("radio", name="Strongly agree")).to_be_checked()
    expect(useful.get_by_role("radio", name="Agree", exact=True)).to_be_checked()
    expect(form.get_by_role("textbox")).to_have_value("More examples.")


def test_a_test_keeps_what_is_written_in_any_item(show: Show) -> None:
    page = show(edit=lambda html: html.replace('"opens":"after-lessons"', '"opens":"always"'))
    to(page, "test_")
    page.get_by_role("button", name="Start the test").click()
    total = len(page.locator("form[data-item]").all())
    given: dict[str, str] = {}
    for number in range(1, total + 1):
        form = page.locator("form[data-item]:visible")
        expect(form.get_by_role("heading", name=f"Question {number} of {total}")).to_be_focused()
        for field in form.locator("[data-field]").all():
            name = field.get_attribute("data-field") or ""
            if field.evaluate("e => e.tagName") == "SELECT":
                field.select_option(index=1)
            else:
                field.fill("12")
            given[f"{form.get_attribute('data-item')} {name}"] = field.input_value()
        page.get_by_role("contentinfo").get_by_role("button", name="Next").click()
    assert len(given) >= 7
    expect(page.get_by_role("heading", name="Check your answers")).to_be_focused()
    expect(page.locator(".overview .answered")).to_have_count(len({name.split()[0] for name in given}))
    page.get_by_role("button", name="Submit the test").click()
    page.get_by_role("dialog").get_by_role("button", name="Submit the test").click()
    for name, value in given.items():
        item, _, part = name.partition(" ")
        field = page.locator(f"form[data-item={item}] [data-field='{part}']")
        expect(field).to_have_value(value)
        expect(page.locator(f"form[data-item={item}] [data-box='{part}']")).to_contain_text("ight")
        assert field.evaluate("e => e.readOnly || e.disabled")
