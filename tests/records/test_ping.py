"""Trying an LRS: what works is told, and what does not is told in a sentence with a way on."""

from __future__ import annotations

import base64
import socket
import threading
from collections.abc import Iterator

import pytest

from builder.records.ping import Step, ping
from builder.records.xapi.faults import faults
from tests.records.store import Answer, Store, running_store

ALL = ["about", "statement stored", "statement read back", "state stored", "state read back", "state deleted"]


@pytest.fixture
def store() -> Iterator[Store]:
    with running_store() as running:
        yield running


def steps(url: str, timeout: float = 60) -> list[Step]:
    return list(ping(url, "key", "secret: ü", timeout=timeout, wait=0))


def test_a_good_store_passes_every_step(store: Store) -> None:
    found = steps(store.url)
    assert [step.name for step in found] == ALL
    assert all(step.ok for step in found)
    assert found[0].detail == "speaks xAPI 1.0.0, 1.0.3"


def test_each_thing_is_sent_once_and_as_xapi_wants_it(store: Store) -> None:
    steps(store.url)
    assert store.requests == [
        ("GET", "about"), ("PUT", "statements"), ("GET", "statements"),
        ("PUT", "activities/state"), ("GET", "activities/state"), ("DELETE", "activities/state"),
    ]  # fmt: skip
    auth = "Basic " + base64.b64encode("key:secret: ü".encode()).decode()
    assert all(headers["Authorization"] == auth for headers in store.headers)
    assert all(headers["X-Experience-API-Version"] == "1.0.3" for headers in store.headers)


def test_the_statement_is_valid_and_the_state_is_gone(store: Store) -> None:
    steps(store.url)
    ((id_, statement),) = store.statements.items()
    assert statement["id"] == id_
    assert faults(statement) == ()
    assert store.states == {}


def test_two_pings_are_two_statements(store: Store) -> None:
    steps(store.url)
    steps(store.url)
    assert len(store.statements) == 2


def test_an_endpoint_without_a_slash_at_its_end_works(store: Store) -> None:
    assert all(step.ok for step in steps(store.url.rstrip("/")))


def test_without_a_key_no_authorization_is_sent(store: Store) -> None:
    assert all(step.ok for step in ping(store.url, None, None, wait=0))
    assert not any("Authorization" in headers for headers in store.headers)


def test_a_statement_that_comes_late_is_waited_for(store: Store) -> None:
    store.answers["GET", "statements"] = Answer(404, times=3)
    assert all(step.ok for step in steps(store.url))


PAGE = b"<!DOCTYPE html>\n<HTML><title>Welcome</title></HTML>"


@pytest.mark.parametrize(
    ("request_", "answer", "worked", "words"),
    [
        (("GET", "about"), Answer(401), 0, "the key or the secret is wrong (status 401)"),
        (("GET", "about"), Answer(404, b"<html>Not found</html>"), 0, "there is no LRS at this address (status 404)"),
        (("GET", "about"), Answer(200, PAGE), 0, "a web page answers, not an LRS"),
        (("GET", "about"), Answer(200, b"hello"), 0, "the answer is not JSON"),
        (("GET", "about"), Answer(200, b"[]"), 0, "does not name the versions"),
        (("GET", "about"), Answer(200, b'{"version": "1.0.3"}'), 0, "does not name the versions"),
        (("GET", "about"), Answer(302, b"", {"Location": "https://b.example/"}), 0, "leads to https://b.example/"),
        (("PUT", "statements"), Answer(401), 1, "the key or the secret is wrong"),
        (("PUT", "statements"), Answer(200, PAGE), 1, "a web page answers"),
        (("PUT", "statements"), Answer(405), 1, "there is no LRS at this address (status 405)"),
    ],
)
def test_where_nothing_else_can_work_it_stops(
    store: Store, request_: tuple[str, str], answer: Answer, worked: int, words: str
) -> None:
    store.answers[request_] = answer
    found = steps(store.url)
    assert [step.ok for step in found] == [True] * worked + [False]
    assert words in found[-1].detail
    assert found[-1].advice


@pytest.mark.parametrize(
    ("request_", "answer", "failed", "words"),
    [
        (("GET", "about"), Answer(200, b'{"version": ["2.0.0"]}'), "about", "it speaks xAPI 2.0.0 only"),
        (("GET", "about"), Answer(500), "about", "the store has a fault of its own (status 500)"),
        (("PUT", "statements"), Answer(403), "statement stored", "the key may not do this (status 403)"),
        (("PUT", "statements"), Answer(400, b"bad verb"), "statement stored", "refuses it (status 400: bad verb)"),
        (("PUT", "statements"), Answer(503), "statement stored", "fault of its own (status 503)"),
        (("GET", "statements"), Answer(404), "statement read back", "was taken but is not there"),
        (("GET", "statements"), Answer(200, b"{}"), "statement read back", "another statement came back"),
        (("GET", "statements"), Answer(200, b"[1]"), "statement read back", "the answer is not a statement"),
        (("GET", "statements"), Answer(200, b'{"wat": 1}'), "statement read back", "the answer is not a statement"),
        (("GET", "statements"), Answer(200, b"null"), "statement read back", "the answer is not a statement"),
        (("GET", "statements"), Answer(200, b'{"id": "7"}'), "statement read back", "the answer is not a statement"),
        (("PUT", "activities/state"), Answer(403), "state stored", "the key may not do this"),
        (("GET", "activities/state"), Answer(200, b'{"ping": 2}'), "state read back", "another state came back"),
        (("DELETE", "activities/state"), Answer(500), "state deleted", "fault of its own"),
    ],
)
def test_where_something_else_can_work_it_goes_on(
    store: Store, request_: tuple[str, str], answer: Answer, failed: str, words: str
) -> None:
    store.answers[request_] = answer
    found = steps(store.url)
    (step,) = (step for step in found if not step.ok)
    assert step.name == failed
    assert words in step.detail
    assert step.advice
    rest = {"statement stored": 2, "statement read back": 3, "about": 1}.get(failed)
    assert rest is None or [later.name for later in found if later.ok][-1] == "state deleted"


def only(url: str, timeout: float = 60) -> Step:
    (step,) = steps(url, timeout)
    assert not step.ok
    return step


def test_a_store_that_never_answers(store: Store) -> None:
    store.silent = threading.Event()
    assert only(store.url, timeout=0.2).detail == "no answer in time"


def test_nobody_there() -> None:
    with socket.socket() as deaf:  # bound, so that nobody else gets the port meanwhile
        deaf.bind(("127.0.0.1", 0))
        port = deaf.getsockname()[1]
        assert only(f"http://127.0.0.1:{port}/xapi/").detail == "nothing answers at this address"


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a..b", "x" * 70])
def test_no_such_host(host: str) -> None:
    assert only(f"http://{host}/xapi/").detail == "there is no such host"


def test_not_https(store: Store) -> None:
    assert "the connection is not secure" in only(store.url.replace("http:", "https:")).detail


@pytest.mark.parametrize("greeting", [b"SSH-2.0-OpenSSH_9.2\r\n", b""], ids=["another protocol", "nothing"])
def test_not_http(greeting: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def greet() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(100)
                connection.sendall(greeting)

        thread = threading.Thread(target=greet)
        thread.start()
        step = only(f"http://127.0.0.1:{server.getsockname()[1]}/xapi/")
        thread.join()
    assert step.detail.startswith(("the answer is not HTTP", "the network failed"))
