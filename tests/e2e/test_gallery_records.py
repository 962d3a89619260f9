"""Each type of question of the gallery, answered wrong and then right, read back from the LMS and from the LRS.

What must be there was written down by hand from the standards (RULES.md 1.3 and 4.3), not computed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, get_args

import pytest

from builder.course.resolved import Lesson, Question, QuestionType, ResolvedCourse
from tests.e2e.answers import is_opinion, right, wrong
from tests.e2e.conftest import GALLERY, Desk
from tests.e2e.lms.records import Session
from tests.e2e.player import Player
from tests.e2e.xapi_checks import start

pytestmark = pytest.mark.browser
PAUSE = 7
"""Seconds before each answer."""


@dataclass(frozen=True, slots=True)
class Told:
    """One answer as it was recorded; the patterns are alternatives."""

    question: str
    type: str
    patterns: tuple[str, ...]
    response: str
    result: str


SCORM12 = (
    Told("reply-with-voice", "choice", ("a",), "b", "wrong"),
    Told("reply-with-voice", "choice", ("a",), "a", "correct"),
    Told("signs-of-respect", "choice", ("a,b",), "a,b,c", "0.5"),
    Told("signs-of-respect", "choice", ("a,b",), "a,b", "correct"),
    Told("process-and-outcome", "true-false", ("f",), "t", "wrong"),
    Told("process-and-outcome", "true-false", ("f",), "f", "correct"),
    Told("who-lives-here", "choice", ("c",), "a", "wrong"),
    Told("who-lives-here", "choice", ("c",), "c", "correct"),
    Told("lines-with-reason", "choice", ("b,e",), "a,b,e", "0.5"),
    Told("lines-with-reason", "choice", ("b,e",), "b,e", "correct"),
    Told("sentence-and-element", "matching", ("1.a,2.b,3.c",), "1.b,2.b,3.c", "0.67"),
    Told("sentence-and-element", "matching", ("1.a,2.b,3.c",), "1.a,2.b,3.c", "correct"),
    Told("order-of-a-stop", "sequencing", ("a,b,c,d",), "a,b,d,c", "wrong"),
    Told("order-of-a-stop", "sequencing", ("a,b,c,d",), "a,b,c,d", "correct"),
    Told("gives-or-takes-voice", "matching", ("1.a,2.a,3.b,4.b",), "1.b,2.a,3.b,4.b", "0.75"),
    Told("gives-or-takes-voice", "matching", ("1.a,2.a,3.b,4.b",), "1.a,2.a,3.b,4.b", "correct"),
    Told("name-of-the-element", "fill-in", ("voice", "giving voice"), "respect", "wrong"),
    Told("name-of-the-element", "fill-in", ("voice", "giving voice"), "voice", "correct"),
    Told("next-contact", "fill-in", (), "I will ask first, and wait.", "neutral"),
    Told("four-elements-gaps", "fill-in", ("voice,trustworthy", "a voice,trustworthy"), "voice,hidden", "0.5"),
    Told("four-elements-gaps", "fill-in", ("voice,trustworthy", "a voice,trustworthy"), "voice,trustworthy", "correct"),
    Told("share-with-contact", "numeric", ("19",), "22", "wrong"),
    Told("share-with-contact", "numeric", ("19",), "19", "correct"),
    Told("sure-to-explain", "likert", (), "a", "neutral"),
    Told("sure-to-explain", "likert", (), "b", "neutral"),
)
PAIRS = ("saw[.]voice[,]everyone[.]neutrality[,]thanks[.]respect",)
ORDER = ("greet[,]reason[,]listen[,]decide",)
GROUPS = ("ask[.]gives[,]note[.]gives[,]finish[.]takes[,]phone[.]takes",)
WORDS = ("{case_matters=false}voice", "{case_matters=false}giving voice")
GAPS = ("{case_matters=false}voice[,]trustworthy", "{case_matters=false}a voice[,]trustworthy")
XAPI = (
    Told("reply-with-voice", "choice", ("ask",), "everybody", "false"),
    Told("reply-with-voice", "choice", ("ask",), "ask", "true"),
    Told("signs-of-respect", "choice", ("name[,]sunglasses",), "name[,]sunglasses[,]first-name", "false 0.5"),
    Told("signs-of-respect", "choice", ("name[,]sunglasses",), "name[,]sunglasses", "true"),
    Told("process-and-outcome", "true-false", ("false",), "true", "false"),
    Told("process-and-outcome", "true-false", ("false",), "false", "true"),
    Told("who-lives-here", "choice", ("bicycle",), "gate", "false"),
    Told("who-lives-here", "choice", ("bicycle",), "bicycle", "true"),
    Told("lines-with-reason", "choice", ("light[,]warning",), "greeting[,]light[,]warning", "false 0.5"),
    Told("lines-with-reason", "choice", ("light[,]warning",), "light[,]warning", "true"),
    Told("sentence-and-element", "matching", PAIRS, PAIRS[0].replace("saw[.]voice", "saw[.]neutrality"), "false 0.67"),
    Told("sentence-and-element", "matching", PAIRS, PAIRS[0], "true"),
    Told("order-of-a-stop", "sequencing", ORDER, "greet[,]reason[,]decide[,]listen", "false"),
    Told("order-of-a-stop", "sequencing", ORDER, "greet[,]reason[,]listen[,]decide", "true"),
    Told("gives-or-takes-voice", "matching", GROUPS, GROUPS[0].replace("ask[.]gives", "ask[.]takes"), "false 0.75"),
    Told("gives-or-takes-voice", "matching", GROUPS, GROUPS[0], "true"),
    Told("name-of-the-element", "fill-in", WORDS, "respect", "false"),
    Told("name-of-the-element", "fill-in", WORDS, "voice", "true"),
    Told("next-contact", "fill-in", (), "I will ask first, and wait.", ""),
    Told("four-elements-gaps", "fill-in", GAPS, "voice[,]hidden", "false 0.5"),
    Told("four-elements-gaps", "fill-in", GAPS, "voice[,]trustworthy", "true"),
    Told("share-with-contact", "numeric", ("17[:]21",), "22", "false"),
    Told("share-with-contact", "numeric", ("17[:]21",), "19", "true"),
    Told("sure-to-explain", "likert", (), "not-at-all", ""),
    Told("sure-to-explain", "likert", (), "slightly", ""),
)
RESULTS = {
    "true": "correct",
    "false": "incorrect",
    "false 0.5": "0.5",
    "false 0.67": "0.67",
    "false 0.75": "0.75",
    "": "neutral",
}
SCORM2004 = tuple(replace(told, result=RESULTS[told.result]) for told in XAPI)
"""SCORM 2004 has the patterns and responses of xAPI and the results of SCORM 1.2, but for one word (RTE 4.2.9.1)."""
COMPONENTS = {
    "choice": {"choices"},
    "true-false": set(),
    "matching": {"source", "target"},
    "sequencing": {"choices"},
    "fill-in": set(),
    "numeric": set(),
    "likert": {"scale"},
}
"""The lists that a definition of each type has, and no others (Part Two 2.4.4.1)."""


def at_desk(here: Desk) -> Desk:
    here.clock = True
    here.behind = timedelta(minutes=30)
    return here


def asking(here: Desk) -> Iterator[Lesson]:
    return (lesson for module in here.course.modules if module.id == "asking" for lesson in module.lessons)


def answer_all(here: Desk, player: Player) -> None:
    """Each question of the lessons, wrong and then right; of an opinion one and then another."""
    lessons = list(asking(here))
    player.menu(lessons[0].title)
    for lesson in lessons:
        for page in lesson.pages:
            player.at(page.title)
            for block in page.blocks:
                if isinstance(block, Question):
                    is_open = is_opinion(block) and not block.options
                    for response in (right(block),) if is_open else (wrong(block), right(block)):
                        here.later(PAUSE)
                        player.answer(block, response)
            player.next()
    player.saved()


def scorm(session: Session, response: str) -> list[tuple[Told, str]]:
    """The interactions with their latency."""
    return [
        (
            Told(
                told["id"],
                told["type"],
                tuple(told[key] for key in sorted(told) if re.fullmatch(r"correct_responses\.\d+\.pattern", key)),
                told[response],
                told["result"],
            ),
            told["latency"],
        )
        for told in session.interactions
    ]


def xapi(statement: dict[str, Any]) -> tuple[Told, str]:
    definition, result = statement["object"]["definition"], statement["result"]
    assert definition["type"] == "http://adlnet.gov/expapi/activities/cmi.interaction"
    assert (
        definition.keys() & {"choices", "scale", "source", "target", "steps"}
        == COMPONENTS[definition["interactionType"]]
    )
    success = [str(result["success"]).lower()] if "success" in result else []
    scaled = result.get("score", {}).get("scaled")
    part = [f"{scaled:.2g}"] if scaled not in (None, 0, 1) else []
    told = Told(
        statement["object"]["id"].rsplit("/", 1)[-1],
        definition["interactionType"],
        tuple(definition.get("correctResponsesPattern", ())),
        result["response"],
        " ".join(success + part),
    )
    return told, result["duration"]


def seconds_of(duration: str) -> float:
    match = re.fullmatch(r"PT(?:(\d+)M)?(\d+(?:\.\d{1,2})?)S", duration)
    assert match, f"{duration} is no duration"
    return int(match[1] or 0) * 60 + float(match[2])


def show(title: str, course: ResolvedCourse, rows: list[tuple[Told, str]]) -> None:
    """A table, in the output of the test; all types of question are in it."""
    types = {question.id: question.type for question in course.questions}
    assert {types[told.question] for told, _ in rows} == set(get_args(QuestionType))
    head = ["question", "interaction", "correct patterns", "response", "result", "latency"]
    cells = [
        [types[told.question], told.type, " | ".join(told.patterns), told.response, told.result, latency]
        for told, latency in rows
    ]
    widths = [max(len(row[n]) for row in [head, *cells]) for n in range(len(head))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in [head, *cells])
    print("", title, *lines, sep="\n")  # noqa: T201 to be read with pytest -s or -rP


def test_scorm12(desk: Callable[..., Desk]) -> None:
    here = at_desk(desk(GALLERY))
    player, _, session = here.open()
    answer_all(here, player)
    here.lms.wait_until(lambda: len(session.interactions) >= len(SCORM12), "the answers")
    rows = scorm(session, "student_response")
    show("SCORM 1.2, cmi.interactions", here.course, rows)
    assert [told for told, _ in rows] == list(SCORM12)
    for told, latency in rows:
        match = re.fullmatch(r"(\d{2,4}):([0-5]\d):([0-5]\d(?:\.\d{1,2})?)", latency)
        assert match, f"{told.question}: {latency} is no CMITimespan"
        seconds = int(match[1]) * 3600 + int(match[2]) * 60 + float(match[3])
        assert PAUSE <= seconds < PAUSE + 30, f"{told.question}: {latency}"


def test_scorm2004(desk: Callable[..., Desk]) -> None:
    here = at_desk(desk(GALLERY, "scorm2004-4"))
    player, _, session = here.open()
    answer_all(here, player)
    here.lms.wait_until(lambda: len(session.interactions) >= len(SCORM2004), "the answers")
    rows = scorm(session, "learner_response")
    show("SCORM 2004, cmi.interactions", here.course, rows)
    assert [told for told, _ in rows] == list(SCORM2004)
    for told, latency in rows:
        assert PAUSE <= seconds_of(latency) < PAUSE + 30, f"{told.question}: {latency}"
    questions = {question.id: question for question in here.course.questions}
    for one in session.interactions:
        assert one["description"].startswith("{lang=en-US}")
        assert one["objectives.0.id"] == questions[one["id"]].objective if questions[one["id"]].objective else True


def test_xapi(desk: Callable[..., Desk]) -> None:
    here = at_desk(desk(GALLERY, "xapi"))
    player, _, lrs = start(here)
    answer_all(here, player)
    lrs.wait_until(lambda: len(lrs.with_verb("answered")) >= len(XAPI), "the answers")
    rows = [xapi(statement) for statement in lrs.with_verb("answered")]
    show("xAPI, statements with the verb answered", here.course, rows)
    assert [told for told, _ in rows] == list(XAPI)
    for told, duration in rows:
        assert PAUSE <= seconds_of(duration) < PAUSE + 30, f"{told.question}: {duration}"
