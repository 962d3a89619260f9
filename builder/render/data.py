"""CourseData (player/src/data.ts): what the run-time must know of a course, in the words of its interface."""

from __future__ import annotations

from typing import Any

from builder import __version__
from builder.course.resolved import FinalTest, Lesson, Node, Page, Question, ResolvedCourse, Scenario
from builder.render.catalogue import Words
from builder.render.markdown import plain

Data = dict[str, Any]


def course_data(course: ResolvedCourse, words: Words) -> Data:
    """The same for every agency and format."""
    bank = course.test.bank if course.test else ()
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
        "questions": {question.id: _question(question) for question in (*course.questions, *bank)},
        "scenarios": {
            scenario.id: _scenario(scenario, lesson) for lesson in course.lessons for scenario in _scenarios(lesson)
        },
        "test": _test(course.test) if course.test else None,
        "completion": course.completion.model_dump(),
        "strings": dict(words.player),
    }


def _lesson(lesson: Lesson) -> Data:
    pages = [_page(page, lesson) for page in lesson.pages]
    return {"id": lesson.id, "iri": lesson.iri, "title": lesson.title, "minutes": lesson.minutes, "pages": pages}


def _page(page: Page, lesson: Lesson) -> Data:
    return {
        "ref": f"{lesson.id}/{page.id}",
        "key": page.key,
        "iri": page.iri,
        "anchor": page.anchor,
        "title": page.title,
        "questions": [block.id for block in page.blocks if isinstance(block, Question)],
        "scenarios": [block.id for block in page.blocks if isinstance(block, Scenario)],
    }


def _question(question: Question) -> Data:
    return {
        "id": question.id,
        "key": question.key,
        "iri": question.iri,
        "type": question.type,
        "prompt": plain(question.prompt),
        "options": [
            {"id": o.id, "key": o.key, "letter": o.letter, "text": plain(o.text), "correct": o.correct}
            for o in question.options
        ],
        "shuffle": question.shuffle,
        "objective": question.objective,
        "lesson": question.lesson,
    }


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


def _test(test: FinalTest) -> Data:
    return {
        "id": test.id,
        "iri": test.iri,
        "title": test.title,
        "opens": test.opens,
        "shuffle": test.shuffle,
        "review": test.review,
        "blueprint": [{"objective": draw.objective, "items": draw.items} for draw in test.blueprint],
        "bank": [question.id for question in test.bank],
    }
