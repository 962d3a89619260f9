"""What activities and people are called, as the statements tell it: the newest word on each (Part Two 2.4.4.1)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from builder.records.lrs.incoming import Incoming
from builder.records.lrs.keys import digest
from builder.records.lrs.store.database import Session, storable

MERGED: Final = ("name", "description", "extensions")
"""Of a definition: maps, to which a newer statement adds; all else it replaces."""
MOST_TEXT: Final = 256 * 1024
"""Of one definition: what would make it longer is not taken into it."""
MOST_KNOWN: Final = 8192
KNOWN_TEXT: Final = 4096
"""Longer texts are not remembered."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one transaction wrote, or found written: of use once that is kept."""

    key: bytes
    text: str
    seq: int


class Known:
    """What the store has for sure, so that nothing is looked up for what every statement repeats.

    Only lessons of a transaction that was kept may be learned; `seq` puts those right that come out of order.
    """

    def __init__(self) -> None:
        self._texts: dict[bytes, tuple[str, int]] = {}
        self._erased: str | None = None
        self._from = 0

    def check(self, erased: str | None, newest: int) -> None:
        """Forgets all, and what is still to be learned of it, when somebody was taken out of the store meanwhile."""
        if erased != self._erased:
            self._erased, self._from = erased, newest + 1
            self._texts = {}

    def has(self, key: bytes, text: str) -> bool:
        found = self._texts.get(key)
        return found is not None and found[0] == text

    def learn(self, lessons: Iterable[Lesson]) -> None:
        for lesson in lessons:
            if lesson.seq < self._from:
                continue
            found = self._texts.pop(lesson.key, None)
            if found is not None and found[1] > lesson.seq:
                self._texts[lesson.key] = found
            elif len(lesson.text) <= KNOWN_TEXT:
                self._texts[lesson.key] = (lesson.text, lesson.seq)
        while len(self._texts) > MOST_KNOWN:
            del self._texts[next(iter(self._texts))]


def define(
    session: Session, agency: str, statement: Incoming, seq: int, known: Known, lessons: dict[bytes, Lesson]
) -> None:
    """Takes over the definitions and names of a statement that is being stored.

    `lessons` are those of the transaction: what it wrote goes before what is known.
    """
    for id_, text in statement.definitions.items():
        key = digest(agency, id_)
        if key in lessons or not known.has(key, text):
            _merge_into(session, agency, key, id_, text)
            lessons[key] = Lesson(key, text, seq)
    for identifier, name in statement.names:
        key = digest(agency, identifier, name)
        if key not in lessons and not known.has(key, name):
            session.run(
                "INSERT INTO agent_name (key, agent, agency, identifier, name) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                (key, digest(agency, identifier), agency, storable(identifier), storable(name)),
            )
            lessons[key] = Lesson(key, name, seq)


def merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """The definition after one more statement: what that leaves out stays."""
    maps = {name: {**old[name], **new[name]} for name in MERGED if name in old and name in new}
    return {**old, **new, **maps}


def _merge_into(session: Session, agency: str, key: bytes, id_: str, text: str) -> None:
    row = session.one("SELECT definition FROM activity WHERE key = ?", (key,))
    if row is not None:
        whole = merged(json.loads(row[0]), json.loads(text))
        text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
        if text == row[0] or len(text) > MOST_TEXT:
            return
    session.run(
        "INSERT INTO activity (key, agency, id, definition) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (key) DO UPDATE SET definition = excluded.definition",
        (key, agency, id_, text),
    )
