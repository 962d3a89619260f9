"""A course to its codebook: every id that reports and records may hold, and what it means; never part of a package.

What is right is written in the notation of each standard, letter by letter as the run-time tells it
(player/src/tracking: scorm12.ts, scorm2004.ts, xapi/interaction.ts), so that a program can look up what an LMS reports.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Final, Protocol

from builder.course.resolved import (
    Acknowledgement,
    FinalTest,
    Lesson,
    Node,
    Objective,
    Page,
    Question,
    ResolvedCourse,
    Scenario,
    Survey,
)
from builder.records.notation import (
    Right,
    interaction_2004,
    interaction_of,
    rights,
    scorm12_id,
    scorm2004_id,
)
from builder.render.catalogue import Words, words
from builder.render.markdown import plain
from builder.render.scales import worded

FORMAT: Final = 1
"""Of the columns: more may follow, none goes or changes its meaning without another number."""
FOLDER: Final = "codebook"
BOM: Final = "\ufeff"
"""Without it Excel takes UTF-8 for the code page of the machine."""
ACTIVE: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would compute; docs/analyst.md says what is done to it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing with an id; what does not apply to its kind is empty."""

    kind: str
    id: str
    parent: str = ""
    text: str = ""
    type: str = ""
    iri: str = ""
    scorm12_id: str = ""
    scorm2004_id: str = ""
    interaction: str = ""
    scorm2004_interaction: str = ""
    letter: str = ""
    objective: str = ""
    lesson: str = ""
    test: str = ""
    correct: bool | None = None
    target: str = ""
    next: str = ""
    accepts: tuple[str, ...] = ()
    scorm12_right: tuple[str, ...] = ()
    scorm2004_right: tuple[str, ...] = ()
    xapi_right: tuple[str, ...] = ()
    minutes: int | None = None
    items: int | None = None


NAMES: Final = tuple(field.name for field in fields(Row))
COLUMNS: Final = ("course", "version", *NAMES)


def codebooks(course: ResolvedCourse) -> Iterator[tuple[str, bytes]]:
    """The files of an output folder, by name; those of other versions stay, since reports of them still come."""
    rows = codebook(course)
    for ending, make in (("csv", as_csv), ("json", as_json)):
        yield f"{FOLDER}/{course.id}-{course.version}.{ending}", make(course, rows)


def codebook(course: ResolvedCourse) -> tuple[Row, ...]:
    """All rows, in the order of the course."""
    return tuple(_rows(course, words(course.language).bare))


