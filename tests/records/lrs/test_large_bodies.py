"""A body that is read beside the event loop is read as any other."""

from __future__ import annotations

from builder.records.lrs.resources.statements import LARGE
from builder.standards.xapi import Version
from tests.records.lrs.conformance.statements.client import client_of, new_id, statement
from tests.records.lrs.conftest import Lrs


def test_it_is_stored_or_refused(lrs: Lrs) -> None:
    client = client_of(lrs, Version.ONE, "")
    large = statement(result={"response": "x" * LARGE}, id=new_id())
    assert client.post(large).json() == [large["id"]]
    assert client.one(large["id"])["result"] == large["result"]
    answer = client.post({**large, "verb": {}})
    assert (answer.status_code, answer.text) == (400, "verb.id: is required")
    assert client.put(large["id"], {**large, "actor": {"mbox": "mailto:zoe@example.org"}}).status_code == 409
