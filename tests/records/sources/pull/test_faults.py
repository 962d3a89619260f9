"""A bad LRS: nothing doubled, nothing lost, one sentence with what to do, and the next pull goes on where it was."""

from __future__ import annotations

import gzip
import os
import random
import re
import socket
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from builder.records.lake.ledger import Taken
from builder.records.sources.pull import client, pages
from builder.records.sources.pull.failed import Failed
from builder.records.sources.steps import Step
from tests.records.sources.pull.double import SECOND, Double, Fault, Habits, Said, running_double
from tests.records.sources.pull.keeper import Keeper, Killed

MANY = int(os.environ.get("PULL_RUNS", "30"))


@pytest.fixture
def double() -> Iterator[Double]:
    with running_double() as running:
        yield running


@pytest.fixture
def keeper() -> Keeper:
    return Keeper()


def at(numbers: range | tuple[int, ...], said: Said) -> Fault:
    return lambda number, _: said if number in numbers else None


def always(said: Said) -> Fault:
    return lambda _number, _path: said


WHOLE = b'{"statements":[],"more":""}'

PASSING = {
    "429": Said(429),
    "503": Said(503),
    "500": Said(500, b"<html>oops</html>"),
    "502": Said(502, b"Bad gateway"),
    "408": Said(408),
    "cut": Said(cut=300),
    "cut at once": Said(cut=0),
    "JSON cut": Said(body=b'{"statements":[{"id":"'),
    "nothing": Said(body=b""),
    "not gzip": Said(body=WHOLE, headers={"Content-Encoding": "gzip"}),
    "gzip cut": Said(body=gzip.compress(WHOLE)[:-12], headers={"Content-Encoding": "gzip"}),
    "a page about repairs": Said(body=b"<!DOCTYPE html><title>Back soon</title>"),
}


@pytest.mark.parametrize("said", PASSING.values(), ids=PASSING)
@pytest.mark.parametrize("when", [2, 3])
def test_what_passes_is_waited_for(double: Double, keeper: Keeper, said: Said, when: int) -> None:
    double.store(35)
    double.fault = at((when, when + 1, when + 2), said)
    keeper.pull(double.url)
    assert list(keeper.lines) == double.ids()
    assert keeper.duplicates == 0
    assert keeper.slept == [1, 2, 4]
    assert all(": trying again in " in line for line in keeper.said)


@pytest.mark.parametrize(
    ("told", "wait"),
    [("7", 7), ("0", 1), ("Mon, 23 Nov 2026 07:00:30 GMT", 30), ("Mon, 23 Nov 2026 06:00:30 GMT", 1), ("soon", 1)],
)
def test_a_store_says_how_long_to_wait(double: Double, keeper: Keeper, told: str, wait: int) -> None:
    double.store(35)
    double.fault = at((2,), Said(429, b"", {"Retry-After": told}))
    keeper.pull(double.url, now=datetime(2026, 11, 23, 7, tzinfo=UTC))
    assert keeper.slept == [wait]
    assert keeper.said == [f"the store is too busy (status 429): trying again in {wait} s"]
    assert list(keeper.lines) == double.ids()


FINAL = {
    "401": (Said(401), "the key or the secret is missing or wrong (status 401)", "give --key and --secret"),
    "403": (Said(403), "the key may not do this (status 403)", "give the key the right to read"),
    "wait for hours": (Said(503, b"", {"Retry-After": "7200"}), "asks to wait 120 minutes|2 hours", "then run"),
    "elsewhere": (Said(302, b"", {"Location": "https://b.example/x"}), "leads to https://b.example/x", "that address"),
    "https": (Said(301, b"", {"Location": "https://127.0.0.1/"}), "leads to https://127.0.0.1/", "that address"),
    "in circles": (Said(302, b"", {"Location": "statements"}), "leads in circles", "check the address"),
    "packed": (Said(body=WHOLE, headers={"Content-Encoding": "br"}), "packed by 'br'", "support"),
    "500 for ever": (Said(500), "a fault of its own (status 500)", "run the command again"),
    "cut for ever": (Said(cut=100), "closed in the middle of an answer", "run the command again"),
}  # fmt: skip
AT_FIRST = {
    "404": (Said(404), "there is no LRS at this address (status 404)", "check the address"),
    "html": (Said(body=b"<html>Welcome</html>"), "a web page answers, not an LRS", "check the address"),
    "no statements": (Said(body=b'{"hello":1}'), "has no statements", "check the address"),
    "400": (Said(400, b"no such parameter:\n limit"), "status 400: no such parameter: limit", "send this line"),
    "version": (Said(400, b"xAPI version?"), "refuses our version of xAPI (status 400: xAPI version?)", "support"),
    "no JSON": (Said(body=b"hello"), "not whole JSON", "support"),
}


