"""What is known of activities: the definitions that statements brought, merged."""

from __future__ import annotations

import json
from typing import Any

from builder.records.lrs.keys import digest
from builder.records.lrs.store.database import Session


def definition(session: Session, agency: str, id_: str) -> dict[str, Any] | None:
    """As all statements of the agency tell it; None where none of them had one."""
    row = session.one("SELECT definition FROM activity WHERE key = ?", (digest(agency, id_),))
    found: dict[str, Any] | None = json.loads(row[0]) if row else None
    return found
