"""From a statement to the one it refers to, and on from there: as far as a store follows (Part Three 2.1.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from builder.records.lrs.store.database import Session

MOST_LINKS: Final = 100
"""In a longer chain each new link would cost the store more than the one before."""
MOST_TEXT: Final = 512 * 1024
"""Characters of statements on the way, behind the first: all who write wait for the one who follows."""

TARGET: Final = """
    SELECT seq, body, refers, agency, credential FROM statement WHERE id = ? AND (agency = ? OR ? = '') LIMIT 1
"""


class Target(NamedTuple):
    """A statement to which another refers."""

    seq: int
    body: str
    refers: str | None
    agency: str
    credential: str


def targets(
    session: Session, agency: str, refers: str | None, links: int = MOST_LINKS, text: int = MOST_TEXT
) -> Iterator[Target]:
    """What a statement of the agency refers to, and what that refers to, each once; of no agency: those of all."""
    seen = set[str]()
    while refers is not None and refers not in seen and len(seen) < links:
        seen.add(refers)
        row = session.one(TARGET, (refers, agency, agency))
        if row is None:
            return
        target = Target(*row)
        text -= len(target.body) if len(seen) > 1 else 0
        if text < 0:
            return
        yield target
        refers = target.refers
