"""Answers that all courses share, true and false and the points of scales, in the words of the catalogue."""

from __future__ import annotations

from dataclasses import replace

from builder.course.resolved import Question
from builder.render.catalogue import Words


def worded(question: Question, words: Words) -> Question:
    """With the texts of such answers; any other question as it is."""
    if question.type == "true-false":
        kind = "question"
    elif isinstance(getattr(question.block, "scale", None), str):
        kind = "scale"
    else:
        return question
    options = (replace(option, text=words(f"{kind}.{option.id}")) for option in question.options)
    return replace(question, options=tuple(options))
