"""Matching, sorting and ordering as HTML: lists with names, no answer given away, nothing for the run-time in sight."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from builder.course.resolved import Question, ResolvedCourse
from builder.render.catalogue import words
from builder.render.components.question.bodies import BODIES
from builder.render.data import course_data
from builder.render.place import Place
from tests.render.gallery import course_files
from tests.render.strict_html import Element, read_html


def asked(course: ResolvedCourse, name: str) -> Question:
    return next(question for question in course.questions if question.id == f"example-{name}")


def body(course: ResolvedCourse, name: str, place: Place) -> Element:
    question = asked(course, name)
    html = BODIES[question.type](question, place)
    return read_html(f"<!DOCTYPE html><html><head></head><body><form>{html}</form></body></html>")


def test_each_item_has_a_list_of_all_targets_with_its_name(gallery: ResolvedCourse, place: Place) -> None:
    found = body(gallery, "matching", place)
    selects = list(found.all("select"))
    labels = {label.get("for"): label.text for label in found.all("label")}
    assert [labels[select.get("id")] for select in selects] == [
        "“Tell me what you saw.”",
        "“I stopped you because your light is out.”",
        "“Good evening, sir.”",
    ]
    for select in selects:
        options = {option.get("value"): option.text for option in select.all("option")}
        assert options == {
            "": "Choose…",
            "voice": "Voice",
            "neutrality": "Neutrality",
            "respect": "Respect",
            "speed": "Speed",
        }
        assert next(iter(options)) == ""


def test_targets_stand_in_the_same_order_everywhere_and_not_beside_their_items(
    gallery: ResolvedCourse, place: Place
) -> None:
    found = body(gallery, "matching", place)
    goals = [goal.get("data-target") for goal in found.with_class("goal")]
    for select in found.all("select"):
        assert [option.get("value") for option in select.all("option")][1:] == goals
    assert goals != [target.id for target in asked(gallery, "matching").targets]
    pair = body(gallery, "pair", place)  # the author asked for the order of the file
    assert [goal.get("data-target") for goal in pair.with_class("goal")] == ["a", "b"]


def test_titles_of_groups_keep_their_markup_in_the_list_and_lose_it_to_choose_from(
    gallery: ResolvedCourse, place: Place
) -> None:
    found = body(gallery, "sorting", place)
    assert [goal.text for goal in found.with_class("goal")] == ["Gives voice", "Takes voice away"]
    assert [em.text for em in found.with_class("goal")[1].all("em")] == ["away"]
    assert [option.text for option in next(found.all("select")).all("option")][2] == "Takes voice away"


def test_what_is_to_be_put_in_order_never_stands_in_the_right_one(
    course: Callable[..., ResolvedCourse], gallery: ResolvedCourse, place: Place
) -> None:
    def shown(found: Element) -> list[str]:
        return [step.get("data-option") for step in found.with_class("piece")]

    assert shown(body(gallery, "two", place)) == ["act", "ask"]
    files = course_files()
    page = next(page for page in files["lessons/gallery.yaml"]["pages"] if page["id"] == "ordering")
    example: dict[str, Any] = page["blocks"][1]
    example["items"] = example["items"][::-1]
    assert shown(body(course(files), "two", place)) == ["ask", "act"]


def test_buttons_name_what_they_move(gallery: ResolvedCourse, place: Place) -> None:
    found = body(gallery, "two", place)
    texts = {element.get("id"): element.get("aria-label") or element.text for element in found.all()}
    names = [" ".join(texts[id] for id in button.get("aria-labelledby").split()) for button in found.all("button")]
    assert names == ["Move up: Act", "Move down: Act", "Move up: Ask", "Move down: Ask"]


def test_the_run_time_is_told_what_belongs_where(gallery: ResolvedCourse) -> None:
    questions = course_data(gallery, words("en"))["questions"]
    matching = questions["example-matching"]
    assert [option["target"] for option in matching["options"]] == ["voice", "neutrality", "respect"]
    assert [target["letter"] for target in matching["targets"]] == ["a", "b", "c", "d"]
    assert matching["partial"] is True
    assert questions["example-sorting"]["targets"][1]["text"] == "Takes voice away"
    assert "targets" not in questions["example-ordering"]
