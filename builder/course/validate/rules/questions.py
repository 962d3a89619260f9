"""Questions in lessons and in the bank: what is right, and that answers differ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.course.load.document import NodePath
from builder.course.model.blocks import QUESTIONS
from builder.course.model.blocks.choice import Choice
from builder.course.model.blocks.multiple import Multiple
from builder.course.validate.draft import Draft, Part
from builder.diagnostics import Diagnostic

Asked = tuple[Part[Any], NodePath, Choice | Multiple]


def no_right_answer(draft: Draft) -> Iterator[Diagnostic]:
    """Q501 and Q503."""
    for part, path, question in _with_options(draft):
        if not _right(question):
            code = "Q501" if isinstance(question, Choice) else "Q503"
            text = f"the question '{question.id}' has no right answer"
            yield part.problem(
                code, part.document.at_key((*path, "options")), text, "add `correct: true` to the right option"
            )


def several_right_answers(draft: Draft) -> Iterator[Diagnostic]:
    """Q502."""
    for part, path, question in _with_options(draft):
        right = _right(question)
        if isinstance(question, Choice) and len(right) > 1:
            text = f"the question '{question.id}' has {len(right)} right answers, but a choice has one"
            where = (*path, "options", right[1], "correct")
            yield part.problem("Q502", where, text, "leave one right, or use `type: multiple`")


def every_answer_right(draft: Draft) -> Iterator[Diagnostic]:
    """Q504."""
    for part, path, question in _with_options(draft):
        if isinstance(question, Multiple) and len(_right(question)) == len(question.options):
            text = f"every answer of the question '{question.id}' is right"
            yield part.problem("Q504", part.document.at_key((*path, "options")), text, "add an answer that is wrong")


def same_answer_twice(draft: Draft) -> Iterator[Diagnostic]:
    """Q505."""
    for part, path, question in _with_options(draft):
        seen: dict[str, str] = {}
        for place, option in enumerate(question.options):
            words = " ".join(option.text.split()).casefold()
            first = seen.setdefault(words, option.id)
            if first != option.id:
                text = f"the answers '{first}' and '{option.id}' have the same text"
                yield part.problem("Q505", (*path, "options", place, "text"), text, "change or remove one of them")


def lesson_outside_bank(draft: Draft) -> Iterator[Diagnostic]:
    """Q506."""
    for part, path, block in draft.blocks():
        if isinstance(block, QUESTIONS) and block.lesson:
            text = "`lesson:` has no effect here; only items of the test lead back to a lesson"
            where = part.document.at_key((*path, "lesson"))
            yield part.problem("Q506", where, text, "remove it")


def _with_options(draft: Draft) -> Iterator[Asked]:
    for part, path, question in draft.questions():
        if isinstance(question, Choice | Multiple) and part.complete(*path, "options"):
            yield part, path, question


def _right(question: Choice | Multiple) -> list[int]:
    return [place for place, option in enumerate(question.options) if option.correct]
