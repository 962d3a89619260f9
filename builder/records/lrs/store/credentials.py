"""Credentials in the store: made, listed, found, revoked."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from builder.records.lrs.access.principal import Scope
from builder.records.lrs.store.database import Row, Session

KEY_BYTES: Final = 12
SECRET_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Credential:
    """As it lies in the store, the secret hashed; times in microseconds."""

    key: str
    name: str
    secret: bytes
    scopes: frozenset[Scope]
    agency: str
    created: int
    expires: int | None = None
    revoked: int | None = None

    def alive(self, now: int) -> bool:
        """Whether it may be used at that time."""
        return self.revoked is None and (self.expires is None or now < self.expires)


COLUMNS: Final = "key, name, secret, scopes, agency, created, expires, revoked"


def hashed(store_key: bytes, secret: str) -> bytes:
    """A fast keyed hash: a secret is 256 random bits, so there is nothing to guess that a slow one would protect."""
    return blake2b(secret.encode(), key=store_key, digest_size=32, person=b"lrs-secret").digest()


def add(
    session: Session,
    store_key: bytes,
    name: str,
    scopes: Iterable[Scope],
    now: int,
    *,
    agency: str = "",
    expires: int | None = None,
) -> tuple[str, str]:
    """Key and secret; the secret cannot be had again."""
    key, secret = secrets.token_hex(KEY_BYTES), secrets.token_urlsafe(SECRET_BYTES)
    session.run(
        "INSERT INTO credential (key, name, secret, scopes, agency, created, expires) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (key, name, hashed(store_key, secret), " ".join(sorted(scopes)), agency, now, expires),
    )
    return key, secret


def find(session: Session, key: str) -> Credential | None:
    """Also one that is revoked or has expired: ask `alive`."""
    row = session.one(f"SELECT {COLUMNS} FROM credential WHERE key = ?", (key,))  # noqa: S608 - of our own texts
    return _credential(row) if row else None


def everyone(session: Session) -> list[Credential]:
    """All, the oldest first."""
    rows = session.all(f"SELECT {COLUMNS} FROM credential ORDER BY created, key")  # noqa: S608 - of our own texts
    return [_credential(row) for row in rows]


def _credential(row: Row) -> Credential:
    key, name, secret, scopes, agency, created, expires, revoked = row
    return Credential(
        key, name, bytes(secret), frozenset(map(Scope, scopes.split())), agency, created, expires, revoked
    )
