"""Works the controls of every type of question, found by their roles and names."""

from __future__ import annotations

import re
from typing import Literal

from playwright.sync_api import Locator

from builder.course.resolved import Question
from builder.render.catalogue import words
from builder.render.markdown import plain
from builder.render.scales import worded
from tests.e2e.answers import PAIRED, PICKED, Response
from tests.e2e.hands import Hands

NAMES = (
    "all => all.map((one) => document.getElementById(one.getAttribute('aria-labelledby').split(' ')[1]).textContent)"
)


def option(form: Locator, question: Question, id_: str) -> Locator:
    """The radio or checkbox of an option; before its text its name may have who speaks, or the number of a spot."""
    role: Literal["checkbox", "radio"] = "checkbox" if question.many else "radio"
    text = next(plain(o.text) for o in worded(question, words("en")).options if o.id == id_)
    before = {"mark": r"(\S.* )?", "point": r"\d+\. "}.get(question.type, "")
    name = re.escape(text).replace("/", r"\/")  # a selector holds the pattern between slashes
    return form.get_by_role(role, name=re.compile(f"^{before}{name}$"))


def fill(hands: Hands, form: Locator, question: Question, response: Response) -> None:
    """Gives a response, whatever stands there; does not send it."""
    if question.type in PICKED:
        _pick(hands, form, question, response)
    elif question.type in PAIRED:
        _pair(hands, form, question, response)
    elif question.type == "ordering":
        _order(hands, form, question, response)
    elif question.type == "gap":
        _gaps(hands, form, question, response)
    else:
        hands.write(form.get_by_role("textbox", name=re.compile("^Your answer")), response[0])


def _pick(hands: Hands, form: Locator, question: Question, response: Response) -> None:
    for one in question.options:
        control = option(form, question, one.id)
        if one.id in response and not control.is_checked():
            hands.choose(control)
        elif one.id not in response and question.many and control.is_checked():
            hands.drop(control)


def _pair(hands: Hands, form: Locator, question: Question, response: Response) -> None:
    for pair in response:
        item, target = pair.split(".")
        text = next(plain(o.text) for o in question.options if o.id == item)
        goal = next(plain(t.text) for t in question.targets if t.id == target)
        hands.select(form.get_by_role("combobox", name=text, exact=True), goal)


def _gaps(hands: Hands, form: Locator, question: Question, response: Response) -> None:
    total = len(question.options)
    for number, gap in enumerate(question.options, 1):
        text = next(word.removeprefix(f"{gap.id}.") for word in response if word.startswith(f"{gap.id}."))
        name = f"Gap {number} of {total}" if total > 1 else "Gap"
        listed = form.get_by_role("combobox", name=name, exact=True)
        if listed.count():
            hands.select(listed, text)
        else:
            hands.write(form.get_by_role("textbox", name=name, exact=True), text)


def _order(hands: Hands, form: Locator, question: Question, response: Response) -> None:
    """Lifts each item to its place, from the first on; an order that nobody touched is no answer."""
    texts = {o.id: plain(o.text) for o in question.options}
    if _standing(form) == [texts[id_] for id_ in response]:
        hands.press(form.get_by_role("button", name=f"Move down: {texts[response[0]]}", exact=True))
    for place, id_ in enumerate(response):
        up = form.get_by_role("button", name=f"Move up: {texts[id_]}", exact=True)
        for _ in range(_standing(form).index(texts[id_]) - place):
            before = _standing(form)
            hands.press(up)
            assert _standing(form) != before, f"{texts[id_]} did not move"
    assert _standing(form) == [texts[id_] for id_ in response]


def _standing(form: Locator) -> list[str]:
    """The texts of an ordering as they stand, read off the buttons."""
    names: list[str] = form.get_by_role("button", name=re.compile("^Move up: ")).evaluate_all(NAMES)
    return [" ".join(name.split()) for name in names]
