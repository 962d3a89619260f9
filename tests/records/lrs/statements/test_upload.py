"""How many files may come with a request, and how large they may be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from builder.records.lrs.app import create_app
from builder.records.lrs.service import Limits, Service, Settings
from builder.records.lrs.store.open import open_database
from builder.standards.xapi import Version
from tests.records.lrs.conformance.statements.client import Client, File, client_of, parts, statement
from tests.records.lrs.conftest import Lrs


@pytest.fixture
def client(address: str) -> Iterator[Client]:
    service = Service(open_database(address), Settings(Limits(attachment=100, attachments=2, statements=5000, batch=3)))
    with TestClient(create_app(service)) as http:
        yield client_of(Lrs(service, http), Version.ONE, "")
    service.close()


def send(client: Client, *files: File) -> tuple[int, str]:
    sent = statement(attachments=[file.told() for file in files])
    answer = client.post_parts(parts(sent, *(file.part() for file in files)))
    return answer.status_code, answer.text


def test_as_many_and_as_large_as_may_be(client: Client) -> None:
    assert send(client, File(b"a" * 100), File(b"b" * 100))[0] == 200


def test_a_file_that_is_too_large(client: Client) -> None:
    assert send(client, File(b"a"), File(b"b" * 101)) == (413, "attachment 2 is larger than 100 bytes")
    assert client.ids() == []


def test_too_many_files(client: Client) -> None:
    told = "there are more than 2 attachments: send fewer statements at once"
    assert send(client, File(b"a"), File(b"b"), File(b"c")) == (413, told)
    assert client.ids() == []


def test_json_that_is_too_large_or_has_too_many_statements(client: Client) -> None:
    large = client.post_parts(parts(statement(result={"response": "x" * 5000})))
    assert (large.status_code, large.text) == (413, "the JSON is larger than 5000 bytes: send less at once")
    assert client.post([statement()] * 4).status_code == 413
    assert client.ids() == []
