"""A launch: made by whoever may do all that the course will do, fetched once, bounded, over in time."""

from __future__ import annotations

import base64
import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx2
import pytest

from builder.records.lrs.access.bounds import SCOPES
from builder.records.lrs.scope import Scope
from builder.records.lrs.store import credentials
from builder.records.xapi.values import micros_of
from builder.standards.cmi5 import LAUNCH_DATA, PREFERENCES
from tests.records.lrs.running import running

if TYPE_CHECKING:
    from tests.records.lrs.conftest import Lrs

COURSE = "https://example.org/courses/small"
REGISTRATION = "6F1B2E5C-94f5-4d44-9a57-3a4a1a1d1c6e"
SAM = {"objectType": "Agent", "account": {"homePage": "https://lms.example.org", "name": "sam-17"}, "name": "Sam"}
KIM = {"objectType": "Agent", "mbox": "mailto:kim@example.org"}
VERSION = {"X-Experience-API-Version": "1.0.3"}
HOUR = 3600 * 1_000_000
Json = dict[str, Any]


def begin(lrs: Lrs, by: Json, **wanted: Any) -> Json:
    told = lrs.http.post("/launches", json={"actor": SAM, **wanted}, headers=by)
    assert told.status_code == 201, told.text
    found: Json = told.json()
    return found


def headers(granted: Json) -> Json:
    return {**VERSION, "Authorization": granted["auth"]}


def path(granted: Json) -> str:
    return str(granted["fetch"]).removeprefix("http://localhost")


def statement(actor: Json = SAM, registration: str | None = REGISTRATION, **more: Any) -> Json:
    context = {"registration": registration} if registration else {"platform": "x"}
    verb = {"id": "http://adlnet.gov/expapi/verbs/experienced"}
    return {"id": str(uuid.uuid4()), "actor": actor, "verb": verb, "object": {"id": COURSE}, "context": context, **more}


def send(lrs: Lrs, who: Json, told: object) -> int:
    return lrs.http.post("/xapi/statements", json=told, headers=who).status_code


def ids(lrs: Lrs, who: Json, **query: str) -> set[str]:
    return {one["id"] for one in lrs.http.get("/xapi/statements", params=query, headers=who).json()["statements"]}


def test_what_the_lms_passes_on(lrs: Lrs) -> None:
    granted = begin(lrs, lrs.credential(), registration=REGISTRATION, activity=COURSE)
    assert granted["endpoint"] == "http://localhost/xapi/"
    assert granted["fetch"].startswith(f"http://localhost/launches/{granted['launch']}/")
    assert granted["auth"].startswith("Basic ")
    assert granted["expires"].endswith("Z")
    assert lrs.http.get("/xapi/statements", headers=headers(granted)).status_code == 200


def test_the_token_is_given_once(lrs: Lrs) -> None:
    """cmi5 8.2: both answers have status 200, and neither is kept by anybody on the way."""
    granted = begin(lrs, lrs.credential())
    first, second = (lrs.http.post(path(granted)) for _ in range(2))
    assert (first.status_code, first.headers["cache-control"]) == (200, "no-store")
    assert first.headers["content-type"] == "application/json"
    token = first.json()["auth-token"]
    assert f"Basic {token}" == granted["auth"]
    assert lrs.http.get("/xapi/statements", headers={**VERSION, "Authorization": f"Basic {token}"}).status_code == 200
    assert (second.status_code, second.headers["cache-control"]) == (200, "no-store")
    assert second.json()["error-code"] == "1"
    assert "launch the course again" in second.json()["error-text"]


def test_a_fetch_address_cannot_be_guessed_or_turned_into_another(lrs: Lrs) -> None:
    granted = begin(lrs, lrs.credential())
    key, secret = base64.b64decode(lrs.credential()["Authorization"].removeprefix("Basic ")).decode().split(":")
    for wrong in (
        f"/launches/{granted['launch']}/x",
        f"/launches/{'0' * 24}/{path(granted).rpartition('/')[2]}",
        f"/launches/{key}/{secret}",
    ):
        told = lrs.http.post(wrong)
        assert (told.status_code, told.json()["error-code"]) == (200, "2")
    assert lrs.http.get(path(granted)).status_code == 405
    assert "auth-token" in lrs.http.post(path(granted)).json()


