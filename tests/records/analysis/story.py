"""Learners at random, by a seed, with the untidiness of real ones: for a calculation by another way."""

from __future__ import annotations

import random
from typing import Any, Final

from builder.standards.xapi import ActivityType, Verb
from tests.records.analysis.codebooks import ENDS, LESSONS, OPTIONS, WAY
from tests.records.analysis.told import COURSE, Learner, Told

AGENCIES: Final = ({"id": "a", "name": "Ashford PD", "state": "MN"}, {"id": "b", "name": "Bly PD", "state": "MN"})
"""`c` and those without are not in the file."""
MARK: Final = 70


def story(learners: int, *, seed: int = 1, items: int = 12, drawn: int = 8, course: str = COURSE) -> Told:
    told, dice = Told(course), random.Random(seed)
    for number in range(learners):
        month, day = dice.choice((1, 2, 3)), dice.randint(1, 28)
        always = {
            "agency": dice.choice(("a", "a", "b", "c", None)),
            "registration": dice.choice(("r1", "r1", "r1", None)),
            "version": dice.choice(("1.0.0", "1.0.0", "1.1.0")),
            "source": dice.choice(("lrs", "file")),
        }
        start = f"2026-{month:02}-{day:02}T{dice.randint(6, 20):02}:00:00"
        _lives(told.learner(f"p{number}", start, **always), dice, items, drawn)
    return told


def ties(told: Told, agencies: tuple[str, str, str] = ("a", "b", "c")) -> None:
    """All at the same moment, and each time another one is told first; of an objective the first has no score."""
    for number in range(4):
        versions = ("1.0.0", "1.1.0", "10.0.0")
        turned = [versions[(number + at) % 3] for at in range(3)], [agencies[(2 * number + at) % 3] for at in range(3)]
        learner = told.learner(f"tied{number}", "2026-02-03T09:00:00", registration=None if number % 2 else "r1")
        for at, (version, agency) in enumerate(zip(*turned, strict=True)):
            about: dict[str, Any] = {"version": version, "agency": agency, "after": 0}
            learner.begins(**about)
            learner.sees(f"l1/p{1 + (number + at) % 2}", **about)
            learner.tries(at + 1, **about)
            learner.answers(f"i{at + 1}", bool((number + at) % 2), test="final", attempt=1, **about)
            learner.hands_in(40 + 10 * at, at + 1, MARK, **about)
            score = None if at == number % 3 else float(30 * at)
            learner.scores("o1", 0, at + 1, MARK, **about | {"score_raw": score, "score_scaled": score and score / 100})
            for unit in ("m1", "m2"):
                learner.tell(Verb.COMPLETED, f"https://lms.example/{unit}", ActivityType.MODULE, **about)


def _lives(learner: Learner, dice: random.Random, items: int, drawn: int) -> None:
    ability = dice.gauss(0, 1)
    learner.begins()
    for lesson in LESSONS:
        if not _takes(learner, dice, lesson):
            return
        if dice.random() < 0.3:
            if dice.random() < 0.8:
                learner.ends(dice.randint(60, 1800))
            learner.begins(after=dice.randint(600, 90_000))
    best = _tested(learner, dice, ability, items, drawn)
    if best is not None and best >= MARK:
        learner.completes(dice.randint(600, 9000))
        learner.verdict(best, MARK)
    if dice.random() < 0.9:
        learner.ends(dice.randint(60, 1800))


def _takes(learner: Learner, dice: random.Random, lesson: str) -> bool:
    """Whether the learner comes to its end."""
    for page in LESSONS[lesson][2]:
        for _ in range(dice.choice((1, 1, 2))):
            learner.sees(f"{lesson}/{page}", after=dice.randint(5, 90))
        if dice.random() < 0.03:
            learner.leaves(lesson, 2000, after=5)
            return False
        for again in range(dice.choice((1, 1, 2)) if page == "p1" else 0):
            learner.answers(f"q-{lesson}", dice.random() < 0.7, dice.choice(OPTIONS), lesson=lesson, tries=again + 1)
    if lesson == "l2":
        for run in range(1, dice.choice((2, 2, 3))):
            _plays(learner, dice, run)
    seconds = dice.randint(60, 900)
    learner.learns(lesson, seconds, 100 * (list(LESSONS).index(lesson) + 1) // 3)
    if seconds % 3:  # else as packages did that did not tell of it
        learner.leaves(lesson, seconds + seconds % 50, after=5)
    if seconds % 7 == 0:
        learner.leaves(lesson, 40, after=5)  # by a window that knew less
    return True


def _plays(learner: Learner, dice: random.Random, run: int) -> None:
    node = "n1"
    while node not in ENDS:
        choice = dice.choice(tuple(WAY[node]))
        learner.decides("s", node, choice, run)
        node = WAY[node][choice]
        if dice.random() < 0.05:
            return
    learner.plays_to("s", node, run)


def _tested(learner: Learner, dice: random.Random, ability: float, items: int, drawn: int) -> float | None:
    """The best score; some begin a test and never hand it in."""
    best: float | None = None
    for attempt in (1, 2, 3):
        learner.tries(attempt, after=dice.randint(60, 600))
        if dice.random() < 0.05:
            break
        right = 0
        learner.clock = learner.clock.replace(microsecond=0)
        for item in dice.sample(range(1, items + 1), drawn):
            success = dice.random() < 1 / (1 + 2.718281828459045 ** -(ability - (item - items / 2) / 3))
            omitted = not success and dice.random() < 0.1
            wrong = dice.choice(("w", "y", "z"))
            response = "x" if success else None if omitted else wrong
            after, spent = 0, float(dice.randint(3, 60))
            about = f"{learner.told.course}/objective/o{1 + item % 2}"
            learner.answers(
                f"i{item}",
                success,
                response,
                test="final",
                attempt=attempt,
                after=after,
                duration_s=spent,
                objective_id=about,
            )
            right += success
        for objective in ("o1", "o2"):
            learner.scores(objective, dice.randint(0, 100), attempt, MARK, after=0)
        score = round(100 * right / drawn, 2)
        learner.hands_in(score, attempt, MARK, seconds=dice.randint(60, 1200), after=0)
        best = max(score, best or 0.0)
        if best >= MARK or dice.random() < 0.3:
            break
        learner.verdict(best, MARK, after=0)
    return best
