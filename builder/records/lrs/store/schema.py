"""The tables, and the steps from each version of them to the next."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from typing import Final

from builder.records.lrs.store.database import Row, Session, Unavailable

# Keys of a fixed size stand for texts of any length; times are microseconds since 1970, UTC.
FIRST: Final = (
    """
    CREATE TABLE statement (
      seq {number} PRIMARY KEY,
      id {text} NOT NULL,
      agency {text} NOT NULL,
      credential {text} NOT NULL,
      stored {number} NOT NULL,
      voided {number} NOT NULL,
      refers {text},
      voids {text},
      voids_any {number} NOT NULL,
      major {number} NOT NULL,
      actor {text},
      verb {text} NOT NULL,
      object_id {text},
      object_type {text} NOT NULL,
      course_id {text},
      parent_id {text},
      registration {text},
      session {text},
      ts {number} NOT NULL,
      success {number},
      completion {number},
      score_scaled {real},
      score_raw {real},
      response {text},
      duration_s {real},
      body {text} NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX statement_id ON statement (id, agency)",
    "CREATE INDEX statement_stored ON statement (stored)",
    "CREATE INDEX statement_refers ON statement (refers) WHERE refers IS NOT NULL",
    "CREATE TABLE mention (term {number} NOT NULL, seq {number} NOT NULL, PRIMARY KEY (term, seq)) {rowless}",
    """
    CREATE TABLE attachment (
      key {bytes} PRIMARY KEY,
      sha2 {text} NOT NULL,
      agency {text} NOT NULL,
      content_type {text} NOT NULL,
      content {bytes} NOT NULL
    )
    """,
    """
    CREATE TABLE attached (
      seq {number} NOT NULL,
      position {number} NOT NULL,
      key {bytes} NOT NULL,
      PRIMARY KEY (seq, position)
    ) {rowless}
    """,
    "CREATE INDEX attached_key ON attached (key)",
    """
    CREATE TABLE document (
      key {bytes} PRIMARY KEY,
      scope {bytes} NOT NULL,
      agency {text} NOT NULL,
      kind {text} NOT NULL,
      activity {text},
      agent {text},
      registration {text},
      name {text} NOT NULL,
      content_type {text} NOT NULL,
      etag {text} NOT NULL,
      updated {number} NOT NULL,
      content {bytes} NOT NULL
    )
    """,
    "CREATE INDEX document_scope ON document (scope, updated)",
    """
    CREATE TABLE activity (
      key {bytes} PRIMARY KEY,
      agency {text} NOT NULL,
      id {text} NOT NULL,
      definition {text} NOT NULL
    )
    """,
    "CREATE INDEX activity_agency ON activity (agency)",
    """
    CREATE TABLE agent_name (
      key {bytes} PRIMARY KEY,
      agent {bytes} NOT NULL,
      agency {text} NOT NULL,
      identifier {text} NOT NULL,
      name {text} NOT NULL
    )
    """,
    "CREATE INDEX agent_name_agent ON agent_name (agent)",
    """
    CREATE TABLE credential (
      key {text} PRIMARY KEY,
      name {text} NOT NULL,
      secret {bytes} NOT NULL,
      scopes {text} NOT NULL,
      agency {text} NOT NULL,
      created {number} NOT NULL,
      expires {number},
      revoked {number},
      launcher {text},
      launch {text},
      fetched {number}
    )
    """,
    "CREATE INDEX credential_launcher ON credential (launcher, expires) WHERE launcher IS NOT NULL",
)
STEPS: Final[Sequence[Sequence[str]]] = (FIRST,)
"""What makes version n + 1 of the tables from version n; a step that was released never changes."""
VERSION: Final = len(STEPS)

SIGN: Final = "SELECT name, value FROM meta WHERE name IN ('key', 'version') ORDER BY name"
"""By which a writer sees, in each transaction, that the store is still the one that it opened."""

TABLES: Final = frozenset(re.findall(r"CREATE TABLE (\w+)", "".join(text for step in STEPS for text in step)))
"""All that the steps make; the store's own facts are in one more."""

ERASED: Final = "SELECT value FROM meta WHERE name = 'erased'"
"""Another value each time that somebody is taken out of the store."""

META: Final = "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)"


def prepare(session: Session, types: Mapping[str, str]) -> bytes:
    """Brings the tables to our version; returns the store's own key, by which it hashes."""
    session.run(META)
    found = {str(name): str(value) for name, value in session.all("SELECT name, value FROM meta")}
    version = int(found.get("version", 0))
    if version > VERSION:
        raise Unavailable(
            f"the store was written by a newer Peacebuilder (its tables have version {version}, here it is {VERSION})",
            "update Peacebuilder: pip install --upgrade peacebuilder",
        )
    if version == 0:
        found["key"] = secrets.token_hex(32)
        keep(session, "key", found["key"])
    upgrade(session, types, version)
    return bytes.fromhex(found["key"])


def upgrade(session: Session, types: Mapping[str, str], version: int, to: int | None = None) -> None:
    """The steps from that version of the tables to ours, or to another one before it."""
    last = len(STEPS) if to is None else to
    for step in STEPS[version:last]:
        for text in step:
            session.run(text.format_map(types))
    if version < last:
        keep(session, "version", str(last))


def keep(session: Session, name: str, value: str) -> None:
    """A fact about the store itself."""
    session.run(
        "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def check(sign: Sequence[Row], key: bytes) -> None:
    """Refuses to write when the store was restored or upgraded by another process since it was opened."""
    if [tuple(row) for row in sign] != [("key", key.hex()), ("version", str(VERSION))]:
        raise Unavailable("the store was replaced or upgraded since the server started", "start the server again")
