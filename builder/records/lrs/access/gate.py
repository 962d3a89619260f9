"""From the Authorization header to who calls: known for half a second, so that most requests read no credential."""

from __future__ import annotations

import base64
import binascii
import hmac
import math
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

from builder.records.lrs.access.buckets import Buckets
from builder.records.lrs.principal import Principal
from builder.records.lrs.refused import Refused
from builder.records.lrs.service import Service
from builder.records.lrs.store import credentials
from builder.records.lrs.store.credentials import Credential

CHALLENGE: Final[Mapping[str, str]] = {"WWW-Authenticate": 'Basic realm="xAPI", charset="UTF-8"'}
FRESH_SECONDS: Final = 0.5
"""How long after a look into the store a credential is taken for good: what another process revokes ends then."""
MOST_KEPT: Final = 20_000
NO_SECRET: Final = bytes(32)
KEY: Final = re.compile(f"[0-9a-f]{{{2 * credentials.KEY_BYTES}}}")
NO_KEY: Final = ""
IPV6_HOME: Final = 64
"""Bits of an address that a network gives to one customer."""


def unauthorized(text: str) -> Refused:
    """Without a credential, or with one that is not good."""
    return Refused(HTTPStatus.UNAUTHORIZED, text, CHALLENGE)


def too_many(what: str, seconds: float) -> Refused:
    """More than a rate allows."""
    wait = max(1, math.ceil(seconds))
    text = f"too many {what}: wait {wait} second{'s' * (wait > 1)}, then go on"
    return Refused(HTTPStatus.TOO_MANY_REQUESTS, text, {"Retry-After": str(wait)})


@dataclass(frozen=True, slots=True)
class _Kept:
    credential: Credential
    at: float


class Gate:
    """One for a server; `clock` is in seconds and never goes back."""

    def __init__(self, service: Service, clock: Callable[[], float] = time.monotonic) -> None:
        rates = service.settings.rates
        self._service = service
        self._clock = clock
        self._kept: dict[str, _Kept] = {}
        self._failed = Buckets(rates.failed, clock)
        self._calls = Buckets(rates.credential, clock)
        self._launched = Buckets(rates.launch, clock)

    async def enter(self, headers: Mapping[str, str], address: str) -> Principal:
        """Whoever key and secret belong to; `headers` have lower-case names, `address` is where the call comes from."""
        key, secret = _told(headers)
        found = await self.known(key, secret, address)
        calls = self._calls if found.launch is None else self._launched
        if wait := calls.take(key):
            raise too_many("requests by this credential", wait)
        return Principal(found.launcher or found.key, found.name, found.scopes, found.agency, found.launch)

    async def known(self, key: str, secret: str, address: str) -> Credential:
        """The credential, or Refused."""
        found = await self.proven(key, secret, address)
        if found is None:
            raise unauthorized("the key or the secret is wrong")
        if not found.alive(self._service.clock()):
            self._failed.take(_home(address))
            raise unauthorized("this credential has expired or was revoked")
        return found

    async def proven(self, key: str, secret: str, address: str) -> Credential | None:
        """Whose secret it is, dead or alive; Refused beyond a rate. An unknown key costs the same as a wrong secret."""
        given = credentials.hashed(self._service.database.key, secret)
        kept = self._kept.get(key)
        same = hmac.compare_digest(given, kept.credential.secret if kept else NO_SECRET)
        if kept is not None and same and self._clock() - kept.at <= FRESH_SECONDS:
            return kept.credential
        home = _home(address)
        if not (kept and same) and (wait := self._failed.wait(home)):
            raise too_many("attempts with a wrong key or secret from this address", wait)
        found = await self._looked_up(key, given)
        if found is None:
            self._failed.take(home)
        return found

    def forget(self, key: str) -> None:
        """Looks into the store at the next request, for what this process changed itself."""
        self._kept.pop(key, None)

    async def _looked_up(self, key: str, given: bytes) -> Credential | None:
        at = self._clock()
        looked_for = key if KEY.fullmatch(key) else NO_KEY
        found = await self._service.read(lambda session: credentials.find(session, looked_for))
        if not hmac.compare_digest(given, found.secret if found else NO_SECRET) or found is None:
            return None
        self._kept.pop(key, None)
        self._kept[key] = _Kept(found, at)
        if len(self._kept) > MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        return found


def _home(address: str) -> str:
    """What is counted as one place."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return address
    if found.ipv4_mapped is not None:  # as a socket tells it that listens to both
        return str(found.ipv4_mapped)
    return str(ip_network((found, IPV6_HOME), strict=False))


def _told(headers: Mapping[str, str]) -> tuple[str, str]:
    scheme, _, told = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        raise unauthorized("a key and a secret are required, as Authorization: Basic")
    try:
        key, colon, secret = base64.b64decode(told.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        colon = ""
    if not colon:
        raise unauthorized("the Authorization header cannot be read: it is Basic and key:secret in base64")
    return key, secret
