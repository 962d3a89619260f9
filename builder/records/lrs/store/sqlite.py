"""SQLite as the database: one file, durable at commit, readers beside the writer."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import Final, TypeVar

from builder.records.lrs.store.database import Row, Session, Unavailable, Value
from builder.records.lrs.store.group import Transactions, Writer
from builder.records.lrs.store.schema import SIGN, check, prepare

TYPES: Final[Mapping[str, str]] = {
    "number": "INTEGER",
    "real": "REAL",
    "bytes": "BLOB",
    "text": "TEXT",
    "rowless": "WITHOUT ROWID",
}
READERS: Final = 4
WAIT_SECONDS: Final = 10
"""For another process that writes, such as a command that adds a credential."""
CACHE_KIB: Final = 32 * 1024
LOG_BYTES: Final = 64 * 1024 * 1024
"""To which the log shrinks again after a reader from outside kept it from being emptied."""

# By the beginning of SQLite's own name of the error: what happened, what to do.
FAULTS: Final[Mapping[str, tuple[str, str]]] = {
    "SQLITE_FULL": ("the disk is full", "make room where the store's file is; what was confirmed is kept"),
    "SQLITE_READONLY": ("the store's file cannot be written", "let the server's user write it and its folder"),
    "SQLITE_BUSY": ("another process holds the store's file", "let only one server use it"),
    "SQLITE_LOCKED": ("another process holds the store's file", "let only one server use it"),
    "SQLITE_CANTOPEN": ("the store's file cannot be opened", "check that its folder exists and may be written"),
    "SQLITE_IOERR": ("the disk failed with the store's file", "check the disk; restore a backup if need be"),
    "SQLITE_CORRUPT": ("the store's file is damaged", "restore a backup: peacebuilder lrs restore"),
    "SQLITE_NOTADB": ("the file is not a store", "give the path of a store, or of a file that does not exist yet"),
    "SQLITE_PERM": ("the store's file may not be opened", "let the server's user read and write it"),
    "SQLITE_AUTH": ("the store's file may not be opened", "let the server's user read and write it"),
}  # fmt: skip

LOG_STAYS: Final = "what was deleted may be in the file that ends in -wal until the server is stopped, which empties it"

T = TypeVar("T")


def told(error: Exception) -> Exception:
    """The error in our own words where SQLite could not do its work."""
    name = getattr(error, "sqlite_errorname", "") if isinstance(error, sqlite3.Error) else ""
    for start, (text, advice) in FAULTS.items():
        if name.startswith(start):
            return Unavailable(text, advice, full=start == "SQLITE_FULL")
    return error


class _Session:
    """A connection inside a transaction."""

    __slots__ = ("_cursor",)

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._cursor = connection.cursor()

    def close(self) -> None:
        """A statement that is kept would keep the file open, whatever is done to the connection."""
        self._cursor.close()

    def all(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        return self._cursor.execute(sql, values).fetchall()

    def one(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        row: Row | None = self._cursor.execute(sql, values).fetchone()
        return row

    def run(self, sql: str, values: Sequence[Value] = ()) -> int:
        return self._cursor.execute(sql, values).rowcount

    def many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        self._cursor.executemany(sql, rows)

    def each(self, sql: str, values: Sequence[Value] = (), *, at_once: int = 100) -> Iterator[Row]:
        cursor = self._cursor.connection.cursor()
        cursor.arraysize = at_once
        try:
            yield from cursor.execute(sql, values)
        finally:
            cursor.close()

    def fill(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
        places = ", ".join("?" * len(columns))
        self.many(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)  # noqa: S608 - of our own names


def connect(path: Path, *, make: bool = True) -> sqlite3.Connection:
    """A connection that begins no transaction by itself; any thread may use it, one at a time."""
    address = f"{path.absolute().as_uri()}?mode={'rwc' if make else 'rw'}"
    connection = sqlite3.connect(
        address, uri=True, isolation_level=None, check_same_thread=False, timeout=WAIT_SECONDS, cached_statements=256
    )
    try:
        connection.execute("PRAGMA journal_mode = WAL")  # who reads waits for nobody, and nobody for who reads
        connection.execute("PRAGMA synchronous = FULL")  # with NORMAL the last commits may go when the power fails
        connection.execute("PRAGMA secure_delete = ON")  # a state that was deleted is gone, and a person who is erased
        connection.execute(f"PRAGMA journal_size_limit = {LOG_BYTES}")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


class _Files:
    """The store's file and its log, as they were when they were opened: SQLite would write on into deleted ones."""

    def __init__(self, path: Path) -> None:
        self._paths = (path, path.with_name(f"{path.name}-wal"))
        self._known = [_identity(path), None]

    def check(self) -> None:
        """Unavailable when one was moved away or deleted."""
        for place, path in enumerate(self._paths):
            found = _identity(path)
            if self._known[place] is None:
                self._known[place] = found  # the log is there from the first transaction on
            elif found != self._known[place]:
                raise Unavailable(
                    f"the store's file {path.name} was moved away or deleted",
                    "put it back, or stop the server and restore a backup: peacebuilder lrs restore",
                )


