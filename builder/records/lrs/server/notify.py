"""Tells systemd when the server can be reached and when it ends, as sd_notify(3) has it; elsewhere nothing is told."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from typing import Final

SOCKET: Final = "NOTIFY_SOCKET"
READY: Final = "READY=1"
STOPPING: Final = "STOPPING=1"


def notify(state: str) -> None:
    """Whoever started us may have asked for it; that nobody listens any more is no fault of ours."""
    address = os.environ.get(SOCKET, "")
    family = getattr(socket, "AF_UNIX", None)
    if family is None or not address.startswith(("/", "@")):
        return
    with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as to:
        to.connect(f"\0{address[1:]}" if address.startswith("@") else address)
        to.send(state.encode())
