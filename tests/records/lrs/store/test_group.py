"""Writing jobs: in turn, together, durable when answered, each failing for itself."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing

import pytest

from builder.records.lrs.store.database import Database, Session
from builder.records.lrs.store.open import open_database

SECONDS = 30
LATER = 2**60


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    with closing(open_database(address)) as database:
        yield database


def add(number: int) -> Callable[[Session], int]:
    def job(session: Session) -> int:
        session.run("INSERT INTO mention (term, seq) VALUES (1, ?)", (number,))
        return number

    return job


def broken(session: Session) -> None:
    session.run("INSERT INTO mention (term, seq) VALUES (1, 100)")
    raise ValueError("a fault")


def numbers(database: Database) -> list[int]:
    rows = database.read(lambda session: session.all("SELECT seq FROM mention ORDER BY seq")).result()
    return [row[0] for row in rows]


def together(database: Database, *jobs: Callable[[Session], object]) -> list[Future[object]]:
    """Hands them in while the writer is busy, so that it takes them all at once."""
    go = threading.Event()
    first = database.write(lambda _: go.wait(SECONDS))
    futures = [database.write(job) for job in jobs]
    go.set()
    assert first.result(SECONDS)
    return futures


def test_what_was_answered_is_seen_by_all(database: Database, address: str) -> None:
    assert database.write(add(1)).result() == 1
    assert numbers(database) == [1]
    with closing(open_database(address)) as other:
        assert numbers(other) == [1]


def test_jobs_are_done_in_the_order_in_which_they_were_handed_in(database: Database) -> None:
    seen: list[int] = []
    jobs = [lambda _, number=number: seen.append(number) for number in range(600)]
    for future in together(database, *jobs):
        future.result(SECONDS)
    assert seen == list(range(600))


def test_a_job_that_fails_takes_nothing_of_its_neighbors_with_it(database: Database) -> None:
    one, fault, two = together(database, add(1), broken, add(2))
    assert (one.result(SECONDS), two.result(SECONDS)) == (1, 2)
    with pytest.raises(ValueError, match="a fault"):
        fault.result(SECONDS)
    assert numbers(database) == [1, 2]


def test_a_job_that_the_database_refuses_takes_nothing_of_its_neighbors_with_it(database: Database) -> None:
    one, again, two = together(database, add(1), add(1), add(2))
    assert (one.result(SECONDS), two.result(SECONDS)) == (1, 2)
    with pytest.raises(Exception, match=r"UNIQUE|unique"):
        again.result(SECONDS)
    assert numbers(database) == [1, 2]


def test_a_job_that_fails_alone_leaves_nothing(database: Database) -> None:
    with pytest.raises(ValueError, match="a fault"):
        database.write(broken).result()
    assert numbers(database) == []
    assert database.write(add(1)).result() == 1


def test_what_was_handed_in_is_done_before_the_end(address: str) -> None:
    database = open_database(address)
    futures = [database.write(add(number)) for number in range(20)]
    database.close()
    assert [future.result(0) for future in futures] == list(range(20))
    with pytest.raises(RuntimeError, match="the store is closed"):
        database.write(add(21))


def test_a_reader_sees_one_state_however_long_it_reads(database: Database) -> None:
    database.write(add(1)).result()

    def job(session: Session) -> tuple[object, object]:
        before = session.all("SELECT seq FROM mention")
        database.write(add(2)).result(SECONDS)
        return before, session.all("SELECT seq FROM mention")

    before, after = database.read(job).result()
    assert before == after == [(1,)]
    assert numbers(database) == [1, 2]


def test_a_reader_writes_nothing(database: Database) -> None:
    with pytest.raises(Exception, match=r"cannot be written|takes no writes"):
        database.read(add(1)).result()
    assert numbers(database) == []


def test_nothing_is_settled_that_a_writer_may_still_bring(database: Database) -> None:
    assert database.settled(LATER).result() == LATER
    asked: list[int] = []
    database.write(lambda _: asked.append(database.settled(LATER).result(SECONDS))).result()
    assert asked[0] < LATER
    assert database.settled(LATER).result() == LATER


def test_every_value_comes_back_as_it_went_in(database: Database) -> None:
    values = (
        2**63 - 1,
        -(2**63),
        0.1,
        -1.7976931348623157e308,
        "\U0001f600 %s ? \\ ' \" \n",
        "",
        b"\x00\xff\\",
        b"",
        None,
    )
    found = database.read(
        lambda session: session.one(
            f"SELECT {', '.join('CAST(? AS ' + kind + ')' for kind in kinds(database))}", values
        )
    ).result()
    assert found == values


def kinds(database: Database) -> list[str]:
    number, real, text, data = (database.types[name] for name in ("number", "real", "text", "bytes"))
    plain = text.split(" ")[0]
    return [number, number, real, real, plain, plain, data, data, plain]


def test_rows_come_one_by_one_and_go_in_by_many(database: Database) -> None:
    rows = [(1, number) for number in range(1000)]
    database.write(lambda session: session.fill("mention", ("term", "seq"), iter(rows))).result()
    sql = "SELECT term, seq FROM mention WHERE term = ? ORDER BY seq"
    assert database.read(lambda session: list(session.each(sql, (1,), at_once=7))).result() == rows
