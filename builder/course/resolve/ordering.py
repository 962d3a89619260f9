"""What is put in order."""

from __future__ import annotations

from builder.course.model.blocks.ordering import Ordering
from builder.course.resolve.parts import Parts, lettered


def ordering(question: Ordering) -> Parts:
    return Parts(options=lettered(question.id, ((item.id, item.text, False, item.feedback) for item in question.items)))
