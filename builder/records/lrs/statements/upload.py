"""From a request to the JSON of its statements and the files that came with it (Part Three 1.5)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from builder.records.lrs.http.call import Call
from builder.records.lrs.http.media import JSON
from builder.records.lrs.http.multipart import ENCODING, HASH, MIXED, Part, media_type, parts
from builder.records.lrs.refused import Refused, bad
from builder.records.lrs.service import Limits

BINARY: Final = "binary"
SHA2: Final[Mapping[int, str]] = {56: "sha224", 64: "sha256", 96: "sha384", 128: "sha512"}
"""The kinds of SHA-2 by how many hexadecimal digits they have."""


@dataclass(frozen=True, slots=True)
class Upload:
    """`files` by their SHA-2 in lower case."""

    json: bytes
    files: Mapping[str, bytes] = field(default_factory=dict)


def upload_of(call: Call) -> Upload:
    """What was sent, or Refused."""
    kind, parameters = media_type(call.headers.get("content-type", ""))
    if kind == JSON:
        return Upload(call.body)
    if kind != MIXED:
        raise bad(f"statements are sent as {JSON}, with their attachments as {MIXED}; this is {kind[:80] or 'neither'}")
    return _of_parts(parts(call.body, parameters.get("boundary")), call.service.settings.limits)


def _of_parts(found: Iterable[Part], limits: Limits) -> Upload:
    first, files = None, dict[str, bytes]()
    for number, part in enumerate(found):
        if first is None:
            first = part.content
            kind, _ = media_type(part.headers.get("content-type", ""))
            if kind != JSON:
                raise bad(f"the first part must be the statements, as Content-Type: {JSON}")
            continue
        if number > limits.attachments:
            raise Refused(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                f"there are more than {limits.attachments} attachments: send fewer statements at once",
            )
        sha2 = _checked(part, number, limits.attachment)
        files[sha2] = part.content
    if first is None:
        raise bad("the body has no parts")
    return Upload(first, files)


def _checked(part: Part, number: int, most: int) -> str:
    """The SHA-2 of an attachment, which is that of its bytes."""
    where = f"attachment {number}"
    if part.headers.get(ENCODING.lower(), BINARY).lower() != BINARY:  # assumed where it is missing (1.5.2.s3.b6)
        raise bad(f"{where} must have the header {ENCODING}: {BINARY}")
    told = part.headers.get(HASH.lower())
    if told is None:
        raise bad(f"{where} must have the header {HASH}, with the sha2 that the statement tells")
    if len(part.content) > most:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"{where} is larger than {most} bytes")
    kind = SHA2.get(len(told))
    if kind is None or hashlib.new(kind, part.content).hexdigest() != told.lower():
        raise bad(f"{where} has the header {HASH}: {told[:128]}, which is not the SHA-2 of its bytes")
    return told.lower()
