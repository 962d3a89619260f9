"""Questions that are answered by writing, pointing, marking or on a scale: what is right is there, and can be given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeVar

from builder.course.load.document import NodePath
from builder.course.model.blocks.fill_in import FillIn
from builder.course.model.blocks.gap import GapText
from builder.course.model.blocks.likert import Likert
from builder.course.model.blocks.mark import Mark
from builder.course.model.blocks.numeric import Numeric
from builder.course.model.blocks.point import Point, Spot
from builder.course.model.blocks.survey import Survey
from builder.course.validate import markup
from builder.course.validate.draft import Draft, Part
from builder.course.validate.near import hint
from builder.course.validate.rules.prose import where
from builder.diagnostics import Diagnostic

PICTURE: Final = 100
"""Percent."""

Q = TypeVar("Q")


def no_right_answer(draft: Draft) -> Iterator[Diagnostic]:
    """Q503, and Q521 for what is written."""
    for part, path, question in draft.questions():
        if isinstance(question, Point | Mark):
            key, items, what = _list(question)
            if part.complete(*path, key) and not any(item.correct for item in items):
                text = f"the question '{question.id}' has no right answer"
                advice = f"add `correct: true` to the right {what}"
                yield part.problem("Q503", part.document.at_key((*path, key)), text, advice)
    for part, path, fill_in in _every(draft, FillIn):
        if not fill_in.long and part.complete(*path) and not any(answer.correct for answer in fill_in.answers):
            text = f"the question '{fill_in.id}' has no right answer"
            advice = "add one under `answers:`, or `long: true` for an open question"
            yield part.problem("Q521", (*path, "id"), text, advice)


def every_answer_right(draft: Draft) -> Iterator[Diagnostic]:
    """Q504, for spots and lines."""
    for part, path, question in draft.questions():
        if isinstance(question, Point | Mark):
            key, items, what = _list(question)
            if part.complete(*path, key) and all(item.correct for item in items):
                text = f"every {what} of the question '{question.id}' is right"
                yield part.problem("Q504", part.document.at_key((*path, key)), text, f"add a {what} that is wrong")


def same_answer_twice(draft: Draft) -> Iterator[Diagnostic]:
    """Q505, for what is written, pointed at or stated; the lines of a transcript may well be alike."""
    for part, path, question in draft.questions():
        if isinstance(question, FillIn):
            yield from _same(part, (*path, "answers"), question.answers, "text", question.case_matters)
        elif isinstance(question, GapText):
            for place, gap in enumerate(question.gaps):
                for key in ("answers", "choices"):
                    way = (*path, "gaps", place, key)
                    yield from _same(part, way, getattr(gap, key), None, question.case_matters)
        elif isinstance(question, Point):
            yield from _same(part, (*path, "spots"), question.spots, "label")
        elif isinstance(question, Likert):
            yield from _same(part, (*path, "scale"), _steps(question), "text")
    for part, path, block in draft.blocks():
        if isinstance(block, Survey):
            yield from _same(part, (*path, "scale"), _steps(block), "text")
            yield from _same(part, (*path, "statements"), block.statements, "text")


def open_and_answered(draft: Draft) -> Iterator[Diagnostic]:
    """Q522."""
    for part, path, question in _every(draft, FillIn):
        if question.long and question.answers:
            text = f"the question '{question.id}' is open, so nothing that is written can be right"
            yield part.problem("Q522", part.document.at_key((*path, "answers")), text, "remove it, or `long: true`")


def answer_too_long(draft: Draft) -> Iterator[Diagnostic]:
    """Q523."""
    for part, path, question in _every(draft, FillIn):
        for place, answer in enumerate(question.answers):
            if (length := len(answer.text.encode("utf-16-le")) // 2) > question.length:
                text = f"the answer has {length} characters, but only {question.length} can be written"
                way = (*path, "answers", place, "text")
                yield part.problem("Q523", way, text, "make it shorter, or raise `length:`")


def gaps_and_text(draft: Draft) -> Iterator[Diagnostic]:
    """Q524, Q525 and Q526."""
    for part, path, question in _every(draft, GapText):
        if part.complete(*path, "gaps"):
            yield from _gaps(part, path, question)


def _gaps(part: Part[Any], path: NodePath, question: GapText) -> Iterator[Diagnostic]:
    known = [gap.id for gap in question.gaps]
    used: set[str] = set()
    for found in markup.braces(question.text):
        place = where(part, (*path, "text"), found)
        if found.name not in known:
            advice = hint(found.name, known) + "; write \\{ for a brace that is to be read"
            yield part.problem("Q524", place, f"there is no gap '{found.name}'", advice)
        elif found.name in used:
            text = f"the gap '{found.name}' is already in the text"
            yield part.problem("Q526", place, text, "give this place a gap of its own")
        used.add(found.name)
    # One that is missing may be the one whose id is misspelt.
    for number, id_ in enumerate(known if used <= {*known} else ()):
        if id_ not in used:
            text = f"the gap '{id_}' is not in the text"
            advice = f"write {{{id_}}} where it belongs, or remove the gap"
            yield part.problem("Q525", (*path, "gaps", number, "id"), text, advice)


def answer_not_offered(draft: Draft) -> Iterator[Diagnostic]:
    """Q527."""
    for part, path, question in _every(draft, GapText):
        for number, gap in enumerate(question.gaps):
            for place, answer in enumerate(gap.answers if gap.choices else ()):
                if answer not in gap.choices:
                    text = f"'{answer[:40]}' is right, but not among the choices"
                    way = (*path, "gaps", number, "answers", place)
                    yield part.problem("Q527", way, text, hint(answer, gap.choices))


def near_numbers(draft: Draft) -> Iterator[Diagnostic]:
    """Q528 and Q529."""
    for part, path, question in _every(draft, Numeric):
        for place, near in enumerate(question.near):
            way = (*path, "near", place, "from")
            if near.from_ > near.to:
                text = f"no number is at least {near.from_:g} and at most {near.to:g}"
                yield part.problem("Q528", way, text, "write the smaller one behind `from:`")
            elif near.from_ <= question.answer <= near.to:
                text = f"the right answer {question.answer:g} is among these wrong numbers"
                yield part.problem("Q529", way, text, "leave it out; two entries can stand on its two sides")


def opinion_in_test(draft: Draft) -> Iterator[Diagnostic]:
    """Q530."""
    for part in draft.tests:
        for place, item in enumerate(part.model.bank):
            if isinstance(item, Likert) or (isinstance(item, FillIn) and item.long):
                text = f"the item '{item.id}' has no right answer, so it cannot be scored"
                yield part.problem(
                    "Q530", ("bank", place, "type"), text, "move it to a lesson, or put it into a survey"
                )


def spots_in_picture(draft: Draft) -> Iterator[Diagnostic]:
    """Q531 and Q532."""
    for part, path, question in _every(draft, Point):
        spots = question.spots
        for place, spot in enumerate(spots):
            way = (*path, "spots", place)
            if spot.x + spot.width > PICTURE or spot.y + spot.height > PICTURE:
                edge = "right" if spot.x + spot.width > PICTURE else "lower"
                advice = f"x and width, and y and height, are at most {PICTURE} together"
                yield part.problem("Q531", way, f"the spot reaches beyond the {edge} edge of the picture", advice)
            for number, other in enumerate(spots[:place], 1):
                if _covers(spot, other) or _covers(other, spot):
                    text = f"of this spot and spot {number} one lies inside the other"
                    yield part.problem("Q532", way, text, "move one of them, or make one spot of the two")
                    break


def _every(draft: Draft, kind: type[Q]) -> Iterator[tuple[Part[Any], NodePath, Q]]:
    """All questions of one type."""
    for part, path, question in draft.questions():
        if isinstance(question, kind):
            yield part, path, question


def _covers(outer: Spot, inner: Spot) -> bool:
    beside = outer.x <= inner.x and inner.x + inner.width <= outer.x + outer.width
    return beside and outer.y <= inner.y and inner.y + inner.height <= outer.y + outer.height


def _list(question: Point | Mark) -> tuple[str, Iterable[Any], str]:
    return ("spots", question.spots, "spot") if isinstance(question, Point) else ("lines", question.lines, "line")


def _steps(asked: Likert | Survey) -> Iterable[Any]:
    return () if isinstance(asked.scale, str) else asked.scale


def _same(
    part: Part[Any], path: NodePath, items: Iterable[Any], key: str | None, case_matters: bool = False
) -> Iterator[Diagnostic]:
    """`key`: that of the text in each item; None where the items are texts."""
    seen: set[str] = set()
    for place, item in enumerate(items):
        text = " ".join((getattr(item, key) if key else item).split())
        text = text if case_matters else text.casefold()
        if text in seen:
            way = (*path, place, key) if key else (*path, place)
            yield part.problem("Q505", way, f"'{text[:40]}' is already in this list", "change or remove one of them")
        seen.add(text)
