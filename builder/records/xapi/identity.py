"""By what an agent or group is known (Part Two 2.4.2.3), as one text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def identifier(actor: Mapping[str, Any]) -> str | None:
    """`mailto:...`, `homePage|name`, `sha1:...` or `openid:...`; None for an anonymous group."""
    if (mbox := actor.get("mbox")) is not None:
        return str(mbox).replace("|", "%7C")  # else it could be taken for an account, whose homePage has none
    if (account := actor.get("account")) is not None:
        return f"{account['homePage']}|{account['name']}"
    if (sha1 := actor.get("mbox_sha1sum")) is not None:
        return f"sha1:{str(sha1).lower()}"
    if (openid := actor.get("openid")) is not None:
        return f"openid:{openid}"
    return None
