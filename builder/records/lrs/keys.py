"""Names of any length as keys of a fixed size, which every database can index."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import Final, TypeAlias

Term: TypeAlias = tuple[str, ...]
"""What statements are found by: a kind and its values, such as ("verb", IRI)."""
Hasher: TypeAlias = Callable[[str, Term], int]

DIGEST: Final = 16
MOST_REMEMBERED: Final = 16_384
SHORT: Final = 512
"""Characters of a term."""
OF_AGENCY: Final = "of agency"
"""What stands before the name of an agency where it is hashed: the kind of no term."""
OF_GROUP: Final = "of group"
GROUP: Final = -1 << 40
"""The bits that terms with the same last value share; the others tell them apart."""
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
    """Terms of an agency as whole numbers of 64 bits; nobody without the key can make two that are equal.

    Those with the same last value begin with the same bits, so that they lie side by side where they are stored: of
    what a commit has to write, the pages of an index are the most. Statements repeat terms: short ones are remembered.
    """
    start = blake2b(digest_size=8, key=key)

    def hashed(parts: Term) -> int:
        one = start.copy()
        one.update("\x00".join(parts).encode())
        return int.from_bytes(one.digest(), "big", signed=True)

    remembered = lru_cache(MOST_REMEMBERED)(hashed)

    def grouped(term: Term) -> int:
        return hashed((OF_GROUP, term[-1])) & GROUP | hashed(term) & ~GROUP

    remembered_group = lru_cache(MOST_REMEMBERED)(grouped)

    def number(agency: str, term: Term) -> int:
        found = remembered_group(term) if sum(map(len, term)) <= SHORT else grouped(term)
        return found ^ remembered((OF_AGENCY, agency)) if agency else found

    return number


def numbers(hash_: Hasher, agency: str, terms: Iterable[Term]) -> set[int]:
    """The terms for those who read all, and for readers of the agency, who touch nothing of others."""
    found = list(terms)
    everyone = {hash_("", term) for term in found}
    return everyone | {hash_(agency, term) for term in (*found, WHOLE)} if agency else everyone
