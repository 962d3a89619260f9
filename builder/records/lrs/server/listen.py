"""From a host and a port to a socket that takes connections."""

from __future__ import annotations

import ipaddress
import os
import socket
from contextlib import suppress
from typing import Final

OTHER_FILES: Final = 200
"""Of the database, of the log, and connections that are told that there are too many."""


class PortTaken(Exception):
    """The host or the port cannot be used."""


def listen(host: str, port: int) -> socket.socket:
    """Bound, not yet listening: asyncio does that. Port 0 is any that is free."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        found = socket.socket(family, kind, protocol)
    except OSError as error:
        raise PortTaken(f"the host {host} cannot be used: {error.strerror or error}") from error
    try:
        if os.name == "posix":  # elsewhere it would let two servers have the port
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            found.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        found.bind(address)
    except OSError as error:
        found.close()
        raise PortTaken(f"port {port} of {host} cannot be used: {error.strerror or error}") from error
    return found


def make_room(connections: int) -> None:
    """Lets this process have so many open, and the files that it needs beside them, as far as the system allows."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # Here, because there is none on Windows, which has no such limit.

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = connections + OTHER_FILES
        if soft != resource.RLIM_INFINITY and soft < wanted:
            most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def address_of(found: socket.socket) -> str:
    """As a client on this machine writes it, without a path."""
    host, port = found.getsockname()[:2]
    everywhere = ipaddress.ip_address(host).is_unspecified
    if ":" in host:
        return f"http://[{'::1' if everywhere else host}]:{port}"
    return f"http://{'127.0.0.1' if everywhere else host}:{port}"


def is_local(found: socket.socket) -> bool:
    """Whether only programs on this machine can reach it."""
    with suppress(ValueError):
        return ipaddress.ip_address(found.getsockname()[0]).is_loopback
    return False
