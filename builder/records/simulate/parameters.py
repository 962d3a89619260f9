"""What is true of a course and of those who take it, drawn once for a seed: what reports are to find out again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from random import Random
from typing import Final

from builder.records.simulate.chance import chance as source
from builder.records.simulate.course import Block, Course, Question, Scenario, Situation

MISKEYED: Final = "miskeyed"
AMBIGUOUS: Final = "ambiguous"
TOO_EASY: Final = "too-easy"
TOO_HARD: Final = "too-hard"
DEAD: Final = "dead-distractor"
PLANTED: Final = (MISKEYED, AMBIGUOUS, TOO_EASY, TOO_HARD, DEAD)

WRITTEN: Final = frozenset({"fill-in", "numeric", "matching", "sequencing"})
"""Interactions that nobody guesses."""


@dataclass(frozen=True, slots=True)
class Item:
    """A question as IRT has it (three parameters); the wrong answers by how much they attract.

    Of able learners those with a greater `slope` attract more. Of a miskeyed one, `best` is the index of the wrong
    answer that is right in truth: a, b and c are about that one. `seconds` is the median time to answer.
    """

    question: Question
    a: float
    b: float
    c: float
    weights: tuple[float, ...]
    slopes: tuple[float, ...]
    seconds: float
    planted: str = ""
    best: int | None = None

    def knows(self, ability: float) -> float:
        """The probability of the answer that is right in truth."""
        return self.c + (1 - self.c) / (1 + exp(-self.a * (ability - self.b)))

    def distractors(self, ability: float) -> list[float]:
        """Probabilities of the wrong answers, given a wrong one; what is right in truth is none of them."""
        found = [weight * exp(slope * ability) for weight, slope in zip(self.weights, self.slopes, strict=True)]
        whole = sum(found)
        return [one / whole for one in found]

    def right(self, ability: float) -> float:
        """The probability of the answer that counts as right."""
        knows = self.knows(ability)
        if self.best is None:
            return knows
        return (1 - knows) * self.distractors(ability)[-1]


@dataclass(frozen=True, slots=True)
class Truth:
    """`hazards` by page: to give up there; `seconds` by page: the median time to read it."""

    items: Mapping[str, Item]
    choices: Mapping[tuple[str, str], tuple[float, ...]]
    hazards: Mapping[str, float]
    seconds: Mapping[str, float]
    agencies: tuple[float, ...]
    """The mean ability of each agency."""


def truth_of(course: Course, agencies: int, *, seed: int, dropout: float, planted: int) -> Truth:
    chance = source(seed, "truth")
    practice = [_item(chance, block, easier=0.7) for block in _blocks(course) if isinstance(block, Question)]
    bank = [_item(chance, item) for part in (course.test.bank.values() if course.test else ()) for item in part]
    items = [*practice, *_with_planted(chance, bank, planted)]
    scenarios = [block for block in _blocks(course) if isinstance(block, Scenario)]
    return Truth(
        items={item.question.id: item for item in items},
        choices={(one.id, at.id): _attraction(chance, one, at) for one in scenarios for at in one.situations.values()},
        hazards=dict(_hazards(chance, course, dropout)),
        seconds=dict(_seconds(chance, course)),
        agencies=tuple(chance.gauss(0, 0.2) for _ in range(agencies)),
    )


def _blocks(course: Course) -> Iterator[Block]:
    return (block for page in course.pages for block in page.blocks)


def _item(chance: Random, question: Question, easier: float = 0.0) -> Item:
    answers = question.answers
    others = len(answers.others)
    guess = 0.0 if question.interaction in WRITTEN or not others else 0.6 / (1 + others)
    return Item(
        question,
        a=min(2.5, max(0.5, chance.lognormvariate(0.15, 0.35))),
        b=min(1.4, max(-3.4, chance.gauss(-1.6 - easier, 0.9))),
        c=guess,
        weights=tuple(chance.uniform(0.6, 1.4) for _ in range(others)),
        slopes=tuple(chance.uniform(-0.5, 0.5) for _ in range(others)),
        seconds=chance.lognormvariate(3.2, 0.3),
    )


def _with_planted(chance: Random, bank: Sequence[Item], planted: int) -> Iterator[Item]:
    """At most a fifth of the bank goes bad; each is of one kind."""
    open_ = [n for n, item in enumerate(bank) if len(item.question.answers.others) > 1 and _is_single(item)]
    chance.shuffle(open_)
    each = min(planted, len(bank) // (5 * len(PLANTED)) or int(planted > 0 and len(bank) >= len(PLANTED)))
    marks = dict(zip(open_, [kind for kind in PLANTED for _ in range(each)], strict=False))
    for n, item in enumerate(bank):
        yield _spoiled(item, marks[n]) if n in marks else item


def _is_single(item: Item) -> bool:
    return item.question.type == "choice"


def _spoiled(item: Item, kind: str) -> Item:
    q, weights, slopes, seconds = item.question, item.weights, item.slopes, item.seconds
    if kind == MISKEYED:
        # Of those who do not know better, the key is one answer among others; it stands last among the wrong ones.
        return Item(q, max(1.0, item.a), item.b, item.c, weights, slopes, seconds, kind, best=0)
    if kind == AMBIGUOUS:
        return Item(q, 0.0, 0.0, 0.1, weights, tuple(0.0 for _ in slopes), seconds, kind)
    if kind == TOO_EASY:
        return Item(q, 1.0, -5.5, item.c, weights, slopes, seconds, kind)
    if kind == TOO_HARD:
        return Item(q, 1.0, 3.5, 0.05, weights, slopes, seconds, kind)
    return Item(q, item.a, item.b, item.c, (0.0, *weights[1:]), slopes, seconds, kind)


def _attraction(chance: Random, scenario: Scenario, situation: Situation) -> tuple[float, ...]:
    """How able learners must be to be drawn to a choice; what ends badly attracts them less."""
    return tuple(
        chance.uniform(-0.4, 0.1) if scenario.ends.get(follows) is False else chance.uniform(0.2, 0.9)
        for follows in situation.next
    )


def _hazards(chance: Random, course: Course, dropout: float) -> Iterator[tuple[str, float]]:
    """Their sum is such that the share of those who give up is as asked for."""
    if dropout >= 1:
        yield from ((page.id, 0.5) for page in course.pages)
        return
    weights = [chance.uniform(0.5, 1.5) for _ in course.pages]
    weights[len(weights) // 2] += 0.15 * len(weights)  # one page where many stop
    left = 1 - dropout
    for page, weight in zip(course.pages, weights, strict=True):
        yield page.id, 1 - left ** (weight / sum(weights))


def _seconds(chance: Random, course: Course) -> Iterator[tuple[str, float]]:
    """Authors underestimate, some more than others."""
    for lesson in course.lessons:
        pace = chance.uniform(0.6, 1.6)
        for page in lesson.pages:
            yield page.id, 60 * pace * lesson.minutes / len(lesson.pages) * chance.uniform(0.7, 1.3)
