"""Takes a person out of the store, in one transaction: what was done still counts, nobody can tell who did it."""

from __future__ import annotations

import json
import secrets
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from builder.records.lrs.keys import Hasher, Term, numbers
from builder.records.lrs.store.database import Row, Session, storable
from builder.records.lrs.store.references import MOST_LINKS, targets
from builder.records.lrs.store.schema import keep
from builder.records.lrs.terms import AGENT, ANY_AGENT, CREDENTIAL, terms
from builder.records.lrs.upkeep.stand_in import Json, Person, is_about, without
from builder.records.xapi.flat import flat

LEAST_LETTERS: Final = 5
"""Of a word that is looked for in whole texts; shorter ones are everywhere."""

MOST_SEEN: Final = 2 * MOST_LINKS
"""How far a statement may have taken over terms: up to those who refer to it, what it refers to came along."""
WHATEVER_LENGTH: Final = sys.maxsize

Change: TypeAlias = Callable[[Json], Json | None]


@dataclass(slots=True)
class Erased:
    """How many of each; in `left` of the changed statements a word of the person still stands in another place."""

    changed: int = 0
    deleted: int = 0
    files: int = 0
    documents: int = 0
    names: int = 0
    launches: int = 0
    left: int = 0

    @property
    def nothing(self) -> bool:
        """Whether the person was not in the store."""
        return not (self.changed or self.deleted or self.documents or self.names or self.launches)