@pytest.mark.parametrize(("said", "words", "advice"), [*FINAL.values(), *AT_FIRST.values()], ids=[*FINAL, *AT_FIRST])
def test_a_first_answer_that_is_none(double: Double, keeper: Keeper, said: Said, words: str, advice: str) -> None:
    double.store(5)
    double.fault = always(said)
    with pytest.raises(Failed, match=re.escape(words).replace(r"\|", "|")) as failed:
        keeper.pull(double.url)
    assert advice in failed.value.advice
    assert keeper.place is None
    double.fault = at((), said)
    keeper.pull(double.url)
    assert list(keeper.lines) == double.ids()


@pytest.mark.parametrize(("said", "words", "advice"), FINAL.values(), ids=FINAL)
def test_an_answer_in_the_middle_that_is_none(
    double: Double, keeper: Keeper, said: Said, words: str, advice: str
) -> None:
    double.store(35, every=100 * SECOND)
    double.fault = at(range(3, 10**6), said)
    with pytest.raises(Failed, match=re.escape(words).replace(r"\|", "|")) as failed:
        keeper.pull(double.url)
    assert advice in failed.value.advice
    assert len(keeper.lines) == 20
    double.fault, asked = at((), said), len(double.requests)
    assert keeper.pull(double.url).read == 15
    assert list(keeper.lines) == double.ids()
    assert "since=" in double.requests[asked]


def test_redirects_within_the_store_are_followed(double: Double, keeper: Keeper) -> None:
    double.store(5)
    double.fault = at((1,), Said(307, b"", {"Location": "/lrs/xapi/statements?limit=10&ascending=true&moved=1"}))
    keeper.pull(double.url)
    assert "moved=1" in double.requests[1]
    assert list(keeper.lines) == double.ids()


def test_key_and_secret_go_to_no_other_place(keeper: Keeper) -> None:
    with running_double() as other, running_double() as double:
        double.store(5)
        double.fault = at((1,), Said(302, b"", {"Location": other.url}))
        with pytest.raises(Failed):
            keeper.pull(double.url)
        more = f'{{"statements":[{double.statements[0][1]}],"more":"{other.url}statements?ascending=true&from=1"}}'
        double.fault = lambda number, _: Said(body=more.encode()) if number == 2 else None
        keeper.pull(double.url)
        assert other.requests == []
        assert list(keeper.lines) == double.ids()


