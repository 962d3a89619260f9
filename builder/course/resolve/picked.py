"""Questions in which spots, lines or points of a scale are chosen, in the terms of resolved.Question."""

from __future__ import annotations

from builder.course.model.blocks.likert import Likert
from builder.course.model.blocks.mark import Mark
from builder.course.model.blocks.point import Point
from builder.course.resolve.parts import Parts, lettered

SCALES: dict[str, tuple[str, ...]] = {
    "agreement-5": ("strongly-disagree", "disagree", "undecided", "agree", "strongly-agree"),
    "frequency-5": ("never", "rarely", "sometimes", "often", "always"),
    "confidence-5": ("not-at-all", "slightly", "somewhat", "fairly", "completely"),
}
"""The points of the scales that all courses share; render has their texts, in the language of the course."""


def point(question: Point) -> Parts:
    rows = ((spot.id, spot.label, spot.correct, spot.feedback) for spot in question.spots)
    return Parts(options=lettered(question.id, rows), many=sum(spot.correct for spot in question.spots) > 1)


def mark(question: Mark) -> Parts:
    rows = ((line.id, line.text, line.correct, line.feedback) for line in question.lines)
    return Parts(options=lettered(question.id, rows), many=True)


def likert(question: Likert) -> Parts:
    """The points of a named scale have no text yet."""
    steps = question.scale
    points = (
        [(id_, "") for id_ in SCALES[steps]] if isinstance(steps, str) else [(step.id, step.text) for step in steps]
    )
    return Parts(options=lettered(question.id, ((id_, text, False, None) for id_, text in points)))
