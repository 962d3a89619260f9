"""What is known of agents: the names under which statements speak of them."""

from __future__ import annotations

from typing import Final

from builder.records.lrs.keys import digest
from builder.records.lrs.store.database import Session

MOST_NAMES: Final = 100
"""That are told of somebody: whoever sends statements may make up any number."""


def names(session: Session, agency: str, identifier: str) -> list[str]:
    """The names of the one with this identifier in the agency's own statements, by the alphabet."""
    rows = session.all(
        "SELECT name FROM agent_name WHERE agent = ? ORDER BY name LIMIT ?", (digest(agency, identifier), MOST_NAMES)
    )
    return [name for (name,) in rows]