def test_a_store_that_says_nothing(double: Double, keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    double.store(35, every=100 * SECOND)
    asked = "/lrs/xapi/statements?ascending=true&limit=10"
    double.fault = lambda _, path: None if path in (asked, f"{asked}&from=10") else Said(stall=True)
    monkeypatch.setattr(pages, "TRIES", 2)
    with pytest.raises(Failed, match="no answer in time"):
        keeper.pull(double.url, timeout=1)
    assert len(keeper.lines) == 20
    double.fault = at((), Said())
    double.released.set()
    keeper.pull(double.url)
    assert list(keeper.lines) == double.ids()


def test_a_store_that_sends_a_little_now_and_then(double: Double) -> None:
    """Each sign of life comes in time, the whole answer does not."""
    double.store(500)
    hours = iter(range(0, 10**6, 3600))
    slow = client.Client(client.Access(double.url, timeout=5), clock=lambda: next(hours))
    with pytest.raises(Failed, match="no answer in time"):
        slow.get("/lrs/xapi/statements?limit=500", "1.0.3")
    slow.close()


def test_nobody_there(keeper: Keeper) -> None:
    with socket.socket() as deaf:  # bound, so that nobody else gets the port meanwhile
        deaf.bind(("127.0.0.1", 0))
        port = deaf.getsockname()[1]
        with pytest.raises(Failed, match="nothing answers at this address"):
            keeper.pull(f"http://127.0.0.1:{port}/xapi/")
    assert keeper.slept == []


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a..b"])
def test_no_such_host(keeper: Keeper, host: str) -> None:
    with pytest.raises(Failed, match="there is no such host"):
        keeper.pull(f"http://{host}/xapi/")


def test_not_https(double: Double, keeper: Keeper) -> None:
    with pytest.raises(Failed, match="the connection is not secure"):
        keeper.pull(double.url.replace("http:", "https:"))


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("chunked", [False, True])
def test_pages_that_are_too_large_are_asked_for_smaller(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch, packed: bool, chunked: bool
) -> None:
    monkeypatch.setattr(client, "MOST_BYTES", 4_000)  # some ten statements
    with running_double(Habits(packed=packed, chunked=chunked)) as double:
        double.store(95)
        keeper.pull(double.url, page=100)
        assert list(keeper.lines) == double.ids()


def test_a_statement_that_is_too_large_for_any_page(
    double: Double, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "MOST_BYTES", 300)
    double.store(3)
    with pytest.raises(Failed, match="an answer has more than"):
        keeper.pull(double.url)


def test_a_packed_answer_is_not_unpacked_without_end(
    double: Double, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "MOST_BYTES", 100_000)
    bomb = gzip.compress(b" " * 10_000_000)
    assert len(bomb) < 100_000
    double.fault = always(Said(body=bomb, headers={"Content-Encoding": "gzip"}))
    with pytest.raises(Failed, match="an answer has more than"):
        keeper.pull(double.url)


def test_a_stored_time_far_ahead_hides_nothing(double: Double, keeper: Keeper) -> None:
    double.store(5, every=100 * SECOND)
    now = double.now
    double.now += 10**15
    ahead = double.store(1)
    double.now = now
    keeper.pull(double.url)
    later = double.store(5, every=100 * SECOND)
    double.statements.sort()
    keeper.pull(double.url)
    assert set(ahead + later) < set(keeper.lines)
    assert len(keeper.lines) == 11


def test_what_becomes_visible_late_is_not_lost(double: Double, keeper: Keeper) -> None:
    """Another writer took its time before it committed."""
    double.store(50)
    late = double.statements.pop(30)
    double.habits.consistent = double.now - late[0] + SECOND
    keeper.pull(double.url)
    double.statements.insert(30, late)
    double.habits.consistent = 0
    double.store(200)
    keeper.pull(double.url)
    assert sorted(keeper.lines) == double.ids()


def test_without_stored_everything_is_read(keeper: Keeper) -> None:
    with running_double(Habits(stored=False)) as double:
        double.store(35, every=100 * SECOND)
        keeper.pull(double.url)
        double.store(35, every=100 * SECOND)
        keeper.pull(double.url)
        assert sorted(keeper.lines) == double.ids()


def test_statements_that_are_none_are_handed_on_and_hide_nothing(
    double: Double, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    double.store(3)
    kept: list[bytes] = []
    odd = '[3, null, {"id": "x\\u0000"}, {"deep": ' + "[" * 3000 + "]" * 3000 + "}]"
    body = double.answer("/lrs/xapi/statements?ascending=true").decode()
    double.fault = at((1,), Said(body=body.replace('{"statements":[', f'{{"statements":[{odd[1:-1]},').encode()))

    def keep(step: Step, place: Mapping[str, Any]) -> Taken:
        kept.extend(step.lines)
        return Keeper.keep(keeper, Step(5, step.lines[4:], step.agencies[4:]), place)

    monkeypatch.setattr(keeper, "keep", keep)
    keeper.pull(double.url)
    assert kept[0] == b"3"
    assert kept[3].startswith(b'{"deep": [[[')
    assert list(keeper.lines) == double.ids()


def habits(chance: random.Random) -> Habits:
    """Any that leave a way to each statement."""
    return Habits(
        ascending=chance.random() < 0.7,
        cap=chance.choice((5, 10, 100)),
        heeds_since=chance.random() < 0.9,
        more=chance.choice(("query", "query", "relative", "absolute", "elsewhere")),
        forgets=chance.choice((0, 0, 3, 7)),
        consistent=chance.choice((0, None, 20 * SECOND)),
        date=chance.random() < 0.8,
        packed=chance.random() < 0.3,
        chunked=chance.random() < 0.3,
        pretty=chance.random() < 0.2,
    )


@pytest.mark.parametrize("seed", range(MANY))
def test_any_store_with_any_faults_killed_at_any_moment(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the end the lake has what a pull without faults would bring, however often it was begun."""
    chance = random.Random(seed)
    monkeypatch.setattr("builder.records.sources.steps.MOST", chance.choice((1, 10, 30)))
    own = habits(chance)
    if not own.heeds_since:
        own.forgets = 0  # with neither there is no way on
    keeper = Keeper(kill=lambda _: chance.random() < 0.15)
    faults = [*PASSING.values(), Said(401), Said(403), Said(404), Said(503, b"", {"Retry-After": "9999"})]
    with running_double(own) as double:
        rate = chance.choice((0.0, 0.1, 0.3))
        double.fault = lambda _number, _path: chance.choice(faults) if chance.random() < rate else None
        # What is stored in one millisecond is found by `more` alone.
        every = chance.choice((SECOND, 50 * SECOND) if own.forgets else (100, SECOND, 50 * SECOND))
        together = chance.choice((1, 3))
        for _ in range(8):
            double.store(chance.randrange(30), every=every, together=together)
            try:
                keeper.pull(double.url, page=chance.choice((7, 10, 50)))
            except (Failed, Killed):
                continue
        keeper.kill, rate = lambda _: False, 0.0
        keeper.pull(double.url)
        assert sorted(keeper.lines) == double.ids()
        texts = {text for _, text in double.statements}
        assert own.pretty or {line.decode() for line in keeper.lines.values()} == texts
        assert keeper.pull(double.url).kept == 0
