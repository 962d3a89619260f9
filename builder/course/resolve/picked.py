"""Questions in which spots, lines or points of a scale are chosen, in the terms of resolved.Question."""

from __future__ import annotations

from builder.course import ids, resolved
from builder.course.model.blocks.likert import Likert
from builder.course.model.blocks.mark import Mark
from builder.course.model.blocks.point import Point
from builder.course.resolve.parts import Parts

SCALES: dict[str, tuple[str, ...]] = {
    "agreement-5": ("strongly-disagree", "disagree", "undecided", "agree", "strongly-agree"),
    "frequency-5": ("never", "rarely", "sometimes", "often", "always"),
    "confidence-5": ("not-at-all", "slightly", "somewhat", "fairly", "completely"),
}
"""The points of the scales that all courses share; render has their texts, in the language of the course."""


def point(question: Point) -> Parts:
    options = tuple(
        resolved.Option(
            id=spot.id,
            key=ids.option_key(question.id, spot.id),
            letter=letter,
            text=spot.label,
            correct=spot.correct,
            feedback=spot.feedback,
        )
        for letter, spot in zip(ids.LETTERS, question.spots, strict=False)
    )
    return Parts(options=options, many=sum(spot.correct for spot in question.spots) > 1)


def mark(question: Mark) -> Parts:
    options = tuple(
        resolved.Option(
            id=line.id,
            key=ids.option_key(question.id, line.id),
            letter=letter,
            text=line.text,
            correct=line.correct,
            feedback=line.feedback,
        )
        for letter, line in zip(ids.LETTERS, question.lines, strict=False)
    )
    return Parts(options=options, many=True)


def likert(question: Likert) -> Parts:
    """The points of a named scale have no text yet."""
    steps = question.scale
    points = (
        [(id_, "") for id_ in SCALES[steps]] if isinstance(steps, str) else [(step.id, step.text) for step in steps]
    )
    return Parts(
        options=tuple(
            resolved.Option(id=id_, key=ids.option_key(question.id, id_), letter=letter, text=text)
            for letter, (id_, text) in zip(ids.LETTERS, points, strict=False)
        )
    )
