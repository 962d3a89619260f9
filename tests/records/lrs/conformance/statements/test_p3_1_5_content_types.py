"""Part Three 1.5, and Part Two 2.4.11: JSON alone, and JSON with the files that belong to it."""

from __future__ import annotations

import hashlib
import json

import pytest

from tests.records.lrs.conformance.statements.client import (
    BOUNDARY,
    Client,
    File,
    Json,
    content_of,
    new_id,
    parts,
    read_parts,
    statement,
)

PROOF = File(b"here is a proof")
PICTURE = File(bytes(range(256)) * 3 + b"\r\n\r\n--\r\n" + BOUNDARY.encode(), "image/png")
URL = "https://example.org/proof.txt"


def having(*told: Json, **values: object) -> Json:
    return statement(attachments=list(told), **values)


@pytest.mark.parametrize(
    "kind", ["application/json", "Application/JSON; charset=utf-8", "application/json;charset=UTF-8"]
)
def test_1_5_1_s1_b1_statements_without_attachments_are_json(client: Client, kind: str) -> None:
    answer = client._send("POST", json.dumps(statement()).encode(), {"Content-Type": kind})
    assert answer.status_code == 200


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "multipart/form-data; boundary=x", "application/jsonx", "multipart/mixedx"]
)
def test_1_5_1_any_other_type_is_refused(client: Client, kind: str) -> None:
    for method, params in (("POST", {}), ("PUT", {"statementId": new_id()})):
        headers = {"Content-Type": kind} if kind else {}
        answer = client._send(method, json.dumps(statement()).encode(), headers, **params)
        assert answer.status_code == 400
        assert "application/json" in answer.text
    assert client.ids() == []


def test_1_5_1_s1_b2_attachments_that_lie_elsewhere_are_json(client: Client) -> None:
    (id_,) = client.store(having(PROOF.told(fileUrl=URL)))
    assert client.one(id_)["attachments"] == [PROOF.told(fileUrl=URL)]


def test_1_5_1_s1_b2_in_json_each_needs_its_url(client: Client) -> None:
    answer = client.post(having(PROOF.told(fileUrl=URL), PROOF.told()))
    assert answer.status_code == 400
    assert PROOF.sha2 in answer.text
    assert client.ids() == []


@pytest.mark.parametrize("end", ["\r\n", "\n"], ids=["CRLF", "LF"])
def test_1_5_2_s3_b4_files_come_back_byte_by_byte(client: Client, end: str) -> None:
    sent = having(PROOF.told(), PICTURE.told(), id=new_id())
    body = parts(sent, PROOF.part(), PICTURE.part(), end=end)
    assert client.post_parts(body).json() == [sent["id"]]
    answer = client.get(statementId=sent["id"], attachments=True)
    found, files = read_parts(answer)
    assert found["attachments"] == sent["attachments"]
    assert [file["X-Experience-API-Hash"] for file in files] == [PROOF.sha2, PICTURE.sha2]
    assert [file["Content-Type"] for file in files] == ["text/plain", "image/png"]
    assert [file["Content-Transfer-Encoding"] for file in files] == ["binary"] * 2
    assert content_of(files[0]) == PROOF.content
    assert b"\r\n\r\n" + PICTURE.content + b"\r\n--" in answer.content


def test_1_5_2_s3_b4_a_put_may_bring_files_too(client: Client) -> None:
    id_ = new_id()
    headers = {"Content-Type": f'multipart/mixed; boundary="{BOUNDARY}"'}
    body = parts(having(PROOF.told()), PROOF.part())
    assert client._send("PUT", body, headers, statementId=id_).status_code == 204
    _, (file,) = read_parts(client.get(statementId=id_, attachments=True))
    assert content_of(file) == PROOF.content


def test_1_5_2_s1_b1_there_may_be_no_file_at_all(client: Client) -> None:
    assert client.post_parts(parts(statement())).status_code == 200
    assert client.post_parts(parts([statement(), having(PROOF.told(fileUrl=URL))])).status_code == 200
    assert client.post_parts(parts([])).json() == []


@pytest.mark.parametrize(
    "content_type",
    [
        f'multipart/mixed; boundary="{BOUNDARY}"',
        f'Multipart/Mixed;BOUNDARY="{BOUNDARY}"; charset=utf-8',
        f'multipart/mixed; charset="a;b"; boundary="{BOUNDARY}"',
    ],
)
def test_1_5_2_s2_b2_the_boundary_may_be_written_in_several_ways(client: Client, content_type: str) -> None:
    assert client.post_parts(parts(having(PROOF.told()), PROOF.part()), content_type).status_code == 200


