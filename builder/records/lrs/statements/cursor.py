"""Where a next page goes on: a place that only this store can read, and only with the question it belongs to (2.5)."""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping
from hashlib import blake2b
from typing import Final

from builder.records.lrs.refused import bad

NAME: Final = "cursor"
FORM: Final = re.compile(r"[0-9a-f]{32}", re.ASCII)
BYTES: Final = 8


def sealed(key: bytes, params: Mapping[str, str], seq: int) -> str:
    """Tells nothing of `seq`, which counts the statements of all agencies."""
    tag = _tag(key, params, seq)
    return (tag + _mixed(key, tag, seq.to_bytes(BYTES, "big"))).hex()


def opened(key: bytes, params: Mapping[str, str]) -> int | None:
    """The place that the parameters tell, or Refused; None where they tell none."""
    text = params.get(NAME)
    if text is None:
        return None
    if FORM.fullmatch(text):
        data = bytes.fromhex(text)
        seq = int.from_bytes(_mixed(key, data[:BYTES], data[BYTES:]), "big")
        if hmac.compare_digest(_tag(key, params, seq), data[:BYTES]):
            return seq
    raise bad(f"the parameter {NAME} does not belong to this query: follow the address in more as it is")


def _tag(key: bytes, params: Mapping[str, str], seq: int) -> bytes:
    hasher = blake2b(key=key, digest_size=BYTES, person=b"lrs-cursor-tag")
    for name, value in sorted(params.items()):
        if name != NAME:
            for text in (name.encode(), value.encode("utf-8", "surrogatepass")):
                hasher.update(len(text).to_bytes(8, "big") + text)
    hasher.update(seq.to_bytes(BYTES, "big"))
    return hasher.digest()


def _mixed(key: bytes, tag: bytes, data: bytes) -> bytes:
    pad = blake2b(tag, key=key, digest_size=BYTES, person=b"lrs-cursor-pad").digest()
    return bytes(one ^ other for one, other in zip(data, pad, strict=True))
