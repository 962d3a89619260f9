"""The forms that values in manifests may have."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import urlsplit

ID: Final = re.compile(r"[^\W\d][\w.\-·]*")  # xs:NCName, nearly: a letter or _ first, no colon, no blank
NUMBER: Final = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)")
SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+")
LANGUAGE: Final = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def number(value: str) -> float | None:
    """The value of a plain decimal number, None of anything else."""
    return float(value) if NUMBER.fullmatch(value.strip()) else None


def within(value: str, low: float, high: float) -> bool:
    """Whether it is a number from low to high."""
    found = number(value)
    return found is not None and low <= found <= high


def is_absolute(url: str) -> bool:
    """Whether a URL has a scheme."""
    return SCHEME.match(url) is not None


def is_web(url: str) -> bool:
    """Whether a URL leads to a server, with a scheme or without."""
    return url.lower().startswith(("http://", "https://", "//", "ws://", "wss://"))


def is_iri(value: str | None) -> bool:
    """Whether it is a full IRI, by which a thing can be known everywhere."""
    if not value or not IRI.fullmatch(value):
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return bool(parts.netloc) if parts.scheme in ("http", "https") else True


FORMS: Final[Mapping[str, tuple[Callable[[str], bool], str]]] = {
    "id": (lambda value: ID.fullmatch(value) is not None, "a letter or _ first, then no blank and no colon"),
    "bool": (lambda value: value.strip() in ("true", "false", "1", "0"), "true or false"),
    "count": (lambda value: value.strip().isdecimal(), "a whole number"),
    "unit": (lambda value: within(value, 0, 1), "a number from 0 to 1"),
    "measure": (lambda value: within(value, -1, 1), "a number from -1 to 1"),
    "lang": (lambda value: LANGUAGE.fullmatch(value.strip()) is not None, "a language such as en-US"),
    "any": (lambda _: True, "anything"),
}
"""By the word in a shape: the test of a value, and how to say what it should be."""
