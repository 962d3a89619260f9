"""A learner on the way through the course: pages, questions, scenarios, the test; in sessions, to an end or to none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import exp
from random import Random

from builder.records.simulate.course import Acknowledgement, Course, Lesson, Page, Question, Scenario
from builder.records.simulate.events import Did, Event
from builder.records.simulate.exam import Exam
from builder.records.simulate.habits import LESSON_GAIN, MOST_RUNS, MOST_TRIES, PAUSES, REPLAYS, RETRIES, REVIEWS
from builder.records.simulate.parameters import Item, Truth
from builder.records.simulate.people import DAY_MS, Learner
from builder.records.simulate.settings import Settings
from builder.records.simulate.sitting import PRESENT_MS, Sitting


class GivenUp(Exception):
    """The learner leaves for good."""


class Study:
    """One enrollment; `sessions` grows as the learner goes on."""

    def __init__(
        self,
        course: Course,
        truth: Truth,
        settings: Settings,
        learner: Learner,
        chance: Random,
        released: Sequence[int],
    ) -> None:
        self.course = course
        self.truth = truth
        self.settings = settings
        self.learner = learner
        self.chance = chance
        self.released = released
        self.sessions: list[Sitting] = []
        self.done = False
        self.worked = 0
        self._active: dict[str, int] = {}
        self._told: dict[str, int] = {}
        self._lesson: str | None = None
        self._pages = {page.id for page in course.pages}
        self._seen: set[str] = set()

    @property
    def sitting(self) -> Sitting:
        return self.sessions[-1]

    def run(self, begin: int) -> list[Sitting]:
        try:
            self._open(begin)
            for lesson in self.course.lessons:
                for page in lesson.pages:
                    self._page(lesson, page)
            if self.course.test:
                self._go(None)
                Exam(self, self.course.test).run()
            else:
                self.complete()
            self._close()
            if self.done and self.chance.random() < REVIEWS:
                self._review()
        except GivenUp:
            self._close()
        return self.sessions

    # --- sessions ---

    def _open(self, moment: int) -> None:
        version = sum(moment >= released for released in self.released) - 1
        self.sessions.append(Sitting(moment, version, self.chance, self.settings.rates))
        self._told = dict(self._active)
        self.sitting.did(Did.INITIALIZED)
        if len(self.sessions) > 1:
            self.sitting.did(Did.RESUMED)

    def _close(self) -> None:
        sitting = self.sitting
        self.worked += sitting.now() - sitting.began
        if self.chance.random() >= self.settings.rates.crashes:
            self._leave()
            sitting.end(is_done=self.done)

    def pause(self) -> None:
        """Leaves, and comes back another day."""
        self._close()
        self._open(self.sitting.moment + int(self.chance.expovariate(1 / 4) * DAY_MS) + 3_600_000)

    def give_up(self) -> None:
        raise GivenUp

    def spend(self, median: float, spread: float = 0.35) -> int:
        """Time on something that takes this many seconds in the middle; returns it by the learner's clock, in ms."""
        ms = 200 + int(1000 * median * self.learner.pace * self.chance.lognormvariate(0, spread))
        passed = self.sitting.spend(ms)
        if self._lesson is not None:
            self._active[self._lesson] = self._active.get(self._lesson, 0) + min(passed, PRESENT_MS)
        return passed

    # --- pages ---

    def _page(self, lesson: Lesson, page: Page) -> None:
        self.view(lesson, page)
        self.spend(self.truth.seconds[page.id])
        if self.chance.random() < self.truth.hazards[page.id]:
            self.give_up()
        if self.chance.random() < PAUSES:
            self.pause()
            self.view(lesson, page)
            self.spend(self.truth.seconds[page.id] / 3)
        for block in page.blocks:
            if isinstance(block, Question):
                self._question(block)
            elif isinstance(block, Scenario):
                self._scenario(block)
            else:
                self._acknowledge(block)

    def view(self, lesson: Lesson, page: Page) -> None:
        sitting = self.sitting
        self._go(lesson.id)
        sitting.tell(Event(Did.VIEWED, sitting.now(), sitting.moment, page.id))
        if page.id in self._seen:
            return
        self._seen.add(page.id)
        if page is lesson.pages[-1]:  # pages are read in order
            progress = 100 * len(self._seen) // len(self._pages)
            active = self._told[lesson.id] = self._active.get(lesson.id, 0)
            sitting.tell(Event(Did.LESSON_COMPLETED, sitting.now(), sitting.moment, lesson.id, duration=active))
            sitting.tell(Event(Did.PROGRESSED, sitting.now(), sitting.moment, progress=progress))

    def _go(self, lesson: str | None) -> None:
        if lesson != self._lesson:
            self._leave()
        self._lesson = lesson

    def _leave(self) -> None:
        """Tells what was worked on the lesson, where some of it was not told in this session."""
        lesson, sitting = self._lesson or "", self.sitting
        active = self._active.get(lesson, 0)
        if active > self._told.get(lesson, 0):
            self._told[lesson] = active
            sitting.tell(Event(Did.LESSON_LEFT, sitting.now(), sitting.moment, lesson, duration=active))

    def _question(self, question: Question) -> None:
        item = self.truth.items[question.id]
        ability = self.learner.ability
        for tries in range(1, MOST_TRIES + 1):
            latency = self.spend(item.seconds / tries, 0.5)
            response, success, expected = self.answer(item, ability)
            sitting = self.sitting
            sitting.tell(
                Event(
                    Did.ANSWERED,
                    sitting.now(),
                    sitting.moment,
                    question.id,
                    response=response,
                    success=success,
                    duration=latency,
                    tries=tries,
                    expected=expected,
                )
            )
            if success is not False or self.chance.random() >= RETRIES:
                return
            ability += LESSON_GAIN

    def answer(self, item: Item, ability: float) -> tuple[str, bool | None, float]:
        """What somebody of this ability answers, whether that counts as right, and how probable that was."""
        answers, chance = item.question.answers, self.chance
        if answers.right is None:
            return chance.choice(answers.others), None, 0.0
        knows = item.knows(ability)
        if item.best is not None:
            return self._miskeyed(item, ability, knows)
        if chance.random() < knows or not answers.others:
            return answers.right, True, knows
        return answers.others[_drawn(chance, item.distractors(ability))], False, knows

    def _miskeyed(self, item: Item, ability: float, knows: float) -> tuple[str, bool | None, float]:
        """Who knows better is told to be wrong; the key stands last among the wrong answers."""
        others, right, expected = item.question.answers.others, item.question.answers.right, item.right(ability)
        if self.chance.random() < knows:
            return others[item.best or 0], False, expected
        at = 1 + _drawn(self.chance, item.distractors(ability))
        return (others[at], False, expected) if at < len(others) else (right or "", True, expected)

    def _acknowledge(self, block: Acknowledgement) -> None:
        self.spend(8)
        self.sitting.tell(Event(Did.ACKNOWLEDGED, self.sitting.now(), self.sitting.moment, block.id))

    # --- scenarios ---

    def _scenario(self, scenario: Scenario) -> None:
        for run in range(1, MOST_RUNS + 1 if scenario.situations else 1):
            self._play(scenario, run)
            if self.chance.random() >= REPLAYS:
                return

    def _play(self, scenario: Scenario, run: int) -> None:
        at = scenario.start
        while at in scenario.situations:
            situation = scenario.situations[at]
            latency = self.spend(20, 0.5)
            pull = self.truth.choices[scenario.id, at]
            steady = 1 + 0.5 * (self.learner.ability + 0.5 * (run - 1))
            chosen = _drawn(self.chance, [exp(one * steady) for one in pull])
            now, moment = self.sitting.now(), self.sitting.moment
            self.sitting.tell(
                Event(
                    Did.DECIDED,
                    now,
                    moment,
                    f"{scenario.id}_{at}",
                    response=situation.choices[chosen].id,
                    duration=latency,
                    run=run,
                )
            )
            at = situation.next[chosen]
        self.sitting.tell(Event(Did.SCENARIO_FINISHED, now, moment, scenario.id, response=at, run=run))

    # --- the end ---

    def complete(self) -> None:
        self.done = True
        sitting = self.sitting
        sitting.tell(Event(Did.COMPLETED, sitting.now(), sitting.moment, duration=self.total()))

    def total(self) -> int:
        """Time in the course over all sessions, by the clocks of the learner's computers."""
        return self.worked + self.sitting.now() - self.sitting.began

    def _review(self) -> None:
        self._open(self.sitting.moment + self.chance.randint(1, 30) * DAY_MS)
        for lesson, page in self._some_pages():
            self.view(lesson, page)
            self.spend(self.truth.seconds[page.id] / 2)
        self._close()

    def _some_pages(self) -> Iterator[tuple[Lesson, Page]]:
        lesson = self.chance.choice(self.course.lessons)
        yield from ((lesson, page) for page in lesson.pages)


def _drawn(chance: Random, weights: Sequence[float]) -> int:
    """An index, as often as its weight says."""
    found = chance.random() * sum(weights)
    for at, weight in enumerate(weights):
        found -= weight
        if found < 0:
            return at
    return len(weights) - 1
