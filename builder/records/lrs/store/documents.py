"""Documents in the store (Part Three 2.2): each kept as it came, under a name in its place."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha1
from typing import Final

from builder.records.lrs.keys import digest
from builder.records.lrs.store.database import Session, Value, storable

UPSERT: Final = """
    INSERT INTO document
      (key, scope, agency, kind, activity, agent, registration, name, content_type, etag, updated, content)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET
      content_type = excluded.content_type, etag = excluded.etag, updated = excluded.updated, content = excluded.content
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where documents lie; of an agency, whose places nobody else can name. An agent is told by its identifier."""

    agency: str
    kind: str
    activity: str | None = None
    agent: str | None = None
    registration: str | None = None

    @property
    def scope(self) -> bytes:
        """The key of all documents here, of whatever registration."""
        return digest("scope", self.agency, self.kind, self.activity or "", self.agent or "")

    def key(self, name: str) -> bytes:
        """Of one document. Without a registration it is another one than with any (2.3)."""
        place = (self.agency, self.kind, self.activity or "", self.agent or "", self.registration or "")
        return digest("document", *place, name)


@dataclass(frozen=True, slots=True)
class Document:
    """`etag` without its quotes; `updated` in microseconds, 0 for one that is not stored yet."""

    content_type: str
    content: bytes
    etag: str
    updated: int = 0


def document(content_type: str, content: bytes) -> Document:
    """With its tag, which is a SHA-1 because 3.1 names it; it tells versions apart and protects nothing."""
    return Document(content_type, content, sha1(content, usedforsecurity=False).hexdigest())


def find(session: Session, place: Place, name: str) -> Document | None:
    """The document, or None."""
    row = session.one("SELECT content_type, content, etag, updated FROM document WHERE key = ?", (place.key(name),))
    return Document(row[0], bytes(row[1]), row[2], row[3]) if row else None


def tag(session: Session, place: Place, name: str) -> str | None:
    """The ETag of the document as it lies in the store; None where there is none."""
    row = session.one("SELECT etag FROM document WHERE key = ?", (place.key(name),))
    return row[0] if row else None


def keep(session: Session, place: Place, name: str, document: Document, now: int) -> None:
    """In place of the one that was there; changed `now`, in microseconds, whenever it was sent."""
    session.run(
        UPSERT,
        (
            place.key(name),
            place.scope,
            place.agency,
            place.kind,
            place.activity,
            storable(place.agent),
            place.registration,
            name,
            document.content_type,
            document.etag,
            now,
            document.content,
        ),
    )


def drop(session: Session, place: Place, name: str) -> None:
    """Also when there is none."""
    session.run("DELETE FROM document WHERE key = ?", (place.key(name),))


def names(session: Session, place: Place, since: int | None) -> list[tuple[str, int]]:
    """Each name in the place once, with when it was last changed, the oldest first; those changed after `since`."""
    condition, values = _here(place)
    if since is not None:
        condition += " AND updated > ?"
        values.append(since)
    rows = session.all(
        f"SELECT name, max(updated) FROM document WHERE {condition} GROUP BY name ORDER BY max(updated), name",  # noqa: S608 - of our own texts
        values,
    )
    return [(name, updated) for name, updated in rows]


def drop_all(session: Session, place: Place) -> None:
    """Every document in the place."""
    condition, values = _here(place)
    session.run(f"DELETE FROM document WHERE {condition}", values)  # noqa: S608 - of our own texts


def _here(place: Place) -> tuple[str, list[Value]]:
    """Without a registration, those of all registrations and of none (2.3)."""
    if place.registration is None:
        return "scope = ?", [place.scope]
    return "scope = ? AND registration = ?", [place.scope, place.registration]
