"""Part Three 2.1.2: POST statements."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from builder.records.lrs.store.database import Unavailable
from builder.records.xapi.values import micros_of
from builder.standards.xapi import Version
from tests.records.lrs.conformance.statements.client import Client, new_id, statement, verb


def test_s1_one_statement_is_answered_with_a_list_of_its_id(client: Client) -> None:
    id_ = new_id()
    answer = client.post(statement(id=id_))
    assert (answer.status_code, answer.json()) == (200, [id_])
    assert answer.headers["content-type"] == "application/json"


def test_s1_ids_come_in_the_order_of_the_batch_and_are_made_where_there_are_none(client: Client) -> None:
    ids = [new_id(), None, new_id().upper(), None]
    batch = [statement(verb=verb(str(n)), **({"id": id_} if id_ else {})) for n, id_ in enumerate(ids)]
    answer = client.post(batch).json()
    assert [answer[0], answer[2]] == [str(ids[0]), str(ids[2]).lower()]
    assert len(set(answer)) == 4
    assert [client.one(id_)["verb"] for id_ in answer] == [verb(str(n)) for n in range(4)]


def test_s1_a_batch_keeps_its_order_in_stored(client: Client) -> None:
    ids = client.store(*(statement(verb=verb(str(n))) for n in range(30)))
    found = client.found(ascending=True)
    assert [one["id"] for one in found] == ids
    times = [micros_of(one["stored"]) for one in found]
    assert times == sorted(set(times))


def test_s1_an_empty_batch_is_nothing(client: Client) -> None:
    answer = client.post([])
    assert (answer.status_code, answer.json()) == (200, [])


@pytest.mark.parametrize("body", ["", "{", "null", "1", '"text"', "[null]", "[[]]", "{}", "[1, 2]"])
def test_s1_what_is_no_statement_is_refused(client: Client, body: str) -> None:
    answer = client._send("POST", body.encode(), {"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_s1_a_post_takes_no_parameters(client: Client) -> None:
    answer = client._send("POST", b"[]", {"Content-Type": "application/json"}, statementId=new_id())
    assert answer.status_code == 400
    assert "statementId" in answer.text


def test_s2_b4_a_batch_with_one_bad_statement_leaves_nothing(client: Client) -> None:
    good, bad = statement(id=new_id()), statement(verb={"id": "should fail"})
    answer = client.post([good, bad])
    assert answer.status_code == 400
    assert answer.text.startswith("statement 2: verb.id: must be an IRI")
    assert client.get(statementId=good["id"]).status_code == 404


def test_s2_b4_a_batch_with_a_conflict_leaves_nothing(client: Client) -> None:
    (there,) = client.store(statement())
    answer = client.post([statement(verb=verb("new")), statement(id=there, verb=verb("else"))])
    assert answer.status_code == 409
    assert client.ids() == [there]
    assert client.one(there)["verb"] == verb("did")


def test_s2_b5_a_resend_in_a_batch_is_no_second_statement(client: Client) -> None:
    (there,) = client.store(statement())
    before = client.one(there)
    ids = client.store(statement(id=there), statement(verb=verb("new")))
    assert ids[0] == there
    assert client.ids() == ids[::-1]
    assert client.one(there) == before


def test_s2_b5_what_a_store_gives_back_can_be_sent_again(client: Client) -> None:
    (id_,) = client.store(statement(timestamp="2026-11-22T09:30:00+01:00"))
    assert client.store(client.one(id_)) == [id_]


def test_s2_b6_two_statements_with_one_id_are_refused(client: Client) -> None:
    id_ = new_id()
    answer = client.post([statement(id=id_), statement(id=id_.upper())])
    assert answer.status_code == 400
    assert "same id" in answer.text
    assert client.get(statementId=id_).status_code == 404


def test_too_many_and_too_large_are_refused_in_words(client: Client) -> None:
    many = client.post([statement()] * 1001)
    assert (many.status_code, many.text) == (413, "there are 1001 statements, at most 1000 may be sent at once")
    large = client.post(statement(result={"response": "x" * 1_100_000}))
    assert large.status_code == 413
    assert "as an attachment" in large.text


def test_a_time_of_long_ago_is_taken_in_every_form(client: Client) -> None:
    form = "0999-01-01T00:00Z" if client.version is Version.ONE else "0999-01-01t00:00:00z"
    (id_,) = client.store(statement(timestamp=form))
    assert micros_of(client.one(id_)["timestamp"]) == micros_of("0999-01-01T00:00:00Z")


def test_what_is_stored_is_confirmed_though_nothing_can_be_told_of_readers(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A client that is told of a fault sends a statement without an id again, and then there are two."""

    def gone(now: int) -> Future[int]:
        answer: Future[int] = Future()
        answer.set_exception(Unavailable(f"gone at {now}", "wait"))
        return answer

    monkeypatch.setattr(client.lrs.service.database, "settled", gone)
    answer = client.post(statement())
    assert answer.status_code == 200
    monkeypatch.undo()
    assert client.ids() == answer.json()
