"""The part of a question that takes the answer, by type: to add one, write its folder, then name it here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from markupsafe import Markup

from builder.course.resolved import Question, QuestionType
from builder.render.components.pick.component import pick
from builder.render.place import Place

Body = Callable[[Question, Place], Markup]

BODIES: Final[Mapping[QuestionType, Body]] = {
    "choice": pick,
    "multiple": pick,
    "true-false": pick,
}