def test_neither_code_nor_secret_lies_in_the_store(lrs: Lrs) -> None:
    granted = begin(lrs, lrs.credential())
    row = lrs.service.database.read(lambda session: session.all("SELECT * FROM credential")).result()
    code = path(granted).rpartition("/")[2]
    secret = base64.b64decode(granted["auth"].removeprefix("Basic ")).decode().partition(":")[2]
    assert code not in str(row)
    assert secret not in str(row)
    assert bytes.fromhex(secret) not in [bytes(value) for one in row for value in one if isinstance(value, bytes)]


@pytest.mark.parametrize(
    ("wanted", "word"),
    [
        ({}, "actor"),
        ({"actor": {"name": "nobody"}}, "actor"),
        ({"actor": {"objectType": "Group", "mbox": "mailto:g@example.org"}}, "actor"),
        ({"actor": SAM, "registration": "7"}, "registration"),
        ({"actor": SAM, "activity": "no iri"}, "activity"),
        ({"actor": SAM, "hours": 0}, "hours"),
        ({"actor": SAM, "hours": 169}, "hours"),
        ({"actor": SAM, "scope": "all"}, "scope"),
        ([], "object"),
        ("x", "object"),
    ],
)
def test_what_is_asked_for_wrongly_is_told(lrs: Lrs, wanted: object, word: str) -> None:
    refused = lrs.http.post("/launches", json=wanted, headers=lrs.credential())
    assert refused.status_code == 400
    assert word in refused.text
    for body in (b"", b"{", b"\xff", b'{"actor": 1, "actor": 2}'):
        assert lrs.http.post("/launches", content=body, headers=lrs.credential()).status_code == 400


def test_too_much_is_refused(lrs: Lrs) -> None:
    wanted = {"actor": {**SAM, "name": "x" * 70_000}}
    assert lrs.http.post("/launches", json=wanted, headers=lrs.credential()).status_code == 413


def test_nobody_hands_on_more_than_they_have(lrs: Lrs) -> None:
    for left_out in SCOPES:
        by = lrs.credential(*(SCOPES - {left_out}))
        refused = lrs.http.post("/launches", json={"actor": SAM}, headers=by)
        assert refused.status_code == 403
        assert left_out in refused.text
    launcher = lrs.credential(*SCOPES)
    granted = begin(lrs, launcher)
    assert lrs.http.post("/launches", json={"actor": SAM}, headers=headers(granted)).status_code == 403
    admin = lrs.credential()

    def names(by: Json, name: str) -> object:
        about: Json = {"id": f"{COURSE}/{name}", "definition": {"name": {"en-US": name}}}
        assert send(lrs, headers(begin(lrs, by)), statement(object=about)) == 200
        return (
            lrs.http.get("/xapi/activities", params={"activityId": about["id"]}, headers=admin).json().get("definition")
        )

    assert names(launcher, "not-told") is None
    assert names(lrs.credential(*SCOPES, Scope.DEFINE), "told") is not None


def test_it_tells_of_its_learner_under_its_registration_and_voids_nothing(lrs: Lrs) -> None:
    admin = lrs.credential()
    course = headers(begin(lrs, admin, registration=REGISTRATION))
    own = statement()
    assert send(lrs, course, own) == 200
    assert send(lrs, course, [statement(), statement(registration=REGISTRATION.lower())]) == 200
    group = {"objectType": "Group", "member": [SAM]}
    for told in (
        statement(KIM),
        statement(group),
        statement(registration=None),
        statement(registration=str(uuid.uuid4())),
    ):
        refused = lrs.http.post("/xapi/statements", json=[statement(), told], headers=course)
        assert refused.status_code == 403
        assert "actor, context.registration" in refused.text
    void = statement(verb={"id": "http://adlnet.gov/expapi/verbs/voided"})
    void["object"] = {"objectType": "StatementRef", "id": own["id"]}
    refused = lrs.http.post("/xapi/statements", json=void, headers=course)
    assert (refused.status_code, refused.text) == (403, "verb: a launched course may not void statements")
    assert len(ids(lrs, admin)) == 3, "of a batch that is refused nothing is kept"


