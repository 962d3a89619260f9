"""PostgreSQL as the database: several servers may share it, and they write one after another."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from functools import lru_cache
from typing import Final, TypeAlias, TypeVar

import psycopg
from psycopg.types.numeric import Int8BinaryDumper
from psycopg.types.string import BytesBinaryDumper

from builder.records.lrs.store.database import Row, Session, Unavailable, Value
from builder.records.lrs.store.group import Transactions, Writer
from builder.records.lrs.store.postgres_faults import in_words, not_connected, told
from builder.records.lrs.store.schema import SIGN, TABLES, check, prepare

TYPES: Final[Mapping[str, str]] = {
    "number": "BIGINT",
    "real": "DOUBLE PRECISION",
    "bytes": "BYTEA",
    # In the order of its bytes, as in SQLite, whatever the language of the database is.
    "text": 'TEXT COLLATE "C"',
    "rowless": "",
}
READERS: Final = 4
CONNECT_SECONDS: Final = 5
LOCK: Final = 0x70656163
"""The first half of the advisory lock that a writer holds; the second is the schema, since a database may have many."""

# A statement ends after half a minute, so that nobody waits for ever; a server that was stopped in the middle of its
# work lets go of the lock after one. Every query follows an index into a loop, and what it costs is bounded by LIMIT:
# plans made for all values at once would sort or hash tables of millions of rows instead.
SETTINGS: Final = """
    SET statement_timeout = '30s';
    SET lock_timeout = '10s';
    SET idle_in_transaction_session_timeout = '60s';
    SET client_min_messages = 'warning';
    SET enable_hashjoin = off;
    SET enable_mergejoin = off;
    SET enable_seqscan = off;
    SET enable_bitmapscan = off;
    SET join_collapse_limit = 1;
    SET jit = off;
"""
READING: Final = "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
# A writer waits for the disk; what asks for more than that, such as a standby that has applied it, stays.
WRITING: Final = """
    SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE;
    SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') <> 'remote_apply'
"""
BEGIN: Final = f"BEGIN; SELECT pg_advisory_xact_lock({LOCK}, hashtext(current_schema()))"
CHECKED: Final = f"{BEGIN}; {SIGN}"
# Whoever holds the lock may be storing what no reader sees yet, but all of it later than the last that can be seen.
IN_FLIGHT: Final = f"""
    SELECT (SELECT stored FROM statement ORDER BY seq DESC LIMIT 1) FROM pg_locks
    WHERE locktype = 'advisory' AND granted AND objsubid = 2
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND classid = {LOCK} AND objid::bigint = (hashtext(current_schema())::bigint & 4294967295)
    LIMIT 1
"""  # noqa: S608 - of our own numbers

BYTES_STAY: Final = (
    "PostgreSQL overwrites what was deleted as it needs the room, and its own log and archives keep it as long as they"
    " are kept; VACUUM FULL writes the tables anew at once, and the server waits meanwhile"
)

T = TypeVar("T")
Connection: TypeAlias = "psycopg.Connection[Row]"


@lru_cache(maxsize=1024)
def translated(sql: str) -> bytes:
    """The same statement with the placeholders of this database."""
    return sql.replace("?", "%s").encode()


class _Session:
    """A connection inside a transaction."""

    __slots__ = ("_cursor",)

    def __init__(self, connection: Connection) -> None:
        self._cursor = connection.cursor(binary=True)

    def all(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        return self._cursor.execute(translated(sql), values or None).fetchall()

    def one(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        return self._cursor.execute(translated(sql), values or None).fetchone()

    def run(self, sql: str, values: Sequence[Value] = ()) -> int:
        return self._cursor.execute(translated(sql), values or None).rowcount

    def many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        self._cursor.executemany(translated(sql), rows)

    def each(self, sql: str, values: Sequence[Value] = (), *, at_once: int = 100) -> Iterator[Row]:
        with self._cursor.connection.cursor("each", binary=True) as cursor:
            cursor.itersize = at_once
            yield from cursor.execute(translated(sql), values or None)

    def fill(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
        with self._cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN".encode()) as copy:
            for row in rows:
                copy.write_row(row)


def connect(url: str, settings: str) -> Connection:
    """A connection that begins no transaction by itself; Unavailable when there is none to be had."""
    try:
        connection = psycopg.connect(
            url,
            autocommit=True,
            connect_timeout=CONNECT_SECONDS,
            client_encoding="utf8",
            application_name="peacebuilder lrs",
            keepalives_idle=30,
            tcp_user_timeout=30_000,
        )
    except psycopg.ProgrammingError:
        raise Unavailable("the address of the store cannot be read", ADDRESS) from None
    except psycopg.Error as error:
        raise not_connected(error) from None
    try:
        with in_words():
            connection.adapters.register_dumper(int, Int8BinaryDumper)
            connection.adapters.register_dumper(bytes, BytesBinaryDumper)
            connection.execute((SETTINGS + settings).encode())
    except BaseException:
        connection.close()
        raise
    return connection


ADDRESS: Final = (
    "give postgresql://USER:PASSWORD@HOST:PORT/NAME, with %40 for @ and %2F for / in the password, or leave it out and"
    " set PGPASSWORD"
)


def alive(connection: Connection | None) -> bool:
    """Whether it was good when it was last used."""
    return connection is not None and not connection.closed and not connection.broken


class _Transactions(Transactions):
    """One connection, made anew when the database was away."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._connection: Connection | None = None
        self.key = b""

    def begin(self) -> Session:
        try:
            return self._begin()
        except psycopg.OperationalError:
            if alive(self._connection):
                raise
            return self._begin()  # it was gone before anything was done: once more, over a connection of now

    def commit(self) -> None:
        if self._connection is not None:
            self._connection.execute("COMMIT")

    def rollback(self) -> None:
        with suppress(psycopg.Error):
            if self._connection is not None and not self._connection.closed:
                self._connection.execute("ROLLBACK")

    def told(self, error: Exception) -> Exception:
        return told(error)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()

    def prepare(self, *, make: bool) -> bytes:
        """Brings the tables to our version; the store's key."""
        session = self.begin()
        _check_database(session, make=make)
        session.run("SET LOCAL statement_timeout = 0")  # a step may make an index of millions of rows
        self.key = prepare(session, TYPES)
        self.commit()
        return self.key

    def _begin(self) -> Session:
        if self._connection is None or not alive(self._connection):
            self.close()
            self._connection = connect(self._url, WRITING)
        if self.key:
            cursor = self._connection.execute(CHECKED.encode())
            while cursor.nextset():
                pass
            check(cursor.fetchall(), self.key)
        else:
            self._connection.execute(BEGIN.encode())
        return _Session(self._connection)


