"""What the learner chooses, orders, matches, sorts or fills in a question, and what of it is right, by type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from builder.course import ids, resolved
from builder.course.model.blocks import AnyQuestion
from builder.course.model.blocks.choice import Choice
from builder.course.model.blocks.fill_in import FillIn
from builder.course.model.blocks.gap import GapText
from builder.course.model.blocks.likert import Likert
from builder.course.model.blocks.mark import Mark
from builder.course.model.blocks.matching import Matching
from builder.course.model.blocks.multiple import Multiple
from builder.course.model.blocks.numeric import Numeric
from builder.course.model.blocks.ordering import Ordering
from builder.course.model.blocks.point import Point
from builder.course.model.blocks.sorting import Sorting
from builder.course.model.blocks.true_false import TrueFalse
from builder.course.resolve.ordering import ordering
from builder.course.resolve.pairs import matching, sorting
from builder.course.resolve.parts import Parts, lettered
from builder.course.resolve.picked import likert, mark, point
from builder.course.resolve.written import fill_in, gap, numeric


def _choice(question: Choice) -> Parts:
    return Parts(options=_options(question))


def _multiple(question: Multiple) -> Parts:
    return Parts(options=_options(question), many=True)


def _true_false(question: TrueFalse) -> Parts:
    return Parts(
        options=tuple(
            resolved.Option(
                id=word,
                key=ids.option_key(question.id, word),
                letter=word[0],
                text=word.capitalize(),
                correct=question.answer is (word == "true"),
            )
            for word in ("true", "false")
        )
    )


def _options(question: Choice | Multiple) -> tuple[resolved.Option, ...]:
    return lettered(question.id, ((o.id, o.text, o.correct, o.feedback) for o in question.options))


PARTS: Final[Mapping[type, Callable[[Any], Parts]]] = {
    Choice: _choice,
    FillIn: fill_in,
    GapText: gap,
    Likert: likert,
    Mark: mark,
    Matching: matching,
    Multiple: _multiple,
    Numeric: numeric,
    Ordering: ordering,
    Point: point,
    Sorting: sorting,
    TrueFalse: _true_false,
}
"""To add a type of question, write its parts here or in a file of its own."""


def question(course: str, block: AnyQuestion, lesson: str | None) -> resolved.Question:
    """`course` is the course's IRI; `lesson` where the question stands or, in a bank, where it leads back to."""
    parts = PARTS[type(block)](block)
    return resolved.Question(
        id=block.id,
        key=ids.question_key(block.id),
        iri=ids.iri(course, "question", block.id),
        type=block.type,
        prompt=block.prompt,
        options=parts.options,
        targets=parts.targets,
        accepts=parts.accepts,
        range=parts.range,
        many=parts.many,
        case_matters=parts.case_matters,
        length=parts.length,
        partial=getattr(block, "partial", False),
        tries=block.tries,
        hint=block.hint,
        right=block.feedback.right,
        wrong=block.feedback.wrong,
        shuffle=getattr(block, "shuffle", False),
        objective=block.objective,
        lesson=lesson,
        block=block,
    )
