"""CourseData (player/src/data.ts): what the run-time must know of a course, in the words of its interface."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder import __version__
from builder.course import ids
from builder.course.model.blocks.checklist import Checklist
from builder.course.resolved import (
    Acknowledgement,
    FinalTest,
    Lesson,
    Node,
    Option,
    Page,
    Question,
    Range,
    ResolvedCourse,
    Scenario,
    Survey,
    Target,
)
from builder.render.catalogue import Words
from builder.render.markdown import plain
from builder.render.scales import worded

Data = dict[str, Any]


def course_data(course: ResolvedCourse, words: Words) -> Data:
    """The same for every agency and format."""
    bank = [item for test in course.tests for item in test.bank]
    return {
        "id": course.id,
        "iri": course.iri,
        "version": course.version,
        "title": course.title,
        "description": course.description,
        "language": course.language,
        "generator": f"peacebuilder/{__version__}",
        "objectives": [{"id": o.id, "iri": o.iri, "text": o.text} for o in course.objectives],
        "modules": [
            {"id": m.id, "iri": m.iri, "title": m.title, "lessons": [_lesson(lesson) for lesson in m.lessons]}
            for m in course.modules
        ],
        "questions": {question.id: _question(worded(question, words)) for question in (*course.questions, *bank)},
        "scenarios": {
            scenario.id: _scenario(scenario, lesson) for lesson in course.lessons for scenario in _scenarios(lesson)
        },
        "acknowledgements": {
            block.id: _acknowledgement(block, lesson.id)
            for lesson in course.lessons
            for page in lesson.pages
            for block in page.blocks
            if isinstance(block, Acknowledgement)
        },
        "checklists": {block.id: _checklist(block) for block in course.blocks if isinstance(block, Checklist)},
        "tests": [_test(test) for test in course.tests],
        "navigation": course.navigation,
        "completion": course.completion.model_dump(),
        "strings": dict(words.player),
    }


def _lesson(lesson: Lesson) -> Data:
    pages = [_page(page, lesson) for page in lesson.pages]
    return {
        "id": lesson.id,
        "key": lesson.key,
        "iri": lesson.iri,
        "title": lesson.title,
        "minutes": lesson.minutes,
        "leastMinutes": lesson.least_minutes,
        "pages": pages,
    }


def _page(page: Page, lesson: Lesson) -> Data:
    return {
        "ref": f"{lesson.id}/{page.id}",
        "key": page.key,
        "iri": page.iri,
        "anchor": page.anchor,
        "title": page.title,
        "questions": [*_asked(page)],
        "scenarios": [block.id for block in page.blocks if isinstance(block, Scenario)],
        "acknowledgements": [block.id for block in page.blocks if isinstance(block, Acknowledgement)],
    }


def _asked(page: Page) -> Iterator[str]:
    """What the learner must answer, which the comment of a survey is not."""
    for block in page.blocks:
        if isinstance(block, Question):
            yield block.id
        elif isinstance(block, Survey):
            yield from (question.id for question in block.questions if question.type == "likert")


def _question(question: Question) -> Data:
    return {
        "id": question.id,
        "key": question.key,
        "iri": question.iri,
        "type": question.type,
        "prompt": plain(question.prompt),
        "options": [_option(option) for option in question.options],
        "shuffle": question.shuffle,
        "objective": question.objective,
        "lesson": question.lesson,
        **_said(
            targets=[_named(target) for target in question.targets],
            accepts=question.accepts,
            caseMatters=question.case_matters,
            length=question.length,
            range=_range(question.range),
            many=question.many,
            partial=question.partial,
            tries=question.tries,
        ),
    }


def _option(option: Option) -> Data:
    return {**_named(option), **_said(correct=option.correct, target=option.target, accepts=option.accepts)}


def _named(part: Option | Target) -> Data:
    return {"id": part.id, "key": part.key, "letter": part.letter, "text": plain(part.text)}


def _range(range_: Range | None) -> Data | None:
    return {"answer": range_.answer, "min": range_.min, "max": range_.max} if range_ else None


def _said(**fields: object) -> Data:
    """Without what says nothing: most questions have few of the fields that others need."""
    return {name: value for name, value in fields.items() if value}


def _scenarios(lesson: Lesson) -> list[Scenario]:
    return [block for page in lesson.pages for block in page.blocks if isinstance(block, Scenario)]


def _scenario(scenario: Scenario, lesson: Lesson) -> Data:
    return {
        "id": scenario.id,
        "key": scenario.key,
        "iri": scenario.iri,
        "title": scenario.title,
        "start": scenario.start,
        "lesson": lesson.id,
        "nodes": {node.id: _node(node) for node in scenario.nodes},
    }


def _node(node: Node) -> Data:
    return {
        "id": node.id,
        "key": node.key,
        "iri": node.iri,
        "question": node.question if node.end is None else None,
        "choices": [
            {"id": c.id, "key": c.key, "letter": c.letter, "text": plain(c.text), "next": c.next} for c in node.choices
        ],
        "end": node.end,
        "safe": node.safe,
    }


def _acknowledgement(block: Acknowledgement, lesson: str | None) -> Data:
    return {"id": block.id, "key": block.key, "iri": block.iri, "text": plain(block.text), "lesson": lesson}


def _checklist(block: Checklist) -> Data:
    items = [{"id": item.id, "key": ids.item_key(block.id, item.id)} for item in block.items]
    return {"id": block.id, "key": ids.checklist_key(block.id), "items": items}


def _test(test: FinalTest) -> Data:
    return {
        "id": test.id,
        "key": test.key,
        "iri": test.iri,
        "title": test.title,
        "module": test.module,
        "own": {"passMark": test.pass_mark, "attempts": test.attempts} if test.module else None,
        "opens": test.opens,
        "shuffle": test.shuffle,
        "review": test.review,
        "reviewAfter": test.review_after,
        "attestation": _acknowledgement(test.attestation, None) if test.attestation else None,
        "blueprint": [{"objective": draw.objective, "items": draw.items} for draw in test.blueprint],
        "bank": [question.id for question in test.bank],
    }
