"""What is put in order."""

from __future__ import annotations

from builder.course import ids, resolved
from builder.course.model.blocks.ordering import Ordering
from builder.course.resolve.parts import Parts


def ordering(question: Ordering) -> Parts:
    return Parts(
        options=tuple(
            resolved.Option(
                id=item.id,
                key=ids.option_key(question.id, item.id),
                letter=letter,
                text=item.text,
                feedback=item.feedback,
            )
            for letter, item in zip(ids.LETTERS, question.items, strict=False)
        )
    )
