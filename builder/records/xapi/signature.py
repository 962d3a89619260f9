"""Signed statements: whether the signature that came with one is well formed and of this statement (Part Two 2.6)."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from typing import Any, Final, cast

from builder.records.xapi.certificate import PublicKey, Unreadable, public_key
from builder.records.xapi.faults import faults
from builder.records.xapi.same import same
from builder.records.xapi.strict_json import NotJson, read
from builder.standards.xapi import SIGNATURE, SIGNATURE_ALGORITHMS, Version

Json = Mapping[str, Any]

COMPACT: Final = re.compile(rb"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+){2}")
MOST: Final = 4_000_000
"""Bytes of a signature: it holds the statement once more, and nothing else that grows."""


class _Malformed(ValueError):
    pass


def is_signature(attachment: Json) -> bool:
    """Whether the file is one."""
    return bool(attachment["usageType"] == SIGNATURE)


def fault_of(statement: Json, data: bytes, version: Version = Version.ONE) -> str | None:
    """What is wrong with `data` as a signature of the statement, which is valid and names it among its attachments."""
    try:
        header, payload, signature, signed = _compact(data)
        algorithm = header.get("alg")
        if algorithm not in SIGNATURE_ALGORITHMS:
            raise _Malformed(f"must be made by {', '.join(SIGNATURE_ALGORITHMS[:-1])} or {SIGNATURE_ALGORITHMS[-1]}")
        if "crit" in header:
            raise _Malformed("must not need extensions of JWS (crit)")  # RFC 7515 4.1.11
        _check_payload(statement, payload, version)
        if "x5c" in header and not _key_of(header["x5c"]).signed(algorithm, signed, signature):
            raise _Malformed("does not fit the certificate in its header (x5c)")
    except _Malformed as error:
        return f"the signature {error}"
    return None


def _compact(data: bytes) -> tuple[Json, bytes, bytes, bytes]:
    """Header, payload, signature, and what is signed (RFC 7515 7.1)."""
    if len(data) > MOST:
        raise _Malformed(f"must not be larger than {MOST} bytes")
    if not COMPACT.fullmatch(data):
        raise _Malformed("must be a JWS in its compact serialization: three parts in base64url with dots between them")
    header, payload, signature = map(_decoded, data.split(b"."))
    try:
        found = read(header)
    except NotJson as error:
        raise _Malformed(f"must have a header in JSON ({error})") from None
    if not isinstance(found, dict):
        raise _Malformed("must have an object as its header")
    return found, payload, signature, data[: data.rindex(b".")]


def _decoded(part: bytes) -> bytes:
    try:
        return base64.urlsafe_b64decode(part + b"=" * (-len(part) % 4))
    except binascii.Error:
        raise _Malformed("must be a JWS whose parts are in base64url") from None


def _check_payload(statement: Json, payload: bytes, version: Version) -> None:
    try:
        original = read(payload)
    except NotJson as error:
        raise _Malformed(f"must hold the statement as JSON ({error})") from None
    if found := faults(original, version):
        raise _Malformed(f"must hold a valid statement ({found[0]})")
    if not same(_unsigned(cast("Json", original)), _unsigned(statement)):
        raise _Malformed("holds another statement than the one it came with")


def _unsigned(statement: Json) -> Json:
    """As it was before the signature was added."""
    others = [one for one in statement.get("attachments", ()) if not is_signature(one)]
    rest = {name: value for name, value in statement.items() if name != "attachments"}
    return {**rest, "attachments": others} if others else rest


def _key_of(chain: object) -> PublicKey:
    """The key of the signer, whose certificate is the first of the chain (RFC 7515 4.1.6)."""
    if not isinstance(chain, list) or not chain or not isinstance(chain[0], str):
        raise _Malformed("must have a list of certificates as x5c")
    try:
        certificate = base64.b64decode(chain[0], validate=True)
    except ValueError:
        raise _Malformed("must have certificates in base64 as x5c") from None
    try:
        return public_key(certificate)
    except Unreadable as error:
        raise _Malformed(f"has a certificate in x5c of which nothing can be told: {error}") from None
