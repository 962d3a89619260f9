"""Names of any length as keys of a fixed size, which every database can index."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import Final, TypeAlias

Term: TypeAlias = tuple[str, ...]
"""What statements are found by: a kind and its values, such as ("verb", IRI)."""
Hasher: TypeAlias = Callable[[str, Term], int]

DIGEST: Final = 16
WHOLE: Final[Term] = ("agency",)
"""By which an agency's statements are found when nothing else is asked for."""


def digest(*parts: str) -> bytes:
    """One key of several texts; they cannot run into each other."""
    hasher = blake2b(digest_size=DIGEST)
    for part in parts:
        data = part.encode()
        hasher.update(len(data).to_bytes(8, "big") + data)
    return hasher.digest()


def hasher(key: bytes) -> Hasher:
    """Terms of an agency as whole numbers of 64 bits; nobody without the key can make two that are equal."""
    start = blake2b(digest_size=8, key=key)

    def number(agency: str, term: Term) -> int:
        one = start.copy()
        one.update("\x00".join((agency, *term)).encode())
        return int.from_bytes(one.digest(), "big", signed=True)

    return number


def numbers(hash_: Hasher, agency: str, terms: Iterable[Term]) -> set[int]:
    """The terms for those who read all, and for readers of the agency, who touch nothing of others."""
    found = list(terms)
    everyone = {hash_("", term) for term in found}
    return everyone | {hash_(agency, term) for term in (*found, WHOLE)} if agency else everyone
