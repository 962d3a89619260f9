"""The public copy: all there is to read, in whatever language, and nothing of the key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from builder.course.model.blocks.question import Feedback
from builder.course.read import read_course
from builder.course.resolve.published import SHOWN, published
from builder.course.resolved import Block, Option, Question, QuestionType, Range, ResolvedCourse, Survey
from builder.package.format import package_files
from builder.package.formats.web import PUBLIC
from builder.render.markdown import plain
from builder.render.site import render_site
from tests.render.gallery import SPECS, course_files
from tests.render.strict_html import Element, read_html

ROOT = Path(__file__).parents[2]
SOURCE = re.compile(rb"<pre>.*?</pre>", re.DOTALL)
"""The gallery of courses/ shows its own YAML, keys and all, as the text of its lessons."""

START = 40
"""So much of a text tells it from others, and ends before it cites a source."""


@pytest.fixture(scope="session", params=["test gallery", "gallery", "peace-officer"])
def whole(request: pytest.FixtureRequest, gallery: ResolvedCourse) -> ResolvedCourse:
    if request.param == "test gallery":
        return gallery
    course, _ = read_course(ROOT / "courses" / request.param)
    assert course
    return course


def copied(course: ResolvedCourse) -> dict[str, bytes]:
    """Every file of the public copy."""
    copy = published(course)
    return {file.name: file.data for file in package_files(PUBLIC, copy, render_site(copy))}


def document(files: Mapping[str, bytes]) -> Element:
    return read_html(files["index.html"].decode())


def asked(course: ResolvedCourse) -> list[Question]:
    return [*course.questions, *(item for test in course.tests for item in test.bank)]


# --- nothing in it depends on the key ---


def other_block(part: BaseModel) -> BaseModel:
    """The same question with another key, in the words of the author."""
    fields: dict[str, object] = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        if name == "feedback":
            fields[name] = Feedback(right="Other.", wrong="Another.") if isinstance(value, Feedback) else "Other."
        elif name in ("correct", "partial") or (name == "answer" and isinstance(value, bool)):
            fields[name] = not value
        elif name in ("answer", "tolerance", "from_", "to"):
            fields[name] = value + 1
        elif name in ("hint", "tries"):
            fields[name] = {"hint": "Other", "tries": 7}[name]
        elif name == "answers":
            fields[name] = tuple(other_answer(one) for one in value)
        elif name in ("items", "options", "spots"):
            fields[name] = tuple(other_block(one) for one in reversed(value))
        elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            fields[name] = tuple(other_block(one) for one in value)
    return part.model_copy(update=fields)


def other_answer(answer: object) -> object:
    if isinstance(answer, str):
        return f"not {answer}"
    assert isinstance(answer, BaseModel)
    return answer.model_copy(update={"text": "something else", "feedback": "Other."})


def other_option(option: Option, question: Question) -> Option:
    target = question.targets[0].id if option.target else None
    text = "not it" if question.type == "gap" else option.text
    changes = {"text": text, "correct": not option.correct, "target": target, "accepts": ("not it",)}
    return replace(option, feedback="Other.", **changes)  # type: ignore[arg-type]


def other(question: Question) -> Question:
    """The same question with another key; what the scale of an opinion is belongs to the question."""
    if question.type == "likert":
        return question
    options = tuple(other_option(option, question) for option in question.options)
    keeps = question.type in ("true-false", "mark", "gap")
    return replace(
        question,
        options=options if keeps else options[::-1],
        targets=question.targets[::-1],
        accepts=("something else",),
        range=Range(1, 0, 2),
        case_matters=not question.case_matters,
        partial=not question.partial,
        tries=7,
        hint="Other.",
        right="Other.",
        wrong="Other.",
        block=other_block(question.block),  # type: ignore[arg-type]
    )


def with_another_key(course: ResolvedCourse) -> ResolvedCourse:
    def block(one: Block) -> Block:
        if isinstance(one, Question):
            return other(one)
        return replace(one, questions=tuple(map(other, one.questions))) if isinstance(one, Survey) else one

    modules = tuple(
        replace(
            module,
            lessons=tuple(
                replace(
                    lesson, pages=tuple(replace(page, blocks=tuple(map(block, page.blocks))) for page in lesson.pages)
                )
                for lesson in module.lessons
            ),
        )
        for module in course.modules
    )
    tests = [replace(test, bank=tuple(map(other, test.bank))) for test in course.tests]
    final = next((test for test in tests if test.module is None), None)
    return replace(course, modules=modules, test=final, test_outs=tuple(test for test in tests if test.module))


def test_with_another_key_every_byte_is_the_same(whole: ResolvedCourse) -> None:
    changed = with_another_key(whole)
    assert render_site(changed)["index.html"] != render_site(whole)["index.html"]
    assert copied(changed) == copied(whole)


def test_every_type_of_question_was_among_them(gallery: ResolvedCourse) -> None:
    assert {question.type for question in asked(gallery)} == set(SHOWN) == set(get_args(QuestionType))


# --- nothing of it is said ---


def said(question: Question) -> Iterator[str]:
    """What is said after an answer, or before one to help."""
    block = question.block
    parts = [part for name in ("near", "answers", "spots", "lines", "gaps") for part in getattr(block, name, ())]
    texts = [question.hint, question.right, question.wrong, *(option.feedback for option in question.options)]
    texts += [getattr(part, "feedback", None) for part in parts]
    return (plain(text) for text in texts if text)


def words(files: Mapping[str, bytes]) -> str:
    html = SOURCE.sub(b"", files["index.html"]).decode()
    return " ".join(read_html(html).text.split())


def test_no_hint_and_no_feedback_is_in_it(whole: ResolvedCourse) -> None:
    texts = {text[:START] for question in asked(whole) for text in said(question) if len(text) > 15}
    before = words(render_site(whole))
    assert len(texts) > 5
    assert all(text[:START] in before for question in whole.questions for text in said(question))
    after = words(copied(whole))
    # A lesson may say the same in its own text.
    assert [text for text in sorted(texts) if after.count(text) > max(before.count(text) - 1, 0)] == []


def test_no_file_has_a_field_for_an_answer(whole: ResolvedCourse) -> None:
    files = copied(whole)
    for name in ("index.html", "agency.js", "tracking.json"):
        data = SOURCE.sub(b"", files[name])
        for mark in (
            b'"correct"',
            b'"accepts"',
            b'"target"',
            b'"range"',
            b'"bank"',
            b"data-from=",
            b"data-text=",
            b"data-option",
        ):
            assert mark not in data, f"{mark!r} in {name}"


# --- all of it can be read, and nothing pretends to record ---


def test_there_is_nothing_to_answer_with(whole: ResolvedCourse) -> None:
    page = document(copied(whole))
    for article in page.all("article"):
        controls = {element.tag for element in article.all()} & {"form", "input", "select", "textarea", "fieldset"}
        assert controls == set(), article.get("id")


def test_every_question_is_asked_and_every_situation_told(whole: ResolvedCourse) -> None:
    text = " ".join(document(copied(whole)).text.split())
    for question in asked(whole):
        assert plain(question.prompt).split("\n")[-1][-60:] in text, question.id
        if question.type not in ("gap", "true-false"):
            assert all(plain(option.text) in text for option in question.options), question.id
    for scenario in whole.scenarios:
        for node in scenario.nodes:
            assert (node.end or node.question or "") in text
            assert all(
                plain(choice.text) in text and set(choice.cost) <= {c for c in choice.cost if c in text}
                for choice in node.choices
            )


def test_the_bank_stands_under_its_objectives(whole: ResolvedCourse) -> None:
    copy = published(whole)
    assert copy.test is None
    assert copy.published
    for test, before in zip(copy.published, whole.tests, strict=True):
        assert sum(len(items) for _, items in test.groups) == len(before.bank)
        titles = {objective.text for objective in whole.objectives}
        assert {objective for objective, _ in test.groups} <= titles
    page = document(copied(whole))
    article = next(one for one in page.all("article") if one.get("id") == f"bank_{copy.published[0].id}")
    assert [heading.text for heading in article.all("h2")] == [objective for objective, _ in copy.published[0].groups]


def test_it_says_what_it_is_in_the_language_of_the_course(course: Callable[..., ResolvedCourse]) -> None:
    files = {"course.yaml": {**course_files()["course.yaml"], "language": "es"}}
    text = document(copied(course(files))).text
    assert "Copia pública: no se muestran las respuestas y no se registra nada." in text


def test_where_the_interface_does_not_speak_the_language_it_says_so(course: Callable[..., ResolvedCourse]) -> None:
    files = copied(course({"course.yaml": {**course_files()["course.yaml"], "language": "ar"}}))
    html = files["index.html"].decode()
    assert "\ufdd0" not in html
    assert "\ufdd1" not in html
    (notice, *_) = [one for one in read_html(html).all("p") if one.get("class") == "notice"]
    assert [span.get("lang") for span in notice.all("span")] in ([], ["en"])
    article = next(one for one in read_html(html).all("article") if one.get("id").startswith("bank_"))
    assert (article.get("lang"), article.get("dir")) == ("ar", "rtl")
    spoken = [one.text for one in article.all("span") if one.get("lang") == "en"]
    assert any("These" in text or "Choose" in text for text in spoken)


def test_other_packages_have_no_word_of_it(gallery: ResolvedCourse) -> None:
    html = render_site(gallery)["index.html"].decode()
    assert "Public copy" not in html
    assert SPECS["published"]["examples"]
