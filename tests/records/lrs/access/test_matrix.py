"""What each scope opens: every resource by every method, with the status that it must give, written down by hand.

1.0.3 Part Three 4.2. What the text leaves open is decided like this: definitions and names are read with the rights to
read statements and profiles; only `all` voids what others stored; a launched course has statements and states of its
learner, and the learner's profile.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pytest

from builder.records.lrs.scope import Scope

if TYPE_CHECKING:
    from tests.records.lrs.conftest import Lrs

COURSE = "https://example.org/courses/small"
REGISTRATION = "6f1b2e5c-94f5-4d44-9a57-3a4a1a1d1c6e"
SAM = {"objectType": "Agent", "mbox": "mailto:sam@example.org"}
KIM = {"objectType": "Agent", "mbox": "mailto:kim@example.org"}
VOIDED = "http://adlnet.gov/expapi/verbs/voided"

COLUMNS = ("all", "all/read", "define", "profile", "state", "st/read", "mine", "write", "launch")
TABLE = """
                                  all  all/read  define  profile  state  st/read  mine  write  launch
statements POST                   200  403       403     403      403    403      403   200    200
statements POST another           200  403       403     403      403    403      403   200    403
statements PUT                    204  403       403     403      403    403      403   204    204
statements POST void others       200  403       403     403      403    403      403   403    403
statements GET                    200  200       403     403      403    200      200   403    200
statements GET others             200  200       403     403      403    200      404   403    404
statements GET voided             200  200       403     403      403    200      404   403    404
statements HEAD                   200  200       403     403      403    200      200   403    200
activities/state PUT              204  403       403     403      204    403      403   403    204
activities/state POST             204  403       403     403      204    403      403   403    204
activities/state GET              200  200       403     403      200    403      403   403    200
activities/state GET ids          200  200       403     403      200    403      403   403    200
activities/state GET another      200  200       403     403      200    403      403   403    403
activities/state PUT LMS          204  403       403     403      204    403      403   403    403
activities/state DELETE           204  403       403     403      204    403      403   403    204
activities/state DELETE all       204  403       403     403      204    403      403   403    403
agents/profile PUT                204  403       403     204      403    403      403   403    204
agents/profile POST               204  403       403     204      403    403      403   403    204
agents/profile GET                200  200       403     200      403    403      403   403    200
agents/profile GET ids            200  200       403     200      403    403      403   403    200
agents/profile GET another        200  200       403     200      403    403      403   403    403
agents/profile DELETE             204  403       403     204      403    403      403   403    204
activities/profile PUT            204  403       403     204      403    403      403   403    403
activities/profile POST           204  403       403     204      403    403      403   403    403
activities/profile GET            200  200       403     200      403    403      403   403    403
activities/profile GET ids        200  200       403     200      403    403      403   403    403
activities/profile DELETE         204  403       403     204      403    403      403   403    403
activities GET                    200  200       200     200      200    200      403   403    403
agents GET                        200  200       403     200      403    200      403   403    403
about GET                         200  200       200     200      200    200      200   200    200
launches POST                     201  403       403     403      403    403      403   403    403
launches DELETE                   404  403       403     403      403    403      403   403    403
"""
SCOPES = {
    "all": Scope.ALL,
    "all/read": Scope.ALL_READ,
    "define": Scope.DEFINE,
    "profile": Scope.PROFILE,
    "state": Scope.STATE,
    "st/read": Scope.STATEMENTS_READ,
    "mine": Scope.STATEMENTS_READ_MINE,
    "write": Scope.STATEMENTS_WRITE,
}
NEW, ANY = {"If-None-Match": "*"}, {"If-Match": "*"}
STATE = {"activityId": COURSE, "agent": json.dumps(SAM), "registration": REGISTRATION}
AGENT, ACTIVITY = {"agent": json.dumps(SAM)}, {"activityId": COURSE}
Json = dict[str, Any]


def table() -> list[tuple[str, str, int]]:
    """Row, column, status."""
    head, *rows = TABLE.strip().splitlines()
    assert tuple(head.split()) == COLUMNS
    found = []
    for row in rows:
        *words, _ = row.split(None, len(row.split()) - len(COLUMNS))
        statuses = row.split()[-len(COLUMNS) :]
        found += [(" ".join(words), column, int(status)) for column, status in zip(COLUMNS, statuses, strict=True)]
    return found


def statement(actor: Json = SAM, **more: Any) -> Json:
    verb = {"id": "http://adlnet.gov/expapi/verbs/experienced"}
    context = {"registration": REGISTRATION}
    return {"id": str(uuid.uuid4()), "actor": actor, "verb": verb, "object": {"id": COURSE}, "context": context, **more}


class Requests:
    """One for each row; what it needs to be there is made by a credential that may do all."""

    def __init__(self, lrs: Lrs) -> None:
        self.lrs = lrs
        self.admin = lrs.credential()
        self.others = statement(KIM)
        self.voided = statement(KIM)
        void = statement(verb={"id": VOIDED}, object={"objectType": "StatementRef", "id": self.voided["id"]})
        assert self.send(self.admin, "POST", "statements", [self.others, self.voided, void]) == 200
        for path, place in self.documents():
            assert self.send(self.admin, "PUT", path, {"x": 1}, NEW, **place) == 204

    @staticmethod
    def documents() -> list[tuple[str, Json]]:
        return [
            ("activities/state", {**STATE, "stateId": "there"}),
            ("activities/state", {**STATE, "agent": json.dumps(KIM), "stateId": "there"}),
            ("agents/profile", {**AGENT, "profileId": "there"}),
            ("agents/profile", {"agent": json.dumps(KIM), "profileId": "there"}),
            ("activities/profile", {**ACTIVITY, "profileId": "there"}),
        ]

    def send(
        self, who: Json, method: str, path: str, body: object = None, headers: Mapping[str, str] = {}, /, **query: Any
    ) -> int:
        path = path if path.startswith("/") else f"/xapi/{path}"
        return self.lrs.http.request(
            method, path, params=query or None, headers={**who, **headers}, json=body
        ).status_code

    def launch(self) -> Json:
        """The headers of a course that was launched for Sam."""
        wanted = {"actor": SAM, "registration": REGISTRATION, "activity": COURSE}
        told = self.lrs.http.post("/launches", json=wanted, headers=self.admin).json()
        return {"Authorization": told["auth"], "X-Experience-API-Version": "1.0.3"}

    def ask(self, who: Json, row: str) -> int:
        path, method, *how = row.split()
        kind = " ".join(how)
        if path == "statements":
            return self._statements(who, method, kind)
        if path == "launches":
            where = f"/launches/{'0' * 24}" if method == "DELETE" else "/launches"
            return self.send(who, method, where, None if method == "DELETE" else {"actor": SAM})
        if path in ("activities", "agents", "about"):
            query = {"activities": ACTIVITY, "agents": AGENT, "about": {}}[path]
            return self.send(who, method, path, **query)
        return self._document(who, method, path, kind)

    def _statements(self, who: Json, method: str, kind: str) -> int:
        match kind:
            case "another":
                return self.send(who, method, "statements", statement(KIM))
            case "void others":
                target = statement(KIM)
                assert self.send(self.admin, "POST", "statements", target) == 200
                void = statement(verb={"id": VOIDED}, object={"objectType": "StatementRef", "id": target["id"]})
                status = self.send(who, method, "statements", void)
                kept = self.send(self.admin, "GET", "statements", statementId=target["id"])
                assert kept == (404 if status == 200 else 200)
                return status
            case "others":
                return self.send(who, method, "statements", statementId=self.others["id"])
            case "voided":
                return self.send(who, method, "statements", voidedStatementId=self.voided["id"])
        if method in ("GET", "HEAD"):
            return self.send(who, method, "statements")
        told = statement()
        return self.send(who, method, "statements", told, **({"statementId": told["id"]} if method == "PUT" else {}))

    def _document(self, who: Json, method: str, path: str, kind: str) -> int:
        place = {"activities/state": STATE, "agents/profile": AGENT, "activities/profile": ACTIVITY}[path]
        name = "stateId" if path == "activities/state" else "profileId"
        body = {"y": 2} if method in ("PUT", "POST") else None
        query = {**place, name: "there"}
        if method == "DELETE" and not kind:
            query[name] = str(uuid.uuid4())
            assert self.send(self.admin, "PUT", path, {"x": 1}, NEW, **query) == 204
        if kind == "another":
            query["agent"] = json.dumps(KIM)
        if kind == "LMS":
            query[name] = "LMS.LaunchData"
        if kind in ("ids", "all"):
            query = {**place, **({"registration": str(uuid.uuid4())} if kind == "all" else {})}
        headers = ANY if method == "PUT" and kind != "LMS" else {}
        return self.send(who, method, path, body, headers, **query)


def test_every_scope_opens_what_it_should_and_nothing_else(lrs: Lrs) -> None:
    requests = Requests(lrs)
    who = {column: lrs.credential(scope) for column, scope in SCOPES.items()} | {"launch": requests.launch()}
    wrong = [
        f"{row} with {column}: {status}, not {expected}"
        for row, column, expected in table()
        if (status := requests.ask(who[column], row)) != expected
    ]
    assert wrong == []
    assert len(table()) == 32 * len(COLUMNS)


def test_the_table_knows_every_resource_and_method(lrs: Lrs) -> None:
    """What is not in it is refused whoever asks."""
    rows = {tuple(row.split()[:2]) for row, _, _ in table()}
    admin = lrs.credential()
    for path in (
        "statements",
        "activities/state",
        "agents/profile",
        "activities/profile",
        "activities",
        "agents",
        "about",
    ):
        for method in ("GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS"):
            if (path, method) not in rows:
                assert lrs.http.request(method, f"/xapi/{path}", headers=admin).status_code == 405, (path, method)


def test_without_define_the_names_of_things_stay_as_they_were(lrs: Lrs) -> None:
    def told(who: Json, name: str) -> None:
        about = {"id": COURSE, "definition": {"name": {"en-US": name}}}
        sent = statement({**SAM, "name": f"Sam {name}"}, object=about)
        assert lrs.http.post("/xapi/statements", json=sent, headers=who).status_code == 200
        kept = lrs.http.get("/xapi/statements", params={"statementId": sent["id"]}, headers=admin).json()
        assert kept["object"] == about, "the statement itself is kept as it came"

    def known() -> tuple[Any, Any]:
        activity = lrs.http.get("/xapi/activities", params=ACTIVITY, headers=admin).json()
        person = lrs.http.get("/xapi/agents", params=AGENT, headers=admin).json()
        return activity.get("definition", {}).get("name"), person.get("name")

    admin = lrs.credential()
    told(lrs.credential(Scope.STATEMENTS_WRITE), "first")
    assert known() == (None, None)
    told(lrs.credential(Scope.STATEMENTS_WRITE, Scope.DEFINE), "second")
    assert known() == ({"en-US": "second"}, ["Sam second"])
    told(lrs.credential(Scope.STATEMENTS_WRITE), "third")
    assert known() == ({"en-US": "second"}, ["Sam second"])


@pytest.mark.parametrize("version", ["1.0.3", "2.0.0"])
def test_the_alternate_syntax_and_both_versions_give_no_more(lrs: Lrs, version: str) -> None:
    """The scope is looked at for what is done, not for how it was asked."""
    reader = lrs.credential(Scope.STATEMENTS_READ)
    reader["X-Experience-API-Version"] = version
    told = statement()
    refused = lrs.http.post("/xapi/statements", json=told, headers=reader)
    assert refused.status_code == 403
    assert "statements/write" in refused.text
    form = {"statementId": told["id"], "content": json.dumps(told)}
    alternate = lrs.http.post("/xapi/statements", params={"method": "PUT"}, data=form, headers=reader)
    assert alternate.status_code == (403 if version == "1.0.3" else 400)
