"""The largest progress of a learner, in characters of what builder/player/src/state/codec.ts never drops."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from builder.course.model.blocks import AnyQuestion
from builder.course.model.blocks.acknowledgement import Acknowledgement
from builder.course.model.blocks.gap import GapText
from builder.course.model.blocks.matching import Matching
from builder.course.model.blocks.point import Point
from builder.course.model.blocks.question import Question
from builder.course.model.blocks.scenario import ScenarioBlock
from builder.course.model.blocks.sorting import Sorting
from builder.course.model.blocks.survey import Survey, asked
from builder.course.model.test import FinalTest, TestOut
from builder.course.validate.draft import Draft

KEY: Final = 4
PART_KEY: Final = 3
"""Of an option, a target, a choice."""
BETWEEN: Final = 1
COUNT: Final = 1
HEAD: Final = 8
SEED, INTERACTIONS, TIME, FLAGS, SCORE = 7, 4, 8, 1, 3
NUMBERS: Final = SEED + INTERACTIONS + TIME + FLAGS + SCORE + 4 * BETWEEN
SETTINGS: Final = 8
SECTIONS: Final = 10
TEST_SECTIONS: Final = 4
ATTEMPT_TIME: Final = 7
LESSON_TIME: Final = 5
KEPT: Final = 12
MANY: Final = 1295
"""Attempts that are thought of where they are not limited: two digits of base 36."""
UNIT: Final = 4
"""A UTF-16 unit of a text that is neither a letter nor a digit."""
NUMBER: Final = 14 + 2 * UNIT
"""Fourteen digits, a minus and a point."""


PLURALS: Final = {
    "page": "pages",
    "question": "questions",
    "scenario": "scenarios",
    "acknowledgement": "acknowledgements",
    "lesson with a least time": "lessons with a least time",
}


class Share(NamedTuple):
    """What takes how much of the room, as in: 200 pages, 800."""

    what: str
    size: int


def shares(draft: Draft) -> list[Share]:
    """The largest progress, in parts; none is empty."""
    placed = draft.placed_lessons
    lessons = [part.model for part in draft.lessons if placed is None or part.model.id in placed]
    blocks = [block for lesson in lessons for page in lesson.pages for block in page.blocks]
    questions = sum(_questions(block) for block in blocks)
    scenarios = sum(isinstance(block, ScenarioBlock) for block in blocks)
    statements = sum(isinstance(block, Acknowledgement) for block in blocks)
    pages = sum(len(lesson.pages) for lesson in lessons)
    timed = sum(bool(lesson.least_minutes) for lesson in lessons)
    found = [
        _share(pages, "page", KEY * pages),
        _share(questions, "question", _listed(questions, KEY + COUNT)),
        _share(scenarios, "scenario", _listed(scenarios, KEY + COUNT)),
        _share(statements, "acknowledgement", KEY * statements),
        _share(timed, "lesson with a least time", _listed(timed, KEY + LESSON_TIME)),
        *(Share(f"the test '{part.model.id}'", _test(part.model)) for part in draft.tests),
        Share("all else", _frame(draft)),
    ]
    return [share for share in found if share.size]


def _share(number: int, noun: str, size: int) -> Share:
    return Share(f"{number:,} {noun if number == 1 else PLURALS[noun]}", size)


def _listed(number: int, size: int) -> int:
    return number * (size + BETWEEN) - BETWEEN if number else 0


def _questions(block: object) -> int:
    return sum(1 for _ in asked(block)) if isinstance(block, Survey) else int(isinstance(block, Question))


def _frame(draft: Draft) -> int:
    version = len(draft.course.model.version) if draft.course else 0
    bookmark = KEY + (1 if draft.tests else 0)
    return HEAD + NUMBERS + version + bookmark + SETTINGS + BETWEEN * (SECTIONS - 1)


def _test(test: FinalTest) -> int:
    """An attempt that is open, after all others."""
    # An agency may give the final test any number of attempts.
    limit = test.attempts if isinstance(test, TestOut) else None
    finished = _finished((limit if isinstance(limit, int) else MANY) - 1)
    sizes = list(_drawn(test))
    position = 1 if len(sizes) < 36 else 2
    running = position + ATTEMPT_TIME + 2 * BETWEEN + sum(KEY + size + BETWEEN for size in sizes) - BETWEEN
    return KEY + BETWEEN * TEST_SECTIONS + finished + running


def _finished(number: int) -> int:
    if not number:
        return 0
    kept = min(number, KEPT)
    first = number - kept + 1
    return (1 if first < 36 else 2) + kept * (BETWEEN + SCORE)


def _drawn(test: FinalTest) -> Iterator[int]:
    """Most characters of the answers in an attempt: of each objective the items with the longest."""
    for draw in test.blueprint:
        sizes = sorted((answer_size(item) for item in test.bank if item.objective == draw.objective), reverse=True)
        yield from sizes[: draw.items]


def _all(parts: str) -> Callable[[Any], int]:
    return lambda question: PART_KEY * len(getattr(question, parts))


def _pairs(question: Matching | Sorting) -> int:
    return 2 * PART_KEY * len(question.items)


def _spots(question: Point) -> int:
    right = sum(spot.correct for spot in question.spots)
    return PART_KEY * (len(question.spots) if right > 1 else 1)


def _gaps(question: GapText) -> int:
    return len(question.gaps) * (PART_KEY + UNIT * question.length + 2 * BETWEEN) - 2 * BETWEEN


ANSWERS: Final[Mapping[str, Callable[[Any], int]]] = {
    "choice": lambda _: PART_KEY,
    "true-false": lambda _: PART_KEY,
    "likert": lambda _: PART_KEY,
    "multiple": _all("options"),
    "mark": _all("lines"),
    "point": _spots,
    "matching": _pairs,
    "sorting": _pairs,
    "ordering": _all("items"),
    "fill-in": lambda question: UNIT * question.length,
    "gap": _gaps,
    "numeric": lambda _: NUMBER,
}
"""By type, as its `encode` in builder/player/src/questions/ writes it."""


def answer_size(item: AnyQuestion) -> int:
    """Most characters of an answer to it."""
    return ANSWERS[item.type](item)
