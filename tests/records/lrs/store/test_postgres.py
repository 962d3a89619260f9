"""PostgreSQL: several servers on one store, connections that break, words for what it cannot do, its plans."""

from __future__ import annotations

import re
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import closing

import psycopg
import pytest

from builder.records.lrs.store import postgres as module
from builder.records.lrs.store.database import Database, Row, Session, Unavailable
from builder.records.lrs.store.open import open_database
from builder.records.lrs.store.postgres_faults import told
from tests.records.lrs.conftest import Lrs
from tests.records.lrs.life import ANNA, live, post, statement
from tests.records.postgres import Server

SECONDS = 30
LATER = 2**60
SECRET = "s3cret-w0rd"
STORED = "SELECT seq, stored FROM statement ORDER BY seq"
TERMINATE = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = 'peacebuilder lrs' AND pid <> pg_backend_pid()
"""


@pytest.fixture
def url(postgres: Server) -> str:
    return postgres.fresh()


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    with closing(open_database(url)) as database:
        yield database


@pytest.fixture
def second(url: str, database: Database) -> Iterator[Database]:
    """Another server on the same store."""
    assert database.name == "postgresql"
    with closing(open_database(url)) as second:
        yield second


def store(session: Session) -> int:
    """A row as a statement would be, in the next place, at the next time."""
    seq, last = session.one("SELECT seq, stored FROM statement ORDER BY seq DESC LIMIT 1") or (0, 0)
    now: int = max(time.time_ns() // 1000, last + 1)
    session.run(
        "INSERT INTO statement (seq, id, agency, credential, stored, voided, voids_any, major, verb, object_type, ts,"
        " body) VALUES (?, ?, '', '', ?, 0, 0, 1, '', '', 0, '{}')",
        (seq + 1, str(seq + 1), now),
    )
    return now


def test_servers_write_one_after_another(database: Database, second: Database) -> None:
    futures = [one.write(store) for _ in range(50) for one in (database, second)]
    for future in futures:
        future.result(SECONDS)
    rows = database.read(lambda session: session.all(STORED)).result()
    assert [seq for seq, _ in rows] == list(range(1, 101))
    assert [stored for _, stored in rows] == sorted({stored for _, stored in rows})


def test_a_writer_of_another_server_holds_back_what_is_settled(database: Database, second: Database) -> None:
    first = second.write(store).result()
    assert database.settled(LATER).result() == LATER
    stored, go = threading.Event(), threading.Event()

    def job(session: Session) -> int:
        at = store(session)
        stored.set()
        assert go.wait(SECONDS)
        return at

    writing = second.write(job)
    assert stored.wait(SECONDS)
    told = database.settled(LATER).result()
    seen = database.read(lambda session: session.all(STORED)).result()
    go.set()
    at = writing.result(SECONDS)
    assert first == seen[-1][1] == told < at
    assert database.settled(LATER).result() == LATER


def test_another_store_in_the_same_database_holds_back_nothing(database: Database, postgres: Server) -> None:
    with closing(open_database(postgres.fresh())) as stranger:
        asked = stranger.write(lambda _: database.settled(LATER).result(SECONDS))
        assert asked.result() == LATER


def test_who_waits_too_long_for_another_writer_is_told(
    url: str, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SETTINGS", module.SETTINGS.replace("lock_timeout = '10s'", "lock_timeout = '50ms'"))
    begun, go = threading.Event(), threading.Event()

    def hold(_: Session) -> bool:
        begun.set()
        return go.wait(SECONDS)

    with closing(open_database(url)) as second:
        holding = database.write(hold)
        assert begun.wait(SECONDS)
        with pytest.raises(Unavailable, match="another server or command holds the store"):
            second.write(store).result(SECONDS)
        go.set()
        assert holding.result(SECONDS)
        assert second.write(store).result(SECONDS)


def test_a_statement_that_takes_too_long_ends(database: Database) -> None:
    def sleep(session: Session) -> None:
        assert session.one("SHOW statement_timeout") == ("30s",)
        session.run("SET LOCAL statement_timeout = '50ms'")  # for this one alone: others may take long by chance
        session.one("SELECT pg_sleep(30)")

    for hand_in in (database.read, database.write):
        with pytest.raises(Unavailable, match="the database took too long"):
            hand_in(sleep).result(SECONDS)
        assert hand_in(lambda session: session.one("SELECT 1")).result(SECONDS) == (1,)


def test_connections_that_were_ended_are_made_anew_before_anybody_sees_it(database: Database, postgres: Server) -> None:
    def read() -> list[Future[list[Row]]]:
        return [database.read(lambda session: session.all(STORED)) for _ in range(20)]

    database.write(store).result()
    for future in read():
        future.result(SECONDS)
    postgres.run(TERMINATE)
    assert database.write(store).result(SECONDS)
    assert all(len(future.result(SECONDS)) == 2 for future in read())
    postgres.run(TERMINATE)
    assert database.settled(LATER).result(SECONDS) == LATER


def test_a_database_that_is_away_is_told_and_comes_back_without_a_start_of_ours(
    database: Database, postgres: Server
) -> None:
    if postgres.cluster is None:
        pytest.skip("the PostgreSQL that is named may not be stopped")
    stored = database.write(store).result()
    postgres.cluster.stop()
    try:
        for hand_in in (database.read, database.write):
            with pytest.raises(Unavailable, match="the database does not answer") as refused:
                hand_in(lambda session: session.one("SELECT 1")).result(SECONDS)
            assert "the server goes on by itself" in refused.value.advice
        with pytest.raises(Unavailable):
            database.settled(LATER).result(SECONDS)
    finally:
        postgres.cluster.start()
    assert database.write(store).result(SECONDS) > stored
    assert len(database.read(lambda session: session.all(STORED)).result(SECONDS)) == 2


def test_a_writer_that_is_cut_off_confirms_nothing(database: Database, postgres: Server) -> None:
    def job(session: Session) -> int:
        store(session)
        postgres.run(TERMINATE)
        return store(session)

    with pytest.raises(Unavailable, match="the database does not answer"):
        database.write(job).result(SECONDS)
    assert database.read(lambda session: session.all(STORED)).result(SECONDS) == []


def changed(url: str, **parts: str) -> str:
    """The address with other parts, and a password."""
    found = psycopg.conninfo.conninfo_to_dict(url)
    found.pop("options", None)
    told = {**{name: str(value) for name, value in found.items()}, **parts}
    return f"postgresql://{told['user']}:{SECRET}@/{told['dbname']}?host={told['host']}"


ADDRESSES = {
    "nobody there": f"postgresql://somebody:{SECRET}@127.0.0.1:1/store",
    "no such host": f"postgresql://somebody:{SECRET}@host.invalid/store",
    "no folder": f"postgresql://somebody:{SECRET}@/store?host=/missing",
    "no port": f"postgresql://somebody@{SECRET}:x/store",
    "an @ in the password": f"postgresql://somebody:x@{SECRET}@127.0.0.1:1/store",
    "a / in the password": f"postgresql://somebody:x/{SECRET}@127.0.0.1:1/store",
    "a % in the password": f"postgresql://somebody:%{SECRET}@127.0.0.1:1/store",
    "an option": f"postgresql://somebody@127.0.0.1:1/store?{SECRET}=1",
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_an_address_that_leads_nowhere_is_told_without_the_password(name: str) -> None:
    with pytest.raises(Unavailable) as refused:
        open_database(ADDRESSES[name])
    told = (str(refused.value), refused.value.advice, "".join(traceback.format_exception(refused.value)))
    assert SECRET not in "\n".join(told)
    assert re.match("the database does not answer|the address of the store cannot be read", told[0])


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ({"user": "nobody_of_here"}, "the database does not let us in"),
        ({"dbname": "nothing_of_here"}, "there is no such database"),
    ],
)
def test_a_user_or_a_database_that_is_not_known_is_told(url: str, parts: dict[str, str], text: str) -> None:
    with pytest.raises(Unavailable, match=text) as refused:
        open_database(changed(url, **parts))
    assert SECRET not in "".join(traceback.format_exception(refused.value))


def test_a_database_of_few_letters_is_refused(url: str, postgres: Server) -> None:
    postgres.run("CREATE DATABASE few_letters ENCODING 'SQL_ASCII' TEMPLATE template0")
    try:
        with pytest.raises(Unavailable, match="the database holds the letters of SQL_ASCII, not all there are"):
            open_database(changed(url, dbname="few_letters"))
    finally:
        postgres.run("DROP DATABASE few_letters WITH (FORCE)")  # whom we left may not have gone yet


def test_tables_of_something_else_are_left_alone(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE document (id int)")
    with pytest.raises(Unavailable, match="the database has tables of something else"):
        open_database(url)


def test_a_user_who_may_do_too_little_is_told(url: str, postgres: Server) -> None:
    open_database(url).close()
    postgres.run("CREATE ROLE weak LOGIN")
    try:
        schema = url.rpartition("%3D")[2]
        postgres.run(f"GRANT USAGE ON SCHEMA {schema} TO weak")
        weak = f"{changed(url, user='weak')}&options=-csearch_path%3D{schema}"
        with pytest.raises(Unavailable, match="the user of the database may not do it"):
            open_database(weak)
    finally:
        postgres.run(f"REVOKE ALL ON SCHEMA {schema} FROM weak")
        postgres.run("DROP ROLE weak")


def test_the_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "psycopg"]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delitem(sys.modules, "builder.records.lrs.store.postgres")
    monkeypatch.delitem(sys.modules, "builder.records.lrs.store.postgres_faults")
    with pytest.raises(Unavailable, match="PostgreSQL needs one more package") as refused:
        open_database("postgresql://host/name")
    assert refused.value.advice == "pip install 'peacebuilder[postgres]'"


def test_a_commit_is_durable_whatever_the_user_is_set_to(url: str) -> None:
    lax = f"{url}%20-csynchronous_commit%3Doff"
    with closing(open_database(lax)) as database:
        told = database.write(lambda session: session.one("SELECT current_setting('synchronous_commit')")).result()
    assert told == ("on",)


@pytest.mark.parametrize(
    ("state", "text", "full"),
    [
        ("53100", "the disk of the database is full", True),
        ("53200", "the database has run out of memory", False),
        ("53300", "the database takes no more connections", False),
        ("25006", "the database takes no writes", False),
        ("57P01", "the database does not answer", False),
        ("08006", "the database does not answer", False),
        ("25P03", "the database does not answer", False),
        ("40P01", "the database gave up the transaction", False),
        ("58030", "the database has trouble with its disk", False),
        ("XX001", "the database is damaged", False),
    ],
)
def test_what_it_cannot_do_is_told_in_words(state: str, text: str, full: bool) -> None:
    found = told(psycopg.errors.lookup(state)("Key (body)=(Anna Example) is a secret"))
    assert isinstance(found, Unavailable)
    assert (str(found), found.full) == (text, full)
    assert found.advice


def test_a_mistake_of_ours_stays_one() -> None:
    for error in (psycopg.errors.lookup("42601")("near"), psycopg.errors.lookup("23505")("twice"), ValueError("ours")):
        assert told(error) is error


ANYBODY = '{"mbox":"mailto:anna.example@example.org"}'
QUERIES: tuple[dict[str, str], ...] = (
    {},
    {"verb": "https://example.org/did"},
    {"agent": ANYBODY, "verb": "https://example.org/did"},
    {"agent": ANYBODY, "related_agents": "true"},
    {"activity": "https://example.org/course", "related_activities": "true", "ascending": "true"},
    {"since": "2020-01-01T00:00:00Z", "until": "2120-01-01T00:00:00Z"},
    {"statementId": "6690e6c9-3ef0-4ed3-8b37-7f3964730bee"},
)


@pytest.mark.parametrize("address", ["postgres"], indirect=True)
@pytest.mark.parametrize("agency", ["", "north"])
def test_every_query_follows_an_index_and_sorts_nothing(lrs: Lrs, agency: str, monkeypatch: pytest.MonkeyPatch) -> None:
    headers = lrs.credential(agency=agency)
    live(lrs)
    others = ({"mbox": f"mailto:{number}@example.org"} for number in range(100))
    post(lrs, headers, *(statement(one) for other in others for one in (ANNA, other)))
    lrs.service.database.write(lambda session: session.run("ANALYZE")).result()
    plans: list[str] = []

    def explained(self: module._Session, sql: str, values: tuple[object, ...] = ()) -> list[Row]:
        cursor = self._cursor.connection.cursor()
        if "FROM statement" in sql or "FROM mention" in sql:
            cursor.execute(b"EXPLAIN " + module.translated(sql), values or None)
            plans.append("\n".join(row[0] for row in cursor.fetchall()))
        return cursor.execute(module.translated(sql), values or None).fetchall()

    monkeypatch.setattr(module._Session, "all", explained)
    monkeypatch.setattr(module._Session, "one", lambda *told: next(iter(explained(*told)), None))
    for query in QUERIES:
        before = len(plans)
        answer = lrs.http.get("/xapi/statements", params=query, headers=headers)
        assert answer.status_code == (404 if "statementId" in query else 200), answer.text
        assert len(plans) > before
    for plan in plans:
        assert "Index" in plan
        assert not re.search("Seq Scan|Sort|Hash|Merge|Bitmap|Materialize", plan), plan
