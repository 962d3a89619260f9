"""Credentials in the store: made, listed, found, revoked; and those of launches, which last for a day at most."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import blake2b
from typing import Final

from builder.records.lrs.scope import Launch, Scope
from builder.records.lrs.store.database import Row, Session

KEY_BYTES: Final = 12
SECRET_BYTES: Final = 32
KEPT_MICROSECONDS: Final = 30 * 24 * 3600 * 1_000_000
"""How long a launch that is over stays in the table, for one who looks for what went wrong."""


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
    launcher: str | None = None
    """The key of the credential that launched, on whose behalf a launch writes."""
    launch: Launch | None = None
    fetched: int | None = None

    def alive(self, now: int) -> bool:
        """Whether it may be used at that time."""
        return self.revoked is None and (self.expires is None or now < self.expires)


COLUMNS: Final = "key, name, secret, scopes, agency, created, expires, revoked, launcher, launch, fetched"


def hashed(store_key: bytes, secret: str) -> bytes:
    """A fast keyed hash: a secret is 256 random bits, so there is nothing to guess that a slow one would protect."""
    return blake2b(secret.encode(), key=store_key, digest_size=32, person=b"lrs-secret").digest()


def secret_of(store_key: bytes, code: str) -> str:
    """The secret of a launch, by the code in its fetch address: so neither has to lie in the store."""
    return blake2b(code.encode(), key=store_key, digest_size=SECRET_BYTES, person=b"lrs-fetch").hexdigest()


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
    _insert(session, Credential(key, name, hashed(store_key, secret), frozenset(scopes), agency, now, expires))
    return key, secret


def add_launch(
    session: Session,
    store_key: bytes,
    launch: Launch,
    scopes: Iterable[Scope],
    now: int,
    *,
    expires: int,
    name: str,
    launcher: str | None = None,
    agency: str = "",
) -> tuple[str, str]:
    """Key and the code that `secret_of` makes the secret of; `launcher` None: it writes on its own behalf."""
    session.run("DELETE FROM credential WHERE launcher IS NOT NULL AND expires < ?", (now - KEPT_MICROSECONDS,))
    key, code = secrets.token_hex(KEY_BYTES), secrets.token_urlsafe(SECRET_BYTES)
    secret = hashed(store_key, secret_of(store_key, code))
    found = Credential(
        key, name, secret, frozenset(scopes), agency, now, expires, launcher=launcher or key, launch=launch
    )
    _insert(session, found)
    return key, code


def fetch(session: Session, key: str, now: int) -> bool:
    """Whether this is the first time that the token of the launch is asked for (cmi5 8.2)."""
    return session.run("UPDATE credential SET fetched = ? WHERE key = ? AND fetched IS NULL", (now, key)) == 1


def revoke(session: Session, key: str, now: int) -> bool:
    """Ends it, and all launches that it made; whether there is such a credential. What ended before stays as it was."""
    session.run("UPDATE credential SET revoked = ? WHERE key = ? AND revoked IS NULL", (now, key))
    session.run("UPDATE credential SET revoked = ? WHERE launcher = ? AND revoked IS NULL", (now, key))
    return find(session, key) is not None


def find(session: Session, key: str) -> Credential | None:
    """Also one that is revoked or has expired: ask `alive`."""
    row = session.one(f"SELECT {COLUMNS} FROM credential WHERE key = ?", (key,))  # noqa: S608 - of our own texts
    return _credential(row) if row else None


def everyone(session: Session) -> list[Credential]:
    """All but those of launches, the oldest first."""
    rows = session.all(f"SELECT {COLUMNS} FROM credential WHERE launcher IS NULL ORDER BY created, key")  # noqa: S608 - of our own texts
    return [_credential(row) for row in rows]


def _insert(session: Session, one: Credential) -> None:
    launch = json.dumps(asdict(one.launch)) if one.launch is not None else None
    session.run(
        f"INSERT INTO credential ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - of our own texts
        (
            one.key,
            one.name,
            one.secret,
            " ".join(sorted(one.scopes)),
            one.agency,
            one.created,
            one.expires,
            one.revoked,
            one.launcher,
            launch,
            one.fetched,
        ),
    )


def _credential(row: Row) -> Credential:
    key, name, secret, scopes, agency, created, expires, revoked, launcher, launch, fetched = row
    return Credential(
        key,
        name,
        bytes(secret),
        frozenset(map(Scope, scopes.split())),
        agency,
        created,
        expires,
        revoked,
        launcher,
        Launch(**json.loads(launch)) if launch is not None else None,
        fetched,
    )
