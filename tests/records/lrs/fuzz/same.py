"""What of a statement a store must give back as it came."""

from __future__ import annotations

from typing import Any


def untouched(statement: Any) -> Any:
    """Without what a store may write in another form: the case of UUIDs, a single context activity as a list."""
    if isinstance(statement, list):
        return [untouched(one) for one in statement]
    if not isinstance(statement, dict):
        return statement
    made = {key: untouched(value) for key, value in statement.items()}
    for key in ("registration", "id"):
        if isinstance(made.get(key), str) and len(made[key]) == 36:
            made[key] = made[key].lower()
    if "contextActivities" in made:
        found = made["contextActivities"]
        made["contextActivities"] = {k: v if isinstance(v, list) else [v] for k, v in found.items()}
    return made
