"""From the Authorization header to who calls."""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from builder.records.lrs.access.principal import Principal
from builder.records.lrs.http.refused import Refused
from builder.records.lrs.service import Service
from builder.records.lrs.store import credentials

CHALLENGE: Final[Mapping[str, str]] = {"WWW-Authenticate": 'Basic realm="xAPI", charset="UTF-8"'}


def unauthorized(text: str) -> Refused:
    """Without a credential, or with one that is not good."""
    return Refused(HTTPStatus.UNAUTHORIZED, text, CHALLENGE)


async def enter(service: Service, headers: Mapping[str, str]) -> Principal:
    """Whoever the key and the secret belong to; the same answer for an unknown key and a wrong secret."""
    key, secret = _told(headers)
    found = await service.read(lambda session: credentials.find(session, key))
    given = credentials.hashed(service.database.key, secret)
    kept = found.secret if found else bytes(len(given))
    if not hmac.compare_digest(given, kept) or found is None:
        raise unauthorized("the key or the secret is wrong")
    if not found.alive(service.clock()):
        raise unauthorized("this credential has expired or was revoked")
    return Principal(found.key, found.name, found.scopes, found.agency)


def _told(headers: Mapping[str, str]) -> tuple[str, str]:
    scheme, _, told = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        raise unauthorized("a key and a secret are required, as Authorization: Basic")
    try:
        key, colon, secret = base64.b64decode(told.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        colon = ""
    if not colon:
        raise unauthorized("the Authorization header cannot be read: it is Basic and key:secret in base64")
    return key, secret
