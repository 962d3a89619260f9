"""What clients sent, what they were told, and what must therefore be in the store."""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from tests.records.lrs.fuzz.wire import Sent


class Kind(StrEnum):
    """What a request should do."""

    STATEMENTS = "all of its statements are stored, or none"
    REFUSED = "nothing is stored, ever"
    REPLACE = "a document is what was sent"
    MERGE = "a document has one more property"


@dataclass(frozen=True)
class Document:
    """Where it is."""

    resource: str
    query: tuple[tuple[str, str], ...]


@dataclass(eq=False)
class Write:
    """One request; `status` is None when there was no answer: it may have been done or not."""

    kind: Kind
    sent: Sent
    statements: tuple[Any, ...] = ()
    files: dict[str, bytes] = field(default_factory=dict)
    document: Document | None = None
    content: bytes = b""
    status: int | None = None
    reply: str = ""

    @property
    def unknown(self) -> bool:
        """A 5xx promises nothing either: the answer of the database itself may have been lost."""
        return self.status is None or self.status >= 500

    @property
    def confirmed(self) -> bool:
        return self.status in (200, 204)


class Ledger:
    """All writes of all clients, by the round in which they were sent."""

    def __init__(self) -> None:
        self.round = 0
        self.writes: list[Write] = []
        """Of this round."""
        self.etags: dict[Document, str] = {}
        self.doubtful: set[Document] = set()
        """Those whose ETag is not known since a write had no answer."""
        self.documents: dict[Document, bytes] = {}
        """What was last found or confirmed."""
        self._lock = threading.Lock()
        self._wanted, self._begun = 0, threading.Event()
        self._stored: defaultdict[int, list[str]] = defaultdict(list)

    def begin(self, write: Write) -> None:
        """Before it is sent."""
        with self._lock:
            self.writes.append(write)
            if len(self.writes) >= self._wanted:
                self._begun.set()

    def begun(self, count: int) -> threading.Event:
        """Set when so many more writes of this round were begun."""
        with self._lock:
            self._wanted, self._begun = len(self.writes) + count, threading.Event()
            return self._begun

    def told(self, client: int, write: Write) -> None:
        """After it was answered."""
        if write.kind is Kind.STATEMENTS and write.confirmed:
            self._stored[client] += (one["id"] for one in write.statements)

    def ids_of(self, client: int) -> list[str]:
        """Those that the client knows to be there, the oldest first."""
        return self._stored[client]

    def some_id(self, client: int) -> str | None:
        """One that is there for a while."""
        found = self._stored[client][-12:]
        return found[0] if found else None

    def next_round(self) -> None:
        self.round += 1
        self.writes.clear()
