"""What is put to targets: matched with one, or sorted into a group."""

from __future__ import annotations

from builder.course import ids, resolved
from builder.course.model.blocks.matching import Matching
from builder.course.model.blocks.sorting import Sorting
from builder.course.resolve.parts import Parts


def matching(question: Matching) -> Parts:
    options = [(item.id, item.text, item.match, item.feedback) for item in question.items]
    return _pairs(question.id, options, [(target.id, target.text) for target in question.targets])


def sorting(question: Sorting) -> Parts:
    options = [(item.id, item.text, item.group, item.feedback) for item in question.items]
    return _pairs(question.id, options, [(group.id, group.title) for group in question.groups])


def _pairs(question: str, options: list[tuple[str, str, str, str | None]], targets: list[tuple[str, str]]) -> Parts:
    return Parts(
        options=tuple(
            resolved.Option(
                id=id,
                key=ids.option_key(question, id),
                letter=letter,
                text=text,
                feedback=feedback,
                target=target,
            )
            for letter, (id, text, target, feedback) in zip(ids.SOURCE_LETTERS, options, strict=False)
        ),
        targets=tuple(
            resolved.Target(id=id, key=ids.target_key(question, id), letter=letter, text=text)
            for letter, (id, text) in zip(ids.LETTERS, targets, strict=False)
        ),
    )
