"""What PostgreSQL could not do, in our words; nothing of the address is ever told, since a password is in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import psycopg

from builder.records.lrs.store.database import Unavailable

GONE: Final = (
    "the database does not answer",
    "see whether PostgreSQL runs and can be reached from here; the server goes on by itself once it answers",
)
REFUSED: Final = ("the database does not let us in", "check the user and the password in the address of the store")
UNKNOWN: Final = ("there is no such database", "check the name in the address of the store, or make it: createdb NAME")
CROWDED: Final = ("the database takes no more connections", "raise max_connections of PostgreSQL")
SLOW: Final = ("the database took too long", "see what else it does: SELECT * FROM pg_stat_activity")
AGAIN: Final = ("the database gave up the transaction", "send it again")

# By the beginning of the SQLSTATE, the longer ones first.
FAULTS: Final[Mapping[str, tuple[str, str]]] = {
    "53100": ("the disk of the database is full", "make room there; what was confirmed is kept"),
    "53300": CROWDED,
    "57014": SLOW,
    "55P03": ("another server or command holds the store", "wait until it is done"),
    "25006": ("the database takes no writes", "give the address of the primary, not of a standby"),
    "42501": (
        "the user of the database may not do it",
        "let that user own the database, or GRANT ALL on it and on its schema",
    ),
    "3D000": UNKNOWN,
    "22021": ("the database cannot hold every letter", "make one that can: createdb --encoding UTF8 -T template0 NAME"),
    "08": GONE,
    "25P03": GONE,
    "28": REFUSED,
    "40": AGAIN,
    "53": ("the database has run out of memory", "give PostgreSQL more of it"),
    "57": GONE,
    "58": ("the database has trouble with its disk", "see the log of PostgreSQL"),
    "XX": ("the database is damaged", "see the log of PostgreSQL; restore a backup if need be"),
}

# A connection that fails has no SQLSTATE, only a text, and that in the language of the server.
WORDS: Final = (
    ("too many", CROWDED),
    ("remaining connection slots", CROWDED),
    ("authentication", REFUSED),
    ("password", REFUSED),
    ("pg_hba", REFUSED),
    ("role", REFUSED),
    ("database", UNKNOWN),
)


def told(error: Exception) -> Exception:
    """The error in our own words where the database could not do its work; else it is a mistake of ours."""
    if not isinstance(error, psycopg.Error):
        return error
    state = error.sqlstate
    if state is None:
        return Unavailable(*GONE) if isinstance(error, psycopg.OperationalError) else error
    for start, (text, advice) in FAULTS.items():
        if state.startswith(start):
            return Unavailable(text, advice, full=state == "53100")
    return error


@contextmanager
def in_words() -> Iterator[None]:
    """Raises what is raised inside in our own words; the database's may have data of persons in them."""
    try:
        yield
    except psycopg.Error as error:
        words = told(error)
        if words is error:
            raise
        raise words from None


def not_connected(error: psycopg.Error) -> Unavailable:
    """Why there is no connection. `the database system is starting up` is no reason to look for its name."""
    text = str(error)
    if "FATAL" in text and "the database system" not in text:
        for word, fault in WORDS:
            if word in text:
                return Unavailable(*fault)
    return Unavailable(*GONE)