class Named(Protocol):
    """A course, as far as its codebook says it once for all rows."""

    @property
    def id(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def iri(self) -> str: ...


def as_csv(course: Named, rows: Iterable[Row]) -> bytes:
    """For spreadsheets: several values of a cell stand on lines of their own, and nothing in it is computed."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([course.id, course.version, *(_cell(getattr(row, name)) for name in NAMES)])
    return (BOM + text.getvalue()).encode()


def as_json(course: Named, rows: Iterable[Row]) -> bytes:
    """For programs: every text as it is, a row a line."""
    content = {"format": FORMAT, "course": course.id, "version": course.version, "iri": course.iri}
    head = json.dumps(content, ensure_ascii=False)[:-1]
    lines = ",\n".join(json.dumps({name: getattr(row, name) for name in NAMES}, ensure_ascii=False) for row in rows)
    return f'{head}, "rows": [\n{lines}\n]}}\n'.encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = "\n".join(value) if isinstance(value, tuple) else str(value)
    return f"'{text}" if text.startswith(ACTIVE) else text


def _rows(course: ResolvedCourse, t: Words) -> Iterator[Row]:
    yield Row("course", course.id, text=course.title, iri=course.iri)
    yield from map(_objective, course.objectives)
    for module in course.modules:
        yield Row("module", module.id, parent=course.id, text=module.title, iri=module.iri)
        for lesson in module.lessons:
            yield Row("lesson", lesson.id, parent=module.id, text=lesson.title, iri=lesson.iri, minutes=lesson.minutes)
            for page in lesson.pages:
                yield from _page(page, lesson, t)
    for test in course.tests:
        yield from _test(test, t)


def _objective(objective: Objective) -> Row:
    return Row(
        "objective",
        objective.id,
        parent=objective.part_of or "",
        text=objective.text,
        iri=objective.iri,
        scorm12_id=scorm12_id(objective.id),
        scorm2004_id=scorm2004_id(objective.id),
    )


def _page(page: Page, lesson: Lesson, t: Words) -> Iterator[Row]:
    ref = f"{lesson.id}/{page.id}"
    yield Row("page", ref, parent=lesson.id, text=page.title, iri=page.iri, lesson=lesson.id)
    for block in page.blocks:
        if isinstance(block, Question):
            yield from _question(block, ref, "", t)
        elif isinstance(block, Survey):
            yield Row("survey", block.id, parent=ref, text=block.title, lesson=lesson.id)
            for question in block.questions:
                yield from _question(question, block.id, "", t)
        elif isinstance(block, Scenario):
            yield from _scenario(block, ref, lesson.id)
        elif isinstance(block, Acknowledgement):
            yield _acknowledgement(block, ref, lesson.id, "")


def _test(test: FinalTest, t: Words) -> Iterator[Row]:
    drawn = sum(draw.items for draw in test.blueprint)
    yield Row("test", test.id, parent=test.module or "", text=test.title, iri=test.iri, test=test.id, items=drawn)
    if test.attestation:
        yield _acknowledgement(test.attestation, test.id, "", test.id)
    for question in test.bank:
        yield from _question(question, test.id, test.id, t)


def _acknowledgement(block: Acknowledgement, parent: str, lesson: str, test: str) -> Row:
    return Row(
        "acknowledgement",
        block.id,
        parent=parent,
        text=plain(block.text),
        iri=block.iri,
        scorm12_id=scorm12_id(block.id),
        scorm2004_id=scorm2004_id(block.id),
        interaction="true-false",
        scorm2004_interaction="true-false",
        lesson=lesson,
        test=test,
    )


def _question(question: Question, parent: str, test: str, t: Words) -> Iterator[Row]:
    question = worded(question, t)
    right: Right = rights(question)
    yield Row(
        "question",
        question.id,
        parent=parent,
        text=plain(question.prompt),
        type=question.type,
        iri=question.iri,
        scorm12_id=scorm12_id(question.id),
        scorm2004_id=scorm2004_id(question.id),
        interaction=interaction_of(question),
        scorm2004_interaction=interaction_2004(question),
        objective=question.objective or "",
        lesson=question.lesson or "",
        test=test,
        accepts=question.accepts,
        scorm12_right=right.scorm12,
        scorm2004_right=right.scorm2004,
        xapi_right=right.xapi,
    )
    chosen = any(option.correct for option in question.options)
    for option in question.options:
        gap = question.type == "gap"
        yield Row(
            "gap" if gap else "option",
            option.id,
            parent=question.id,
            text="" if gap else plain(option.text),
            letter=option.letter,
            test=test,
            correct=option.correct if chosen else None,
            target=option.target or "",
            accepts=option.accepts,
        )
    for target in question.targets:
        yield Row("target", target.id, parent=question.id, text=plain(target.text), letter=target.letter, test=test)


def _scenario(scenario: Scenario, ref: str, lesson: str) -> Iterator[Row]:
    yield Row("scenario", scenario.id, parent=ref, text=scenario.title, iri=scenario.iri, lesson=lesson)
    for node in scenario.nodes:
        yield from _end(node, scenario, lesson) if node.end is not None else _situation(node, scenario, lesson)


def _end(node: Node, scenario: Scenario, lesson: str) -> Iterable[Row]:
    safe = "safe" if node.safe else "unsafe"
    return (Row("end", node.id, parent=scenario.id, text=node.end or "", type=safe, lesson=lesson),)


def _situation(node: Node, scenario: Scenario, lesson: str) -> Iterator[Row]:
    # Ids have no underscore, so this is one situation of one scenario.
    told = f"{scenario.id}_{node.id}"
    yield Row(
        "situation",
        node.id,
        parent=scenario.id,
        text=node.question or "",
        iri=node.iri,
        scorm12_id=scorm12_id(told),
        scorm2004_id=scorm2004_id(told),
        interaction="choice",
        scorm2004_interaction="choice",
        lesson=lesson,
    )
    for choice in node.choices:
        yield Row(
            "choice",
            choice.id,
            parent=told,
            text=plain(choice.text),
            letter=choice.letter,
            next=choice.next,
            lesson=lesson,
        )
