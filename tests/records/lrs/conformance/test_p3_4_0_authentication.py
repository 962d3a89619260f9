"""Part Three 4.0: who calls shows a credential by HTTP Basic."""

from __future__ import annotations

import base64

import pytest

from tests.records.lrs.conformance.xapi import ALL, Xapi, new_id, statement

RESOURCES = ("statements", "activities", "agents", *(documents.resource for documents in ALL))


def basic(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize("resource", RESOURCES)
def test_nobody_enters_without_a_credential(xapi: Xapi, resource: str) -> None:
    found = xapi.get(resource, headers={"Authorization": None})
    assert found.status_code == 401
    assert found.headers["WWW-Authenticate"].startswith("Basic ")


@pytest.mark.parametrize(
    "told",
    [
        "",
        "Basic",
        f"Basic {basic('unknown:secret')}",
        f"Basic:{basic('unknown:secret')}",
        f"Basic {basic('no colon')}",
        "Basic %%%",
        "Basic /w==",
        f"Bearer {basic('a:b')}",
    ],
)
def test_what_is_no_credential_is_refused_and_nothing_is_stored(xapi: Xapi, told: str) -> None:
    one = statement(id=new_id())
    found = xapi.put("statements", {"statementId": one["id"]}, one, headers={"Authorization": told})
    assert found.status_code == 401
    assert xapi.get("statements", {"statementId": one["id"]}).status_code == 404


def test_a_wrong_secret_is_refused(xapi: Xapi) -> None:
    key = base64.b64decode((xapi.headers["Authorization"] or "").removeprefix("Basic ")).decode().partition(":")[0]
    headers = {"Authorization": f"Basic {basic(f'{key}:wrong')}"}
    assert xapi.get("statements", headers=headers).status_code == 401


def test_http_basic_is_taken_however_its_name_is_written(xapi: Xapi) -> None:
    told = xapi.headers["Authorization"] or ""
    for scheme in ("Basic", "basic", "BASIC"):
        headers = {"Authorization": told.replace("Basic", scheme)}
        assert xapi.get("statements", headers=headers).status_code == 200
