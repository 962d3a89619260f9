"""CourseData and AgencyData as the run-time's interfaces describe them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from builder.course.resolved import ResolvedCourse
from builder.render.agency import HEAD, agency_data
from builder.render.catalogue import words
from builder.render.data import course_data

INTERFACES = Path(__file__).parents[2] / "builder/player/src/data.ts"


@cache
def interfaces() -> Mapping[str, Mapping[str, bool]]:
    """The field names of each interface in data.ts, and whether they are needed."""
    source = re.sub(r"/\*.*?\*/", "", INTERFACES.read_text("utf-8"), flags=re.DOTALL)
    found = re.findall(r"export interface (\w+) \{(.*?)\n\}", source, re.DOTALL)
    return {
        name: {field: not mark for field, mark in re.findall(r"^  readonly (\w+)(\??):", body, re.MULTILINE)}
        for name, body in found
    }


def fits(data: Any, interface: str) -> None:
    fields = interfaces()[interface]
    assert set(data) <= set(fields)
    assert {field for field, needed in fields.items() if needed} <= set(data)


def every(list_: Iterable[Any], interface: str) -> None:
    for data in list_:
        fits(data, interface)


def test_the_course_has_the_fields_of_the_interface(gallery: ResolvedCourse) -> None:
    data = course_data(gallery, words("en"))
    fits(data, "CourseData")
    for module in data["modules"]:
        fits(module, "ModuleData")
        for lesson in module["lessons"]:
            fits(lesson, "LessonData")
            for page in lesson["pages"]:
                fits(page, "PageData")
    every(data["questions"].values(), "QuestionData")
    every((option for question in data["questions"].values() for option in question["options"]), "OptionData")
    for scenario in data["scenarios"].values():
        fits(scenario, "ScenarioData")
        for node in scenario["nodes"].values():
            fits(node, "NodeData")
            for choice in node["choices"]:
                fits(choice, "ChoiceData")
    fits(data["completion"], "CompletionRule")
    every(data["tests"], "TestData")
    every(data["acknowledgements"].values(), "AcknowledgementData")
    every(data["checklists"].values(), "ChecklistData")
    every(data["objectives"], "ObjectiveData")


def test_the_agency_has_the_fields_of_the_interface(gallery: ResolvedCourse) -> None:
    fits(agency_data(gallery), "AgencyData")


def test_texts_for_records_are_plain(gallery: ResolvedCourse) -> None:
    question = course_data(gallery, words("en"))["questions"]["example-choice"]
    assert question["prompt"] == (
        "The driver says that you only stopped her because of her car. Which reply gives voice?"
    )
    assert question["options"][0]["text"] == "“Tell me what you saw.”"


def test_questions_of_lessons_and_bank_stand_together(gallery: ResolvedCourse) -> None:
    data = course_data(gallery, words("en"))
    pages = {page["ref"]: page for m in data["modules"] for lesson in m["lessons"] for page in lesson["pages"]}
    asked = [question for page in pages.values() for question in page["questions"]]
    bank = [item for test in data["tests"] for item in test["bank"]]
    assert [question for question in data["questions"] if question != "example-survey-comment"] == [*asked, *bank]
    assert pages["gallery/survey"]["questions"] == [
        "example-survey-useful",
        "example-survey-clear",
        "example-survey-own-stops",
    ]
    assert pages["gallery/pick"]["questions"] == ["example-choice", "example-multiple", "example-true-false"]
    assert pages["gallery/scenario"]["scenarios"] == ["example-door"]
    assert pages["gallery/acknowledgement"]["acknowledgements"] == ["example-policy", "example-statement"]
    assert data["scenarios"]["example-door"]["lesson"] == "gallery"
    assert data["scenarios"]["example-door"]["nodes"]["talk"]["question"] is None


def test_every_type_of_question_says_what_is_right(gallery: ResolvedCourse) -> None:
    asked = course_data(gallery, words("en"))["questions"]
    assert asked["example-fill-in"]["accepts"] == ("voice", "giving voice")
    assert asked["example-fill-in"]["length"] == 60
    assert "accepts" not in asked["example-open"]
    assert asked["example-numeric"]["range"] == {"answer": 15, "min": 12.5, "max": 17.5}
    assert asked["example-exact"]["range"] == {"answer": 0.8, "min": 0.8, "max": 0.8}
    gaps = {gap["id"]: gap["accepts"] for gap in asked["example-gap"]["options"]}
    assert gaps == {"first": ("voice", "a voice"), "last": ("trustworthy",), "moment": ("end",)}
    assert [asked[id_].get("many", False) for id_ in ("example-point", "example-point-many", "example-mark")] == [
        False,
        True,
        True,
    ]
    assert [option["id"] for option in asked["example-mark"]["options"] if option.get("correct")] == ["ask", "explain"]


def test_scales_that_courses_share_have_the_words_of_the_language(gallery: ResolvedCourse) -> None:
    asked = course_data(gallery, words("en"))["questions"]
    scale = [(point["id"], point["letter"], point["text"]) for point in asked["example-survey-clear"]["options"]]
    assert scale[0] == ("strongly-disagree", "a", "Strongly disagree")
    assert scale[-1] == ("strongly-agree", "e", "Strongly agree")
    assert asked["example-likert-own"]["options"][0]["text"] == "Less than a minute"


def test_the_agencys_pass_mark_and_attempts_are_its_own(gallery: ResolvedCourse) -> None:
    data = agency_data(gallery)
    assert data["passMark"] == 70
    assert data["attempts"] is None
    assert data["seal"] == "media/square.svg"


def test_agency_js_sets_one_global(site: Mapping[str, bytes], gallery: ResolvedCourse) -> None:
    script = site["agency.js"].decode()
    assert script.startswith(HEAD)
    assert json.loads(script.removeprefix(HEAD).rstrip(";\n")) == agency_data(gallery)
    assert not re.search(r"[<>&\u2028\u2029]", script)
