"""The key of a lake's pseudonyms: makes it, keeps it, and turns identifiers into names that only it can tell."""

from __future__ import annotations

import hmac
import os
import re
import secrets
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from builder.records.lake.refusals import WrongKey

BYTES: Final = 32
DIGITS: Final = 32
"""Of a pseudonym, hexadecimal."""
OF_REPORT: Final = "8eb0"
"""The third part of ids that are made of the rows of a report (RFC 9562 5.8: 8, and what one likes)."""
BLOCK: Final = 64
"""Of SHA-256 (RFC 2104 2: B)."""
WRITTEN: Final = re.compile(r"[0-9a-fA-F]{64}")
ADVICE: Final = "it has to hold 64 hexadecimal digits, as `openssl rand -hex 32` writes them"


@dataclass(frozen=True, slots=True)
class Pads:
    """For HMAC in SQL: sha256(outer || unhex(sha256(inner || identifier))), of which the first DIGITS are the name."""

    inner: bytes
    outer: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """Secret: whoever has it can look up whether a person is in the lake."""

    secret: bytes

    @property
    def id(self) -> str:
        """Tells keys apart, and nothing else."""
        return hmac.digest(self.secret, b"the id of this key", sha256).hex()[:16]

    @property
    def pads(self) -> Pads:
        """The key as HMAC mixes it with the text (RFC 2104 2)."""
        padded = self.secret.ljust(BLOCK, b"\0")
        return Pads(bytes(byte ^ 0x36 for byte in padded), bytes(byte ^ 0x5C for byte in padded))

    def name_of(self, identifier: str) -> str:
        """The pseudonym of an actor (xapi/identity.py)."""
        return hmac.digest(self.secret, identifier.encode("utf-8", "surrogatepass"), sha256).hex()[:DIGITS]

    def id_of(self, id_: str) -> str:
        """In place of one that was made of a report: whoever has a list of people could compute that for each."""
        return _id(self.name_of(id_))


def id_of_report(told: str) -> str:
    """The same for the same; `told` is what a row says of who did what."""
    return _id(sha256(told.encode("utf-8", "surrogatepass")).hexdigest())


def _id(digest: str) -> str:
    return f"{digest[:8]}-{digest[8:12]}-{OF_REPORT}-8{digest[12:15]}-{digest[15:27]}"


def new_key() -> Key:
    """Nobody can guess it."""
    return Key(secrets.token_bytes(BYTES))


def read_key(path: Path) -> Key:
    """From a file; WrongKey when it holds none."""
    try:
        text = path.read_text("ascii").strip()
    except OSError as error:
        raise WrongKey(
            f"the key file {path} cannot be read: {error.strerror}", "check the path, and who may read it"
        ) from error
    except UnicodeDecodeError as error:
        raise WrongKey(f"{path} is not a key file", ADVICE) from error
    if WRITTEN.fullmatch(text) is None:
        raise WrongKey(f"{path} is not a key file", ADVICE)
    return Key(bytes.fromhex(text))


def write_key(path: Path, key: Key) -> None:
    """Into a new file that only its owner can read, safe from a crash."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(key.secret.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
