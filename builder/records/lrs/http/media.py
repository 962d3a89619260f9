"""What a Content-Type says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.message import Message
from typing import Final

from builder.records.lrs.refused import bad

JSON: Final = "application/json"
FORM: Final = "application/x-www-form-urlencoded"
BINARY: Final = "application/octet-stream"
"""Of what came without a type (RFC 9110 8.3)."""
# Type and subtype of RFC 6838 4.2; of parameters just that they can be sent back.
SYNTAX: Final = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+[ \t]*(?:;[\t\x20-\x7e]*)?", re.ASCII)
UTF8: Final = ("utf-8", "utf8", "us-ascii")


def content_type(headers: Mapping[str, str]) -> str | None:
    """As it was sent; None where it was not. Refused when it is no media type."""
    told = headers.get("content-type", "").strip()
    if told and not SYNTAX.fullmatch(told):
        raise bad(f"the header Content-Type must be a media type, such as {JSON}")
    return told or None


def kind_of(headers: Mapping[str, str]) -> str:
    """The media type without its parameters, in lower case; empty where none was sent."""
    return (content_type(headers) or "").partition(";")[0].strip().lower()


def is_json(told: str) -> bool:
    """Whether this is JSON in UTF-8, the only kind that xAPI knows (Part Three 1.4)."""
    header = Message()
    header["Content-Type"] = told
    charset = header.get_content_charset("utf-8")
    return header.get_content_type() == JSON and charset in UTF8
