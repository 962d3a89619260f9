"""What the store asks of a database: reading jobs side by side, writing jobs in turn, durable when answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from typing import Any, Final, Protocol, TypeAlias, TypeVar

Value: TypeAlias = str | int | float | bytes | None
Row: TypeAlias = tuple[Any, ...]
T = TypeVar("T")


class Session(Protocol):
    """A transaction. SQL has `?` for each value, and nothing else that is a question mark or a percent sign."""

    def all(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """Every row, in the order of the query."""

    def one(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """The first row, or None."""

    def run(self, sql: str, values: Sequence[Value] = ()) -> int:
        """How many rows were changed."""

    def many(self, sql: str, rows: Iterable[Sequence[Value]]) -> None:
        """The same statement for each row."""

    def each(self, sql: str, values: Sequence[Value] = (), *, at_once: int = 100) -> Iterator[Row]:
        """The rows one by one; so many of them are in memory. Use up one before the next is asked for."""

    def fill(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
        """New rows, faster than `many` puts them in."""


class Database(Protocol):
    """Keeps what a writing job did once its future has a result, also when the power fails right after it."""

    @property
    def name(self) -> str:
        """Of the kind of database."""

    @property
    def types(self) -> Mapping[str, str]:
        """Its words for the types of our columns."""

    @property
    def key(self) -> bytes:
        """The store's own, by which it hashes; random, made with the tables."""

    def read(self, job: Callable[[Session], T]) -> Future[T]:
        """Runs the job on a snapshot, at the same time as others."""

    def write(self, job: Callable[[Session], T]) -> Future[T]:
        """Runs the job alone; when it raises, nothing of it is kept, and neighbors in the same transaction stay."""

    def settled(self, now: int) -> Future[int]:
        """Until when all that was stored can be read, in microseconds: `now`, unless a writer is at work."""

    def scrub(self) -> str | None:
        """Takes what was deleted out of the files, too; where it could not, what is left to be done."""

    def close(self) -> None:
        """Finishes what was handed in, then lets go of the database."""


def storable(text: str | None) -> str | None:
    """As it lies in a column: PostgreSQL's texts hold no zero. What must tell such texts apart is a key."""
    return text.replace("\x00", "\ufffd") if text is not None else None


class Unavailable(Exception):
    """The database cannot do it now: full, read-only, locked, gone. `advice` is for the one who runs the server."""

    def __init__(self, text: str, advice: str, *, full: bool = False) -> None:
        self.advice: Final = advice
        self.full: Final = full
        super().__init__(text)
