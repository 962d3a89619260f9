"""An LMS that launches by cmi5: a token once, the order of statements, and not a word after the end of a session."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from urllib.parse import quote, urlencode

from builder.standards.cmi5 import CATEGORY, LAUNCH_DATA, MASTERY_SCORE, MOVE_ON_CATEGORY, PREFERENCES, SESSION_ID
from builder.standards.xapi import PROGRESS
from tests.e2e.lms.server import serving
from tests.e2e.lrs import Answer, Json, Lrs, Resources

REGISTRATION = "6f1b2e5c-94f5-4d44-9a57-3a4a1a1d1c6e"
ACTIVITY = "https://lms.example.org/activities/42"
ACTOR = {"account": {"name": "sam-17", "homePage": "https://lms.example.org"}, "objectType": "Agent", "name": "Sam Søn"}
PUBLISHER = {"id": "https://example.org/courses/small/au/course"}
DEFINED = ("initialized", "completed", "passed", "failed", "terminated")
WRITTEN_BY_THE_LMS = "LMS."
Mode = Literal["Normal", "Browse", "Review"]


@dataclass
class Sitting:
    """A session: one launch, one token."""

    id: str
    registration: str
    activity: str
    data: Json
    preferences: Json | None
    fetched: int = 0
    asked: set[str] = field(default_factory=set)
    told: list[Json] = field(default_factory=list)
    over: Literal["", "terminated", "abandoned"] = ""

    @property
    def token(self) -> str:
        return f"token-{self.id}"

    def defined(self) -> list[str]:
        """The verbs that cmi5 defines, in the order in which they came."""
        return [verb_of(one) for one in self.told if is_defined(one)]


@dataclass
class Cmi5(Lrs):
    """The sessions, beside what an LRS has."""

    sittings: list[Sitting] = field(default_factory=list)

    def sit(
        self, page: str, *, mode: Mode = "Normal", registration: str = REGISTRATION, activity: str = ACTIVITY,
        preferences: Json | None = None, **more: Any,
    ) -> tuple[str, Sitting]:  # fmt: skip
        """The address that a launch opens; it ends what other sessions of the registration are open (9.3.6)."""
        for other in self.sittings:
            if other.registration == registration and not other.over:
                other.over = "abandoned"
        id_ = str(uuid.uuid4())
        template = {"contextActivities": {"grouping": [PUBLISHER]}, "extensions": {SESSION_ID: id_}}
        data = {"contextTemplate": template, "launchMode": mode, "moveOn": "CompletedAndPassed", **more}
        sitting = Sitting(id_, registration, activity, data, preferences)
        self.sittings.append(sitting)
        given = {
            "endpoint": self.endpoint, "fetch": f"{self.origin}/fetch/{id_}", "actor": json.dumps(ACTOR),
            "registration": registration, "activityId": activity,
        }  # fmt: skip
        return f"{page}{'&' if '?' in page else '?'}{urlencode(given, quote_via=quote)}", sitting

    def take(self, sitting: Sitting, batch: list[Json]) -> int:
        """The status that storing them gives: one by one, in the order in which they came."""
        for statement in batch:
            known = next((s for s in self.statements if s["id"] == statement["id"]), None)
            if known is not None:
                self.resent += 1
                if known != statement:
                    return 409
                continue
            self._judge(statement)
            if faults := list(faults_of(self, sitting, statement)):
                self.violations.append(f"{verb_of(statement)}: {', '.join(faults)}: {json.dumps(statement)[:600]}")
                return 403
            self.statements.append(statement)
            sitting.told.append(statement)
            if is_defined(statement) and verb_of(statement) == "terminated":
                sitting.over = "terminated"
        return 200

    def defined(self) -> list[str]:
        return [verb_of(one) for one in self.statements if is_defined(one)]


def verb_of(statement: Json) -> str:
    return str(statement["verb"]["id"]).rpartition("/")[2]


def categories(statement: Json) -> set[str]:
    return {one["id"] for one in statement["context"]["contextActivities"].get("category", ())}


def is_defined(statement: Json) -> bool:
    return CATEGORY in categories(statement)


def faults_of(lms: Cmi5, sitting: Sitting, statement: Json) -> Iterator[str]:
    """What cmi5 forbids (7.1, 9)."""
    yield from _faults_of_context(sitting, statement)
    if sitting.asked < {LAUNCH_DATA, PREFERENCES}:
        yield "before LaunchData and preferences were asked for"
    if sitting.told and _time(sitting.told[-1]) >= _time(statement):
        yield "not later than the statement before it"
    if is_defined(statement):
        yield from _faults_of_defined(lms, sitting, statement)
    elif not sitting.told:
        yield "before initialized"
    elif sitting.data["launchMode"] != "Normal":
        yield "in a launch that does not count"
    elif MOVE_ON_CATEGORY in categories(statement):
        yield "moveon without cmi5"


def _faults_of_context(sitting: Sitting, statement: Json) -> Iterator[str]:
    context, template = statement["context"], sitting.data["contextTemplate"]
    if json.dumps(statement["actor"]) != json.dumps(ACTOR):
        yield "another actor"
    if context.get("registration") != sitting.registration:
        yield "another registration"
    if template["extensions"].items() - context["extensions"].items():
        yield "another session"
    for kind, given in template["contextActivities"].items():
        if context["contextActivities"].get(kind, [])[: len(given)] != given:
            yield f"the template's {kind} is changed"


def _time(statement: Json) -> datetime:
    return datetime.fromisoformat(statement["timestamp"])


def _faults_of_defined(lms: Cmi5, sitting: Sitting, statement: Json) -> Iterator[str]:
    verb, result = verb_of(statement), statement.get("result", {})
    inside = sitting.defined()
    before = [
        verb_of(s) for s in lms.statements
        if is_defined(s) and s["object"]["id"] == sitting.activity
        and s["context"]["registration"] == sitting.registration
    ]  # fmt: skip
    if verb not in DEFINED or statement["object"]["id"] != sitting.activity:
        yield "not a verb of cmi5, or not about the AU"
    if (verb == "initialized") == ("initialized" in inside):
        yield "initialized is the first and once"
    if sitting.data["launchMode"] != "Normal" and verb not in ("initialized", "terminated"):
        yield "in a launch that does not count"
    if verb in ("completed", "passed") and verb in before:
        yield "twice in a registration"
    if verb == "failed" and ("passed" in before or "failed" in inside):
        yield "after passed, or twice in a session"
    if verb == "passed" and "failed" in inside:
        yield "failed and passed in one session"
    if (MOVE_ON_CATEGORY in categories(statement)) != bool({"success", "completion"} & result.keys()):
        yield "moveon does not fit the result"
    if verb != "initialized" and not str(result.get("duration", "")).startswith("PT"):
        yield "no duration"
    yield from _faults_of_result(sitting, verb, statement)


def _faults_of_result(sitting: Sitting, verb: str, statement: Json) -> Iterator[str]:
    result, mastery = statement.get("result", {}), sitting.data.get("masteryScore")
    if result.get("success") is not {"passed": True, "failed": False}.get(verb):
        yield "success"
    if result.get("completion") is not (True if verb == "completed" else None):
        yield "completion"
    if PROGRESS in result.get("extensions", {}):
        yield "progress"
    if verb not in ("passed", "failed"):
        if "score" in result or MASTERY_SCORE in statement["context"]["extensions"]:
            yield "a score"
        return
    if statement["context"]["extensions"].get(MASTERY_SCORE) != mastery:
        yield "masteryscore is not that of the LMS"
    scaled = result["score"]["scaled"]
    if not 0 <= scaled <= 1:
        yield "scaled"
    if mastery is not None and (scaled >= mastery) is not result["success"]:
        yield "not what masteryScore asks for"


class _Session(Resources):
    """The resources as a session sees them."""

    lrs: Cmi5

    def _work(self) -> Answer:
        if self.resource.startswith("/fetch/"):
            return self._token(self.resource.removeprefix("/fetch/"))
        if self.headers.get("X-Experience-API-Version") != "1.0.3":
            self._violation("X-Experience-API-Version is not 1.0.3")
            return 400, b"", {}
        given = self.headers.get("Authorization", "")
        sitting = next((s for s in self.lrs.sittings if s.fetched and given == f"Basic {s.token}"), None)
        if sitting is None or sitting.over == "terminated":
            self._violation(f"after terminated, or with the token {given!r} of nobody")
            return 401, b"", {}
        if sitting.over:
            return 403, b"", {}
        if self.resource == "statements":
            return self._find() if self.command == "GET" else self._take(sitting)
        if json.dumps(json.loads(self.query["agent"])) != json.dumps(ACTOR):
            self._violation(f"agent is {self.query['agent']}")
        return self._profile(sitting) if self.resource == "agents/profile" else self._document(sitting)

    def _token(self, id_: str) -> Answer:
        sitting = next(s for s in self.lrs.sittings if s.id == id_)
        if self.command != "POST" or self.body:
            self._violation("the token is fetched by a POST without a body")
        sitting.fetched += 1
        answer = {"error-code": "1", "error-text": "in use"} if sitting.fetched > 1 else {"auth-token": sitting.token}
        return 200, json.dumps(answer).encode(), {"Content-Type": "application/json"}

    def _find(self) -> Answer:
        wanted = self.query.get("statementId")
        found = next((s for s in self.lrs.statements if s["id"] == wanted), None)
        return (404, b"", {}) if found is None else (200, json.dumps(found).encode(), {})

    def _take(self, sitting: Sitting) -> Answer:
        given = json.loads(self.body)
        batch = given if isinstance(given, list) else [given]
        return self.lrs.take(sitting, batch), b"[]", {"Content-Type": "application/json"}

    def _profile(self, sitting: Sitting) -> Answer:
        sitting.asked.add(self.query["profileId"])
        if sitting.preferences is None:
            return 404, b"", {}
        return 200, json.dumps(sitting.preferences).encode(), {"Content-Type": "application/json"}

    def _document(self, sitting: Sitting) -> Answer:
        if (self.query["activityId"], self.query["registration"]) != (sitting.activity, sitting.registration):
            self._violation(f"a document of {self.query}")
        if not self.query["stateId"].startswith(WRITTEN_BY_THE_LMS):
            return self._state()
        sitting.asked.add(self.query["stateId"])
        if self.command != "GET":
            self._violation("LMS.LaunchData is the LMS's to write")
        return 200, json.dumps(sitting.data).encode(), {"Content-Type": "application/json"}


@contextmanager
def running_cmi5() -> Iterator[Cmi5]:
    """An LMS on a free port: another origin than the course's."""
    lms = Cmi5()
    with serving(type("Session", (_Session,), {"lrs": lms})) as origin:
        lms.origin = origin
        try:
            yield lms
        finally:
            lms.release.set()
