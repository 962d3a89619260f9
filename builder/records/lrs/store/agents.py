"""What is known of agents: the names under which statements speak of them."""

from __future__ import annotations

from builder.records.lrs.store.database import Session
from builder.records.lrs.store.keys import digest


def names(session: Session, agency: str, identifier: str) -> list[str]:
    """All names of the one with this identifier, in the agency's own statements."""
    rows = session.all("SELECT name FROM agent_name WHERE agent = ? ORDER BY name", (digest(agency, identifier),))
    return [name for (name,) in rows]
