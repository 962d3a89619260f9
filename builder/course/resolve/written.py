"""Questions that are answered by writing: what is right, in the terms of resolved.Question."""

from __future__ import annotations

from decimal import Decimal

from builder.course import ids, resolved
from builder.course.model.blocks.fill_in import FillIn
from builder.course.model.blocks.gap import GapText
from builder.course.model.blocks.numeric import Numeric
from builder.course.resolve.parts import Parts


def fill_in(question: FillIn) -> Parts:
    right = tuple(answer.text for answer in question.answers if answer.correct)
    return Parts(accepts=right, case_matters=question.case_matters, length=question.length)


def gap(question: GapText) -> Parts:
    return Parts(
        options=tuple(
            resolved.Option(
                id=gap.id,
                key=ids.option_key(question.id, gap.id),
                letter=letter,
                text=gap.answers[0],
                feedback=gap.feedback,
                accepts=gap.answers,
            )
            for letter, gap in zip(ids.LETTERS, question.gaps, strict=False)
        ),
        case_matters=question.case_matters,
        length=question.length,
    )


def numeric(question: Numeric) -> Parts:
    """Decimal, since 0.7 + 0.1 is less than 0.8 in binary numbers."""
    answer, tolerance = Decimal(str(question.answer)), Decimal(str(question.tolerance))
    return Parts(range=resolved.Range(float(answer), float(answer - tolerance), float(answer + tolerance)))
