"""Statements for tests: a plain one, and what it becomes with other values at some paths."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from builder.standards.xapi import Version

Json = dict[str, Any]

BOTH: Final = (Version.ONE, Version.TWO)
ONE: Final = (Version.ONE,)
TWO: Final = (Version.TWO,)


Good = Mapping[str, Json]
Bad = Mapping[str, tuple[Json, str, str]]
"""By name: what is refused, the path of what is wrong in it (a prefix is enough), some of the words."""


class Case(NamedTuple):
    """A statement, and whether a store has to take it.

    `requirement` is the clause of 1.0.3 Part Two, or of 2.0 (IEEE 9274.1.1) where only that knows it.
    """

    requirement: str
    name: str
    versions: tuple[Version, ...]
    statement: Json
    path: str | None
    """Of what is wrong (a prefix is enough); None where nothing is."""
    words: str
    """Some of what is said of it."""

    @property
    def accepted(self) -> bool:
        return self.path is None


def good(requirement: str, cases: Good, versions: tuple[Version, ...] = BOTH) -> tuple[Case, ...]:
    """What is taken."""
    return tuple(Case(requirement, name, versions, one, None, "") for name, one in cases.items())


def bad(requirement: str, cases: Bad, versions: tuple[Version, ...] = BOTH) -> tuple[Case, ...]:
    """What is refused."""
    return tuple(Case(requirement, name, versions, *one) for name, one in cases.items())


IRI: Final = "must be an IRI"
OBJECT: Final = "must be an object"
STRING: Final = "must be a string"
REQUIRED: Final = "is required"
NULL: Final = "must not be null"
EMPTY: Final = "must not be empty"

DROP: Final = object()
"""As a value: the property is taken away."""

ACTIVITY: Final[Json] = {"id": "https://example.org/fire"}
AGENT: Final[Json] = {"objectType": "Agent", "mbox": "mailto:ann@example.org"}
GROUP: Final[Json] = {"objectType": "Group", "member": [{"mbox": "mailto:ann@example.org"}]}
REF: Final[Json] = {"objectType": "StatementRef", "id": "11111111-2222-4333-8444-555555555555"}
VOIDED: Final[Json] = {"id": "http://adlnet.gov/expapi/verbs/voided"}
SUB: Final[Json] = {
    "objectType": "SubStatement",
    "actor": {"mbox": "mailto:ann@example.org"},
    "verb": {"id": "https://example.org/planned"},
    "object": {"id": "https://example.org/fire"},
}
ATTACHMENT: Final[Json] = {
    "usageType": "https://example.org/certificate",
    "display": {"en-US": "Certificate"},
    "contentType": "application/pdf",
    "length": 27,
    "sha2": "a" * 64,
    "fileUrl": "https://example.org/certificate.pdf",
}
BASE: Final[Json] = {
    "actor": {"mbox": "mailto:ann@example.org"},
    "verb": {"id": "https://example.org/learned"},
    "object": {"id": "https://example.org/fire"},
}
LONG: Final[Json] = {
    "id": "fd41c918-b88b-4b20-a0a5-a4c32391aaa0",
    "actor": {
        "objectType": "Group",
        "name": "Night shift",
        "account": {"homePage": "https://lms.example.org", "name": "night"},
        "member": [
            {"name": "Ann", "openid": "https://ann.example.org"},
            {"objectType": "Agent", "mbox_sha1sum": "0" * 40},
        ],
    },
    "verb": {"id": "http://adlnet.gov/expapi/verbs/answered", "display": {"en-US": "answered", "de": "beantwortete"}},
    "object": {
        "objectType": "Activity",
        "id": "https://example.org/fire/question/1",
        "definition": {
            "name": {"en-US": "Exit"},
            "description": {"en-US": "Which exit?"},
            "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
            "moreInfo": "https://example.org/help",
            "interactionType": "choice",
            "correctResponsesPattern": ["a[,]b", "a"],
            "choices": [{"id": "a", "description": {"en": "North"}}, {"id": "b"}],
            "extensions": {"https://example.org/x": {"deep": [None, 1, "two"]}},
        },
    },
    "result": {
        "score": {"scaled": 0.5, "raw": 5, "min": 0, "max": 10},
        "success": True,
        "completion": False,
        "response": "a[,]b",
        "duration": "PT4M5.25S",
        "extensions": {"https://example.org/tries": 2},
    },
    "context": {
        "registration": "ec531277-b57b-4c15-8d91-d292c5b2b8f7",
        "instructor": AGENT,
        "team": GROUP,
        "contextActivities": {
            "parent": [ACTIVITY],
            "grouping": [ACTIVITY],
            "category": [ACTIVITY],
            "other": [ACTIVITY],
        },
        "revision": "1.0.0",
        "platform": "web",
        "language": "en-US",
        "statement": REF,
        "extensions": {"https://example.org/agency": None},
    },
    "timestamp": "2026-11-22T09:30:00.123Z",
    "stored": "2026-11-22T09:30:01Z",
    "authority": {"account": {"homePage": "https://lms.example.org", "name": "lms"}},
    "version": "1.0.3",
    "attachments": [ATTACHMENT],
}

TWO_MEMBERS: Final = [{"mbox": "mailto:ann@example.org"}, {"account": {"homePage": "https://a.example", "name": "app"}}]


def changed(base: Mapping[str, Any], **values: object) -> Json:
    """A copy with other values; `verb__id=...` is `verb.id`, missing objects on the way are made."""
    made = copy.deepcopy(dict(base))
    for path, value in values.items():
        *way, last = path.split("__")
        place = made
        for part in way:
            place = place.setdefault(part, {})
        if value is DROP:
            del place[last]
        else:
            place[last] = copy.deepcopy(value)
    return made


def question(kind: object, **rest: object) -> Json:
    """A statement about a question of this type."""
    return changed(BASE, object__definition={"interactionType": kind, **rest})


def components(*ids: str) -> list[dict[str, str]]:
    """A list of components."""
    return [{"id": id_} for id_ in ids]
