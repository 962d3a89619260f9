"""Pulls the database of our own store into a lake, row after row in the order in which they were stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from typing import Any, Final
from urllib.parse import urlsplit

from builder.records.lake.lake import Lake
from builder.records.lake.ledger import Taken
from builder.records.lrs.store.database import Database, Session, Unavailable
from builder.records.lrs.store.open import file_of
from builder.records.lrs.store.schema import ERASED
from builder.records.sources.erased import changed, told_anew
from builder.records.sources.into_lake import into
from builder.records.sources.steps import Steps
from builder.records.sources.wanted import Heard, Wanted

ROWS: Final = 5_000
"""Of one transaction, which must not last."""
TOGETHER: Final = 100
"""Of which each may be large."""
BYTES: Final = 16 * 1024 * 1024
MARKS: Final = 100
"""That are remembered: an older backup of the store has an older one."""
CHUNK: Final = """
    SELECT seq, id, agency, voids, body FROM statement WHERE seq > ? AND seq <= ? AND voided = 0 ORDER BY seq LIMIT ?
"""
IN_VAIN: Final = "SELECT 1 FROM statement WHERE id = ? AND voided = 0 AND voids IS NULL LIMIT 1"
NOT_ITS_OWN: Final = "it voids a statement of somebody else, which the store did not allow"


@dataclass(frozen=True, slots=True)
class Left:
    """Where a store was left: at the row `seq`, of the statement `id`; `erased` are its marks of who was taken out."""

    seq: int = 0
    id: str | None = None
    erased: tuple[str, ...] = ()

    @property
    def mark(self) -> str | None:
        """The last one."""
        return self.erased[-1] if self.erased else None

    def told(self, database: Database) -> Mapping[str, Any]:
        """For the lake."""
        return {"kind": "store", "store": _name(database), "seq": self.seq, "id": self.id, "erased": list(self.erased)}


@dataclass(frozen=True, slots=True)
class Found:
    """A row. `in_vain`: it voids what it may not."""

    seq: int
    id: str
    agency: str | None
    line: bytes
    in_vain: bool


@dataclass(frozen=True, slots=True)
class Now:
    """The store as a pull finds it."""

    last: int
    erased: str | None
    at_left: str | None
    """The id of the statement in the row at which it was left."""


def pull_store(lake: Lake, database: Database, wanted: Wanted, heard: Heard) -> Taken:
    """Whatever is stored meanwhile is for the next pull."""
    with lake.writing() as writer:
        steps = Steps(into(writer, wanted.source, wanted.agency), heard.count)
        told = lake.cursor(wanted.source)
        left = _left(told, database)
        now = database.read(partial(_now, left)).result()
        if told is not None and _is_another(told, left, now, database):
            heard.say(
                f"{wanted.source} was another store, or an older backup was restored: all of it is read again, and what"
                " is in the lake already stays as it is"
            )
            left = Left()
        marks = left.erased if now.erased in (None, left.mark) else (*left.erased, str(now.erased))[-MARKS:]
        if left.seq and marks != left.erased:
            _forget(lake, database, steps, replace(left, erased=marks), wanted.source, heard)
        start = database.read(partial(_start, wanted, left)).result()
        steps.kept = lake.cursor(wanted.source)
        _read_on(database, steps, replace(start, erased=marks), now.last)
        return steps.taken


def _left(told: Mapping[str, Any] | None, database: Database) -> Left:
    if told is None or told.get("kind") != "store" or told.get("store") != _name(database):
        return Left()
    seq, id_, erased = told.get("seq"), told.get("id"), told.get("erased")
    marks = tuple(map(str, erased)) if isinstance(erased, list) else ()
    return Left(seq, id_, marks) if isinstance(seq, int) else Left()


def _name(database: Database) -> str:
    """Tells stores apart, and nothing of their keys."""
    return sha256(b"pulled from" + database.key).hexdigest()[:16]


def _now(left: Left, session: Session) -> Now:
    (last,) = session.one("SELECT max(seq) FROM statement") or (None,)
    (erased,) = session.one(ERASED) or (None,)
    (at_left,) = session.one("SELECT id FROM statement WHERE seq = ?", (left.seq,)) or (None,)
    return Now(last or 0, erased, at_left)


def _is_another(told: Mapping[str, Any], left: Left, now: Now, database: Database) -> bool:
    """Rows stay where they are, but for those of a person who was erased."""
    if told.get("kind") != "store" or told.get("store") != _name(database):
        return True
    if not left.seq or now.at_left == left.id:
        return False
    return now.at_left is not None or now.erased in (None, *left.erased)


def _start(wanted: Wanted, left: Left, session: Session) -> Left:
    if wanted.everything:
        return Left()
    if wanted.since is None:
        return left
    row = session.one("SELECT seq, id FROM statement WHERE stored <= ? ORDER BY stored DESC LIMIT 1", (wanted.since,))
    return Left(*row) if row else Left()


def _read_on(database: Database, steps: Steps, left: Left, last: int) -> None:
    place = left.told(database)
    try:
        while left.seq < last and (rows := database.read(partial(_chunk, left.seq, last)).result()):
            left = replace(left, seq=rows[-1].seq, id=rows[-1].id)
            place = left.told(database)
            for row in rows:
                if row.in_vain:
                    steps.set_aside(row.id, "void", NOT_ITS_OWN)
            taken = [row for row in rows if not row.in_vain]
            steps.add([row.line for row in taken], place, [row.agency for row in taken])
    except Unavailable:
        steps.flush()
        raise
    steps.add((), place)
    steps.flush()


def _chunk(after: int, last: int, session: Session) -> list[Found]:
    found: list[Found] = []
    size = 0
    while len(found) < ROWS and size < BYTES:
        rows = session.all(CHUNK, (after, last, TOGETHER))
        for seq, id_, agency, voids, body in rows:
            in_vain = voids is not None and session.one(IN_VAIN, (voids,)) is not None
            found.append(Found(seq, id_, agency or None, body.encode("utf-8", "surrogatepass"), in_vain))
            after, size = seq, size + len(body)
        if len(rows) < TOGETHER:
            break
    return found


def _forget(lake: Lake, database: Database, steps: Steps, left: Left, source: str, heard: Heard) -> None:
    """Somebody was taken out of the store: so they go out of the lake, and come back as the store has them now."""
    ids = changed(lake, database, source, left.seq)
    anew = told_anew(database, ids)
    steps.forget(ids)
    steps.add([line for line, _ in anew], left.told(database), [one for _, one in anew])
    steps.flush()
    gone = len(ids) - len(anew)
    heard.say(
        f"somebody was taken out of the store, and so out of the lake: {gone:,} statements are gone, {len(anew):,} are"
        " about nobody now; exports, reports and backups of before still have the person"
    )


def name_of(url: str) -> str:
    """What a lake calls a store that got no name: its file, or its host and database; never who may read it."""
    if (file := file_of(url)) is not None:
        return file.name
    parts = urlsplit(url)
    return f"{parts.hostname or 'localhost'}{parts.path}"