def test_it_reads_what_is_of_its_learner_whoever_wrote_it(lrs: Lrs) -> None:
    """The session before had another token; what somebody else learned is nobody's business here."""
    admin = lrs.credential()
    first, second = (headers(begin(lrs, admin, registration=REGISTRATION)) for _ in range(2))
    own, of_the_lms, elsewhere, others = (
        statement(),
        statement(),
        statement(registration=str(uuid.uuid4())),
        statement(KIM),
    )
    about_sam = statement(KIM, object=SAM)
    refers = statement(KIM, object={"objectType": "StatementRef", "id": own["id"]})
    assert send(lrs, first, own) == 200
    assert send(lrs, admin, [of_the_lms, elsewhere, others, about_sam, refers]) == 200
    sam = json.dumps(SAM)
    mine = {own["id"], of_the_lms["id"]}
    for query in (
        {},
        {"agent": sam},
        {"activity": COURSE},
        {"registration": REGISTRATION},
        {"agent": sam, "related_agents": "true"},
    ):
        assert ids(lrs, second, **query) == mine, query
    assert ids(lrs, second, agent=json.dumps(KIM)) == set()
    for one in (elsewhere, others, about_sam, refers):
        assert lrs.http.get("/xapi/statements", params={"statementId": one["id"]}, headers=second).status_code == 404
    assert lrs.http.get("/xapi/statements", params={"statementId": own["id"]}, headers=second).status_code == 200
    without = headers(begin(lrs, admin))
    assert ids(lrs, without) == mine | {elsewhere["id"]}


def test_what_it_writes_is_vouched_for_by_whoever_launched(lrs: Lrs) -> None:
    launcher = lrs.credential(name="Harbor LMS", agency="harbor")
    key = base64.b64decode(launcher["Authorization"].removeprefix("Basic ")).decode().partition(":")[0]
    for _ in range(2):
        assert send(lrs, headers(begin(lrs, launcher)), statement()) == 200
    found = lrs.http.get("/xapi/statements", headers=launcher).json()["statements"]
    account = {"homePage": "http://localhost/xapi", "name": key}
    assert [one["authority"] for one in found] == [
        {"objectType": "Agent", "name": "Harbor LMS", "account": account}
    ] * 2
    other = lrs.credential(agency="valley")
    assert ids(lrs, other) == set()
    assert ids(lrs, headers(begin(lrs, other))) == set()


def test_a_launch_without_agency_reads_no_agency(lrs: Lrs) -> None:
    assert send(lrs, lrs.credential(agency="harbor"), statement()) == 200
    everyone = lrs.credential()
    assert len(ids(lrs, everyone)) == 1
    assert ids(lrs, headers(begin(lrs, everyone))) == set()


def test_what_cmi5_asks_for_in_a_session(lrs: Lrs) -> None:
    """The launch data is the LMS's; the learner's preferences and the bookmark are the course's to write."""
    lms = lrs.credential()
    course = headers(begin(lrs, lms, registration=REGISTRATION, activity=COURSE))
    place = {"activityId": COURSE, "agent": json.dumps(SAM), "registration": REGISTRATION}

    def call(method: str, where: str, who: Json, body: object = None, **query: str) -> int:
        told = {**who, "If-None-Match": "*"} if method == "PUT" else who
        return lrs.http.request(method, f"/xapi/{where}", params=query, json=body, headers=told).status_code

    assert call("PUT", "activities/state", lms, {"launchMode": "Normal"}, **place, stateId=LAUNCH_DATA) == 204
    assert call("GET", "activities/state", course, **place, stateId=LAUNCH_DATA) == 200
    for method in ("PUT", "POST", "DELETE"):
        body = {"launchMode": "Review"} if method != "DELETE" else None
        assert call(method, "activities/state", course, body, **place, stateId=LAUNCH_DATA) == 403
    preferences = {"agent": json.dumps(SAM), "profileId": PREFERENCES}
    assert call("GET", "agents/profile", course, **preferences) == 404
    assert call("PUT", "agents/profile", course, {"audioPreference": "off"}, **preferences) == 204
    assert call("PUT", "activities/state", course, {"page": 3}, **place, stateId="bookmark") == 204
    lower = {**place, "registration": REGISTRATION.lower()}
    assert call("GET", "activities/state", course, **lower, stateId="bookmark") == 200
    for other in (
        {**place, "agent": json.dumps(KIM)}, {**place, "activityId": f"{COURSE}/2"},
        {**place, "registration": str(uuid.uuid4())}, {name: place[name] for name in ("activityId", "agent")},
    ):  # fmt: skip
        assert call("GET", "activities/state", course, **other, stateId="bookmark") == 403


