"""Part Three 2.1.1: PUT statements."""

from __future__ import annotations

import pytest

from tests.records.lrs.conformance.statements.client import Client, new_id, statement, verb


def test_s1_a_statement_is_stored_under_the_id_and_nothing_is_answered(client: Client) -> None:
    id_ = new_id()
    answer = client.put(id_, statement())
    assert (answer.status_code, answer.content) == (204, b"")
    assert "content-type" not in answer.headers
    assert client.one(id_)["id"] == id_


@pytest.mark.parametrize("change", [str, str.upper], ids=["as it is", "in capitals"])
def test_s3_b3_the_id_may_stand_in_the_statement_too(client: Client, change: type[str]) -> None:
    id_ = new_id()
    assert client.put(change(id_), statement(id=id_)).status_code == 204
    assert client.ids() == [id_]


def test_s3_b3_another_id_in_the_statement_is_refused(client: Client) -> None:
    answer = client.put(new_id(), statement(id=new_id()))
    assert answer.status_code == 400
    assert "statementId" in answer.text
    assert client.ids() == []


@pytest.mark.parametrize("id_", ["true", "", "{}", "12345678-1234-5678-1234-56781234567", "[object Object]"])
def test_s1_an_id_that_is_no_uuid_is_refused(client: Client, id_: str) -> None:
    answer = client.put(id_, statement())
    assert answer.status_code == 400
    assert "id: must be a UUID" in answer.text


@pytest.mark.parametrize("id_", [True, {"key": "value"}, None, 5])
def test_s1_an_id_in_the_statement_that_is_no_text_is_refused(client: Client, id_: object) -> None:
    assert client.put(new_id(), statement(id=id_)).status_code == 400


def test_s1_the_parameter_is_required(client: Client) -> None:
    answer = client.lrs.http.put("/xapi/statements", json=statement(id=new_id()), headers=dict(client.headers))
    assert (answer.status_code, answer.text) == (400, "the parameter statementId is required")


@pytest.mark.parametrize("many", [[], [statement()], [statement(), statement()], "text", 1, None, True])
def test_s1_only_one_statement_can_be_put(client: Client, many: object) -> None:
    answer = client.put(new_id(), many)
    assert answer.status_code == 400
    assert "one statement" in answer.text


def test_s2_b2_what_is_there_stays_as_it_is_and_a_resend_is_fine(client: Client) -> None:
    id_ = new_id()
    assert client.put(id_, statement()).status_code == 204
    before = client.one(id_)
    assert client.put(id_, statement()).status_code == 204
    assert client.one(id_) == before


def test_s2_b3_another_statement_under_the_same_id_is_a_conflict(client: Client) -> None:
    id_ = new_id()
    client.put(id_, statement())
    answer = client.put(id_, statement(verb=verb("else")))
    assert answer.status_code == 409
    assert id_ in answer.text
    assert client.one(id_)["verb"] == verb("did")


def test_put_and_post_share_their_ids(client: Client) -> None:
    (id_,) = client.store(statement())
    assert client.put(id_, statement()).status_code == 204
    assert client.put(id_, statement(verb=verb("else"))).status_code == 409
    assert client.post(statement(id=id_, verb=verb("else"))).status_code == 409
    assert client.ids() == [id_]
