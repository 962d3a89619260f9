"""A course to its public copy: all that can be read stays, whatever tells a right answer is not taken along.

Nothing is crossed out here: each part of a question that may be published is named, so that a new field stays private
until somebody decides otherwise. Scenarios stay whole: their choices are not marked, and where each leads is the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from builder.course.model.blocks.checklist import Checklist
from builder.course.model.blocks.fill_in import FillIn
from builder.course.model.blocks.gap import GapText
from builder.course.model.blocks.likert import Likert
from builder.course.model.blocks.mark import Mark
from builder.course.model.blocks.numeric import Numeric
from builder.course.model.blocks.point import Point
from builder.course.model.blocks.reflection import Reflection
from builder.course.resolved import (
    Acknowledgement,
    Asked,
    AskedSurvey,
    Block,
    FinalTest,
    Line,
    Module,
    Objective,
    Picture,
    Published,
    PublishedTest,
    Question,
    QuestionType,
    ResolvedCourse,
    Scenario,
    Survey,
)


def published(course: ResolvedCourse) -> ResolvedCourse:
    """The public copy; for every agency of a course it differs by the agency alone."""
    return replace(
        course,
        modules=tuple(_module(module) for module in course.modules),
        navigation="free",
        test=None,
        test_outs=(),
        published=tuple(_test(test, course) for test in course.tests),
    )


def _module(module: Module) -> Module:
    lessons = (
        replace(
            lesson,
            least_minutes=0,
            pages=tuple(replace(page, blocks=tuple(map(_block, page.blocks))) for page in lesson.pages),
        )
        for lesson in module.lessons
    )
    return replace(module, lessons=tuple(lessons))


def _block(block: Block) -> Block:
    if isinstance(block, Question):
        return Published(asked(block))
    if isinstance(block, Survey):
        return Published(_survey(block))
    if isinstance(block, Acknowledgement | Checklist | Reflection | Scenario):
        return Published(block)
    return block


def _survey(survey: Survey) -> AskedSurvey:
    statements = [question for question in survey.questions if question.type == "likert"]
    comment = next((question.prompt for question in survey.questions if question.type == "fill-in"), None)
    prompts = tuple(question.prompt for question in statements)
    return AskedSurvey(survey.title, survey.intro, prompts, asked(statements[0]).lines, comment)


def _test(test: FinalTest, course: ResolvedCourse) -> PublishedTest:
    return PublishedTest(
        id=test.id,
        title=test.title,
        module=next((module.title for module in course.modules if module.id == test.module), None),
        intro=test.intro,
        attestation=test.attestation,
        drawn=sum(draw.items for draw in test.blueprint),
        groups=tuple(_groups(test.bank, course.objectives)),
    )


def _groups(
    bank: Iterable[Question], objectives: Iterable[Objective]
) -> Iterator[tuple[str | None, tuple[Asked, ...]]]:
    """The items by objective; last those that have none."""
    items: dict[str | None, list[Asked]] = {}
    for question in bank:
        items.setdefault(question.objective, []).append(asked(question))
    for id_, text in [*((objective.id, objective.text) for objective in objectives), (None, None)]:
        if id_ in items:
            yield text, tuple(items[id_])


def asked(question: Question) -> Asked:
    """What is asked, without what is right: neither marked, nor said, nor told by an order."""
    plain = Asked(type=question.type, prompt=question.prompt, many=question.many)
    return SHOWN[question.type](plain, question)


def _by_text(plain: Asked, question: Question) -> Asked:
    """Authors may write right answers first, and write items in the order of their targets, or in the right one."""
    return replace(
        plain,
        lines=tuple(Line(text) for text in _sorted(option.text for option in question.options)),
        targets=_sorted(target.text for target in question.targets),
    )


def _sorted(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(texts, key=lambda text: (text.casefold(), text)))


def _true_false(plain: Asked, _: Question) -> Asked:
    return replace(plain, lines=(Line("", word="true"), Line("", word="false")))


def _scale(plain: Asked, question: Question) -> Asked:
    """A scale runs from one end to the other, and nothing on it is right."""
    shared = isinstance(question.block, Likert) and isinstance(question.block.scale, str)
    return replace(
        plain, lines=tuple(Line("", word=o.id) if shared else Line(o.text) for o in question.options), is_open=True
    )


def _mark(plain: Asked, question: Question) -> Asked:
    """The lines of a transcript stand in the order in which they were said."""
    lines = question.block.lines if isinstance(question.block, Mark) else ()
    return replace(plain, lines=tuple(Line(line.text, line.who, line.language) for line in lines))


def _point(plain: Asked, question: Question) -> Asked:
    """Numbered as one reads, from the top down."""
    block = question.block
    if not isinstance(block, Point):
        raise TypeError(block)
    spots = sorted(block.spots, key=lambda spot: (spot.y, spot.x, spot.label))
    areas = tuple((spot.x, spot.y, spot.width, spot.height) for spot in spots)
    lines = tuple(Line(spot.label) for spot in spots)
    return replace(plain, lines=lines, picture=Picture(block.src, block.alt or "", areas))


def _gap(plain: Asked, question: Question) -> Asked:
    block = question.block
    if not isinstance(block, GapText):
        raise TypeError(block)
    return replace(plain, text=block.text, gaps=tuple((gap.id, _sorted(gap.choices)) for gap in block.gaps))


def _written(plain: Asked, question: Question) -> Asked:
    block = question.block
    unit = block.unit if isinstance(block, Numeric) else None
    return replace(plain, unit=unit, is_open=isinstance(block, FillIn) and block.long)


SHOWN: Final[Mapping[QuestionType, Callable[[Asked, Question], Asked]]] = {
    "choice": _by_text,
    "fill-in": _written,
    "gap": _gap,
    "likert": _scale,
    "mark": _mark,
    "matching": _by_text,
    "multiple": _by_text,
    "numeric": _written,
    "ordering": _by_text,
    "point": _point,
    "sorting": _by_text,
    "true-false": _true_false,
}
