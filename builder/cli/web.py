"""Addresses of the web as people type them."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def web_address(text: str) -> SplitResult | None:
    """Its parts; None when it does not name a host by http or https, or a port that there cannot be."""
    try:
        parts = urlsplit(text)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        return None
    return parts if port_is_fine and parts.scheme in ("http", "https") and parts.hostname else None