@pytest.mark.parametrize("boundary", ["-------314159265358979323846", "x", "a" * 70, "------__1__2"])
def test_1_5_2_s2_b2_it_may_stand_without_quotes(client: Client, boundary: str) -> None:
    body = parts(having(PROOF.told()), PROOF.part(), boundary=boundary)
    assert client.post_parts(body, f"multipart/mixed; boundary={boundary}").status_code == 200
    assert client.post_parts(body.strip(), f"multipart/mixed; boundary={boundary}").status_code == 200
    assert client.post_parts(
        b"before it\r\n" + body + b"\r\nafter it", f"multipart/mixed; boundary={boundary}"
    ).is_success


@pytest.mark.parametrize(
    "content_type",
    ["multipart/mixed", "multipart/mixed;", "multipart/mixed; boundary=", "multipart/mixed; boundary=other",
     f"multipart/mixed; boundary={'a' * 71}", 'multipart/mixed; boundary="a*b"', "multipart/mixed; border=x"],
)  # fmt: skip
def test_1_5_2_s2_b2_without_the_boundary_it_is_refused(client: Client, content_type: str) -> None:
    answer = client.post_parts(parts(having(PROOF.told()), PROOF.part()), content_type)
    assert answer.status_code == 400
    assert "boundary" in answer.text


def test_1_5_2_s2_b2_a_part_without_a_boundary_before_it_is_refused(client: Client) -> None:
    body = parts(having(PROOF.told()), PROOF.part())
    mark = f"\r\n--{BOUNDARY}\r\n".encode()
    assert body.count(mark) == 2
    assert client.post_parts(body.replace(mark, b"", 1)).status_code == 400
    at = body.rindex(mark)
    assert client.post_parts(body[:at] + body[at + len(mark) :]).status_code == 400


@pytest.mark.parametrize("end", [b"", b"--", b"\r\n", f"\r\n--{BOUNDARY}".encode(), f"\r\n--{BOUNDARY}--x".encode()])
def test_1_5_2_s2_b2_what_breaks_off_is_refused(client: Client, end: bytes) -> None:
    body = parts(having(PROOF.told()), PROOF.part())
    whole = body[: body.rindex(f"\r\n--{BOUNDARY}--".encode())]
    answer = client.post_parts(whole + end)
    assert answer.status_code == 400
    assert "boundary" in answer.text


@pytest.mark.parametrize("kind", ["text/plain", "application/octet-stream", "application/json2"])
def test_1_5_2_s2_b2_b1_the_first_part_is_json(client: Client, kind: str) -> None:
    body = parts(having(PROOF.told()), PROOF.part()).replace(b"application/json", kind.encode(), 1)
    answer = client.post_parts(body)
    assert (answer.status_code, "first part" in answer.text) == (400, True)


def test_1_5_2_s2_b2_b1_all_statements_are_in_the_first_part(client: Client) -> None:
    more = ({"Content-Type": "application/json"}, json.dumps(statement()).encode())
    assert client.post_parts(parts(having(PROOF.told()), more, PROOF.part())).status_code == 400
    assert client.ids() == []


def test_1_5_2_s2_b2_b3_each_file_has_its_hash(client: Client) -> None:
    sent = having(PROOF.told())
    missing = client.post_parts(parts(sent, PROOF.part(X_Experience_API_Hash=None)))
    assert (missing.status_code, "X-Experience-API-Hash" in missing.text) == (400, True)
    for wrong in ("0" * 64, "", "x" * 64, PROOF.sha2[:-1]):
        answer = client.post_parts(parts(sent, PROOF.part(X_Experience_API_Hash=wrong)))
        assert (answer.status_code, "not the SHA-2" in answer.text) == (400, True)


def test_1_5_2_s1_b4_the_hash_is_that_of_the_bytes(client: Client) -> None:
    other = File(b"something else")
    headers, _ = PROOF.part()
    assert client.post_parts(parts(having(PROOF.told()), (headers, other.content))).status_code == 400


def test_2_4_11_names_and_letters_of_hashes_may_be_large_or_small(client: Client) -> None:
    headers, content = PROOF.part(X_Experience_API_Hash=PROOF.sha2.upper())
    loud = {name.upper(): value for name, value in headers.items()}
    assert client.post_parts(parts(having(PROOF.told()), (loud, content))).status_code == 200
    sent = having(PROOF.told(sha2=PROOF.sha2.upper()), id=new_id())
    assert client.post_parts(parts(sent, PROOF.part())).status_code == 200
    found, (file,) = read_parts(client.get(statementId=sent["id"], attachments=True))
    assert found["attachments"] == sent["attachments"]
    assert file["X-Experience-API-Hash"] == PROOF.sha2.upper()


@pytest.mark.parametrize("kind", ["sha224", "sha256", "sha384", "sha512"])
def test_2_4_11_every_sha_2_will_do(client: Client, kind: str) -> None:
    sha2 = hashlib.new(kind, PROOF.content).hexdigest()
    answer = client.post_parts(parts(having(PROOF.told(sha2=sha2)), PROOF.part(X_Experience_API_Hash=sha2)))
    assert answer.status_code == 200


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit", ""])
def test_1_5_2_s2_b2_b4_files_are_binary(client: Client, encoding: str) -> None:
    answer = client.post_parts(parts(having(PROOF.told()), PROOF.part(Content_Transfer_Encoding=encoding)))
    assert (answer.status_code, "Content-Transfer-Encoding" in answer.text) == (400, True)


