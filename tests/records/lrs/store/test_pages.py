"""A page has so many bytes at most, whatever lies in the store."""

from __future__ import annotations

import pytest

from builder.records.lrs.store import search
from builder.standards.xapi import Version
from tests.records.lrs.conformance.statements.client import Client, File, client_of, parts, read_parts, statement
from tests.records.lrs.conftest import Lrs


@pytest.fixture
def client(lrs: Lrs, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(search, "PAGE_BYTES", 10_000)
    return client_of(lrs, Version.ONE, "")


def test_statements_fill_a_page(client: Client) -> None:
    ids = client.store(*[statement(result={"response": "x" * 4000})] * 5)
    assert len(client.get().json()["statements"]) == 2
    assert client.ids() == ids[::-1]


def test_one_statement_is_always_told(client: Client) -> None:
    ids = client.store(*[statement(result={"response": "x" * 20_000})] * 3)
    assert [len(client.get(limit=500).json()["statements"]), client.ids()] == [1, ids[::-1]]


def test_attachments_fill_a_page_once_each_and_only_where_they_are_sent(client: Client) -> None:
    shared, own = File(b"s" * 4000), [File(bytes([65 + n]) * 4000) for n in range(3)]
    sent = [statement(attachments=[shared.told(), one.told()]) for one in own]
    assert client.post_parts(parts(sent, shared.part(), *(one.part() for one in own))).status_code == 200
    assert len(client.get().json()["statements"]) == 3
    found, files = read_parts(client.get(attachments=True))
    assert (len(found["statements"]), len(files)) == (1, 2)
    found, files = read_parts(client.follow(found["more"]))
    assert (len(found["statements"]), len(files), bool(found["more"])) == (1, 2, True)
