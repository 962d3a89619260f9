"""The part of a question that takes the answer, by type: to add one, write its folder, then name it here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from markupsafe import Markup

from builder.course.resolved import Question, QuestionType
from builder.render.components.fill_in.component import fill_in
from builder.render.components.gap.component import gap
from builder.render.components.likert.component import likert
from builder.render.components.mark.component import mark
from builder.render.components.numeric.component import numeric
from builder.render.components.ordering.component import ordering
from builder.render.components.pairs.component import pairs
from builder.render.components.pick.component import pick
from builder.render.components.point.component import point
from builder.render.place import Place

Body = Callable[[Question, Place], Markup]

BODIES: Final[Mapping[QuestionType, Body]] = {
    "choice": pick,
    "fill-in": fill_in,
    "gap": gap,
    "likert": likert,
    "mark": mark,
    "matching": pairs,
    "multiple": pick,
    "ordering": ordering,
    "sorting": pairs,
    "numeric": numeric,
    "point": point,
    "true-false": pick,
}
