"""The test: items drawn from the bank by objective, attempts up to the limit, the verdict on the course."""

from __future__ import annotations

from math import floor
from random import Random
from typing import TYPE_CHECKING

from builder.records.simulate.course import Question, Test
from builder.records.simulate.events import Did, Event
from builder.records.simulate.habits import ABANDONED, INTERRUPTED, RETRIES, TEST_GAIN, UNANSWERED

if TYPE_CHECKING:
    from builder.records.simulate.study import Study


def percent(points: float, items: int) -> float:
    """As the player rounds it: to two decimals, halves up."""
    return floor(points / items * 10_000 + 0.5) / 100 if items else 0.0


class Decks:
    """Items of each objective, dealt to their end before they are shuffled again (player/src/engine/draw.ts)."""

    def __init__(self, test: Test, chance: Random) -> None:
        self.test = test
        self.chance = chance
        self.decks: dict[str, list[Question]] = {objective: [] for objective in test.bank}

    def hand(self) -> list[Question]:
        """The items of an attempt, in the order shown."""
        drawn = [item for objective in self.test.draws for item in self._deal(objective)]
        self.chance.shuffle(drawn)
        return drawn

    def _deal(self, objective: str) -> list[Question]:
        bank = self.test.bank[objective]
        hand: list[Question] = []
        while len(hand) < self.test.draws[objective]:
            if not self.decks[objective]:
                deck = self.chance.sample(bank, len(bank))
                self.decks[objective] = [one for one in deck if one not in hand] + [one for one in deck if one in hand]
            hand.append(self.decks[objective].pop(0))
        return hand


class Exam:
    """The attempts of one learner."""

    def __init__(self, study: Study, test: Test) -> None:
        self.study = study
        self.test = test
        self.chance = study.chance
        self.best = 0.0
        self.decks = Decks(test, study.chance)

    def run(self) -> None:
        """Until it is passed, no attempt is left, or the learner has had enough."""
        ability = self.study.learner.ability
        for attempt in range(1, self.study.settings.attempts + 1):
            if self._attempt(attempt, ability) or self.chance.random() >= RETRIES:
                return
            ability += TEST_GAIN
            self.study.spend(120)
            if self.chance.random() < 0.5:
                self.study.pause()

    def _attempt(self, attempt: int, ability: float) -> bool:
        study = self.study
        if self.test.attestation:
            study.spend(6)
            now, moment = study.sitting.now(), study.sitting.moment
            study.sitting.tell(Event(Did.ACKNOWLEDGED, now, moment, self.test.attestation.id, attempt=attempt))
        started, items = study.sitting.now(), self.decks.hand()
        study.sitting.tell(Event(Did.TEST_STARTED, started, study.sitting.moment, self.test.id, attempt=attempt))
        answers = self._answers(items, ability, attempt)
        study.spend(10)
        now, moment, tell = study.sitting.now(), study.sitting.moment, study.sitting.tell
        for answer in answers:
            tell(answer._replace(at=now, moment=moment))
        for objective in self.test.draws:
            part = [answer.success for item, answer in zip(items, answers, strict=True) if item.objective == objective]
            points = percent(sum(map(bool, part)), len(part))
            success = points >= study.settings.pass_mark
            tell(Event(Did.OBJECTIVE_SCORED, now, moment, objective, success=success, points=points, attempt=attempt))
        return self._finish(attempt, percent(sum(bool(one.success) for one in answers), len(items)), now - started)

    def _answers(self, items: list[Question], ability: float, attempt: int) -> list[Event]:
        """Told when the attempt is handed in, all at once."""
        study = self.study
        pauses_at = self.chance.randrange(len(items)) if self.chance.random() < INTERRUPTED else -1
        leaves_at = self.chance.randrange(len(items)) if self.chance.random() < ABANDONED else -1
        answers = []
        for n, question in enumerate(items):
            if n == leaves_at:
                study.give_up()
            if n == pauses_at:
                study.pause()
            item = study.truth.items[question.id]
            latency = study.spend(item.seconds, 0.5)
            response, success, expected = study.answer(item, ability)
            if self.chance.random() < UNANSWERED:
                response, success = "", False
            answers.append(
                Event(
                    Did.ANSWERED,
                    0,
                    0,
                    question.id,
                    response=response or None,
                    success=success,
                    duration=latency,
                    tries=1,
                    attempt=attempt,
                    expected=expected * (1 - UNANSWERED),
                )
            )
        return answers

    def _finish(self, attempt: int, points: float, duration: int) -> bool:
        study = self.study
        now, moment, tell = study.sitting.now(), study.sitting.moment, study.sitting.tell
        passed = points >= study.settings.pass_mark
        did = Did.TEST_PASSED if passed else Did.TEST_FAILED
        tell(Event(did, now, moment, self.test.id, success=passed, points=points, duration=duration, attempt=attempt))
        self.best = max(self.best, points)
        if passed:
            study.complete()
        did = Did.PASSED if passed else Did.FAILED
        tell(Event(did, now, moment, success=passed, points=self.best, duration=study.total()))
        return passed
