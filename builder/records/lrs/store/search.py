"""Statements out of the store: one by its id, or many by what they are found by, page by page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from builder.records.lrs.incoming import NOBODY
from builder.records.lrs.keys import WHOLE, Hasher, Term
from builder.records.lrs.scope import Launch
from builder.records.lrs.store import files
from builder.records.lrs.store.database import Row, Session
from builder.records.lrs.store.references import targets
from builder.records.lrs.terms import CREDENTIAL, terms

CHUNK: Final = 50
"""Rows at a time, which may be large."""
LAST: Final = 2**62
STRETCH: Final = 1000
"""Mentions of the term that is rarest there, to each of which the others are looked up."""
PAGE_BYTES: Final = 8 * 1024 * 1024
"""A page ends early when its statements have so many bytes: memory is bounded, whatever was stored."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks: `agency` None sees those of all; `credential` given sees only what it stored itself.

    A course that was launched sees only its learner's.
    """

    agency: str | None
    credential: str | None = None
    launch: Launch | None = None

    @property
    def sees_agency(self) -> bool:
        """Whether all statements of its agency are open to it."""
        return self.credential is None and self.launch is None

    def sees(self, agency: str, body: str) -> bool:
        """Of statements that agency and credential let through."""
        return self.launch is None or (agency == (self.agency or NOBODY) and self.launch.owns(json.loads(body)))


@dataclass(frozen=True, slots=True)
class Query:
    """All conditions hold for each. Times in microseconds, `since` exclusive, `until` inclusive; `after` is a seq."""

    terms: tuple[Term, ...] = ()
    since: int | None = None
    until: int | None = None
    after: int | None = None
    ascending: bool = False
    limit: int = 100
    files: bool = False
    """Whether attachments count for the size of a page."""


@dataclass(frozen=True, slots=True)
class Found:
    """A statement as it lies in the store."""

    seq: int
    stored: int
    major: int
    body: str
    agency: str


@dataclass(frozen=True, slots=True)
class Page:
    """`last` is where the next page goes on; None when there is none."""

    statements: tuple[Found, ...]
    last: int | None


COLUMNS: Final = "s.seq, s.stored, s.major, s.body, s.refers, s.agency"


def one(session: Session, reader: Reader, id_: str, *, voided: bool) -> Found | None:
    """The statement with this id, when it is voided as asked for."""
    conditions = ["s.id = ?", "s.voided = ?"]
    values: list[str | int] = [id_, int(voided)]
    if reader.agency is not None:
        conditions.append("s.agency = ?")
        values.append(reader.agency)
    if reader.credential is not None:
        conditions.append("s.credential = ?")
        values.append(reader.credential)
    sql = f"SELECT {COLUMNS} FROM statement s WHERE {' AND '.join(conditions)} ORDER BY s.agency LIMIT 1"  # noqa: S608 - of our own texts
    row = session.one(sql, values)
    found = _found(row) if row else None
    return found if found and reader.sees(found.agency, found.body) else None


def page(session: Session, hash_: Hasher, reader: Reader, query: Query) -> Page:
    """The statements that match and are not voided, newest first unless asked otherwise."""
    found: list[Found] = []
    told: set[bytes] = set()
    size = 0
    for row in _matching(session, hash_, reader, query):
        size += len(row[3]) + (_new_files(session, row[0], told) if query.files else 0)
        if found and (len(found) == query.limit or size > PAGE_BYTES):
            return Page(tuple(found), found[-1].seq)
        found.append(_found(row))
    return Page(tuple(found), None)


def _found(row: Row) -> Found:
    seq, stored, major, body, _, agency = row
    return Found(seq, stored, major, body, agency)


def _new_files(session: Session, seq: int, told: set[bytes]) -> int:
    """The bytes of its attachments that no statement before it has."""
    found = files.sizes(session, seq)
    new = found.keys() - told
    told |= new
    return sum(found[key] for key in new)


def _matching(session: Session, hash_: Hasher, reader: Reader, query: Query) -> Iterator[Row]:
    for row in _rows(session, _keys(hash_, reader, query), query):
        if not reader.sees(row[5], row[3]):
            continue
        if (
            row[4] is None
            or (len(query.terms) <= 1 and reader.sees_agency)
            or _matches_whole(session, reader, row, query.terms)
        ):
            yield row


def _rows(session: Session, keys: Sequence[int], query: Query) -> Iterator[Row]:
    """Those that mention all keys, stretch by stretch: what is rare here may be frequent there."""
    low, high = _bounds(session, query)
    chunk = min(query.limit + 1, CHUNK)
    while low + 1 < high:
        rarest, end = _stretch(session, keys, low, high, query.ascending)
        sql = _sql(len(keys), query.ascending)
        order = (rarest, *(key for key in keys if key != rarest)) if rarest is not None else ()
        first, last = (low, end) if query.ascending else (end, high)
        while True:
            rows = session.all(sql, (*order, first, last, chunk))
            yield from rows
            if len(rows) < chunk:
                break
            first, last = (rows[-1][0], last) if query.ascending else (first, rows[-1][0])
        low, high = (end - 1, high) if query.ascending else (low, end + 1)


def _stretch(session: Session, keys: Sequence[int], low: int, high: int, ascending: bool) -> tuple[int | None, int]:
    """The key whose next STRETCH mentions reach furthest, and where they end; all bounds exclusive."""
    limit = high if ascending else low
    if len(keys) < 2:
        return (keys[0] if keys else None), limit
    order = "ASC" if ascending else "DESC"
    sql = f"SELECT seq FROM mention WHERE term = ? AND seq > ? AND seq < ? ORDER BY seq {order} LIMIT 1 OFFSET ?"  # noqa: S608 - of our own texts
    ends: list[tuple[int, int]] = []
    for key in keys:
        row = session.one(sql, (key, low, high, STRETCH))
        if row is None:
            return key, limit
        ends.append((row[0], key))
    end, key = max(ends) if ascending else min(ends)
    return key, end


def _bounds(session: Session, query: Query) -> tuple[int, int]:
    """Both exclusive. Times become places in the order of storing, since `stored` rises with it."""
    low = _last_until(session, query.since) if query.since is not None else 0
    high = _last_until(session, query.until) + 1 if query.until is not None else LAST
    if query.after is not None:
        low, high = (max(low, query.after), high) if query.ascending else (low, min(high, query.after))
    return low, high


def _last_until(session: Session, time: int) -> int:
    row = session.one("SELECT seq FROM statement WHERE stored <= ? ORDER BY stored DESC LIMIT 1", (time,))
    return row[0] if row else 0


def _keys(hash_: Hasher, reader: Reader, query: Query) -> list[int]:
    wanted = list(query.terms)
    if reader.launch is not None:
        wanted += (term for term in reader.launch.terms if term not in wanted)
    if reader.credential is not None:
        wanted.append((CREDENTIAL, reader.credential))
    if reader.agency is not None and not wanted:
        wanted.append(WHOLE)
    return list(dict.fromkeys(hash_(reader.agency or "", term) for term in wanted))


def _sql(keys: int, ascending: bool) -> str:
    """Values: the keys, the bounds, how many rows at most. SQLite reads cross joins in the order they stand in."""
    tables = [f"mention m{index}" for index in range(keys)]
    conditions = [f"m{index}.term = ?" for index in range(keys)]
    conditions += [f"m{index}.seq = m0.seq" for index in range(1, keys)]
    seq = "m0.seq" if keys else "s.seq"
    if keys:
        conditions.append("s.seq = m0.seq")
    conditions += [f"{seq} > ?", f"{seq} < ?", "s.voided = 0"]
    return (
        f"SELECT {COLUMNS} FROM {' CROSS JOIN '.join([*tables, 'statement s'])} WHERE {' AND '.join(conditions)}"  # noqa: S608 - of our own texts
        f" ORDER BY {seq} {'ASC' if ascending else 'DESC'} LIMIT ?"
    )


def _matches_whole(session: Session, reader: Reader, row: Row, wanted: Iterable[Term]) -> bool:
    """Whether one statement meets all conditions: this, or one to which it refers, but not some each.

    A reader learns nothing by a reference to what it may not see.
    """
    _, _, _, body, refers, agency = row
    if terms(json.loads(body)).issuperset(wanted):
        return True
    for target in targets(session, agency, refers):
        if reader.credential not in (None, target.credential) or not reader.sees(target.agency, target.body):
            return False
        if terms(json.loads(target.body)).issuperset(wanted):
            return True
    return False
