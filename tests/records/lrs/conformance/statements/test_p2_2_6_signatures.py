"""Signed statements (1.0.3 Part Two 2.6): what is malformed is refused, and nothing of the request is kept."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from httpx2 import Response

from builder.standards.xapi import SIGNATURE, SIGNATURE_ALGORITHMS, SIGNATURE_MEDIA_TYPE
from tests.records.lrs.conformance.xapi import Xapi, new_id, statement
from tests.records.xapi.signer import CERTIFICATE, encoded, jws, sign

BOUNDARY = "-------314159265358979323846"


def send(xapi: Xapi, original: dict[str, Any], signature: bytes, media: str = SIGNATURE_MEDIA_TYPE) -> Response:
    """The statement with the signature as its attachment, in multipart/mixed."""
    sha2 = hashlib.sha256(signature).hexdigest()
    attachment = {
        "usageType": SIGNATURE,
        "display": {"en-US": "Signature"},
        "contentType": media,
        "length": len(signature),
        "sha2": sha2,
    }
    body = b"\r\n".join(
        (
            f"--{BOUNDARY}\r\nContent-Type: application/json\r\n".encode(),
            json.dumps({**original, "attachments": [attachment]}).encode(),
            f"--{BOUNDARY}\r\nContent-Type: {media}\r\nContent-Transfer-Encoding: binary".encode(),
            f"X-Experience-API-Hash: {sha2}\r\n".encode(),
            signature,
            f"--{BOUNDARY}--\r\n".encode(),
        )
    )
    return xapi.post("statements", body=body, headers={"Content-Type": f"multipart/mixed; boundary={BOUNDARY}"})


@pytest.mark.parametrize("algorithm", SIGNATURE_ALGORITHMS)
@pytest.mark.parametrize("header", [{}, {"x5c": [CERTIFICATE]}], ids=["without a certificate", "with one"])
def test_s4_b4_a_signature_of_the_statement_is_taken(xapi: Xapi, algorithm: str, header: dict[str, Any]) -> None:
    original = statement(id=new_id())
    assert send(xapi, original, jws(original, algorithm, **header)).status_code == 200
    assert xapi.get("statements", {"statementId": original["id"]}).status_code == 200


def refused(xapi: Xapi, original: dict[str, Any], answer: Response, words: str) -> None:
    assert answer.status_code == 400
    assert words in answer.text
    assert xapi.get("statements", {"statementId": original["id"]}).status_code == 404


def test_s4_b1_its_content_type_is_that_of_bytes(xapi: Xapi) -> None:
    original = statement(id=new_id())
    refused(xapi, original, send(xapi, original, jws(original), "text/plain"), SIGNATURE_MEDIA_TYPE)


@pytest.mark.parametrize("algorithm", ["HS256", "none", "ES256"])
def test_s4_b4_other_algorithms_are_refused(xapi: Xapi, algorithm: str) -> None:
    original = statement(id=new_id())
    refused(xapi, original, send(xapi, original, jws(original, algorithm)), "RS256, RS384 or RS512")


def test_s4_b3_its_payload_is_json(xapi: Xapi) -> None:
    original = statement(id=new_id())
    broken = json.dumps(original).replace('"', "'", 1).encode()
    refused(xapi, original, send(xapi, original, jws(broken)), "must hold the statement as JSON")


def test_s5_b3_b2_its_payload_is_this_statement(xapi: Xapi) -> None:
    original = statement(id=new_id())
    refused(xapi, original, send(xapi, original, jws(statement(id=new_id()))), "holds another statement")


def test_s5_b3_b3_it_fits_its_certificate(xapi: Xapi) -> None:
    original = statement(id=new_id())
    signed = jws(original, x5c=[CERTIFICATE]).rpartition(b".")[0]
    forged = signed + b"." + encoded(sign("RS256", b"something else"))
    refused(xapi, original, send(xapi, original, forged), "does not fit the certificate")


def test_s5_b1_what_is_no_signature_is_refused(xapi: Xapi) -> None:
    original = statement(id=new_id())
    refused(xapi, original, send(xapi, original, b"yours truly"), "must be a JWS in its compact serialization")