class Postgres:
    """The database at an address; opening it brings its tables to our version."""

    name: Final = "postgresql"
    types: Final = TYPES

    def __init__(self, url: str, *, make: bool = True) -> None:
        transactions = _Transactions(url)
        try:
            with in_words():
                self.key: Final = transactions.prepare(make=make)
        except BaseException:
            transactions.close()
            raise
        self._url = url
        self._local = threading.local()
        self._connections: set[Connection] = set()
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="lrs-reader")
        self._writer = Writer(transactions)

    def read(self, job: Callable[[Session], T]) -> Future[T]:
        return self._readers.submit(self._read, job)

    def write(self, job: Callable[[Session], T]) -> Future[T]:
        return self._writer.submit(job)

    def settled(self, now: int) -> Future[int]:
        """Holds for the writers of all servers whose clocks agree."""
        return self._readers.submit(self._settled, now)

    def scrub(self) -> str | None:
        """Frees the rows; a table is written anew, without them, only where nobody else may use it meanwhile."""
        with in_words(), closing(connect(self._url, "SET statement_timeout = 0")) as connection:
            for table in sorted(TABLES):
                connection.execute(f"VACUUM {table}".encode())
        return BYTES_STAY

    def close(self) -> None:
        self._readers.shutdown()
        for connection in self._connections:
            connection.close()
        self._connections.clear()
        self._writer.close()

    def _settled(self, now: int) -> int:
        # Before the snapshot of the one who asks, or what is committed in between would be told and not seen.
        row = self._tried(lambda connection: _Session(connection).one(IN_FLIGHT))
        return min(now, row[0] or 0) if row is not None else now

    def _read(self, job: Callable[[Session], T]) -> T:
        connection = self._tried(_begun)
        try:
            with in_words():
                result = job(_Session(connection))
                connection.execute("COMMIT")
        except BaseException:
            with suppress(psycopg.Error):
                connection.execute("ROLLBACK")
            raise
        return result

    def _tried(self, first: Callable[[Connection], T]) -> T:
        """The first thing on this thread's connection; twice, if that turns out to be gone."""
        with in_words():
            try:
                return first(self._connected())
            except psycopg.OperationalError:
                if alive(self._local.connection):
                    raise
            return first(self._connected())

    def _connected(self) -> Connection:
        connection: Connection | None = getattr(self._local, "connection", None)
        if connection is None or not alive(connection):
            if connection is not None:
                connection.close()
                self._connections.discard(connection)
            connection = connect(self._url, READING)
            self._connections.add(connection)
            self._local.connection = connection
        return connection


def _begun(connection: Connection) -> Connection:
    connection.execute("BEGIN")
    return connection


def _check_database(session: Session, *, make: bool) -> None:
    encoding, schema = session.one("SELECT current_setting('server_encoding'), current_schema()") or ("", None)
    if encoding != "UTF8":
        raise Unavailable(
            f"the database holds the letters of {encoding}, not all there are",
            "make one that does: createdb --encoding UTF8 --template template0 NAME",
        )
    if schema is None:
        raise Unavailable("the database has no schema for the store", "make the one that search_path names")
    tables = {
        name for (name,) in session.all("SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()")
    }
    if "meta" not in tables:
        if not make:
            raise Unavailable("there is no store in this database", "check --db")
        if tables & TABLES:
            raise Unavailable("the database has tables of something else", "give the store a database of its own")
