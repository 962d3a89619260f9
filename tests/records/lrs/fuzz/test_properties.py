"""Whatever a statement holds that nobody but its owner understands comes back as it was sent, from both databases."""

from __future__ import annotations

import json
import uuid
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from builder.records.lrs.app import create_app
from builder.records.lrs.scope import Scope
from builder.records.lrs.service import Service
from builder.records.lrs.store import credentials
from builder.records.lrs.store.open import open_database
from tests.records.lrs.fuzz.judge import strange
from tests.records.lrs.fuzz.wire import Reply, Sent, basic, request, send
from tests.records.lrs.loop import run

TEXT: Final = st.text(st.characters(codec="utf-8"), max_size=60)
NUMBERS: Final = st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False))
VALUES: Final = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, TEXT),
    lambda inner: st.one_of(st.lists(inner, max_size=5), st.dictionaries(TEXT, inner, max_size=5)),
    max_leaves=20,
)
OFTEN: Final = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
Ask = Callable[[Sent], Awaitable[Reply]]


class Desk:
    """A store and a client of it."""

    def __init__(self, service: Service) -> None:
        database = service.database
        key, secret = database.write(
            lambda session: credentials.add(session, database.key, "test", (Scope.ALL,), service.clock())
        ).result()
        self.auth = basic(key, secret)
        self._app = create_app(service)

    def ask(self, *args: Any, **named: Any) -> Reply:
        sent = request(*args, auth=self.auth, **named)
        reply: Reply = run(send(self._app, sent))
        assert strange(sent, reply) is None, (strange(sent, reply), sent)
        return reply

    def back(self, statement: dict[str, Any]) -> Any:
        """The statement as it comes back."""
        reply = self.ask("POST", "statements", json_=statement)
        assert reply.status == 200, reply.text
        return self.ask("GET", "statements", {"statementId": statement["id"]}).json()


@pytest.fixture
def desk(address: str) -> Iterator[Desk]:
    service = Service(open_database(address))
    yield Desk(service)
    service.close()


def statement(**more: Any) -> dict[str, Any]:
    return {
        "id": str(uuid.uuid4()),
        "actor": {"mbox": "mailto:ann@example.org"},
        "verb": {"id": "https://example.org/answered"},
        "object": {"id": "https://example.org/fire"},
        **more,
    }


@given(value=VALUES)
@example(value=-0.0)
@example(value=10**400)
@example(value=5e-324)
@example(value={"": {"\x00": "\x00"}})
@example(value="\u2028\u2029\ufeff\uffff\U0010ffff")
@OFTEN
def test_an_extension_comes_back_as_it_was_sent(desk: Desk, value: Any) -> None:
    found = desk.back(statement(result={"extensions": {"https://example.org/e": value}}))
    back = found["result"]["extensions"]["https://example.org/e"]
    assert json.dumps(back) == json.dumps(value)  # as texts, since in Python 1 == 1.0 == True


@given(text=TEXT, name=TEXT, account=TEXT)
@OFTEN
def test_texts_come_back_as_they_were_sent_and_their_agent_is_found(
    desk: Desk, text: str, name: str, account: str
) -> None:
    agent = {"account": {"homePage": "https://example.org/hr", "name": account}, "name": name}
    made = statement(actor=agent, result={"response": text})
    found = desk.back(made)
    assert (found["result"]["response"], found["actor"]["name"]) == (text, name)
    assert found["actor"]["account"] == agent["account"]
    reply = desk.ask("GET", "statements", {"agent": json.dumps(agent), "format": "ids", "limit": "1"})
    assert reply.json()["statements"][0]["id"] == made["id"]


@given(data=VALUES)
@example(data=[[]])
@example(data={"id": None})
@OFTEN
def test_what_is_no_statement_is_refused(desk: Desk, data: Any) -> None:
    if data == []:  # nothing to store, which is done
        return
    reply = desk.ask("POST", "statements", body=json.dumps(data).encode())
    assert reply.status == 400
    assert reply.text


@given(name=TEXT.filter(lambda text: text and "\x00" not in text), content=st.binary(max_size=200))
@OFTEN
def test_a_document_comes_back_by_any_name(desk: Desk, name: str, content: bytes) -> None:
    """But one with a zero, which no address may have: PostgreSQL's texts hold none."""
    query = {"activityId": "https://example.org/fire", "agent": '{"mbox":"mailto:ann@example.org"}', "stateId": name}
    reply = desk.ask("PUT", "activities/state", query, body=content, content_type="application/octet-stream")
    assert reply.status == 204, reply.text
    assert desk.ask("GET", "activities/state", query).body == content
    del query["stateId"]
    assert name in desk.ask("GET", "activities/state", query).json()
    assert desk.ask("DELETE", "activities/state", {**query, "stateId": name}).status == 204
