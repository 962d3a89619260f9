"""The bytes of attachments: kept once for each agency, told with the statements that have them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from builder.records.lrs.incoming import Attached, Incoming, Writer
from builder.records.lrs.keys import digest
from builder.records.lrs.store.database import Session, storable


def attach(session: Session, writer: Writer, statement: Incoming, seq: int, files: Mapping[str, Attached]) -> None:
    """Keeps the files of a statement that is being stored."""
    for position, sha2 in enumerate(statement.files):
        file, key = files[sha2], digest(writer.agency, sha2)
        session.run(
            "INSERT INTO attachment (key, sha2, agency, content_type, content) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (key, sha2, writer.agency, storable(file.content_type), file.content),
        )
        session.run("INSERT INTO attached (seq, position, key) VALUES (?, ?, ?)", (seq, position, key))


def sizes(session: Session, seq: int) -> dict[bytes, int]:
    """Of the files of a statement, in bytes, by their keys."""
    rows = session.all(
        "SELECT a.key, length(a.content) FROM attached t JOIN attachment a ON a.key = t.key WHERE t.seq = ?", (seq,)
    )
    return {bytes(key): size for key, size in rows}


def contents(session: Session, seqs: Iterable[int]) -> dict[str, bytes]:
    """The files of all these statements, each once, by their SHA-2 in lower case."""
    found: dict[str, bytes] = {}
    for seq in seqs:
        rows = session.all(
            "SELECT a.sha2, a.key FROM attached t JOIN attachment a ON a.key = t.key WHERE t.seq = ?"
            " ORDER BY t.position",
            (seq,),
        )
        for sha2, key in rows:
            if sha2 not in found:
                row = session.one("SELECT content FROM attachment WHERE key = ?", (key,))
                found[sha2] = bytes(row[0]) if row else b""
    return found
