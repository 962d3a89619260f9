"""What a course tells of its learners, as rows of a lake: written by hand, one call a statement."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from builder.records.lake.columns import NAMES
from builder.standards.xapi import ActivityType, Verb

COURSE: Final = "https://example.org/xapi/c"
AGENCY: Final = "a"
Row = dict[str, Any]


@dataclass
class Told:
    """`rows` grow with each call; `clock` is when the next statement happens."""

    course: str = COURSE
    rows: list[Row] = field(default_factory=list)

    def learner(self, name: str, start: str = "2026-03-02T08:00:00", **always: Any) -> Learner:
        return Learner(self, name, datetime.fromisoformat(start), always)

    def add(self, row: Mapping[str, Any]) -> Row:
        id_ = str(uuid.UUID(int=len(self.rows) + 1))
        known = dict.fromkeys(NAMES) | {"statement_id": id_, "object_type": "Activity", "source": "lrs"} | dict(row)
        assert len(known) == len(NAMES), set(known) - set(NAMES)
        self.rows.append(known)
        return known


@dataclass
class Learner:
    """`always` is in each of this learner's statements; what a call is given goes before it."""

    told: Told
    name: str
    clock: datetime
    always: dict[str, Any]

    def tell(self, verb: Verb, object_: str, type_: ActivityType | None = None, **more: Any) -> Row:
        """A minute after what was told before."""
        self.clock += timedelta(seconds=more.pop("after", 60))
        row = {
            "actor": self.name,
            "verb": verb.value,
            "object_id": object_ if ":" in object_ else f"{self.told.course}/{object_}",
            "activity_type": type_ and type_.value,
            "course_id": self.told.course,
            "version": "1.0.0",
            "agency": AGENCY,
            "registration": "r1",
            "ts": self.clock,
            "stored": self.clock + timedelta(seconds=1),
        }
        return self.told.add(row | self.always | more)

    def begins(self, **more: Any) -> Row:
        return self.tell(Verb.INITIALIZED, self.told.course, ActivityType.COURSE, **more)

    def ends(self, seconds: float = 600, **more: Any) -> Row:
        return self.tell(Verb.TERMINATED, self.told.course, ActivityType.COURSE, duration_s=float(seconds), **more)

    def sees(self, page: str, **more: Any) -> Row:
        parent = f"{self.told.course}/lesson/{page.split('/')[0]}"
        return self.tell(Verb.EXPERIENCED, f"page/{page}", ActivityType.PAGE, parent_id=parent, **more)

    def learns(self, lesson: str, seconds: float = 300, progress: float = 50, **more: Any) -> None:
        parent = f"{self.told.course}/module/m"
        about = {"completion": True, "duration_s": float(seconds), "parent_id": parent}
        self.tell(Verb.COMPLETED, f"lesson/{lesson}", ActivityType.LESSON, **(about | more))
        self.tell(Verb.PROGRESSED, self.told.course, ActivityType.COURSE, after=0, progress=float(progress))

    def leaves(self, lesson: str, seconds: float, **more: Any) -> Row:
        """With the time in all sessions so far."""
        about = {"duration_s": float(seconds), "parent_id": f"{self.told.course}/module/m"}
        return self.tell(Verb.EXPERIENCED, f"lesson/{lesson}", ActivityType.LESSON, **(about | more))

    def answers(self, item: str, success: bool | None = True, response: str | None = "x", **more: Any) -> Row:
        """In a lesson; with `test` and `attempt` in a test."""
        test = more.pop("test", None)
        lesson = more.pop("lesson", "l1")
        parent = f"{self.told.course}/" + (f"test/{test}" if test else f"lesson/{lesson}")
        about = {
            "success": success,
            "score_scaled": None if success is None else float(success),
            "response": response,
            "duration_s": 10.0,
            "tries": 1,
            "parent_id": parent,
        }
        return self.tell(Verb.ANSWERED, f"question/{item}", ActivityType.INTERACTION, **(about | more))

    def decides(self, scenario: str, node: str, choice: str, run: int = 1, **more: Any) -> Row:
        about = {
            "response": choice,
            "run": run,
            "parent_id": f"{self.told.course}/scenario/{scenario}",
            "duration_s": 5.0,
        }
        return self.tell(Verb.RESPONDED, f"decision/{scenario}/{node}", ActivityType.INTERACTION, **(about | more))

    def plays_to(self, scenario: str, end: str, run: int = 1, **more: Any) -> Row:
        about = {"response": end, "run": run, "completion": True, "after": 0}
        return self.tell(Verb.COMPLETED, f"scenario/{scenario}", ActivityType.SIMULATION, **(about | more))

    def tries(self, attempt: int = 1, test: str = "final", **more: Any) -> Row:
        parent = {"parent_id": self.told.course, "attempt": attempt}
        return self.tell(Verb.ATTEMPTED, f"test/{test}", ActivityType.ASSESSMENT, **(parent | more))

    def hands_in(
        self, score: float, attempt: int = 1, mark: float = 80, test: str = "final", seconds: float = 200, **more: Any
    ) -> Row:
        verb = Verb.PASSED if score >= mark else Verb.FAILED
        about = {
            "score_raw": float(score),
            "score_scaled": score / 100,
            "success": score >= mark,
            "completion": True,
            "duration_s": float(seconds),
            "attempt": attempt,
            "parent_id": self.told.course,
        }
        return self.tell(verb, f"test/{test}", ActivityType.ASSESSMENT, **(about | more))

    def scores(self, objective: str, score: float, attempt: int = 1, mark: float = 80, **more: Any) -> Row:
        about = {
            "score_raw": float(score),
            "score_scaled": score / 100,
            "success": score >= mark,
            "attempt": attempt,
            "parent_id": f"{self.told.course}/test/final",
        }
        return self.tell(Verb.SCORED, f"objective/{objective}", ActivityType.OBJECTIVE, **(about | more))

    def completes(self, seconds: float = 3000, **more: Any) -> Row:
        about = {"completion": True, "duration_s": float(seconds)}
        return self.tell(Verb.COMPLETED, self.told.course, ActivityType.COURSE, **(about | more))

    def verdict(self, score: float, mark: float = 80, seconds: float = 3000, **more: Any) -> Row:
        verb = Verb.PASSED if score >= mark else Verb.FAILED
        about = {
            "score_raw": float(score),
            "score_scaled": score / 100,
            "success": score >= mark,
            "duration_s": float(seconds),
        }
        return self.tell(verb, self.told.course, ActivityType.COURSE, **(about | more))