def _identity(path: Path) -> tuple[int, int] | None:
    with suppress(FileNotFoundError):
        found = path.stat()
        return found.st_dev, found.st_ino
    return None


def _make(path: Path, *, make: bool) -> None:
    """A new file is for the server's user alone, and so are those that SQLite puts beside it."""
    if path.exists():
        return
    if not make:
        raise Unavailable(f"there is no store at {path}", "check --db")
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise Unavailable(
            f"the store's file {path} cannot be made: {error.strerror}",
            "check that its folder exists and that the server's user may write it",
        ) from error


def _check_tables(session: Session) -> None:
    found = {name for (name,) in session.all("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if found and "meta" not in found:
        raise Unavailable(*FAULTS["SQLITE_NOTADB"])


class _Transactions(Transactions):
    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._files = _Files(path)
        self._session = _Session(connection)
        self.key = b""

    def begin(self) -> Session:
        self._files.check()
        self._connection.execute("BEGIN IMMEDIATE")
        if self.key:
            check(self._session.all(SIGN), self.key)
        return self._session

    def commit(self) -> None:
        self._connection.execute("COMMIT")
        self._files.check()  # else what is confirmed now would be gone with the process

    def rollback(self) -> None:
        with suppress(sqlite3.Error):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def told(self, error: Exception) -> Exception:
        return told(error)

    def close(self) -> None:
        with suppress(sqlite3.Error):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.let_go()

    def let_go(self) -> None:
        """Closes the file."""
        self._session.close()
        self._connection.close()


class Sqlite:
    """The database in one file; opening it makes the file and brings its tables to our version."""

    name: Final = "sqlite"
    types: Final = TYPES

    def __init__(self, path: Path, *, make: bool = True) -> None:
        _make(path, make=make)
        try:
            connection = connect(path, make=False)
        except sqlite3.Error as error:
            raise told(error) from error
        transactions = _Transactions(connection, path)
        try:
            session = transactions.begin()
            _check_tables(session)
            self.key: Final = prepare(session, TYPES)
            transactions.commit()
        except BaseException as error:
            transactions.rollback()
            transactions.let_go()
            raise (told(error) if isinstance(error, Exception) else error) from error
        transactions.key = self.key
        self._path = path
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="lrs-reader")
        self._writer = Writer(transactions)

    def read(self, job: Callable[[Session], T]) -> Future[T]:
        return self._readers.submit(self._read, job)

    def write(self, job: Callable[[Session], T]) -> Future[T]:
        return self._writer.submit(job)

    def settled(self, now: int) -> Future[int]:
        settled: Future[int] = Future()
        settled.set_result(self._writer.settled(now))
        return settled

    def scrub(self) -> str | None:
        """Writes the file anew: what was deleted may also lie where a page was moved from. Then empties the log."""
        try:
            with closing(connect(self._path)) as connection:
                connection.execute("VACUUM")
                busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.Error as error:
            raise told(error) from error
        return LOG_STAYS if busy else None

    def close(self) -> None:
        self._readers.shutdown()
        for connection in self._connections:
            connection.close()
        self._connections.clear()
        self._writer.close()

    def _read(self, job: Callable[[Session], T]) -> T:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        try:
            if connection is None:
                connection = connect(self._path, make=False)
                connection.execute("PRAGMA query_only = ON")
                self._connections.append(connection)
                self._local.connection = connection
            connection.execute("BEGIN")
            session = _Session(connection)
            try:
                return job(session)
            finally:
                session.close()
                if connection.in_transaction:  # a fault of the disk ends it
                    connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise told(error) from error
