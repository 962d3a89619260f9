"""What a learner does, as the player tells it to itself (player/src/events.ts)."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Did(StrEnum):
    """One kind of statement each: the place and the result that belong to it are in statements.py."""

    INITIALIZED = "initialized"
    RESUMED = "resumed"
    VIEWED = "viewed"
    LESSON_COMPLETED = "lesson-completed"
    LESSON_LEFT = "lesson-left"
    PROGRESSED = "progressed"
    ANSWERED = "answered"
    DECIDED = "decided"
    SCENARIO_FINISHED = "scenario-finished"
    ACKNOWLEDGED = "acknowledged"
    TEST_STARTED = "test-started"
    OBJECTIVE_SCORED = "objective-scored"
    TEST_PASSED = "test-passed"
    TEST_FAILED = "test-failed"
    COMPLETED = "completed"
    PASSED = "passed"
    FAILED = "failed"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"


class Event(NamedTuple):
    """`at` is by the clock of the learner's computer, `moment` when it was in truth: milliseconds since 1970.

    `about` is the id of a page, question, test and so on; of a situation `scenario_situation`. Durations in
    milliseconds, points and progress 0 to 100; `expected` is the probability that the answer is right.
    """

    did: Did
    at: int
    moment: int
    about: str = ""
    response: str | None = None
    success: bool | None = None
    duration: int = 0
    points: float = 0.0
    progress: int = 0
    attempt: int = 0
    tries: int = 0
    run: int = 0
    expected: float = 0.0
