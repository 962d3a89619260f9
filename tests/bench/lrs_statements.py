"""Statements as our player sends them, by a crowd of learners that is always the same; about 1.2 KB each."""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Iterator
from itertools import accumulate
from typing import Any, Final

Json = dict[str, Any]

ADL: Final = "http://adlnet.gov/expapi"
COURSE: Final = "https://example.org/stops"
ITEMS: Final = 200
LESSONS: Final = 10
AGENCIES: Final = 50
LEARNERS: Final = 20_000
# Of a thousand statements; what reports ask for most, completions, is rare.
VERBS: Final = {"answered": 600, "experienced": 330, "initialized": 25, "terminated": 25, "passed": 10, "completed": 10}


class Crowd:
    """Learners of agencies of very different sizes, who work through one course of ten lessons."""

    def __init__(self, learners: int = LEARNERS, seed: int = 20261122) -> None:
        self._random = random.Random(seed)
        self._learners = learners
        self._verbs = list(VERBS)
        self._weights = list(accumulate(VERBS.values()))
        self._agencies = list(accumulate(1 / (rank + 1) for rank in range(AGENCIES)))

    def agency(self) -> str:
        """The largest has about a fifth of all, the smallest half a percent."""
        return f"agency-{self._random.choices(range(AGENCIES), cum_weights=self._agencies)[0]}"

    def statement(self, agency: str = "agency-0") -> Json:
        """The next one, of somebody in the agency."""
        rng = self._random
        learner = rng.randrange(self._learners)
        verb = rng.choices(self._verbs, cum_weights=self._weights)[0]
        item = rng.randrange(ITEMS)
        object_, result, parent = _done(verb, item, rng)
        return {
            "id": str(uuid.UUID(int=rng.getrandbits(128), version=4)),
            "actor": actor(agency, learner),
            "verb": {"id": f"{ADL}/verbs/{verb}", "display": {"en-US": verb}},
            "object": object_,
            **({"result": result} if result else {}),
            "context": {
                "registration": registration(agency, learner),
                "contextActivities": {
                    **({"parent": [parent]} if parent else {}),
                    "grouping": [_named(COURSE, "course", "Traffic stops"), {"id": f"{COURSE}/launched/{agency}"}],
                    "category": [{"id": f"{COURSE}/profile/v1"}],
                },
                "revision": "1.4.0",
                "platform": "Peacebuilder",
                "language": "en-US",
                "extensions": {
                    f"{COURSE}/extensions/version": "1.4.0",
                    f"{COURSE}/extensions/agency": agency,
                    f"{COURSE}/extensions/tries": rng.randrange(1, 4),
                },
            },
            "timestamp": f"2026-{rng.randrange(1, 12):02}-{rng.randrange(1, 29):02}T09:{rng.randrange(60):02}:00.000Z",
        }

    def statements(self, count: int, agency: str = "agency-0") -> list[Json]:
        """As in one request."""
        return [self.statement(agency) for _ in range(count)]

    def texts(self, count: int) -> Iterator[str]:
        """Each as JSON in few bytes, as a browser writes it."""
        for _ in range(count):
            yield json.dumps(self.statement(self.agency()), separators=(",", ":"))


def actor(agency: str, learner: int) -> Json:
    """As a launch names a learner."""
    return {
        "objectType": "Agent",
        "account": {"homePage": f"https://lms.example.org/{agency}", "name": f"learner-{learner}"},
    }


def registration(agency: str, learner: int) -> str:
    """Of the learner in the course."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{agency}/{learner}"))


def item_id(item: int) -> str:
    """Of a question."""
    return f"{COURSE}/items/{item}"


def _named(id_: str, kind: str, name: str) -> Json:
    return {"id": id_, "definition": {"type": f"{ADL}/activities/{kind}", "name": {"en-US": name}}}


def _done(verb: str, item: int, rng: random.Random) -> tuple[Json, Json, Json | None]:
    """Object, result, and the parent of what is not the course itself."""
    lesson = item % LESSONS
    parent = _named(f"{COURSE}/lessons/{lesson}", "lesson", f"Lesson {lesson}")
    if verb == "answered":
        right = rng.random() < 0.7
        result = {
            "success": right,
            "score": {"scaled": 1 if right else 0},
            "duration": f"PT{rng.randrange(500, 9000) / 100}S",
            "response": f"o{rng.randrange(4)}",
        }
        question = _named(item_id(item), "cmi.interaction", f"What is question {item} about?")
        question["definition"]["interactionType"] = "choice"
        return {"objectType": "Activity", **question}, result, parent
    if verb == "experienced":
        page = _named(f"{COURSE}/lessons/{lesson}/pages/{item}", "page", f"Page {item}")
        return {"objectType": "Activity", **page}, {}, parent
    result = {"duration": f"PT{rng.randrange(100, 4000)}S"}
    if verb in ("passed", "completed"):
        result |= {"completion": True, "success": True, "score": {"scaled": 0.9, "raw": 90, "min": 0, "max": 100}}
    return {"objectType": "Activity", **_named(COURSE, "course", "Traffic stops")}, result, None
