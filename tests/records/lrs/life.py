"""A store with some of everything in it, and all of its rows to compare."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from builder.records.lrs.store.database import Database, Row, Session
from builder.records.lrs.store.tables import tables
from tests.records.lrs.conftest import Lrs

ANNA: Mapping[str, Any] = {"objectType": "Agent", "mbox": "mailto:anna.example@example.org", "name": "Anna Example"}
BERT: Mapping[str, Any] = {
    "objectType": "Agent",
    "account": {"homePage": "https://lms.example.org", "name": "bert-example-7"},
    "name": "Bert Example",
}
ACTIVITY = "https://example.org/course"
FILE = b"a certificate for Anna Example \x00\xff"
VOIDED = "http://adlnet.gov/expapi/verbs/voided"


def statement(actor: Mapping[str, Any] = ANNA, verb: str = "did", **more: Any) -> dict[str, Any]:
    return {"actor": actor, "verb": {"id": f"https://example.org/{verb}"}, "object": {"id": ACTIVITY}, **more}


def post(lrs: Lrs, headers: Mapping[str, str], *statements: Mapping[str, Any]) -> list[str]:
    answer = lrs.http.post("/xapi/statements", json=statements, headers=dict(headers))
    assert answer.status_code == 200, answer.text
    ids: list[str] = answer.json()
    return ids


def post_with_file(lrs: Lrs, headers: Mapping[str, str], one: Mapping[str, Any], content: bytes = FILE) -> str:
    sha2 = hashlib.sha256(content).hexdigest()
    attachment = {
        "usageType": "https://example.org/certificate",
        "display": {"en": "A certificate"},
        "contentType": "application/octet-stream",
        "length": len(content),
        "sha2": sha2,
    }
    body = b"".join(
        (
            b"--x\r\nContent-Type: application/json\r\n\r\n",
            json.dumps({**one, "attachments": [attachment]}).encode(),
            b"\r\n--x\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\n",
            f"X-Experience-API-Hash: {sha2}\r\n\r\n".encode(),
            content,
            b"\r\n--x--\r\n",
        )
    )
    told = {**headers, "Content-Type": "multipart/mixed; boundary=x"}
    answer = lrs.http.post("/xapi/statements", content=body, headers=told)
    assert answer.status_code == 200, answer.text
    id_: str = answer.json()[0]
    return id_


def keep_state(lrs: Lrs, headers: Mapping[str, str], agent: Mapping[str, Any], content: bytes, name: str = "b") -> None:
    where = {"activityId": ACTIVITY, "agent": json.dumps(agent), "stateId": name}
    answer = lrs.http.put("/xapi/activities/state", params=where, content=content, headers=dict(headers))
    assert answer.status_code == 204, answer.text


def live(lrs: Lrs) -> dict[str, str]:
    """Puts some of everything into the store; the headers of a credential that sees all of it."""
    headers = lrs.credential()
    first, second = post(
        lrs,
        headers,
        statement(result={"score": {"scaled": 0.1, "raw": 1e300}}),
        statement(BERT, "saw", result={"response": "\U0001f600 \u0000"}),
    )
    post(lrs, headers, statement(BERT, object={"objectType": "StatementRef", "id": first}))
    void = {"id": VOIDED}
    post(lrs, headers, {"actor": BERT, "verb": void, "object": {"objectType": "StatementRef", "id": second}})
    post_with_file(lrs, headers, statement(verb="earned"))
    post(lrs, lrs.credential(agency="north"), statement(verb="did-elsewhere"))
    keep_state(lrs, headers, ANNA, b"page 7 \x00\xff")
    keep_state(lrs, headers, BERT, b"page 8")
    return headers


def rows(database: Database) -> dict[str, list[Row]]:
    """All that is in the store."""

    def job(session: Session) -> dict[str, list[Row]]:
        return {
            table.name: [
                tuple(dict(sorted(zip(table.columns, row, strict=True))).items()) for row in session.all(table.sql)
            ]
            for table in tables(session, database.name)
        }

    return database.read(job).result()
