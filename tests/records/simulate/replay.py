"""What made-up learners did as commands to the player, so that its own code can do it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from builder.records.notation import DELIMITER
from builder.records.simulate.course import Question
from builder.records.simulate.events import Did, Event
from builder.records.simulate.made import Enrollment, Life
from builder.records.simulate.sitting import Sitting

Json = dict[str, Any]


def given(lives: list[Life]) -> Iterator[Json]:
    """The enrollments of all of them (replayed.ts)."""
    for life in lives:
        agency = life.world.agencies.all[life.learner.agency].id if life.learner.branded else None
        for enrollment in life.enrollments:
            launch: Json = {"endpoint": "", "auth": None, "activityId": None, "grouping": None, "echo": []}
            launch |= {"actor": life.actor(), "registration": enrollment.registration}
            yield {"launch": launch, "agency": agency, "sittings": list(_sittings(life, enrollment))}


def _sittings(life: Life, enrollment: Enrollment) -> Iterator[Json]:
    attempts: dict[int, list[Event]] = {}
    for event in (event for sitting in enrollment.sessions for event in sitting.events):
        if event.did is Did.ANSWERED and event.attempt:
            attempts.setdefault(event.attempt, []).append(event)
    spent: Counter[str] = Counter()
    for number, sitting in enumerate(enrollment.sessions):
        last = sitting.events[-1]
        is_told = last.did is Did.TERMINATED
        suspended = any(event.did is Did.SUSPENDED for event in sitting.events)
        yield {
            "version": life.world.versions[sitting.version],
            "startedAt": sitting.began,
            "resumed": number > 0,
            "commands": list(_Commands(life, attempts, spent).of(sitting)),
            "end": {"at": last.at, "suspended": suspended} if is_told else None,
            "over": sitting.now(),
        }


class _Commands:
    def __init__(self, life: Life, attempts: dict[int, list[Event]], spent: Counter[str]) -> None:
        self.items = life.world.truth.items
        self.test = life.world.course.test
        self.attempts = attempts
        self.spent = spent
        """On each lesson so far, in milliseconds."""

    def of(self, sitting: Sitting) -> Iterator[Json]:
        for event, after in zip(sitting.events, (*sitting.events[1:], None), strict=True):
            # The view of a page completes a lesson; out of one leads the next page, the end, or else the test.
            if after and after.did is Did.LESSON_COMPLETED:
                yield from self._spend(after)
            elif event.did is Did.LESSON_LEFT:
                yield from self._spend(event)
                if after and after.did not in {Did.VIEWED, Did.SUSPENDED, Did.TERMINATED}:
                    yield {"do": "view", "at": event.at, "ref": "test"}
            yield from ({"at": event.at, **one} for one in self._commands(event))

    def _spend(self, told: Event) -> Iterator[Json]:
        if ms := told.duration - self.spent[told.about]:
            self.spent[told.about] = told.duration
            yield {"do": "spend", "at": told.at, "lesson": told.about, "ms": ms}

    def _commands(self, event: Event) -> Iterator[Json]:
        match event.did:
            case Did.VIEWED:
                yield {"do": "view", "ref": event.about}
            case Did.ANSWERED if not event.attempt:
                response = words(self.items[event.about].question, event.response)
                yield {"do": "answer", "question": event.about, "response": response, "latencyMs": event.duration}
            case Did.DECIDED:
                scenario, _, node = event.about.partition("_")
                yield {
                    "do": "decide", "scenario": scenario, "node": node, "choice": event.response,
                    "latencyMs": event.duration,
                }  # fmt: skip
            case Did.ACKNOWLEDGED:
                test = self.test.id if event.attempt and self.test else None
                yield {"do": "acknowledge", "acknowledgement": event.about, "test": test}
            case Did.TEST_STARTED:
                items = [one.about for one in self.attempts.get(event.attempt, ())]
                yield {"do": "start-test", "test": event.about, "items": items}
            case Did.TEST_PASSED | Did.TEST_FAILED:
                yield from self._handed_in(event)

    def _handed_in(self, event: Event) -> Iterator[Json]:
        answers = self.attempts[event.attempt]
        for one in answers:
            response = words(self.items[one.about].question, one.response)
            yield {"do": "answer-item", "test": event.about, "item": one.about, "response": response}
        yield {"do": "submit", "test": event.about, "latencies": [[one.about, one.duration] for one in answers]}


def words(question: Question, response: str | None) -> list[str]:
    """As the player has it (questions/kind.ts)."""
    if response is None:
        return []
    match question.interaction:
        case "fill-in" if question.type == "gap":
            texts = response.split(DELIMITER)
            return [f"{gap}.{text}" for gap, text in zip(question.gaps, texts, strict=True)]
        case "fill-in" | "numeric":
            return [response]
        case "matching":
            return [pair.replace("[.]", ".") for pair in response.split(DELIMITER)]
        case _:
            return response.split(DELIMITER)
