"""How learners behave, as far as nobody asks for it to be otherwise."""

from typing import Final

LESSON_GAIN: Final = 0.35
"""Ability that a try of a question of a lesson adds for the next one at it."""
TEST_GAIN: Final = 0.4
"""Ability that an attempt at the test adds for the next one."""
PAUSES: Final = 0.06
"""Share of pages after which a learner leaves, to come back another day."""
REPLAYS: Final = 0.25
"""Share of runs through a scenario after which it is played again."""
REVIEWS: Final = 0.05
"""Share of those who are done who come back to read."""
RETRIES: Final = 0.85
"""Share of wrong answers in lessons, and of failed attempts, that are tried again."""
MOST_TRIES: Final = 5
MOST_RUNS: Final = 3
UNANSWERED: Final = 0.004
"""Share of the test's items that are left open."""
INTERRUPTED: Final = 0.02
"""Share of attempts that are gone on with another day."""
ABANDONED: Final = 0.01
"""Share of attempts that are never handed in."""