def test_it_is_over_when_the_lms_ends_it(lrs: Lrs) -> None:
    lms, other = lrs.credential(), lrs.credential()
    granted, second = begin(lrs, lms), begin(lrs, lms)
    course = headers(granted)
    assert send(lrs, course, statement()) == 200
    where = f"/launches/{granted['launch']}"
    assert lrs.http.delete(where, headers=other).status_code == 404
    assert lrs.http.delete(where, headers=course).status_code == 403
    assert send(lrs, course, statement()) == 200
    assert lrs.http.delete(where, headers=lms).status_code == 204
    assert send(lrs, course, statement()) == 401
    assert lrs.http.post(path(granted)).json()["error-code"] == "1"
    assert send(lrs, headers(second), statement()) == 200
    key = base64.b64decode(lms["Authorization"].removeprefix("Basic ")).decode().partition(":")[0]
    refused = lrs.http.delete(f"/launches/{key}", headers=lms)
    assert refused.status_code == 404, "a credential of its own is no launch"
    for strange in ("%00", "%ff", "a" * 5000, key.upper()):
        assert lrs.http.delete(f"/launches/{strange}", headers=lms).status_code == 404
        assert lrs.http.post(f"/launches/{strange}/%00").json()["error-code"] == "2"
    assert lrs.http.get("/xapi/statements", headers=lms).status_code == 200


def test_it_ends_with_the_credential_that_launched(lrs: Lrs, address: str) -> None:
    from builder.records.lrs.store.open import open_database

    lms = lrs.credential()
    granted = begin(lrs, lms)
    key = base64.b64decode(lms["Authorization"].removeprefix("Basic ")).decode().partition(":")[0]
    with closing(open_database(address)) as by_command:
        assert by_command.write(lambda session: credentials.revoke(session, key, lrs.service.clock())).result()
    assert lrs.http.post(path(granted)).json()["error-code"] == "1"
    refused = lrs.http.get("/xapi/statements", headers=headers(granted))
    assert (refused.status_code, refused.text) == (401, "this credential has expired or was revoked")


def test_it_ends_by_itself_and_never_after_the_credential_that_launched(
    lrs: Lrs, monkeypatch: pytest.MonkeyPatch
) -> None:
    service, began = lrs.service, lrs.service.clock()
    key, secret = service.database.write(
        lambda session: credentials.add(
            session, service.database.key, "x", (Scope.ALL,), began, expires=began + 2 * HOUR
        )
    ).result()
    brief = {**VERSION, "Authorization": f"Basic {base64.b64encode(f'{key}:{secret}'.encode()).decode()}"}
    lms = lrs.credential()
    long, short, capped = begin(lrs, lms), begin(lrs, lms, hours=0.5), begin(lrs, brief)
    ends = [micros_of(one["expires"]) - began for one in (long, short, capped)]
    assert ends[2] == 2 * HOUR
    assert 0 <= ends[1] - HOUR // 2 < HOUR // 100
    for after, alive in (
        (0, (True, True, True)),
        (0.6, (True, False, True)),
        (2, (True, False, False)),
        (12.1, (False,) * 3),
    ):
        monkeypatch.setattr(service, "clock", lambda after=after: began + int(after * HOUR))
        found = [lrs.http.get("/xapi/statements", headers=headers(one)).status_code for one in (long, short, capped)]
        assert found == [200 if one else 401 for one in alive], after


def test_launches_are_not_listed_and_go_after_a_month(lrs: Lrs) -> None:
    service, lms = lrs.service, lrs.credential()
    begin(lrs, lms)
    assert len(service.database.read(credentials.everyone).result()) == 1

    def launches() -> int:
        rows = service.database.read(lambda session: session.all("SELECT 1 FROM credential WHERE launcher IS NOT NULL"))
        return len(rows.result())

    def later(session: Any) -> object:
        by = credentials.everyone(session)[0]
        found = credentials.find(session, by.key)
        assert found is not None
        at = service.clock() + 31 * 24 * HOUR
        launch = next(iter(session.all("SELECT key FROM credential WHERE launcher IS NOT NULL")))[0]
        kept = credentials.find(session, launch)
        assert kept is not None
        assert kept.launch is not None
        return credentials.add_launch(session, b"k" * 32, kept.launch, SCOPES, at, expires=at + HOUR, name="x")

    assert launches() == 1
    service.database.write(later).result()
    assert launches() == 1


def test_of_many_who_ask_at_once_one_gets_the_token(tmp_path: Path) -> None:
    with running(f"sqlite:///{tmp_path / 'lrs.db'}") as store, ThreadPoolExecutor(8) as pool:
        post = partial(httpx2.post, timeout=60)
        answer = post(f"{store.origin}/launches", json={"actor": SAM}, headers=store.headers())
        address = answer.json()["fetch"]
        found = [one.json() for one in pool.map(post, [address] * 16)]
    assert sorted(next(iter(one)) for one in found) == ["auth-token"] + ["error-code"] * 15