class Erasure:
    """One person; with `delete` the statements about the person go, and those that only name the person are changed."""

    def __init__(self, hash_: Hasher, person: Person, *, delete: bool) -> None:
        self._hash = hash_
        self._person = person
        self._delete = delete

    def plan(self, session: Session) -> Erased:
        """What would be done; changes nothing."""
        told = Erased(launches=len(self._launches(session)))
        words = self._words(session)
        theirs = [row[0] for row in self._rows(session, self._seqs(session)) if self._count(told, row, words)]
        files = {key for seq in theirs for key in _files(session, seq)}
        told.files = sum(_users(session, key) <= set(theirs) for key in files)
        for id_ in self._person.identifiers:
            told.documents += _how_many(session, "document WHERE agent = ?", storable(id_))
            told.names += _how_many(session, "agent_name WHERE identifier = ?", storable(id_))
        return told

    def alike(self, session: Session) -> list[str]:
        """Identifiers that differ from the person's in capital letters only: perhaps the same person."""
        found = set[str]()
        for id_ in self._person.identifiers:
            rows = session.all(
                "SELECT DISTINCT identifier FROM agent_name WHERE lower(identifier) = lower(?)", (storable(id_),)
            )
            found |= {row[0] for row in rows}
        return sorted(found - set(map(storable, self._person.identifiers)))

    def carry_out(self, session: Session) -> Erased:
        """Does it."""
        told = Erased()
        words, seqs = self._words(session), self._seqs(session)
        for row in self._rows(session, seqs):  # while each still says what others took over from it
            self._find_anew(session, row)
        for row in self._rows(session, seqs):
            self._rewrite(session, row, told, words)
        for id_ in self._person.identifiers:
            told.documents += session.run("DELETE FROM document WHERE agent = ?", (storable(id_),))
            told.names += session.run("DELETE FROM agent_name WHERE identifier = ?", (storable(id_),))
        for key in self._launches(session):
            told.launches += session.run("DELETE FROM credential WHERE key = ?", (key,))
        keep(session, "erased", secrets.token_hex(8))  # servers forget what they know by heart
        return told

    def _seqs(self, session: Session) -> list[int]:
        """Of the statements that name the person, and of those that refer to them."""
        found = set[int]()
        for id_ in self._person.identifiers:
            for kind in (AGENT, ANY_AGENT):
                rows = session.all("SELECT seq FROM mention WHERE term = ?", (self._hash("", (kind, id_)),))
                found |= {row[0] for row in rows}
        return sorted(found)

    def _rows(self, session: Session, seqs: list[int]) -> Iterator[Row]:
        for seq in seqs:
            row = session.one("SELECT seq, agency, credential, refers, body FROM statement WHERE seq = ?", (seq,))
            if row is not None:
                yield row

    def _words(self, session: Session) -> frozenset[str]:
        found = set(self._person.words)
        for id_ in self._person.identifiers:
            found |= {
                row[0] for row in session.all("SELECT name FROM agent_name WHERE identifier = ?", (storable(id_),))
            }
        return frozenset(json.dumps(word, ensure_ascii=False)[1:-1] for word in found if len(word) >= LEAST_LETTERS)

    def _changed(self, statement: Json) -> Json | None:
        """As it is afterwards; None when it goes."""
        changed = without(self._person, statement)
        if changed is None:
            return statement
        return None if self._delete and is_about(self._person, statement) else changed

    def _count(self, told: Erased, row: Row, words: frozenset[str]) -> bool:
        """Whether the person is in it."""
        statement = json.loads(row[4])
        changed = self._changed(statement)
        if changed is None:
            told.deleted += 1
        elif changed is not statement:
            told.changed += 1
            text = _dumped(changed)
            told.left += any(word in text for word in words)
        return changed is not statement

    def _rewrite(self, session: Session, row: Row, told: Erased, words: frozenset[str]) -> None:
        if not self._count(told, row, words):
            return
        seq = row[0]
        files = _files(session, seq)
        session.run("DELETE FROM attached WHERE seq = ?", (seq,))
        for key in files:
            if not _users(session, key):
                told.files += session.run("DELETE FROM attachment WHERE key = ?", (key,))
        changed = self._changed(json.loads(row[4]))
        if changed is None:
            session.run("DELETE FROM statement WHERE seq = ?", (seq,))
            return
        columns = flat(changed)
        session.run(
            "UPDATE statement SET actor = ?, object_id = ?, body = ? WHERE seq = ?",
            (storable(columns.actor), storable(columns.object_id), _dumped(changed), seq),
        )

    def _find_anew(self, session: Session, row: Row) -> None:
        seq, agency, credential, *_ = row
        before = numbers(self._hash, agency, {*self._terms(session, row, lambda data: data), (CREDENTIAL, credential)})
        after = set[int]()
        if self._changed(json.loads(row[4])) is not None:
            found = {*self._terms(session, row, self._changed), (CREDENTIAL, credential)}
            after = numbers(self._hash, agency, found)
        session.many("DELETE FROM mention WHERE term = ? AND seq = ?", [(term, seq) for term in before - after])
        session.many(
            "INSERT INTO mention (term, seq) VALUES (?, ?) ON CONFLICT DO NOTHING",
            [(term, seq) for term in after - before],
        )

    def _terms(self, session: Session, row: Row, change: Change) -> set[Term]:
        """Its own, and those of what it refers to, as long as that is there."""
        _, agency, _, refers, body = row
        found = set[Term]()
        if (changed := change(json.loads(body))) is None:
            return found
        found |= terms(changed)
        for target in targets(session, agency, refers, MOST_SEEN, WHATEVER_LENGTH):
            if (changed := change(json.loads(target.body))) is None:
                break
            found |= terms(changed)
        return found

    def _launches(self, session: Session) -> list[str]:
        rows = session.all("SELECT key, launch FROM credential WHERE launch IS NOT NULL")
        return [key for key, launch in rows if json.loads(launch)["actor"] in self._person.identifiers]


def _files(session: Session, seq: int) -> set[bytes]:
    """Their keys."""
    return {bytes(row[0]) for row in session.all("SELECT key FROM attached WHERE seq = ?", (seq,))}


def _users(session: Session, file: bytes) -> set[int]:
    """The statements that have this file."""
    return {row[0] for row in session.all("SELECT seq FROM attached WHERE key = ?", (file,))}


def _how_many(session: Session, where: str, value: str | None) -> int:
    row = session.one(f"SELECT count(*) FROM {where}", (value,))  # noqa: S608 - of our own texts
    return int(row[0]) if row else 0


def _dumped(statement: Json) -> str:
    return json.dumps(statement, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
