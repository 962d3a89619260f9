"""A seed to all that is to be made up: the world that every learner is in."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from random import Random

from builder.records.simulate.agencies import Agencies
from builder.records.simulate.chance import chance as source
from builder.records.simulate.course import Course
from builder.records.simulate.expected import Expected
from builder.records.simulate.lines import Lines, new_id
from builder.records.simulate.noise import Sent, Way
from builder.records.simulate.parameters import Truth, truth_of
from builder.records.simulate.people import Learner, learner
from builder.records.simulate.settings import Settings
from builder.records.simulate.sitting import Sitting
from builder.records.simulate.statements import Json, Sender
from builder.records.simulate.study import Study


@dataclass(frozen=True)
class World:
    """`versions` of the course, released evenly over the period."""

    settings: Settings
    course: Course
    versions: tuple[str, ...]
    agencies: Agencies

    @cached_property
    def truth(self) -> Truth:
        settings = self.settings
        return truth_of(
            self.course,
            len(self.agencies.all),
            seed=settings.seed,
            dropout=settings.rates.dropout,
            planted=settings.planted,
        )

    @cached_property
    def expected(self) -> Expected | None:
        """Of the final test, where the course has one."""
        return Expected(self.course.test, self.truth, self.agencies) if self.course.test else None

    @cached_property
    def lines(self) -> tuple[Lines, ...]:
        return tuple(Lines(dataclasses.replace(self.course, version=version)) for version in self.versions)

    @cached_property
    def released(self) -> tuple[int, ...]:
        """Milliseconds since 1970; the first version was always there."""
        start, end = (
            datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000
            for day in (self.settings.start, self.settings.end)
        )
        count = len(self.versions)
        return (0, *(int(start + (end - start) * n / count) for n in range(1, count)))


@dataclass(frozen=True, slots=True)
class Enrollment:
    """What one learner did under one registration."""

    registration: str
    study: Study
    sessions: list[Sitting]


class Life:
    """What the learner with a number did, and what came of it: always the same for a seed."""

    def __init__(self, world: World, number: int) -> None:
        settings = world.settings
        self.world = world
        chance = source(settings.seed, f"learner {number}")
        self.learner: Learner = learner(number, chance, settings, world.agencies, world.truth.agencies)
        self.enrollments = [self._enrolled(chance, begin) for begin in self.learner.begins]

    def _enrolled(self, chance: Random, begin: int) -> Enrollment:
        world = self.world
        study = Study(world.course, world.truth, world.settings, self.learner, chance, world.released)
        return Enrollment(new_id(chance), study, study.run(begin))

    def actor(self) -> Json:
        """As agencies' LMSs tell it: most by an account, some by an address."""
        number = f"{self.learner.number:07}"
        agency = self.world.agencies.all[self.learner.agency]
        if self.learner.agency % 4 == 3:
            who: Json = {"mbox": f"mailto:learner-{number}@example.org"}
        else:
            who = {"account": {"homePage": f"https://lms.example.org/{agency.id}", "name": number}}
        return {"objectType": "Agent", "name": f"Learner {number}", **who}

    def sent(self) -> list[Sent]:
        """In the order in which it was stored."""
        world = self.world
        chance = source(world.settings.seed, f"way {self.learner.number}")
        way = Way(chance, world.settings.rates)
        agency = world.agencies.all[self.learner.agency].id if self.learner.branded else None
        actor = self.actor()
        found: list[Sent] = []
        for number, enrollment in enumerate(self.enrollments, 1):
            for sitting in enrollment.sessions:
                lines = world.lines[sitting.version]
                told = lines.sender(Sender(actor, enrollment.registration, world.versions[sitting.version], agency))
                found += way.sent(lines, told, sitting.events, number)
        found.sort(key=lambda sent: sent.stored)
        return found
