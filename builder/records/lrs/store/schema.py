"""The tables, and the steps from each version of them to the next."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Final

from builder.records.lrs.store.database import Session, Unavailable

# Keys of a fixed size stand for texts of any length; times are microseconds since 1970, UTC.
FIRST: Final = (
    """
    CREATE TABLE statement (
      seq {number} PRIMARY KEY,
      id TEXT NOT NULL,
      agency TEXT NOT NULL,
      credential TEXT NOT NULL,
      stored {number} NOT NULL,
      voided {number} NOT NULL,
      refers TEXT,
      voids TEXT,
      voids_any {number} NOT NULL,
      major {number} NOT NULL,
      actor TEXT,
      verb TEXT NOT NULL,
      object_id TEXT,
      object_type TEXT NOT NULL,
      course_id TEXT,
      parent_id TEXT,
      registration TEXT,
      session TEXT,
      ts {number} NOT NULL,
      success {number},
      completion {number},
      score_scaled {real},
      score_raw {real},
      response TEXT,
      duration_s {real},
      body TEXT NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX statement_id ON statement (id, agency)",
    "CREATE INDEX statement_stored ON statement (stored)",
    "CREATE INDEX statement_refers ON statement (refers) WHERE refers IS NOT NULL",
    "CREATE TABLE mention (term {number} NOT NULL, seq {number} NOT NULL, PRIMARY KEY (term, seq)) {rowless}",
    """
    CREATE TABLE attachment (
      key {bytes} PRIMARY KEY,
      sha2 TEXT NOT NULL,
      agency TEXT NOT NULL,
      content_type TEXT NOT NULL,
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
      agency TEXT NOT NULL,
      kind TEXT NOT NULL,
      activity TEXT,
      agent TEXT,
      registration TEXT,
      name TEXT NOT NULL,
      content_type TEXT NOT NULL,
      etag TEXT NOT NULL,
      updated {number} NOT NULL,
      content {bytes} NOT NULL
    )
    """,
    "CREATE INDEX document_scope ON document (scope, updated)",
    "CREATE TABLE activity (key {bytes} PRIMARY KEY, agency TEXT NOT NULL, id TEXT NOT NULL, definition TEXT NOT NULL)",
    "CREATE INDEX activity_agency ON activity (agency)",
    """
    CREATE TABLE agent_name (
      key {bytes} PRIMARY KEY,
      agent {bytes} NOT NULL,
      agency TEXT NOT NULL,
      identifier TEXT NOT NULL,
      name TEXT NOT NULL
    )
    """,
    "CREATE INDEX agent_name_agent ON agent_name (agent)",
    """
    CREATE TABLE credential (
      key TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      secret {bytes} NOT NULL,
      scopes TEXT NOT NULL,
      agency TEXT NOT NULL,
      created {number} NOT NULL,
      expires {number},
      revoked {number},
      launcher TEXT,
      launch TEXT,
      fetched {number}
    )
    """,
    "CREATE INDEX credential_launcher ON credential (launcher, expires) WHERE launcher IS NOT NULL",
)
STEPS: Final[Sequence[Sequence[str]]] = (FIRST,)
"""What makes version n + 1 of the tables from version n; a step that was released never changes."""
VERSION: Final = len(STEPS)

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
    for step in STEPS[version:]:
        for text in step:
            session.run(text.format_map(types))
    if version == 0:
        found["key"] = secrets.token_hex(32)
        session.run("INSERT INTO meta (name, value) VALUES ('key', ?)", (found["key"],))
    if version < VERSION:
        session.run(
            "INSERT INTO meta (name, value) VALUES ('version', ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (str(VERSION),),
        )
    return bytes.fromhex(found["key"])
