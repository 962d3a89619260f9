"""Signatures: of the statement they came with, by an algorithm that is allowed, fitting their certificate."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.records.xapi.certificate import HASHES, PublicKey, Unreadable, public_key
from builder.records.xapi.faults import faults
from builder.records.xapi.signature import MOST, fault_of, is_signature
from builder.standards.xapi import SIGNATURE, SIGNATURE_ALGORITHMS, SIGNATURE_MEDIA_TYPE, Version
from tests.records.xapi.signer import (
    CERTIFICATE,
    MODULUS,
    OF_ANOTHER_KIND,
    OF_OPENSSL,
    TOO_SMALL,
    encoded,
    jws,
    sign,
)
from tests.records.xapi.statements import AGENT, ATTACHMENT, BASE, LONG, Json, changed

SIGNED: Json = {
    "usageType": SIGNATURE,
    "display": {"en-US": "Signature"},
    "contentType": SIGNATURE_MEDIA_TYPE,
    "length": 4096,
    "sha2": "0" * 64,
}
PLAIN: Json = changed(BASE, id="fd41c918-b88b-4b20-a0a5-a4c32391aaa0")
SENT: Json = changed(PLAIN, attachments=[SIGNED])


def test_the_algorithms_are_those_of_the_specification() -> None:
    assert tuple(HASHES) == SIGNATURE_ALGORITHMS


@pytest.mark.parametrize("algorithm", SIGNATURE_ALGORITHMS)
def test_the_tests_sign_as_openssl_does(algorithm: str) -> None:
    assert hashlib.sha256(sign(algorithm, b"header.payload")).hexdigest() == OF_OPENSSL[algorithm]


@pytest.mark.parametrize("algorithm", SIGNATURE_ALGORITHMS)
@pytest.mark.parametrize(
    "header", [{}, {"x5c": [CERTIFICATE]}, {"x5c": [CERTIFICATE, "the one who vouches"], "typ": "JWT"}]
)
def test_a_signature_of_the_statement_is_taken(algorithm: str, header: Json) -> None:
    assert faults(SENT) == ()
    assert fault_of(SENT, jws(PLAIN, algorithm, **header)) is None


def test_the_other_files_are_signed_with_it() -> None:
    original = changed(PLAIN, attachments=[ATTACHMENT])
    sent = changed(PLAIN, attachments=[ATTACHMENT, SIGNED])
    assert fault_of(sent, jws(original)) is None
    assert fault_of(sent, jws(PLAIN)) == "the signature holds another statement than the one it came with"
    assert [is_signature(one) for one in sent["attachments"]] == [False, True]


def test_what_a_store_adds_does_not_spoil_it() -> None:
    kept = changed(
        SENT, stored="2026-11-22T09:30:00Z", authority=AGENT, version="1.0.0", timestamp="2026-11-22T09:30:00Z"
    )
    assert fault_of(kept, jws(PLAIN)) is None


def test_it_is_read_in_the_version_of_the_statement() -> None:
    original = changed(PLAIN, context={"contextAgents": [{"objectType": "contextAgent", "agent": AGENT}]})
    sent = changed(original, attachments=[SIGNED])
    assert fault_of(sent, jws(original), Version.TWO) is None
    assert "it came with xAPI 2.0" in str(fault_of(sent, jws(original), Version.ONE))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "must be a JWS in its compact serialization"),
        (b"a.b", "must be a JWS in its compact serialization"),
        (jws(PLAIN) + b".x", "must be a JWS in its compact serialization"),
        (jws(PLAIN) + b"=", "must be a JWS in its compact serialization"),
        (jws(PLAIN) + b"\n", "must be a JWS in its compact serialization"),
        (json.dumps({"payload": "a", "signatures": []}).encode(), "must be a JWS in its compact serialization"),
        (b"aaaaa." + jws(PLAIN).partition(b".")[2], "whose parts are in base64url"),
        (encoded(b"{") + b".a2.a2", "must have a header in JSON"),
        (encoded(b"[]") + b".a2.a2", "must have an object as its header"),
        (jws(PLAIN, "HS256"), "must be made by RS256, RS384 or RS512"),
        (jws(PLAIN, "none"), "must be made by RS256, RS384 or RS512"),
        (jws(PLAIN, "rs256"), "must be made by RS256, RS384 or RS512"),
        (jws(PLAIN, alg=["RS256"]), "must be made by RS256, RS384 or RS512"),
        (jws(PLAIN, crit=["b64"], b64=False), "must not need extensions"),
        (jws(json.dumps(PLAIN).replace('"', "'", 1).encode()), "must hold the statement as JSON (not JSON"),
        (jws(b'{"id": 1, "id": 2}'), "must hold the statement as JSON (the property 'id' is there twice)"),
        (jws([PLAIN]), "must hold a valid statement"),
        (jws({**PLAIN, "verb": {"id": "x"}}), "must hold a valid statement (verb.id: must be an IRI"),
        (jws({**PLAIN, "result": {"success": True}}), "holds another statement"),
        (jws(LONG), "holds another statement"),
        (b"a" * (MOST + 1), f"must not be larger than {MOST} bytes"),
        (jws(PLAIN, x5c=CERTIFICATE), "must have a list of certificates as x5c"),
        (jws(PLAIN, x5c=[]), "must have a list of certificates as x5c"),
        (jws(PLAIN, x5c=[7]), "must have a list of certificates as x5c"),
        (jws(PLAIN, x5c=["*"]), "must have certificates in base64 as x5c"),
        (jws(PLAIN, x5c=["é"]), "must have certificates in base64 as x5c"),
        (jws(PLAIN, x5c=["MAA="]), "it cannot be read as X.509"),
        (jws(PLAIN, x5c=[OF_ANOTHER_KIND]), "its key is not one of RSA"),
        (jws(PLAIN, x5c=[TOO_SMALL]), "its key must have from 2048 to 8192 bits"),
    ],
)
def test_what_is_malformed_is_told(data: bytes, words: str) -> None:
    told = fault_of(SENT, data)
    assert told is not None
    assert told.startswith("the signature ")
    assert words in told


def test_one_that_does_not_fit_its_certificate_is_told() -> None:
    good = jws(PLAIN, x5c=[CERTIFICATE])
    signed, _, signature = good.rpartition(b".")
    words = "the signature does not fit the certificate in its header (x5c)"
    for other in (sign("RS384", signed), sign("RS256", signed + b"x"), sign("RS256", signed)[:-1], b"\x00"):
        assert fault_of(SENT, signed + b"." + encoded(other)) == words
    assert fault_of(SENT, jws(PLAIN, "RS384", x5c=[CERTIFICATE]).rpartition(b".")[0] + b"." + signature) == words


def test_the_key_of_a_certificate_is_found() -> None:
    assert public_key(base64.b64decode(CERTIFICATE)) == PublicKey(MODULUS, 65537)


@settings(deadline=None, max_examples=300)
@given(st.integers(0, len(base64.b64decode(CERTIFICATE)) - 1), st.integers(0, 255), st.integers(0, 800))
def test_no_certificate_ends_in_anything_but_a_key_or_a_sentence(at: int, byte: int, length: int) -> None:
    spoilt = bytearray(base64.b64decode(CERTIFICATE))
    spoilt[at] = byte
    for data in (bytes(spoilt), bytes(spoilt)[:length]):
        try:
            assert isinstance(public_key(data), PublicKey)
        except Unreadable as error:
            assert str(error)


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_no_bytes_end_in_anything_but_a_sentence(data: bytes) -> None:
    assert fault_of(SENT, data)
    assert fault_of(SENT, encoded(b'{"alg":"RS256"}') + b"." + encoded(data) + b".a2")
