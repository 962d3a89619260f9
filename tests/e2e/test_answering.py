"""Answers in writing, at pictures, in transcripts and on scales, by keyboard, read back as the standards have them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from tests.e2e.conftest import Desk
from tests.e2e.player import Player
from tests.e2e.scorm12_checks import settled
from tests.e2e.xapi_checks import start

pytestmark = pytest.mark.browser

ANSWERING = Path(__file__).parent / "answering"
IRI = "https://example.org/courses/answering/question"


def check(scope: Page | FrameLocator, question: str, words: str) -> None:
    form = scope.locator(f"[data-question={question}]")
    form.get_by_role("button", name="Check").or_(form.get_by_role("button", name="Send")).press("Enter")
    expect(form.locator(".verdict")).to_contain_text(words)


def work(scope: Page | FrameLocator, keyboard: Page) -> None:
    """All of the lesson, without a mouse."""

    def write(question: str, text: str, part: str = "") -> None:
        scope.locator(f"[data-question={question}] [data-field='{part}']").press("ControlOrMeta+a")
        keyboard.keyboard.type(text)

    write("word", "Respect")
    check(scope, "word", "1 try left.")
    write("word", " VOICE")
    check(scope, "word", "Right.")
    write("open", "“Tell me, señor — what did you see?” 🙂")
    check(scope, "open", "Thank you.")
    write("gaps", "ask", "first")
    scope.locator("[data-question=gaps] select").press("s")
    check(scope, "gaps", "Not yet.")
    write("number", "31,5 seconds")
    check(scope, "number", "Right.")
    scope.get_by_role("radio", name="At the window").press("Space")
    check(scope, "spot", "Not quite.")
    for name in ("What did you see?", "Is there more?"):
        scope.get_by_role("checkbox", name=name).press("Space")
    check(scope, "lines", "Right.")
    scope.locator("[data-question=sure]").get_by_label("Fairly confident").press("Space")
    check(scope, "sure", "Thank you.")
    survey = scope.get_by_role("form", name="Your opinion")
    for statement, point in (("I can use it.", "Agree"), ("It was clear.", "Disagree")):
        survey.get_by_role("radiogroup", name=statement).get_by_role("radio", name=point, exact=True).press("Space")
    send = survey.get_by_role("button", name="Send")
    send.press("Enter")
    expect(survey.get_by_role("status").last).to_contain_text("Thank you.")
    survey.get_by_role("radiogroup", name="It was clear.").get_by_role("radio", name="Agree", exact=True).press("Space")
    survey.get_by_role("textbox").fill("Nothing else.")
    send.press("Enter")
    expect(survey.get_by_role("status").last).to_contain_text("Thank you.")


def attempt(player: Player, scope: Page | FrameLocator) -> None:
    """The test: a word in the wrong case, a gap, a number that is none and then one, a line."""
    player.next()
    player.press("Start the test")
    scope.locator("[data-item=item-word] input").fill("voice")
    player.next()
    scope.locator("[data-item=item-gap] input").fill("Just ")
    player.next()
    number = scope.locator("[data-item=item-number]")
    number.get_by_role("textbox").fill("four")
    number.get_by_role("textbox").press("Tab")
    expect(number.get_by_role("alert")).to_have_text("This is no number. Write it in digits, such as 25 or 2.5.")
    number.get_by_role("textbox").fill("4,0")
    player.next()
    player.back()
    expect(number.get_by_role("textbox")).to_have_value("4")
    player.next()
    scope.locator("[data-item=item-lines]").get_by_role("checkbox", name="What did you see?").press("Space")
    player.next()
    player.submit()
    player.passed()


OPEN = "“Tell me, señor — what did you see?” 🙂"
# Question, type, response, patterns, result.
SCORM: list[tuple[str, str, str, list[str], str]] = [
    ("word", "fill-in", "Respect", ["voice"], "wrong"),
    ("word", "fill-in", "VOICE", ["voice"], "correct"),
    ("open", "fill-in", OPEN, [], "neutral"),
    ("gaps", "fill-in", "ask,speech", ["ask,decision"], "0.5"),
    ("number", "numeric", "31.5", ["30"], "correct"),
    ("spot", "choice", "a", ["b"], "wrong"),
    ("lines", "choice", "a,c", ["a,c"], "correct"),
    ("sure", "likert", "d", [], "neutral"),
    ("opinions-useful", "likert", "d", [], "neutral"),
    ("opinions-clear", "likert", "b", [], "neutral"),
    ("opinions-clear", "likert", "d", [], "neutral"),
    ("opinions-comment", "fill-in", "Nothing else.", [], "neutral"),
    ("item-word", "fill-in", "voice", ["Voice"], "wrong"),
    ("item-gap", "fill-in", "Just", ["fair", "just"], "correct"),
    ("item-number", "numeric", "4", ["4"], "correct"),
    ("item-lines", "choice", "a", ["a"], "correct"),
]


def test_an_lms_is_told_each_answer_as_scorm_has_it(desk: Callable[..., Desk]) -> None:
    here = desk(ANSWERING)
    player, page, session = here.open()
    work(player.scope, page)
    attempt(player, player.scope)
    settled(here, player)
    here.lms.wait_until(lambda: len(session.interactions) == len(SCORM), "all answers")
    told = [
        (
            one["id"],
            one["type"],
            one["student_response"],
            [value for name, value in one.items() if name.startswith("correct_responses")],
            one["result"],
        )
        for one in session.interactions
    ]
    assert told == SCORM
    here.lms.wait_until(lambda: here.lms.record().core["lesson_status"] == "passed", "passed")
    assert here.lms.record().core["score"]["raw"] == "75"
    player.leave()
    here.lms.wait_until(lambda: session.finished, "LMSFinish")
    again, _, _ = here.open()
    again.menu("Answer")
    for name, value in {"word": "VOICE", "open": OPEN, "number": "31.5"}.items():
        expect(again.scope.locator(f"[data-question={name}] [data-field]")).to_have_value(value)
    expect(again.scope.get_by_role("form", name="Your opinion").get_by_role("radio", checked=True)).to_have_count(2)


# Question, interaction type, response, patterns, success.
XAPI: list[tuple[str, str, str, list[str] | None, bool | None]] = [
    ("word", "fill-in", "Respect", ["{case_matters=false}voice"], False),
    ("word", "fill-in", "VOICE", ["{case_matters=false}voice"], True),
    ("open", "fill-in", OPEN, None, None),
    ("gaps", "fill-in", "ask[,]speech", ["{case_matters=false}ask[,]decision"], False),
    ("number", "numeric", "31.5", ["25[:]35"], True),
    ("spot", "choice", "window", ["door"], False),
    ("lines", "choice", "ask[,]wait", ["ask[,]wait"], True),
    ("sure", "likert", "fairly", None, None),
    ("opinions-useful", "likert", "agree", None, None),
    ("opinions-clear", "likert", "disagree", None, None),
    ("opinions-clear", "likert", "agree", None, None),
    ("opinions-comment", "fill-in", "Nothing else.", None, None),
    ("item-word", "fill-in", "voice", ["{case_matters=true}Voice"], False),
    ("item-gap", "fill-in", "Just", ["{case_matters=false}fair", "{case_matters=false}just"], True),
    ("item-number", "numeric", "4", ["4"], True),
    ("item-lines", "choice", "ask", ["ask"], True),
]


def test_an_lrs_is_told_each_answer_as_xapi_has_it(desk: Callable[..., Desk]) -> None:
    here = desk(ANSWERING, "xapi")
    player, page, lrs = start(here)
    work(player.scope, page)
    attempt(player, player.scope)
    player.saved()
    here.lms.wait_until(lambda: len(lrs.with_verb("answered")) == len(XAPI), "all answers")
    answered = lrs.with_verb("answered")
    assert [_told(statement) for statement in answered] == XAPI
    scales = {
        one["object"]["id"]: [point["id"] for point in one["object"]["definition"].get("scale", [])] for one in answered
    }
    assert scales[f"{IRI}/sure"] == ["not-at-all", "slightly", "somewhat", "fairly", "completely"]
    assert scales[f"{IRI}/opinions-clear"] == ["strongly-disagree", "disagree", "undecided", "agree", "strongly-agree"]
    assert scales[f"{IRI}/number"] == []


def _told(statement: dict[str, Any]) -> tuple[str, str, str, list[str] | None, bool | None]:
    definition, result = statement["object"]["definition"], statement["result"]
    return (
        statement["object"]["id"].removeprefix(f"{IRI}/"),
        definition["interactionType"],
        result["response"],
        definition.get("correctResponsesPattern"),
        result.get("success"),
    )
