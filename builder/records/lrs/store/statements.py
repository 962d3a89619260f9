"""Statements into the store: once each, all of a request or none, with what finds them."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from builder.records.lrs.incoming import NOBODY, Attached, Incoming, Writer
from builder.records.lrs.keys import Hasher, Term, numbers
from builder.records.lrs.store.database import Session, storable
from builder.records.lrs.store.definitions import Known, Lesson, define
from builder.records.lrs.store.files import attach
from builder.records.lrs.store.references import MOST_LINKS, targets
from builder.records.lrs.store.schema import ERASED
from builder.records.lrs.terms import CREDENTIAL, terms
from builder.records.lrs.times import text_of
from builder.records.xapi.same import same

INSERT: Final = """
    INSERT INTO statement (
      seq, id, agency, credential, stored, voided, refers, voids, voids_any, major, actor, verb, object_id, object_type,
      course_id, parent_id, registration, session, ts, success, completion, score_scaled, score_raw, response,
      duration_s, body
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
NEWEST: Final = f"SELECT seq, stored, ({ERASED}) FROM statement ORDER BY seq DESC LIMIT 1"  # noqa: S608 - of our own texts
REFERRERS: Final = "SELECT seq, id, agency FROM statement WHERE refers = ? AND agency IN (?, ?) LIMIT ?"
MOST_REFERRERS: Final = 5_000
"""To which a statement is added that comes after them: all who write wait for it."""
TOGETHER: Final = 100
"""Ids in one look-up."""
NOTHING_KNOWN: Final = Known()
MENTION: Final = "INSERT INTO mention (term, seq) VALUES (?, ?) ON CONFLICT DO NOTHING"


class Conflict(Exception):
    """There is another statement with this id."""

    def __init__(self, id_: str) -> None:
        self.id: Final = id_
        super().__init__(id_)


class MayNotVoid(Exception):
    """The statement that should be voided is somebody else's."""


def insert(
    session: Session,
    hash_: Hasher,
    writer: Writer,
    statements: Sequence[Incoming],
    files: Mapping[str, Attached],
    now: int,
    known: Known | None = None,
) -> list[Lesson]:
    """Stores those that are not there yet; `now` in microseconds, but `stored` only rises, whatever the clock does.

    Raises Conflict for an id that stands for another statement, and then nothing of the request may be kept. What it
    returns may be learned once it is durable.
    """
    fresh = _fresh(session, writer, statements)
    newest, last, erased = session.one(NEWEST) or (0, 0, None)
    if known is not None:
        known.check(erased, newest)
    stored = max(now, last + 1)
    alone = not any(one.refers for one in fresh) and not _any_refers_to(session, fresh)
    rows: list[tuple[Any, ...]] = []
    mentions: list[tuple[int, int]] = []
    lessons: dict[bytes, Lesson] = {}
    inherited = _Inherited(session, writer.agency)
    for seq, statement in enumerate(fresh, newest + 1):
        voided = not alone and _void(session, writer, statement)
        rows.append(_row(writer, statement, seq, stored, voided))
        mentions += ((number, seq) for number in _numbers(hash_, writer, statement, inherited))
        if not alone:  # the next one may refer to it
            session.many(INSERT, rows)
            rows.clear()
            mentions += _for_referrers(session, hash_, writer, statement, inherited)
        attach(session, writer, statement, seq, files)
        if writer.may_define:
            define(session, writer.agency, statement, seq, known or NOTHING_KNOWN, lessons)
        stored += 1
    session.many(INSERT, rows)
    session.many(MENTION, mentions)
    return list(lessons.values())


def _fresh(session: Session, writer: Writer, statements: Sequence[Incoming]) -> Sequence[Incoming]:
    """Those that are not there yet."""
    there: dict[str, str] = {}
    for some, places in _by_id(statements):
        sql = f"SELECT id, body FROM statement WHERE id IN ({places}) AND agency = ?"  # noqa: S608 - only `?`
        there.update(session.all(sql, (*some, writer.agency)))
    for statement in statements if there else ():
        if statement.id in there and not same(json.loads(there[statement.id]), statement.data):
            raise Conflict(statement.id)
    return [one for one in statements if one.id not in there] if there else statements


def _any_refers_to(session: Session, statements: Sequence[Incoming]) -> bool:
    """Whether one that is stored already, of whatever agency, refers to one of these."""
    return any(
        session.one(f"SELECT 1 FROM statement WHERE refers IN ({places}) LIMIT 1", some)  # noqa: S608 - only `?`
        for some, places in _by_id(statements)
    )


def _by_id(statements: Sequence[Incoming]) -> Iterator[tuple[list[str], str]]:
    """Ids, so many at a time that a database prepares few texts, and the places for them."""
    for start in range(0, len(statements), TOGETHER):
        some = [one.id for one in statements[start : start + TOGETHER]]
        yield some, ", ".join("?" * len(some))


def _row(writer: Writer, statement: Incoming, seq: int, stored: int, voided: bool) -> tuple[Any, ...]:
    flat = statement.flat
    return (
        seq,
        statement.id,
        writer.agency,
        writer.credential,
        stored,
        int(voided),
        statement.refers,
        statement.voids,
        int(writer.may_void),
        statement.major,
        storable(flat.actor),
        flat.verb,
        storable(flat.object_id),
        flat.object_type,
        storable(flat.course_id),
        storable(flat.parent_id),
        flat.registration,
        storable(flat.session),
        stored if flat.ts is None else flat.ts,
        _bit(flat.success),
        _bit(flat.completion),
        flat.score_scaled,
        flat.score_raw,
        storable(flat.response),
        flat.duration_s,
        completed(statement, stored),
    )


def completed(statement: Incoming, stored: int) -> str:
    """The statement as it is given back: with the time at which it was stored (2.4.8)."""
    time = text_of(stored)
    timestamp = "" if "timestamp" in statement.data else f',"timestamp":"{time}"'
    return f'{statement.text[:-1]},"stored":"{time}"{timestamp}}}'


def _bit(value: bool | None) -> int | None:
    return None if value is None else int(value)


def _void(session: Session, writer: Writer, statement: Incoming) -> bool:
    """Voids what the statement voids (2.3.2); whether it was voided itself before it came."""
    if statement.voids is not None:
        _void_target(session, writer, statement.voids)
        return False
    found = session.one(
        "SELECT 1 FROM statement WHERE refers = ? AND voids = ? AND agency IN (?, ?)"
        " AND (voids_any = 1 OR credential = ?) LIMIT 1",
        (statement.id, statement.id, writer.agency, NOBODY, writer.credential),
    )
    return found is not None


def _void_target(session: Session, writer: Writer, target: str) -> None:
    rows = session.all("SELECT seq, agency, credential FROM statement WHERE id = ? AND voids IS NULL", (target,))
    for seq, agency, credential in rows:
        if agency != writer.agency and writer.agency != NOBODY:
            continue
        if not writer.may_void and credential != writer.credential:
            raise MayNotVoid
        session.run("UPDATE statement SET voided = 1 WHERE seq = ?", (seq,))


class _Inherited:
    """The terms that statements of a request take over from those they refer to (Part Three 2.1.3)."""

    def __init__(self, session: Session, agency: str) -> None:
        self._session = session
        self._agency = agency
        self._read: dict[int, frozenset[Term]] = {}

    def by(self, statement: Incoming) -> set[Term]:
        found = set[Term]()
        for target in targets(self._session, self._agency, statement.refers):
            if target.seq not in self._read:  # many may refer to the same
                self._read[target.seq] = terms(json.loads(target.body))
            found |= self._read[target.seq]
        return found


def _numbers(hash_: Hasher, writer: Writer, statement: Incoming, inherited: _Inherited) -> set[int]:
    found = {*statement.terms, (CREDENTIAL, writer.credential), *inherited.by(statement)}
    return numbers(hash_, writer.agency, found)


def _for_referrers(
    session: Session, hash_: Hasher, writer: Writer, statement: Incoming, inherited: _Inherited
) -> Iterable[tuple[int, int]]:
    """What is added to statements that came before the one to which they refer, the nearest first."""
    waiting, seen, left = deque([(statement.id, writer.agency, 0)]), set[tuple[str, str]](), MOST_REFERRERS
    found: set[Term] | None = None
    while waiting and left:
        id_, of, links = waiting.popleft()
        if (id_, of) in seen or links == MOST_LINKS:
            continue
        seen.add((id_, of))
        rows = session.all(REFERRERS, (id_, of, NOBODY, left))
        left -= len(rows)
        for seq, referrer, agency in rows:
            if found is None:
                found = {*statement.terms, *inherited.by(statement)}
            yield from ((number, seq) for number in numbers(hash_, agency, found))
            waiting.append((referrer, agency, links + 1))
