"""RSA signatures by the certificate that comes along (RFC 8017 8.2.2, RFC 5280 4.1), to catch mistakes in them.

xAPI asks a store for this check and says that it is no security measure (Part Two 2.6): who owns the certificate is
not asked, and with a public key there is no secret to protect.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

SEQUENCE: Final = 0x30
VERSION: Final = 0xA0
RSA: Final = bytes.fromhex("2a864886f70d010101")  # 1.2.840.113549.1.1.1
SUBJECT_KEY: Final = 5  # behind serial number, algorithm, issuer, validity and subject
BITS: Final = range(2048, 8192 + 1)  # RFC 7518 3.3 sets the least
GREATEST_EXPONENT: Final = 2**32

# By the algorithm: the hash, and how its name stands in front of the digest (RFC 8017 9.2 note 1).
HASHES: Final[Mapping[str, tuple[str, bytes]]] = {
    "RS256": ("sha256", bytes.fromhex("3031300d060960864801650304020105000420")),
    "RS384": ("sha384", bytes.fromhex("3041300d060960864801650304020205000430")),
    "RS512": ("sha512", bytes.fromhex("3051300d060960864801650304020305000440")),
}


class Unreadable(ValueError):
    """It is no certificate, or not of an RSA key that can be used."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """An RSA key."""

    modulus: int
    exponent: int

    def signed(self, algorithm: str, message: bytes, signature: bytes) -> bool:
        """Whether the signature of the message was made with the private key to this one."""
        name, prefix = HASHES[algorithm]
        length = (self.modulus.bit_length() + 7) // 8
        digest = prefix + hashlib.new(name, message).digest()
        padded = b"\x00\x01" + b"\xff" * (length - len(digest) - 3) + b"\x00" + digest
        if len(signature) != length:
            return False
        return pow(int.from_bytes(signature, "big"), self.exponent, self.modulus) == int.from_bytes(padded, "big")


def public_key(certificate: bytes) -> PublicKey:
    """Of an X.509 certificate in DER, or Unreadable."""
    try:
        (_, outer), *_ = _parts(certificate, SEQUENCE)
        (_, inner), *_ = _parts(outer, SEQUENCE)
        fields = [content for tag, content in _parts(inner) if tag != VERSION]
        (_, algorithm), (_, bits) = _parts(fields[SUBJECT_KEY])
        (_, kind), *_ = _parts(algorithm)
        if kind != RSA:
            raise Unreadable("its key is not one of RSA")
        (_, numbers), *_ = _parts(bits[1:], SEQUENCE)
        (_, modulus), (_, exponent) = _parts(numbers)
    except (ValueError, IndexError) as error:
        raise error if isinstance(error, Unreadable) else Unreadable("it cannot be read as X.509") from None
    key = PublicKey(int.from_bytes(modulus, "big"), int.from_bytes(exponent, "big"))
    if key.modulus.bit_length() not in BITS or not 1 < key.exponent < GREATEST_EXPONENT:
        raise Unreadable(f"its key must have from {BITS[0]} to {BITS[-1]} bits, and a small exponent")
    return key


def _parts(data: bytes, first: int | None = None) -> Iterator[tuple[int, bytes]]:
    """The tag and the content of each value in DER; `first` is what the first must have."""
    at = 0
    while at < len(data):
        tag, length, at = data[at], data[at + 1], at + 2
        if length > 0x80:
            size = length - 0x80
            length, at = int.from_bytes(data[at : at + size], "big"), at + size
        if at + length > len(data) or first not in (None, tag):
            raise Unreadable("it cannot be read as X.509")
        yield tag, data[at : at + length]
        at, first = at + length, None
