"""Random valid statements out of small pools, so that questions find many of them and pages are full."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from random import Random
from typing import Any, Final, TypeVar

from builder.standards.xapi import Version

Json = dict[str, Any]
T = TypeVar("T")

VOIDED: Final = "http://adlnet.gov/expapi/verbs/voided"
PEOPLE: Final[Sequence[Json]] = (
    {"mbox": "mailto:ann@example.org"},
    {"objectType": "Agent", "mbox": "mailto:ben@example.org", "name": "Ben"},
    {"objectType": "Agent", "mbox_sha1sum": "3bc15c8aae3e4124dd409035f32ea2fd6835efc9"},
    {"openid": "https://example.org/people/cleo", "name": "Cleo \u05d0\u05d1 \U0001f692"},
    {"account": {"homePage": "https://example.org/hr", "name": "dan|4"}, "name": "Dan"},
    {"objectType": "Agent", "account": {"homePage": "https://example.org/hr", "name": "eve'; DROP TABLE statement"}},
)
SQUADS: Final[Sequence[Json]] = (
    {"objectType": "Group", "mbox": "mailto:squad@example.org", "member": [PEOPLE[0], PEOPLE[4]]},
    {"objectType": "Group", "account": {"homePage": "https://example.org/hr", "name": "squad 2"}, "name": "Squad"},
    {"objectType": "Group", "member": [PEOPLE[1], PEOPLE[2], PEOPLE[3]]},
)
VERBS: Final = tuple(f"https://example.org/verbs/{name}" for name in ("opened", "answered", "passed", "f\u00fcllte"))
ACTIVITIES: Final = (
    "https://example.org/fire",
    "https://example.org/fire?a=b&c=d%20e#f",
    "urn:uuid:11111111-2222-4333-8444-555555555555",
    "https://example.org/\u706b\u4e8b",
    "tag:example.org,2026:flood",
)
REGISTRATIONS: Final = (
    "0a0a0a0a-1111-4222-8333-444444444444",
    "0B0B0B0B-1111-4222-8333-444444444444",
    "0c0c0c0c-1111-4222-8333-44444444abcD",
)
TIMES: Final = (
    "2026-11-22T09:30:00.000Z",
    "2026-11-22T11:30:00.123456+02:00",
    "0001-01-02T00:00:00Z",
    "9999-12-30T23:59:59.999999-05:00",
    "2024-02-29T12:00:00.5Z",
)
TEXTS: Final = ("", "yes", "a[,]b", "\u0000", "\u202eright to left", "\U0001f692", "x" * 2000, "</script>", "'; --")
SCORES: Final[Sequence[Json]] = ({"scaled": 0.5}, {"raw": 3, "min": 0, "max": 5}, {"scaled": -1, "raw": 1e300})
DEFINITIONS: Final[Sequence[Json]] = (
    {"name": {"en-US": "Fire", "de": "Feuer"}, "type": "https://example.org/types/course"},
    {"description": {"und": "of nothing"}, "moreInfo": "https://example.org/more", "extensions": {"urn:x:y": None}},
    {
        "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
        "interactionType": "choice",
        "correctResponsesPattern": ["a[,]b"],
        "choices": [{"id": "a", "description": {"en-US": "A"}}, {"id": "b"}],
    },
    {"interactionType": "numeric", "correctResponsesPattern": ["1[:]5"]},
)


@dataclass
class Maker:
    """Makes statements; `ids` are those that it gave out, which others then refer to."""

    random: Random
    version: Version = Version.ONE
    ids: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    """By the SHA-2: what has to be sent along."""
    may_attach: bool = True
    people: Sequence[Json] = PEOPLE
    activities: Sequence[str] = ACTIVITIES

    def one_of(self, options: Sequence[T]) -> T:
        return self.random.choice(options)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def new_id(self) -> str:
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))

    def statement(self) -> Json:
        """With an id, which is new."""
        made: Json = {"id": self.new_id(), **self._event()}
        if self.chance(0.3):
            made["timestamp"] = self.one_of(TIMES)
        if self.chance(0.1):
            made["attachments"] = [self._attachment()]
        self.ids.append(made["id"])
        return made

    def voiding(self, target: str) -> Json:
        """One that takes back another."""
        made: Json = {
            "id": self.new_id(),
            "actor": self.one_of(self.people),
            "verb": {"id": VOIDED, "display": {"en-US": "voided"}},
            "object": {"objectType": "StatementRef", "id": target},
        }
        self.ids.append(made["id"])
        return made

    def _event(self, *, inner: bool = False) -> Json:
        object_ = self._object(inner=inner)
        made: Json = {"actor": self.actor(), "verb": {"id": self.one_of(VERBS)}, "object": object_}
        if self.chance(0.3):
            made["verb"]["display"] = {"en-US": self.one_of(TEXTS)}
        if self.chance(0.4):
            made["result"] = self._some(self._results())
        if self.chance(0.5):
            made["context"] = self._some(self._contexts(object_))
        return made

    def actor(self) -> Json:
        return self.one_of(SQUADS) if self.chance(0.2) else self.one_of(self.people)

    def activity(self) -> Json:
        made: Json = {"id": self.one_of(self.activities)}
        if self.chance(0.5):
            made["objectType"] = "Activity"
        if self.chance(0.4):
            made["definition"] = self.one_of(DEFINITIONS)
        return made

    def _object(self, *, inner: bool) -> Json:
        kind = self.random.random()
        if kind < 0.6:
            return self.activity()
        if kind < 0.75:
            return self._reference()
        if kind < 0.85 and not inner:
            return {"objectType": "SubStatement", **self._event(inner=True)}
        return {"objectType": "Agent", **self.actor()}

    def _reference(self) -> Json:
        """To one that is there, and now and then to one that comes later or never."""
        target = self.one_of(self.ids[-40:]) if self.ids and self.chance(0.9) else self.new_id()
        return {"objectType": "StatementRef", "id": target.upper() if self.chance(0.2) else target}

    def _attachment(self) -> Json:
        made: Json = {
            "usageType": "https://example.org/usage",
            "display": {"en-US": "A file"},
            "contentType": "text/plain; charset=utf-8",
        }
        if not self.may_attach or self.chance(0.5):
            return {**made, "length": 3, "sha2": "ab" * 32, "fileUrl": "https://example.org/f"}
        data = self.random.randbytes(self.one_of((0, 1, 5, 4000, 70000)))
        data = self.one_of((data, b"\r\n--boundary\r\n" + data))
        sha2 = sha256(data).hexdigest()
        self.files[sha2] = data
        return {**made, "length": len(data), "sha2": sha2}

    def _some(self, makers: Mapping[str, Callable[[], Any]]) -> Json:
        names = self.random.sample(list(makers), self.random.randint(1, min(4, len(makers))))
        return {name: makers[name]() for name in names}

    def _results(self) -> Mapping[str, Callable[[], Any]]:
        return {
            "score": lambda: self.one_of(
                ({"scaled": 0.5}, {"raw": 3, "min": 0, "max": 5}, {"scaled": -1, "raw": 1e300})
            ),
            "success": lambda: self.chance(0.5),
            "completion": lambda: self.chance(0.5),
            "response": lambda: self.one_of(TEXTS),
            "duration": lambda: self.one_of(("PT0S", "P1Y2M3DT4H5M6.78S", "P3W", "PT99999999H")),
            "extensions": lambda: {"https://example.org/e": self.one_of((None, {"a": [1, {"b": None}]}, 2**53, ""))},
        }

    def _contexts(self, object_: Json) -> Mapping[str, Callable[[], Any]]:
        made: dict[str, Callable[[], Any]] = {
            "registration": lambda: self.one_of(REGISTRATIONS),
            "instructor": self.actor,
            "team": lambda: self.one_of(SQUADS),
            "language": lambda: self.one_of(("en-US", "de", "zh-Hant-TW", "x-ours")),
            "statement": lambda: {"objectType": "StatementRef", "id": self.new_id()},
            "extensions": lambda: {"https://example.org/ce": [self.one_of(TEXTS)]},
            "contextActivities": self._context_activities,
        }
        if object_.get("objectType", "Activity") == "Activity":
            made |= {"platform": lambda: "web", "revision": lambda: self.one_of(("1", "2.0"))}
        if self.version is Version.TWO:
            made["contextAgents"] = lambda: [
                {"objectType": "contextAgent", "agent": {"objectType": "Agent", **self.one_of(self.people)}}
            ]
            made["contextGroups"] = lambda: [{"objectType": "contextGroup", "group": self.one_of(SQUADS)}]
        return made

    def _context_activities(self) -> Json:
        names = self.random.sample(("parent", "grouping", "category", "other"), self.random.randint(1, 2))
        return {name: self.activity() if self.chance(0.3) else [self.activity()] for name in names}
