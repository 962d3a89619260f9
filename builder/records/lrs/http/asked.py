"""What a request asks for, before anybody knows who asks: method, parameters, headers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from builder.records.lrs.refused import Refused, bad

MOST_FIELDS: Final = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """`headers` have lower-case names; `content` is None while it is the body that still has to be read."""

    method: str
    params: Mapping[str, str]
    headers: Mapping[str, str]
    content: bytes | None = None


def asked_of(request: Request) -> Asked:
    """As the request line and the headers tell it."""
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in request.scope["headers"]}
    if headers.get("content-encoding", "identity") != "identity":
        # A document would be kept as it came, and given to those who did not ask for it packed.
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "nothing is unpacked here: send it without Content-Encoding")
    return Asked(request.method, fields(request.scope["query_string"], "the query of the address"), headers)


def fields(text: bytes, where: str) -> dict[str, str]:
    """Names and values that are form-encoded, each name there once."""
    try:
        pairs = parse_qsl(text.decode(), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:
        raise bad(f"{where} cannot be read: it must be form-encoded UTF-8") from None
    found = dict(pairs)
    if len(found) != len(pairs):
        raise bad(f"{where} has a parameter twice")
    if any("\x00" in name or "\x00" in value for name, value in pairs):
        raise bad(f"{where} has a zero character")
    return found
