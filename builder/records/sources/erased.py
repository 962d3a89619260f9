"""What of a store's statements in a lake the store tells no more, or about somebody else: a person was taken out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from builder.records.lake.duck import connection, load, parquet
from builder.records.lake.lake import Lake
from builder.records.lake.layout import STATEMENTS
from builder.records.lake.publish import STAGING
from builder.records.lrs.store.database import Database, Row, Session

ROWS: Final = 20_000
WHO: Final = """
    SELECT seq, id, actor, CASE WHEN object_type IN ('Agent', 'Group') THEN object_id END
    FROM statement WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?
"""
ANEW: Final = "SELECT body, agency FROM statement WHERE id = ? AND voided = 0"
NAMES: Final = 100_000
"""That are remembered: people do many things."""
TOLD: Final = {"id": "VARCHAR", "actor": "VARCHAR", "object": "VARCHAR"}
OF_LAKE: Final = """
    SELECT l.statement_id FROM {lake} l LEFT JOIN told s ON s.id = l.statement_id
    WHERE l.source = ? GROUP BY l.statement_id
    HAVING NOT coalesce(bool_or(s.id IS NOT NULL AND coalesce(l.actor, '') = coalesce(s.actor, '')
      AND (l.object_type NOT IN ('Agent', 'Group') OR coalesce(l.object_id, '') = coalesce(s.object, ''))), false)
    ORDER BY l.statement_id
"""


def changed(lake: Lake, database: Database, source: str, last: int) -> list[str]:
    """The ids of the source's statements in the lake that the store, up to the row `last`, tells of others or not."""
    files = lake.files(STATEMENTS)
    if not files:
        return []
    with TemporaryDirectory(dir=lake.folder / STAGING, prefix="erased-") as name:
        folder = Path(name)
        with connection(folder / "scratch") as duck:
            load(duck, "told", TOLD, _named(_who(database, last), lake.name_of), folder / "told.ndjson")
            rows = duck.execute(OF_LAKE.format(lake=parquet(files)), [source]).fetchall()
    return [id_ for (id_,) in rows]


def told_anew(database: Database, ids: Sequence[str]) -> list[tuple[bytes, str | None]]:
    """The statements as the store tells them now, and their agencies."""

    def read(session: Session) -> list[tuple[bytes, str | None]]:
        rows = (row for id_ in ids for row in session.all(ANEW, (id_,)))
        return [(body.encode("utf-8", "surrogatepass"), agency or None) for body, agency in rows]

    return database.read(read).result()


def _who(database: Database, last: int) -> Iterator[Row]:
    after = 0
    while rows := database.read(partial(_some, after, last)).result():
        for seq, *who in rows:
            after = seq
            yield tuple(who)


def _some(after: int, last: int, session: Session) -> list[Row]:
    return session.all(WHO, (after, last, ROWS))


def _named(rows: Iterator[Row], name_of: Callable[[str], str]) -> Iterator[Sequence[object]]:
    """As the lake calls them."""
    named = lru_cache(NAMES)(name_of)
    for id_, *who in rows:
        yield id_, *(named(one) if one else None for one in who)
