"""The scales that all courses share, in the words of the catalogue."""

from __future__ import annotations

from dataclasses import replace

from builder.course.resolved import Question
from builder.render.catalogue import Words


def worded(question: Question, words: Words) -> Question:
    """With the texts of a named scale; any other question as it is."""
    scale = getattr(question.block, "scale", None)
    if not isinstance(scale, str):
        return question
    options = (replace(option, text=words(f"scale.{option.id}")) for option in question.options)
    return replace(question, options=tuple(options))
