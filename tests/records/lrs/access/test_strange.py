"""Whatever is sent to the doors of the store is answered in order: no fault, and no right by accident."""

from __future__ import annotations

import json
import string
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from tests.records.lrs.conftest import Lrs

MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(["actor", "registration", "activity", "hours", "mbox", "account", "x"])
GOOD: dict[str, Any] = {
    "actor": {"mbox": "mailto:sam@example.org"},
    "registration": "6f1b2e5c-94f5-4d44-9a57-3a4a1a1d1c6e",
    "activity": "https://example.org/courses/small",
    "hours": 1,
}
HEADER = st.text(string.printable.strip() + " \xe9\xff", max_size=60)


@MANY
@given(
    wanted=VALUES
    | st.dictionaries(NAMES, VALUES, max_size=4).map(lambda some: {**GOOD, **some})
    | VALUES.map(lambda value: {**GOOD, "actor": {**GOOD["actor"], "name": value}})
    | VALUES.map(lambda value: {"actor": {"account": {"homePage": "https://example.org", "name": value}}})
)
def test_a_launch_is_made_as_it_should_be_or_not_at_all(lrs: Lrs, wanted: object) -> None:
    answer = lrs.http.post("/launches", content=json.dumps(wanted), headers=lrs.credential())
    assert answer.status_code in (201, 400, 413), answer.text
    if answer.status_code == 201:
        assert isinstance(wanted, dict)
        course = {"Authorization": answer.json()["auth"], "X-Experience-API-Version": "1.0.3"}
        assert lrs.http.get("/xapi/statements", headers=course).json()["statements"] == []
        assert lrs.http.get("/xapi/activities/profile", headers=course).status_code == 403
        where = answer.json()["fetch"].removeprefix("http://localhost")
        assert lrs.http.post(where).json()["auth-token"] == answer.json()["auth"].removeprefix("Basic ")


@MANY
@given(told=HEADER | HEADER.map("Basic {}".format), version=HEADER, origin=HEADER)
def test_no_header_opens_the_door_by_accident(lrs: Lrs, told: str, version: str, origin: str) -> None:
    for path in ("/xapi/statements", "/launches", "/metrics"):
        headers = {
            b"Authorization": told.strip().encode("latin-1"),
            b"X-Experience-API-Version": version.encode("latin-1"),
        }
        answer = lrs.http.request("POST" if path == "/launches" else "GET", path, headers=headers)
        assert answer.status_code in (400, 401, 429)
        answer = lrs.http.get(path, headers={**headers, b"Origin": origin.encode("latin-1")})
        assert answer.status_code in (400, 401, 403, 405, 429)
        assert "access-control-allow-origin" not in answer.headers


@MANY
@given(key=st.text(max_size=30), code=st.text(max_size=50))
def test_no_address_gives_a_token_by_accident(lrs: Lrs, key: str, code: str) -> None:
    answer = lrs.http.post(f"/launches/{quote(key, safe='')}/{quote(code, safe='')}")
    assert answer.status_code in (200, 404, 405, 429)
    assert "auth-token" not in answer.text