def test_1_5_2_s3_b6_and_taken_for_it_when_nothing_is_said(client: Client) -> None:
    answer = client.post_parts(
        parts(having(PROOF.told()), PROOF.part(Content_Transfer_Encoding=None, Content_Type=None))
    )
    assert answer.status_code == 200


def test_1_5_2_s3_b5_a_file_that_is_missing(client: Client) -> None:
    answer = client.post_parts(parts(having(PROOF.told(), PICTURE.told()), PROOF.part()))
    assert (answer.status_code, PICTURE.sha2 in answer.text) == (400, True)


def test_1_5_1_a_file_of_which_no_statement_tells(client: Client) -> None:
    answer = client.post_parts(parts(having(PROOF.told()), PROOF.part(), PICTURE.part()))
    assert (answer.status_code, PICTURE.sha2 in answer.text) == (400, True)


@pytest.mark.parametrize("head", [b"no colon", b"Content-Type: a/b\r\nContent-Type: a/b", b"X: " + b"x" * 9000])
def test_1_5_2_headers_of_a_part_that_cannot_be_read_are_refused(client: Client, head: bytes) -> None:
    body = parts(having(PROOF.told()), PROOF.part()).replace(b"Content-Type: text/plain", head)
    assert client.post_parts(body).status_code == 400


def test_1_5_2_s2_b2_b5_a_file_of_several_statements_is_sent_once(client: Client) -> None:
    ids = client.post_parts(
        parts([having(PROOF.told()), having(PROOF.told(contentType="text/html"))], PROOF.part())
    ).json()
    assert len(ids) == 2
    again = having(PROOF.told(), PICTURE.told(), PROOF.told())
    assert client.post_parts(parts(again, PROOF.part(), PROOF.part(), PICTURE.part())).status_code == 200
    found, files = read_parts(client.get(attachments=True))
    assert len(found["statements"]) == 3
    assert [file["X-Experience-API-Hash"] for file in files] == [PROOF.sha2, PICTURE.sha2]
    _, (file,) = read_parts(client.get(statementId=ids[1], attachments=True))
    assert file["Content-Type"] == "text/html"


def test_2_4_11_attachments_of_a_substatement_count_as_well(client: Client) -> None:
    inner = {"objectType": "SubStatement", **having(PROOF.told())}
    assert client.post(statement(object=inner)).status_code == 400
    (id_,) = client.post_parts(parts(statement(object=inner), PROOF.part())).json()
    _, (file,) = read_parts(client.get(statementId=id_, attachments=True))
    assert content_of(file) == PROOF.content


def test_2_1_3_s2_b7_without_attachments_it_is_json(client: Client) -> None:
    (id_,) = client.post_parts(parts(having(PROOF.told()), PROOF.part())).json()
    for params in ({}, {"attachments": False}):
        assert client.get(statementId=id_, **params).headers["content-type"] == "application/json"
        assert client.get(**params).headers["content-type"] == "application/json"


def test_2_1_3_s2_b6_with_attachments_it_is_multipart_even_when_there_are_none(client: Client) -> None:
    found, files = read_parts(client.get(attachments=True))
    assert (found, files) == ({"statements": [], "more": ""}, [])


def test_2_1_3_attachments_go_with_every_format(client: Client) -> None:
    client.post_parts(parts(having(PROOF.told()), PROOF.part()))
    for format_ in ("ids", "canonical", "exact"):
        _, files = read_parts(client.get(attachments=True, format=format_))
        assert len(files) == 1


@pytest.mark.parametrize("between", ["\r\nSet-Cookie: ", "\x00"])
def test_a_content_type_cannot_add_headers(client: Client, between: str) -> None:
    kind = f'text/plain; x="a{between}b"'
    answer = client.post_parts(parts(having(PROOF.told(contentType=kind)), PROOF.part()))
    if answer.status_code == 200:
        _, (file,) = read_parts(client.get(attachments=True))
        assert (file["Content-Type"], file["Set-Cookie"]) == ("application/octet-stream", None)


def test_another_agency_s_files_are_not_given(client: Client) -> None:
    other = client.with_scopes(agency=f"{client.agency} too")
    other.post_parts(parts(having(PROOF.told()), PROOF.part()))
    assert client.post(having(PROOF.told())).status_code == 400
    client.store(having(PROOF.told(fileUrl=URL)))
    _, files = read_parts(client.get(attachments=True))
    assert files == []


def test_a_wrong_length_is_no_fault(client: Client) -> None:
    """ADL's suite sends one, and wants it taken: the hash says what the bytes are."""
    assert client.post_parts(parts(having(PROOF.told(length=1)), PROOF.part())).status_code == 200
